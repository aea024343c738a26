"""A whole document as Typst code: what it says of itself, the title page, contents and indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from ..domain import portfolio
from ..model import Evidence
from ..paper.title_page import title_page
from ..views.indices import INDICES
from .code import Code, Value, arguments, array, call, string
from .survey import label_of
from .writer import block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes

    from ..domain import PortfolioDomain
    from ..paper.document import Document
    from ..views.indices import Entry, Group
    from .writer import TypstTranslator

    #: A line of code, and the node that it comes from.
    Line = tuple[str, nodes.Node | None]

_ = get_translation("sphinx_portfolio")


def document_of(writer: TypstTranslator, document: Document, look: str) -> list[Line]:
    """The code of a document.

    :param look: the name of the file that says how it looks.
    """
    domain = portfolio(writer.builder.env)
    for record in domain.index.records:
        writer.survey.want(label_of(record.docname, record.anchor))
    contents, evidence = str(_("Contents")), str(_("List of evidence"))
    head = [
        f"#import {string(look)}: *",
        f"#show: portfolio.with({_of_itself(domain, document)})",
        f"#{_title_page(domain, document)}",
        f"#contents({string(contents)})",
    ]
    if any(isinstance(record, Evidence) for record in domain.index.records):
        head.append(f"#list-of-evidence({string(evidence)})")
    lines: list[Line] = [(line, None) for one in head for line in one.split("\n")]
    writer.document.walkabout(writer)
    writer.mark(writer.survey.left())  # a link that leads nowhere would stop Typst
    for index in _indices(writer, domain):
        writer.write(index)
    lines.append(("#{", None))
    lines += zip(writer.lines, writer.places, strict=True)
    lines.append(("}", None))
    return lines


def _of_itself(domain: PortfolioDomain, document: Document) -> str:
    language, _sign, region = str(domain.env.config.language).replace("-", "_").partition("_")
    skills = [skill.title for skill in domain.index.skills.values() if skill.records]
    return arguments(
        title=document.title,
        author=document.author,
        description=domain.settings.subtitle or None,
        keywords=array(*skills),
        language=language.lower() if language.isascii() and 2 <= len(language) <= 3 else "en",
        region=region.upper() if len(region) == 2 and region.isalpha() else None,
    )


def _title_page(domain: PortfolioDomain, document: Document) -> Code:
    page = title_page(domain)
    kind = str(_("Portfolio"))
    contacts = (
        array(one.name, call("weblink", one.uri, one.words) if one.uri else one.words)
        for one in page.contacts
    )
    return call(
        "title-page",
        document.title,
        kind if kind.casefold() != document.title.casefold() else None,
        page.line or None,
        call("portrait", page.picture, page.alt, page.shape) if page.picture else None,
        array(*contacts),
        page.declaration or None,
        page.date or None,
    )


# -- indices


def _indices(writer: TypstTranslator, domain: PortfolioDomain) -> Iterator[str]:
    """The indices that the owner wants on paper, as statements."""
    wanted = writer.config.latex_domain_indices
    for name, made in INDICES.items():
        if not (name in wanted if isinstance(wanted, list | tuple | set) else wanted):
            continue
        index = made(domain)
        sections = [one for one in index.sections() if any(g.entries for g in one.groups)]
        sections = sections[: index.flat_sections]
        if not sections:
            continue
        title = str(index.localname)
        yield call("head", 1, array(), title)
        for section in sections:
            if section.title and len(sections) > 1:
                yield call("head", 2, array(), str(section.title), kind="group")
            groups = [group for group in section.groups if group.entries]
            left, right = halves(groups)
            yield call("halves", _groups(writer, left), _groups(writer, right))


def _groups(writer: TypstTranslator, groups: Sequence[Group]) -> Code:
    calls = [
        call(
            "index-group",
            str(group.title),
            array(*map(str, group.words)),
            array(*(_entry(writer, entry) for entry in group.entries)),
        )
        for group in groups
    ]
    return block(calls)


def _entry(writer: TypstTranslator, entry: Entry) -> Code:
    label = label_of(entry.record.docname, entry.record.anchor)
    name: Value = label if writer.survey.has(label) else None
    return array(name, entry.record.title, ", ".join(entry.facts))


def halves(groups: Sequence[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Groups in two columns that are about as long as each other, in their order."""
    lengths = [2 + len(group.words) + len(group.entries) for group in groups]

    def longest(at: int) -> int:
        return max(sum(lengths[:at]), sum(lengths[at:]))

    at = min(range(len(groups), -1, -1), key=longest)
    return groups[:at], groups[at:]
