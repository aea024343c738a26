"""The ``portfolio`` domain: references to evidence, reflections and skills.

What it keeps is in `kept_records` and `kept_networks`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.locale import get_translation
from sphinx.roles import XRefRole
from sphinx.util.matching import Matcher

from .kept_networks import KeptNetworks
from .kept_records import SKILLS_INDEX
from .model import OBJECTS, Evidence, Record, object_type
from .names import slug
from .warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Element, Node, system_message
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .faults import Place

_ = get_translation("sphinx_portfolio")


class PortfolioRole(XRefRole):
    """A role of the domain that also works without the ``portfolio:`` prefix."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Add the prefix where the owner left it out."""
        if ":" not in self.name:
            self.name = f"portfolio:{self.name}"
        return super().run()


def _role() -> PortfolioRole:
    return PortfolioRole(lowercase=True, innernodeclass=nodes.inline, warn_dangling=True)


class PortfolioDomain(KeptNetworks):
    """Records of all pages; resolves references to evidence, reflections and skills."""

    name = "portfolio"
    label = "Portfolio"
    object_types: ClassVar[dict[str, ObjType]] = {
        "evidence": ObjType(_("evidence"), "evidence"),
        "reflection": ObjType(_("reflection"), "reflection"),
        "skill": ObjType(_("skill"), "skill"),
    }
    roles: ClassVar[dict[str, Any]] = {name: _role() for name in object_types}

    @cached_property
    def _is_plain_name(self) -> Matcher:
        return Matcher(self.settings.plain_markdown)

    def is_plain(self, page: str) -> bool:
        """Whether a page of Markdown is read as if it used the directives."""
        file = self.env.doc2path(page, base=False)
        if file.suffix in _NO_MARKDOWN:
            return False
        # The home page is also called like its file.
        return any(map(self._is_plain_name, (page, str(file), str(file.with_suffix("")))))

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve a reference of one of our roles; None if there is no such thing."""
        if typ == "skill":
            found = self._skill_reference(fromdocname, target, node, contnode)
        else:
            found = self._item_reference(fromdocname, target, node, contnode, OBJECTS[typ])
            if found is None and typ == "evidence" and (network := self.network_named(target)):
                # As a target for links of all kinds, it belongs to the standard domain.
                content = _content(node, contnode, network.title)
                place = network.docname, network.anchor, content
                return cast("nodes.reference", self.medium.reference(fromdocname, *place))
            self.check_link(target, node, OBJECTS[typ])
        return cast("nodes.reference | None", found)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a reference that may mean anything, as in ``[](#name)``."""
        words = target.lower()
        record = self.index.find(words)
        for kind in [type(record)] if record else OBJECTS.values():
            found = self._item_reference(fromdocname, words, node, contnode, kind)
            if found is not None:
                self.check_link(words, node)
                return [(f"portfolio:{_TYPES[kind]}", cast("nodes.reference", found))]
        # An item may be called like the skill it shows; then the item is meant.
        found = self._skill_reference(fromdocname, target, node, contnode)
        return [("portfolio:skill", cast("nodes.reference", found))] if found is not None else []

    def _item_reference(
        self, page: str, target: str, node: pending_xref, contnode: Element, kind: type[Record]
    ) -> Element | None:
        """A link to an item, or the words for one that is not in this output."""
        if (record := self.index.find(target, kind)) is not None:
            content = _content(node, contnode, record.title)
            return self.medium.reference(page, record.docname, record.anchor, content)
        words = self.words_for_absent(target, kind)
        return None if words is None else _content(node, contnode, words)

    def words_for_absent(self, target: str, kind: type[Record]) -> str | None:
        """What to call an item that is not in this output; None if there is no such item.

        One that stands in another document keeps its title.
        """
        if not self.is_absent(target, kind):
            return None
        if self.is_elsewhere(target, kind):
            return cast("Record", self.everywhere.find(target, kind)).title
        return str(self.object_types[_TYPES[kind]].lname)

    def is_elsewhere(self, target: str, kind: type[Record]) -> bool:
        """Whether an item stands elsewhere than in the document at hand."""
        record = self.everywhere.find(target, kind)
        return record is not None and not self.presence.has_item(record.docname, record.anchor)

    def is_absent(self, target: str, kind: type[Record]) -> bool:
        """Whether an item is there, and not in this output."""
        return self.everywhere.find(target, kind) is not None or any(
            self.is_hidden(_TYPES[kind], name) for name in (target, slug(target))
        )

    def resolve_numref(
        self, env: BuildEnvironment, builder: Builder, node: pending_xref, contnode: Element
    ) -> Element | None:
        """Resolve ``{numref}`` to the certificate figure of an item."""
        if node["reftype"] != "numref" or node.get("refdomain") != "std":
            return None
        target = node["reftarget"].lower()
        record = self.index.find(target, Evidence)
        if record is None and (words := self.words_for_absent(target, Evidence)) is not None:
            return _content(node, contnode, words)
        if not isinstance(record, Evidence) or not record.figure_anchor:
            return None
        self.check_link(target, node, Evidence)
        std = env.domains.standard_domain
        label = f"portfolio figure {record.name}"
        # The standard domain numbers figures; lend it a label for the length of one question.
        std.labels[label] = (record.docname, record.figure_anchor, record.title)
        try:
            return std.resolve_xref(env, node["refdoc"], builder, "numref", label, node, contnode)
        finally:
            del std.labels[label]

    def check_link(self, words: str, location: Node | Place | None, *types: type[Record]) -> None:
        """Say so if a link could mean several items."""
        meant = self.index.meant(words, *types)
        if len(meant) > 1:
            names = " or ".join(repr(record.name) for record in meant[:3])
            warn(
                WarningType.AMBIGUOUS_LINK,
                f"{words!r} can mean {len(meant)} items. Write {names}, or give the one you mean a "
                "':name:'. The link leads to the first.",
                location,
            )

    def _skill_reference(
        self, page: str, target: str, node: pending_xref, contnode: Element
    ) -> Element | None:
        """A link to the skill in the index, or just its title in an output without one."""
        skill = self.skill(target)
        if skill is not None and SKILLS_INDEX in self.index_pages:
            content = _content(node, contnode, skill.title)
            return self.medium.reference(page, SKILLS_INDEX, skill.name, content)
        if skill is None:
            everywhere = self.everywhere
            skill = everywhere.skills.get(everywhere.skill_name(target))
        return None if skill is None else _content(node, contnode, skill.title)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """What search, ``objects.inv`` and so other portfolios find."""
        for record in self.index.items.values():
            kind = object_type(record)
            yield record.name, record.title, kind, record.docname, record.anchor, 1
        for path, record in self.index.paths.items():
            inside = record.docname not in self.index.outside
            if inside and path != record.name and not record.named:
                # For other portfolios; search has it already.
                kind = object_type(record)
                yield path, record.title, kind, record.docname, record.anchor, -1
        if SKILLS_INDEX in self.index_pages:
            for skill in self.index.skills.values():
                yield skill.name, skill.title, "skill", SKILLS_INDEX, skill.name, 1


def portfolio(env: BuildEnvironment) -> PortfolioDomain:
    """The portfolio domain of an environment."""
    return cast("PortfolioDomain", env.domains["portfolio"])


_NO_MARKDOWN = frozenset({".rst", ".txt", ".ipynb"})
_TYPES = {kind: name for name, kind in OBJECTS.items()}


def _content(node: pending_xref, contnode: Element, title: str) -> Element:
    """What to show in a link: the words given, else the title."""
    if node.get("refexplicit"):
        return contnode
    return nodes.inline("", title, classes=contnode.get("classes", []))
