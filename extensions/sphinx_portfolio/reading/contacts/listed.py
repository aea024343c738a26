"""Contacts in a nested list of the page: branches, and below each its contacts.

The list stays in the page as its owner wrote it, so its words are translated as all others are,
and may hold links. Only what it says is taken from it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...contacts import Branch, Contact, Status
from ...faults import WarningType
from .written import Notes, apart, check_all, nearly_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...faults import Fault, Place


#: What can hold contacts.
LISTS = (nodes.bullet_list, nodes.enumerated_list)


def branches_of(lists: Iterable[nodes.Node], docname: str) -> tuple[Branch, ...]:
    """The branches of lists: entries with a list of their own, and the others on none."""
    branches: list[Branch] = []
    alone: list[Contact] = []
    for item in (item for one in lists for item in _items(one)):
        below = _list_in(item)
        if below is None:
            alone += _contact(item, "", docname)
            continue
        title = _words(item)
        contacts = [one for inner in _items(below) for one in _contact(inner, title, docname)]
        branches.append(Branch(title, tuple(contacts)))
    return (*branches, Branch("", tuple(alone))) if alone else tuple(branches)


def faults_of(branches: Sequence[Branch], place: Place) -> list[Fault]:
    """What is wrong with contacts of a list.

    :param place: where the directive stands.
    """
    notes = Notes(place.file)
    for contact in (contact for branch in branches for contact in branch.contacts):
        if not contact.branch:
            notes.say(
                WarningType.BAD_CONTACT,
                "branch",
                "this contact is on no branch. Indent it below one: branches are entries that have "
                "a list below them.",
                contact.line or place.line,
            )
        if almost := nearly_status(contact.words):
            notes.say(WarningType.BAD_CONTACT, "status", almost, contact.line or place.line)
    check_all([contact for branch in branches for contact in branch.contacts], notes)
    if not any(branch.contacts for branch in branches):
        notes.say(
            WarningType.BAD_CONTACT,
            "none",
            "this map has no contacts. Write a list of branches with a list of contacts below "
            "each, or name a file in ':file:'.",
            place.line,
        )
    return notes.finished()


def _contact(item: nodes.Element, branch: str, docname: str) -> Iterator[Contact]:
    words, status = apart(_words(item))
    if words:
        line = item.line or next((child.line for child in item.children if child.line), 0) or 0
        status = status or Status.IN_TOUCH
        yield Contact(docname, line, words=words, branch=branch, status=status)


def _items(listed: nodes.Node) -> list[nodes.Element]:
    return [child for child in listed.children if isinstance(child, nodes.list_item)]


def _list_in(item: nodes.Element) -> nodes.Node | None:
    return next((child for child in item.children if isinstance(child, LISTS)), None)


def _words(item: nodes.Element) -> str:
    """The words of an entry: those of its first paragraph, without tags of HTML."""
    first = next((c for c in item.children if isinstance(c, nodes.TextElement)), None)
    if first is None:
        return ""
    texts = (text for text in first.findall(nodes.Text) if not isinstance(text.parent, nodes.raw))
    return " ".join("".join(texts).split())
