"""The application pack: chosen items as one document to attach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.util.docutils import new_document

from .. import nodes as pf
from ..faults import Place
from ..leaks import find_links
from ..model import Evidence, Reflection
from ..reading.conf_names import line_of, text_of
from ..reading.context import Context
from ..reading.pack import read_choice
from ..selection import in_order, unknown_values
from ..suggest import nearest
from ..warnings import WarningType, report, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..domain import PortfolioDomain
    from ..model import Record
    from ..selection import Selection

_ = get_translation("sphinx_portfolio")

_NAME = "portfolio_pack"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a pack holds, in its order; ``falls_back`` if nothing is featured, so all is in it."""

    records: tuple[Record, ...]
    falls_back: bool = False


def choose(domain: PortfolioDomain) -> Choice:
    """What the owner wants in the pack; nothing if it cannot be told, and then it says why."""
    pack, index = domain.settings.pack, domain.index
    context = Context(
        _NAME, str(domain.env.config.root_doc), Path(domain.env.srcdir), domain.settings
    )
    selection, faults, unusable = read_choice(pack, context, _place(domain))
    report(faults)
    if unusable or _asks_for_unknown(domain, selection):
        # Half a filter would let out what its owner meant to leave out.
        return Choice(())
    if not pack.is_featured:
        return Choice(tuple(selection.choose(index)))
    featured = [one for one in index.records if isinstance(one, Evidence) and one.featured]
    if not featured:
        return Choice(tuple(in_order(index.records, selection.sort or "newest")), True)
    about = {one.name: one for item in featured for one in index.reflections_on(item)}
    return Choice(tuple(in_order([*featured, *about.values()], selection.sort or "newest")))


def _place(domain: PortfolioDomain) -> Place:
    """Where conf.py says it."""
    conf_py = Path(domain.presence.app.confdir, "conf.py")
    return Place(str(conf_py), line_of(text_of(conf_py), _NAME))


def _asks_for_unknown(domain: PortfolioDomain, selection: Selection) -> bool:
    """Whether a filter has a value that nothing has, and says so."""
    kinds = [*domain.settings.kinds, *domain.settings.models]
    found = list(unknown_values(selection, domain.everywhere, kinds, domain.env.found_docs))
    for option, value, known in found:
        words = f"the pack is to have {option} {value!r}, which there is not."
        warn(WarningType.UNKNOWN_FILTER, words + nearest(value, known), _place(domain))
    return bool(found)


# -- the tree


def tree_of(domain: PortfolioDomain, records: Sequence[Record]) -> nodes.document:
    """The items as one document: evidence, then reflections, each as its page has it."""
    tree = new_document("<portfolio-pack>")
    tree["docname"] = str(domain.env.config.root_doc)
    home = nodes.section("", nodes.title("", str(_("Portfolio"))))
    tree += home
    items = _items(domain, records)
    for title, kind in ((_("Evidence"), Evidence), (_("Reflections"), Reflection)):
        chosen = [one for one in records if isinstance(one, kind)]
        if chosen:
            section = nodes.section("", nodes.title("", str(title)))
            section.extend(items[one.docname, one.anchor] for one in chosen)
            home += section
    return tree


def _items(
    domain: PortfolioDomain, records: Iterable[Record]
) -> dict[tuple[str, str], nodes.Element]:
    """The nodes of items, by place."""
    wanted = {(one.docname, one.anchor) for one in records}
    found: dict[tuple[str, str], nodes.Element] = {}
    for page in dict.fromkeys(docname for docname, _anchor in wanted):
        tree = domain.env.get_doctree(page)
        for item in list(tree.findall(pf.portfolio_item)):
            place = (page, str(item["ids"][0]))
            if place in wanted:
                found[place] = addnodes.start_of_file("", item, *_notes(item, tree), docname=page)
    return found


def _notes(item: nodes.Element, tree: nodes.document) -> Iterator[nodes.Element]:
    """The footnotes of an item, which stand at the end of its page."""
    called = {one.get("refid", "") for one in item.findall(nodes.footnote_reference)}
    inside = set(item.findall(nodes.footnote))
    for note in list(tree.findall(nodes.footnote)):
        if called & {*note["ids"]} and note not in inside:
            yield note.deepcopy()


def leave_out_empty(tree: nodes.document) -> None:
    """Take out pages and sections in which nothing is left."""
    for page in list(tree.findall(addnodes.start_of_file)):
        if not page.children:
            page.parent.remove(page)
    for section in list(tree.findall(nodes.section)):
        if all(isinstance(one, nodes.title) for one in section.children):
            section.parent.remove(section)


def unlink(tree: nodes.document) -> int:
    """Leave only the words of links to what lies elsewhere and needs a login; how many."""
    links = list(tree.findall(nodes.reference))
    found = [one for one in links if find_links(str(one.get("refuri", "")))]
    for link in found:
        link.replace_self(link.children)
    return len(found)
