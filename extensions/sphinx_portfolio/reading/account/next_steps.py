"""What somebody wants to do next, as it stands below a reflection under "Next steps"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ...dates import read_date
from ...part_labels import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A date in ISO 8601, empty if there is none, and what is to be done by then.
Step = tuple[str, str]

_LABEL = re.compile(
    r"(?:(?:my|our|the|die|my|mijn|meine|onze|ons) )?"
    r"(?:(?:next|further|following) (?:steps?|actions?)|what(?:'s| is| comes)? next|follow[- ]?ups?"
    r"|(?:volgende|verdere) (?:stap|stappe|stappen|aksies?|acties?)|vervolg(?:stap|stappen|stappe)"
    r"|wat nou|wat nu"
    r"|nächste[nr]? schritte?|prochaines? (?:étapes?|actions?)|próximos? (?:pasos?|passos?)"
    r"|amanyathelo alandelayo|izinyathelo ezilandelayo)"
)
_ISO = r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?"
_BY = r"(?:by|before|on|in|due|until|teen|voor|vóór|op|tot|bis|am|pour|avant|le|antes de|até)"
# "2026-03-01: Write to them", "Write to them (by 2026-03-01)", "Write to them by 2026-03-01."
_FIRST = re.compile(rf"({_ISO})\s*(?::|[–—-]\s)\s*(?=\S)")
_LAST = re.compile(
    rf"(?<=\S)\s*(?:[(\[]\s*(?:{_BY}:?\s+)?({_ISO})\s*[)\]]|[\s,;–—-]\s*{_BY}:?\s+({_ISO}))\s*\.?\Z",
    re.IGNORECASE,
)
_BOX = re.compile(r"\[([ xX])\]\s+")


def names_next_steps(label: str) -> bool:
    """Whether a label says that next steps follow, in any language that we know."""
    return _LABEL.fullmatch(plain(label).replace("’", "'")) is not None


def steps_of(children: Iterable[nodes.Node]) -> Iterator[Step]:
    """The steps in the text under such a label: each entry of a list, and each paragraph.

    Steps with a box that is ticked are done, and left out.
    """
    for child in children:
        if isinstance(child, nodes.bullet_list | nodes.enumerated_list):
            for item in child.children:
                yield from _steps_of_entry(item)
        elif isinstance(child, nodes.paragraph):
            yield from _steps_of(child)
        elif isinstance(child, nodes.container | nodes.block_quote | nodes.list_item):
            yield from steps_of(child.children)


def _steps_of_entry(item: nodes.Node) -> Iterator[Step]:
    """The steps of an entry of a list; what stands below one that is done is done, too."""
    first = item.children[0] if item.children else None
    if first is not None and not isinstance(first, nodes.bullet_list | nodes.enumerated_list):
        box = _BOX.match(_words(first))
        is_ticked = any("checked" in raw.astext() for raw in first.findall(nodes.raw))
        if is_ticked or (box and box[1] != " "):
            return
    yield from steps_of(item.children)


def _steps_of(paragraph: nodes.paragraph) -> Iterator[Step]:
    words = _BOX.sub("", _words(paragraph), count=1)
    if any(sign.isalnum() for sign in words):
        yield dated(words)


def _words(node: nodes.Node) -> str:
    """The words of a node; raw text is for one builder only, and no words."""
    texts = (text for text in node.findall(nodes.Text) if not isinstance(text.parent, nodes.raw))
    return " ".join("".join(map(str, texts)).split())


def dated(words: str) -> Step:
    """A step, and the date that stands before or after it."""
    found = _FIRST.match(words) or _LAST.search(words)
    if found is None:
        return "", words
    try:
        due = read_date(next(filter(None, found.groups())))
    except ValueError:
        return "", words
    return due, f"{words[: found.start()]}{words[found.end() :]}".strip()
