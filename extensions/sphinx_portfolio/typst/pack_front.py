"""The first page of a pack as Typst code: one column, in the order that programs read it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from ..domain import portfolio
from ..leaks import find_links
from ..paper.certificates import whole_anchor
from ..views.owner import contacts_of
from ..words import date_words
from .code import Code, Value, arguments, array, call, string
from .survey import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..domain import PortfolioDomain
    from ..model import Evidence, Owner
    from ..paper.document import Document
    from .front import Line
    from .writer import TypstTranslator

_ = get_translation("sphinx_portfolio")


@dataclasses.dataclass(frozen=True)
class First:
    """What the first page tells: the titles of skills, and evidence by the section of a résumé."""

    skills: Sequence[str]
    sections: Mapping[str, Sequence[Evidence]]


def document_of(writer: TypstTranslator, document: Document, first: First, look: str) -> list[Line]:
    """The code of a pack.

    :param look: the name of the file that says how it looks.
    """
    domain = portfolio(writer.builder.env)
    for records in first.sections.values():
        for record in records:
            writer.survey.want(_label(writer, record))
    language, _sign, region = str(domain.env.config.language).replace("-", "_").partition("_")
    about = arguments(
        title=document.title,
        author=document.author,
        description=_headline(domain) or None,
        keywords=array(*first.skills),
        language=language.lower() if language.isascii() and 2 <= len(language) <= 3 else "en",
        region=region.upper() if len(region) == 2 and region.isalpha() else None,
    )
    lines: list[Line] = [(f"#import {string(look)}: *", None)]
    lines += [(f"#show: portfolio.with({about})", None), ("#{", None)]
    lines += [(line, None) for one in _page(writer, domain, first) for line in str(one).split("\n")]
    writer.document.walkabout(writer)
    lines += zip(writer.lines, writer.places, strict=True)
    lines.append(("}", None))
    return lines


def _headline(domain: PortfolioDomain) -> str:
    owner = domain.settings.owner
    return (owner.headline if owner else "") or domain.settings.subtitle


def _page(writer: TypstTranslator, domain: PortfolioDomain, first: First) -> Iterator[Code]:
    owner = domain.settings.owner
    name = owner.name if owner else str(domain.env.config.author or domain.env.config.project)
    contacts = list(_contacts(writer, domain, owner)) if owner else []
    yield call("pack-name", name, _headline(domain) or None, array(*contacts))
    if owner and owner.summary:
        yield call("pack-part", str(_("Summary")), call("p", owner.summary))
    if first.skills:
        # In words with commas: programs take them for skills.
        yield call("pack-part", str(_("Skills")), call("pack-words", array(*first.skills)))
    for section, title in (
        ("work", _("Employment")),
        ("education", _("Education")),
        ("volunteer", _("Volunteering")),
        ("certificates", _("Certificates")),
    ):
        if records := first.sections.get(section):
            entries = [_entry(writer, domain, one) for one in records]
            yield call("pack-part", str(title), Code("{\n" + "\n".join(entries) + "\n}"))
    if domain.settings.declaration:
        yield call("pack-declaration", domain.settings.declaration)
    yield call("pack-contents", str(_("In this document")))


def _contacts(writer: TypstTranslator, domain: PortfolioDomain, owner: Owner) -> Iterator[Code]:
    """How to reach the owner: a pack is handed to people, and their programs have to read it."""
    for fact in contacts_of(dataclasses.replace(owner, people_only=()), domain.medium):
        name, value = fact.children
        links = value.findall(nodes.reference)
        if any(find_links(str(one.get("refuri", ""))) for one in links):
            continue
        yield array(name.astext(), writer.content([value], inline=True))


def _label(writer: TypstTranslator, record: Evidence) -> str:
    """Where a record is shown whole, else where it stands."""
    whole = label_of(record.docname, whole_anchor(record))
    return whole if writer.survey.has(whole) else label_of(record.docname, record.anchor)


def _entry(writer: TypstTranslator, domain: PortfolioDomain, record: Evidence) -> Code:
    label = _label(writer, record)
    name: Value = label if writer.survey.has(label) else None
    facts = (record.issuer, date_words(domain, record.date))
    return call("pack-entry", name, record.title, ", ".join(filter(None, facts)))
