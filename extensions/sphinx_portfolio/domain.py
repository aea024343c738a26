"""The ``portfolio`` domain: records by page, and what can be asked of them.

The stored data is plain (records, names of link targets) and kept by page, so that forgetting a
page is a ``pop`` and merging a worker's pages is a copy. Everything derived from it lives in an
`Index` that is made when first asked for and dropped when a page changes.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from . import config
from .model import Evidence, Record, Reflection, Skill, skill_title, slug
from .nodes import portfolio_item
from .warnings import WarningType, nearest, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils.nodes import Element, Node, document, system_message
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_portfolio")

SKILLS_INDEX = "portfolio-skills"
EVIDENCE_INDEX = "portfolio-evidence"


class PortfolioRole(XRefRole):
    """A role of the domain that also works without the ``portfolio:`` prefix."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Add the prefix where the owner left it out."""
        if ":" not in self.name:
            self.name = f"portfolio:{self.name}"
        return super().run()


def _role() -> PortfolioRole:
    return PortfolioRole(lowercase=True, innernodeclass=nodes.inline, warn_dangling=True)


@dataclass(frozen=True)
class Index:
    """Answers about all records, each worked out once."""

    records: tuple[Record, ...]

    @cached_property
    def items(self) -> dict[str, Record]:
        """Records by name; where a name is used twice, the first keeps it."""
        items: dict[str, Record] = {}
        for record in self.records:
            items.setdefault(record.name, record)
        return items

    @cached_property
    def duplicates(self) -> list[tuple[Record, Record]]:
        """Pairs of the record that has a name and one that wants it too."""
        return [
            (self.items[record.name], record)
            for record in self.records
            if self.items[record.name] is not record
        ]

    @cached_property
    def reflections_on(self) -> dict[str, list[Reflection]]:
        """Reflections by the name of the evidence that they cite."""
        found: dict[str, list[Reflection]] = {}
        for record in self.records:
            if isinstance(record, Reflection):
                for name in dict.fromkeys(record.evidence):
                    found.setdefault(name, []).append(record)
        return found

    @cached_property
    def skills(self) -> dict[str, Skill]:
        """Skills by name, ordered by title."""
        found: dict[str, list[tuple[str, Record]]] = {}
        for record in self.records:
            for words in record.skills:
                found.setdefault(slug(words), []).append((skill_title(words), record))
        skills = [
            Skill(
                name,
                min(title for title, _record in uses),
                tuple(r for r in _unique(uses) if isinstance(r, Evidence)),
                tuple(r for r in _unique(uses) if isinstance(r, Reflection)),
            )
            for name, uses in found.items()
        ]
        return {s.name: s for s in sorted(skills, key=lambda s: (s.title.casefold(), s.name))}


def _unique(uses: list[tuple[str, Record]]) -> Iterable[Record]:
    """The records of ``uses`` once each (an item may spell one skill in two ways)."""
    return {id(record): record for _title, record in uses}.values()


