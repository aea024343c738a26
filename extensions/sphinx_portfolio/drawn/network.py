"""A network map: where the owner, the branches and the contacts stand.

The owner is in the middle. Branches stand right and left of it in turn, as they come, and the
contacts of a branch beside it, one below the other; so nothing can overlap, and one more contact
moves others by no more than its own height. A narrow picture has all of them below each other.
What does not fit is counted on its branch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..contacts import Status
from .measure import SLACK, lines_of, width_of
from .picture import Box, Kind, Label, Line, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..contacts import Branch, Contact

# How high one side of a wide picture may be; more branches share it.
_HIGHEST = 1200.0
# As many branches as can be told apart.
_MOST_BRANCHES = 16

_TITLE, _DETAIL, _LEGEND = 13.5, 12.0, 12.0
_LEADING = 1.28
_PAD_X, _PAD_Y = 10.0, 6.0
_GAP, _BRANCH_GAP = 8.0, 24.0
_OWNER, _BRANCH, _CONTACT = 108.0, 118.0, 160.0
_FROM_OWNER, _FROM_BRANCH = 24.0, 28.0
_MARGIN = 2.0
#: How wide pictures are, in pixels of a page.
WIDE = 2 * (_OWNER / 2 + _FROM_OWNER + _BRANCH + _FROM_BRANCH + _CONTACT + _MARGIN)
NARROW = 320.0
# In a narrow picture.
_INDENT = 22.0
_BELOW = NARROW - 2.5 * _INDENT - _MARGIN


@dataclass(frozen=True)
class Words:
    """What a map says in the reader's language.

    ``owner`` stands in the middle, and ``others`` on the branch of contacts that name none;
    ``statuses`` has a word for each. ``more`` counts contacts that are not drawn, and ``branches``
    branches.
    """

    owner: str
    others: str
    statuses: Mapping[Status, str]
    more: Callable[[int], str]
    branches: Callable[[int], str]


def network_picture(branches: Sequence[Branch], words: Words, *, narrow: bool = False) -> Picture:
    """The picture of a network.

    :param narrow: for narrow screens, with all below each other.
    """
    drawn = _chosen(branches, words, _BELOW if narrow else _CONTACT)
    shapes = (_narrow if narrow else _wide)(drawn, words)
    used = {contact.status for branch in branches for contact in branch.contacts}
    return _with_legend(shapes, [s for s in Status if s in used], words)


@dataclass(frozen=True)
class _Drawn:
    """A branch with the boxes of its contacts, as yet nowhere."""

    title: Box
    contacts: tuple[Box, ...]
    is_planned: bool

    @property
    def status(self) -> Status:
        """How the owner stands with the branch: it is planned if all of it is."""
        return Status.PLANNED if self.is_planned else Status.IN_TOUCH

    @property
    def height(self) -> float:
        return max(self.title.height, _height(self.contacts, _GAP))


def _chosen(branches: Sequence[Branch], words: Words, most: float) -> list[_Drawn]:
    """The branches and contacts that fit, and how many others there are.

    :param most: how wide the box of a contact may be.
    """
    shown = branches if len(branches) <= _MOST_BRANCHES else branches[: _MOST_BRANCHES - 1]
    sides = (len(shown) + 1) // 2
    room = (_HIGHEST - (sides - 1) * _BRANCH_GAP) / max(sides, 1)
    drawn = [_branch(branch, words, room, most) for branch in shown]
    if rest := len(branches) - len(shown):
        drawn.append(_Drawn(_box(Kind.MORE, words.branches(rest), "", _BRANCH), (), False))
    return drawn


def _branch(branch: Branch, words: Words, room: float, most: float) -> _Drawn:
    boxes: list[Box] = []
    for contact in branch.contacts:
        boxes.append(_contact(contact, words, most))
        if _height(boxes, _GAP) > room:  # what comes below cannot be drawn, too
            boxes = _with_rest(boxes, len(branch.contacts), words, room, most)
            break
    is_planned = bool(boxes) and all(c.status is Status.PLANNED for c in branch.contacts)
    title = _box(Kind.BRANCH, branch.title or words.others, "", _BRANCH)
    return _Drawn(title, tuple(boxes), is_planned)


def _with_rest(boxes: list[Box], all_of: int, words: Words, room: float, most: float) -> list[Box]:
    """As many boxes as there is room for above a line that counts the others; at least one."""
    kept = list(boxes)
    rest = _box(Kind.MORE, words.more(all_of), "", most)
    while len(kept) > 1 and _height([*kept, rest], _GAP) > room:
        kept.pop()
    if len(kept) == all_of:
        return kept
    return [*kept, _box(Kind.MORE, words.more(all_of - len(kept)), "", most)]


def _contact(contact: Contact, words: Words, most: float) -> Box:
    """The box of a contact; that it is not in touch is said in words, too."""
    said = [contact.detail]
    if contact.status is not Status.IN_TOUCH:
        said.append(words.statuses[contact.status])
    detail = " · ".join(filter(None, said))
    return replace(_box(Kind.CONTACT, contact.title, detail, most), status=contact.status)


def _box(kind: Kind, title: str, detail: str, most: float) -> Box:
    """A box that is as large as its words, at no place."""
    is_bold = kind in {Kind.OWNER, Kind.BRANCH}
    room = most - 2 * _PAD_X
    lines = lines_of(title, room, _TITLE, 2, bold=is_bold)
    quiet = lines_of(detail, room, _DETAIL, 2)
    width = max(
        *(width_of(line, _TITLE, bold=is_bold) for line in lines or ("",)),
        *(width_of(line, _DETAIL) for line in quiet or ("",)),
    )
    height = (len(lines) * _TITLE + len(quiet) * _DETAIL) * _LEADING + 2 * _PAD_Y
    whole_width = max(width + 2 * _PAD_X, 40.0)
    labels = []
    y = _PAD_Y
    for line, size, is_quiet in (
        *((line, _TITLE, False) for line in lines),
        *((line, _DETAIL, True) for line in quiet),
    ):
        # Capitals are 0.72 high, and stand in the middle of their row.
        foot = y + size * (_LEADING + 0.72) / 2
        labels.append(Label(line, whole_width / 2, foot, size, is_bold, is_quiet))
        y += size * _LEADING
    box = Box(kind, 0.0, 0.0, whole_width, height, tuple(labels))
    whole = ", ".join(filter(None, (title, detail)))
    is_cut = any(line.endswith("…") for line in (*lines, *quiet))
    return replace(box, hint=whole if is_cut else "")


def _height(boxes: Iterable[Box], gap: float) -> float:
    heights = [box.height for box in boxes]
    return sum(heights) + gap * max(len(heights) - 1, 0)


# -- where they stand


def _wide(drawn: Sequence[_Drawn], words: Words) -> Picture:
    """The owner in the middle, branches on both sides."""
    owner = _box(Kind.OWNER, words.owner, "", _OWNER)
    owner = owner.at(WIDE / 2 - owner.width / 2, -owner.height / 2)
    boxes = [owner]
    lines: list[Line] = []
    for side, turn in ((drawn[::2], 1), (drawn[1::2], -1)):
        y = -(sum(one.height for one in side) + _BRANCH_GAP * max(len(side) - 1, 0)) / 2
        for one in side:
            made, ways = _beside(one, turn, y, owner.edge(turn))
            boxes += made
            lines += ways
            y += one.height + _BRANCH_GAP
    left = owner.x - _MARGIN if len(drawn) < 2 else 0.0
    return Picture(WIDE, 0.0, tuple(boxes), tuple(lines)).fitted(_MARGIN, left)


def _beside(one: _Drawn, turn: int, top: float, start: float) -> tuple[list[Box], list[Line]]:
    """A branch at one side of the owner, with its contacts.

    :param turn: 1 for the right side, -1 for the left one.
    :param start: where the line to it starts.
    """
    y = top + one.height / 2
    inner = WIDE / 2 + turn * (_OWNER / 2 + _FROM_OWNER)
    title = one.title.beside(inner, y, turn)
    ways = [Line(start, 0.0, inner, y, one.status, is_main=True)]
    made = [title]
    edge = inner + turn * (_BRANCH + _FROM_BRANCH)
    row = y - _height(one.contacts, _GAP) / 2
    for box in one.contacts:
        placed = box.beside(edge, row + box.height / 2, turn)
        made.append(placed)
        ways.append(Line(title.edge(turn), y, edge, row + box.height / 2, box.status))
        row += box.height + _GAP
    return made, ways


def _narrow(drawn: Sequence[_Drawn], words: Words) -> Picture:
    """The owner on top, and everything below it, indented as it belongs together."""
    owner = _box(Kind.OWNER, words.owner, "", NARROW / 2).at(0.0, 0.0)
    boxes = [owner]
    lines: list[Line] = []
    y = owner.height + _BRANCH_GAP / 2
    for one in drawn:
        title = one.title.at(_INDENT, y)
        boxes.append(title)
        middle = y + title.height / 2
        lines.append(
            Line(_INDENT / 2, owner.height, _INDENT, middle, one.status, is_main=True, falls=True)
        )
        foot = y + title.height
        y = foot + _GAP
        for box in one.contacts:
            placed = box.at(2.5 * _INDENT, y)
            boxes.append(placed)
            way = (1.5 * _INDENT, foot, 2.5 * _INDENT, y + box.height / 2)
            lines.append(Line(*way, box.status, falls=True))
            y += box.height + _GAP
        y += _BRANCH_GAP - _GAP
    return Picture(NARROW, 0.0, tuple(boxes), tuple(lines)).fitted(_MARGIN)


def _with_legend(picture: Picture, statuses: Sequence[Status], words: Words) -> Picture:
    """The picture with what its outlines mean below it, where there is more than one."""
    x, y = _MARGIN, picture.height + 14.0
    samples: list[Box] = []
    for status in statuses if len(statuses) > 1 else ():
        word = words.statuses[status]
        width = width_of(word, _LEGEND)
        if samples and x + 34 + width > picture.width:
            x, y = _MARGIN, y + 22.0
        label = Label(word, 34.0 + width / 2 / SLACK, 11.5, _LEGEND, is_bold=False, is_quiet=True)
        samples.append(Box(Kind.SAMPLE, x, y, 26.0, 15.0, (label,), status))
        x += 34 + width + 20
    if not samples:
        return picture
    height = y + 15.0 + _MARGIN
    return replace(picture, height=height, boxes=(*picture.boxes, *samples))
