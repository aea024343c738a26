"""What the directives for evidence and for reflections share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain import object_type
from ..names import is_name, slug
from ..nodes import item_body, item_title, portfolio_item
from ..suggest import nearest
from ..warnings import WarningType
from .base import PortfolioDirective

if TYPE_CHECKING:
    from ..model import Record


class ItemDirective(PortfolioDirective):
    """Base class: title, name, class, skills and date; what stands around them is a view."""

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

    def identify(self, node: portfolio_item, record: Record, **held: object) -> None:
        """Tie the node to its record, and give it an id that no other node of the page has.

        :param held: what the record holds of options that may have been written wrongly.
        """
        node["record"], node["name"], node["docname"] = record, record.name, record.docname
        wrong = [o for o, value in held.items() if self.options.get(o) and not value]
        node["unusable"] = {o: self.options[o] for o in wrong} | self.unknown_options()
        # Links that are made from the record say where it was written.
        node["places"] = {o: self.place(o) for o in ("url", "evidence") if o in self.options}
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

    def body(self, children: list[nodes.Node]) -> list[item_body]:
        """The owner's text, if any."""
        return [item_body("", *children)] if children else []