class PortfolioDomain(Domain):
    """Records of all pages; resolves references to evidence, reflections and skills."""

    name = "portfolio"
    label = "Portfolio"
    object_types: ClassVar[dict[str, ObjType]] = {
        "evidence": ObjType(_("evidence"), "evidence"),
        "reflection": ObjType(_("reflection"), "reflection"),
        "skill": ObjType(_("skill"), "skill"),
    }
    roles: ClassVar[dict[str, Any]] = {name: _role() for name in object_types}
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},  # docname -> tuple of records, in page order
        "links": {},  # docname -> what the page links to, each as "type:name"
        "pages": {},  # builder name -> docname -> digest of what the page shows
        "current": [],  # builders whose pages show the records as they are now
    }
    data_version = 1

    _index: Index | None = None

    @cached_property
    def settings(self) -> config.Settings:
        """The validated configuration, read once for all directives of this build."""
        return config.read(self.env.config)

    @property
    def records(self) -> dict[str, tuple[Record, ...]]:
        """Records by docname."""
        return cast("dict[str, tuple[Record, ...]]", self.data["records"])

    @property
    def links(self) -> dict[str, tuple[str, ...]]:
        """What each page links to, each as ``type:name``, by docname."""
        return cast("dict[str, tuple[str, ...]]", self.data["links"])

    @property
    def index(self) -> Index:
        """Answers about all records as they are now."""
        if self._index is None:
            pages = sorted(self.records)
            self._index = Index(tuple(r for page in pages for r in self.records[page]))
        return self._index

    # -- keeping the records

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self._changed()
        self.records.pop(docname, None)
        self.links.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a worker read."""
        self._changed()
        for store in ("records", "links"):
            for docname in docnames:
                if docname in otherdata[store]:
                    self.data[store][docname] = otherdata[store][docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: document) -> None:
        """Keep what the finished, translated page says of its items."""
        self._changed()
        records = tuple(self._finished(node) for node in document.findall(portfolio_item))
        if records:
            self.records[docname] = records

    def _finished(self, node: portfolio_item) -> Record:
        """The record of an item, with the title as the reader's language has it."""
        record: Record = dataclasses.replace(
            node["record"], title=node.title_text(), anchor=node["ids"][0]
        )
        # The record lives on in the domain; one kept in the page could only be out of date.
        del node["record"]
        node.complete(record)
        return record

    def _changed(self) -> None:
        self._index = None
        self.data["current"] = []

    def check_consistency(self) -> None:
        """Report names that two items claim, with both places."""
        for first, again in self.index.duplicates:
            place = f"{self.env.doc2path(first.docname, base=False)}:{first.line}"
            warn(
                WarningType.DUPLICATE_NAME,
                f"the name {again.name!r} is used twice: here and at {place}. Links go to the "
                "first; give this one a ':name:' of its own.",
                (str(self.env.doc2path(again.docname)), again.line),
            )

    # -- answering references

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
        if "address" in node:
            docname, anchor = node["address"]
            return make_refnode(builder, fromdocname, docname, anchor, contnode)
        if typ == "skill":
            skill = self.index.skills.get(slug(target))
            found = self._skill_reference(builder, fromdocname, skill, node, contnode)
            return cast("nodes.reference | None", found)
        record = self.index.items.get(target)
        if record is None or object_type(record) != typ:
            return None
        return self._reference(builder, fromdocname, record, node, contnode)

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
        record = self.index.items.get(target.lower())
        if record is not None:
            reference = self._reference(builder, fromdocname, record, node, contnode)
            return [(f"portfolio:{object_type(record)}", reference)]
        # An item may be called like the skill it shows; then the item is meant.
        skill = self.index.skills.get(slug(target))
        found = self._skill_reference(builder, fromdocname, skill, node, contnode)
        return [("portfolio:skill", cast("nodes.reference", found))] if found is not None else []

    def resolve_numref(
        self, env: BuildEnvironment, builder: Builder, node: pending_xref, contnode: Element
    ) -> Element | None:
        """Resolve ``{numref}`` to the certificate figure of an item."""
        if node["reftype"] != "numref" or node.get("refdomain") != "std":
            return None
        record = self.index.items.get(node["reftarget"].lower())
        if not isinstance(record, Evidence) or not record.figure_anchor:
            return None
        std = env.domains.standard_domain
        label = f"portfolio figure {record.name}"
        # The standard domain numbers figures; lend it a label for the length of one question.
        std.labels[label] = (record.docname, record.figure_anchor, record.title)
        try:
            return std.resolve_xref(env, node["refdoc"], builder, "numref", label, node, contnode)
        finally:
            del std.labels[label]

    def _reference(
        self,
        builder: Builder,
        fromdocname: str,
        record: Record,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference:
        return make_refnode(
            builder,
            fromdocname,
            record.docname,
            record.anchor,
            _content(node, contnode, record.title),
        )

    def _skill_reference(
        self,
        builder: Builder,
        fromdocname: str,
        skill: Skill | None,
        node: pending_xref,
        contnode: Element,
    ) -> Element | None:
        """A link to the skill in the index, or just its title in a builder without one."""
        if skill is None:
            return None
        content = _content(node, contnode, skill.title)
        if not has_index(builder, SKILLS_INDEX):
            return content
        return make_refnode(builder, fromdocname, SKILLS_INDEX, skill.name, content)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """What search, ``objects.inv`` and so other portfolios find."""
        for record in self.index.items.values():
            kind = object_type(record)
            yield record.name, record.title, kind, record.docname, record.anchor, 1
        if self.env.config.html_domain_indices:
            for skill in self.index.skills.values():
                yield skill.name, skill.title, "skill", SKILLS_INDEX, skill.name, 1

    def explain_missing(self, node: pending_xref) -> bool:
        """Say what an unresolved reference could have meant. True if it was one of ours."""
        typ, target = node["reftype"], node["reftarget"]
        if node.get("refdomain") != self.name or typ not in self.object_types:
            return False
        if typ == "skill":
            hint = nearest(slug(target), self.index.skills)
        else:
            items = self.index.items
            other = items.get(target)
            hint = (
                f" There is a piece of {object_type(other)} with that name."
                if isinstance(other, Evidence)
                else f" There is a {object_type(other)} with that name."
                if other
                else nearest(target, (n for n, r in items.items() if object_type(r) == typ))
            )
        subtype = WarningType[f"UNKNOWN_{typ.upper()}"]
        warn(subtype, f"no {typ} is called {target!r}.{hint}", node)
        return True


def portfolio(env: BuildEnvironment) -> PortfolioDomain:
    """The portfolio domain of an environment."""
    return cast("PortfolioDomain", env.domains["portfolio"])


def object_type(record: Record) -> str:
    """The object type of a record: ``evidence`` or ``reflection``."""
    return "evidence" if isinstance(record, Evidence) else "reflection"


def has_index(builder: Builder, name: str) -> bool:
    """Whether ``builder`` writes the domain index ``name`` (one-page HTML writes none)."""
    indices = getattr(builder, "domain_indices", ())
    return builder.name != "singlehtml" and any(info[0] == name for info in indices)


def _content(node: pending_xref, contnode: Element, title: str) -> Element:
    """What to show in a link: the words given, else the title."""
    if node.get("refexplicit"):
        return contnode
    return nodes.inline("", title, classes=contnode.get("classes", []))
