"""What the directives for evidence and for reflections share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from ..domain import object_type
from ..model import is_name, slug
from ..nodes import (
    date_text,
    exactly,
    fact,
    fact_list,
    fact_of,
    item_body,
    item_foot,
    item_header,
    item_kind,
    item_title,
    list_separator,
    portfolio_item,
    skill_chip,
    skill_list,
    text_of,
)
from ..suggest import nearest
from ..warnings import WarningType
from .base import PortfolioDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Record

_ = get_translation("sphinx_portfolio")


class ItemDirective(PortfolioDirective):
    """Base class: title, name, class, skills and date; facts and foot."""

    # -- reading options

    def title(self, fallback: str) -> item_title:
        """The title as a node, with markup; ``fallback`` when there is none."""
        words = self.arguments[0].strip() if self.arguments else ""
        title = item_title(words)
        self.at(title)
        if words:
            children, messages = self.parse_inline(words)
            title.extend([*children, *messages])
        if not title.astext().strip():
            title += nodes.Text(fallback)
            title["translatable"] = False
        return title

    def name_for(self, *candidates: str) -> str:
        """The item's name: the option, or the first of ``candidates`` that makes one."""
        given = self.options.get("name", "")
        if given and is_name(given):
            return given.lower()
        made = next(filter(None, map(slug, (given, *candidates))), "")
        if given:
            self.warn(
                WarningType.BAD_NAME,
                f"':name: {given}' cannot be a name: use letters, digits and hyphens. "
                f"It is called {made!r} for now.",
                "name",
            )
        return made

    def identify(self, node: portfolio_item, record: Record) -> None:
        """Tie the node to its record, and give it an id that no other node of the page has."""
        node["record"], node["name"], node["docname"] = record, record.name, record.docname
        kind = object_type(record)
        plain = nodes.make_id(record.name)
        taken = self.state.document.ids
        number = 1
        anchor = plain or kind
        while anchor in taken:
            anchor = f"{kind}-{plain}" if number == 1 else f"{kind}-{plain}-{number}"
            number += 1
        node["ids"].append(anchor)
        self.state.document.note_explicit_target(node)

    def skills(self) -> tuple[str, ...]:
        """The words for skills that hold at least a letter or digit."""
        skills = tuple(word for word in self.words("skills") if slug(word))
        catalogue = self.settings.catalogue
        for words in skills:
            if not catalogue.holds(catalogue.read(words)[0]):
                self.warn(
                    WarningType.UNKNOWN_SKILL,
                    f"no skill of the catalogue is called {words!r}."
                    f"{nearest(slug(words), catalogue.skills)} It is shown as it is written.",
                    "skills",
                )
        return skills

    # -- building nodes

    def header(self, kind: str, title: item_title, values: Iterable[fact]) -> item_header:
        """Kind, title and facts."""
        word = item_kind("", kind, translatable=False)
        header = item_header("", word) if kind else item_header()
        header += title
        if listed := [*values, *self.unknown_options()]:
            header += fact_list("", *listed)
        return header

    def body(self, children: list[nodes.Node]) -> list[item_body]:
        """The owner's text, if any."""
        return [item_body("", *children)] if children else []

    def foot(self, skills: tuple[str, ...]) -> list[item_foot]:
        """The skills, if any; back-links join them when the page is written."""
        if not skills:
            return []
        chips = skill_list("", "", translatable=False)
        for words in skills:
            if chips.children:
                chips += list_separator("", ", ")
            skill, level = self.settings.catalogue.read(words)
            title = f"{skill.title} ({level})" if level else skill.title
            reference = self.reference("skill", words, title, "skills")
            chips += skill_chip("", "", reference)
        self.at(chips)
        return [item_foot("", fact_list("", fact_of("skills", _("Skills"), chips)))]

    def reference(
        self, kind: str, target: str, words: str = "", option: str = ""
    ) -> addnodes.pending_xref:
        """A reference to a record; without ``words`` it shows the title and must be found."""
        node = addnodes.pending_xref(
            "",
            nodes.inline("", words or target, classes=["xref", f"portfolio-{kind}"]),
            refdomain="portfolio",
            reftype=kind,
            reftarget=target.lower(),
            refexplicit=bool(words),
            refwarn=not words,
            refdoc=self.env.current_document.docname,
        )
        self.at(node, option)
        return node

    def date_fact(self, kind: str, label: str, option: str, iso_date: str) -> Iterable[fact]:
        """A date in the reader's words; one that is wrong is shown as it was written."""
        written = self.options.get(option, "")
        if iso_date:
            words = self.date_words(iso_date)
            yield fact_of(kind, label, text_of(date_text("", words, datetime=iso_date)))
        elif written:
            yield fact_of(kind, label, exactly(written))
