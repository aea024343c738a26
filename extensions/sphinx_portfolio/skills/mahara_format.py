"""Skills in a SmartEvidence framework of Mahara, a file that ends in ``.matrix``.

The format is JSON (https://manual.mahara.org, "Import a framework file")::

    {"framework": {"name": …, "standards": [{"standardid", "shortname", "name"}, …],
     "standardelements": [{"standardid", "shortname", "name", "description",
                           "elementid", "parentelementid"}, …]}}

Elements are the skills; one that is the parent of others is their group, and a standard is the
group of its other elements. Ids are numbers or texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..names import slug
from .catalogue import CatalogueError
from .entries import Entry, short
from .html_text import plain
from .json_text import objects, parse, refuse_circle, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .json_text import Located


def read_matrix(text: str) -> Iterator[Entry]:
    """The entries of a catalogue in Mahara's format.

    :raises CatalogueError: if it is not JSON, or not a framework.
    """
    document = parse(text)
    framework = document.get("framework") if isinstance(document, dict) else None
    if not isinstance(framework, dict) or "standardelements" not in framework:
        raise CatalogueError(
            "it is not a SmartEvidence framework: there is no 'framework' with 'standardelements'. "
            "Export the framework again."
        )
    standards = {
        text_of(located, "standardid"): _title(located)
        for located in objects(text, document, "framework", "standards")
    }
    elements = _by_id(objects(text, document, "framework", "standardelements"))
    parents = _parents(elements)
    refuse_circle(parents, {name: located[0] for name, located in elements.items()})
    groups = {parent for of_one in parents.values() for parent in of_one}
    for name, located in elements.items():
        standard = text_of(located, "standardid")
        if standard and standard not in standards:
            raise CatalogueError(
                f"there is no standard with the standardid {short(standard)}. Correct it, or add "
                "the standard.",
                located[0],
            )
        if name not in groups:
            above = parents.get(name)
            group = _title(elements[above[0]]) if above else standards.get(standard, "")
            yield _entry(located, group)


def _entry(located: Located, group: str) -> Entry:
    shortname = text_of(located, "shortname")
    return Entry(
        line=located[0],
        id=shortname if slug(shortname) else "",
        title=_title(located),
        description=plain(text_of(located, "description"), located[0]),
        group=group,
    )


def _title(located: Located) -> str:
    return text_of(located, "name").strip() or text_of(located, "shortname").strip()


def _by_id(found: list[Located]) -> dict[str, Located]:
    """The elements by elementid, which may be left out, or else by their shortname or place."""
    elements: dict[str, Located] = {}
    for number, located in enumerate(found):
        given = text_of(located, "elementid")
        if given and given in elements:
            raise CatalogueError(
                f"two elements have the elementid {short(given)}: one at line "
                f"{elements[given][0]}, one at line {located[0]}. Change or delete one.",
                located[0],
            )
        other = text_of(located, "shortname") or f"#{number}"
        elements[given or (other if other not in elements else f"#{number}")] = located
    return elements


def _parents(elements: dict[str, Located]) -> dict[str, list[str]]:
    """The parent of each element that has one."""
    parents: dict[str, list[str]] = {}
    for name, located in elements.items():
        parent = text_of(located, "parentelementid")
        if parent and parent not in elements:
            raise CatalogueError(
                f"there is no element with the elementid {short(parent)}, which is the "
                "parentelementid here. Correct it, or add the element.",
                located[0],
            )
        if parent:
            parents[name] = [parent]
    return parents
