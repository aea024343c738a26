"""Bold labels at the start of a line, and the cutting of a paragraph at them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The longest mark: "AL".
_MARK_LETTERS = 2


@dataclass
class Label:
    """A bold label at the start of a line.

    ``text`` is all that belongs to it and ``node`` the same as nodes; ``bold`` are its words in
    bold, ``before`` and ``after`` what stands on either side. In the paragraph, its children go
    from ``position`` to ``end`` (exclusive); ``rest`` is what is left of the last one.
    """

    text: str
    node: nodes.Element
    position: int
    end: int
    rest: nodes.Text | None
    has_colon: bool
    bold: str
    before: str = ""
    after: str = ""


def labels_of(paragraph: nodes.paragraph) -> list[Label]:
    """The labels of a paragraph, in order; each knows its line."""
    labels: list[Label] = []
    for position in _line_starts(paragraph):
        label = label_at(paragraph, position)
        if label is not None and (not labels or position >= labels[-1].end):
            before = sum(map(_newlines, paragraph.children[:position]))
            label.node.line = paragraph.line and paragraph.line + before
            labels.append(label)
    return labels


def label_at(paragraph: nodes.Element, position: int) -> Label | None:
    """The label that starts at a child of a paragraph, if there is one."""
    first, after = (*paragraph.children[position : position + 2], None, None)[:2]
    if isinstance(first, nodes.Text) and not re.search(r"\w", str(first)):
        return _decorated(str(first).strip(), paragraph, position)
    if not isinstance(first, nodes.strong):
        return None
    bold = first.astext().strip()
    text = after.astext() if isinstance(after, nodes.Text) else ""
    found = _extent(bold, text, alone=after is None or _is_break(after))
    if found is None:
        return None
    extra, eaten, has_colon = found
    node = nodes.inline("", "", *(child.deepcopy() for child in first.children))
    if extra:
        node.append(nodes.Text(extra))
    return Label(
        text=(bold + extra).rstrip(": "),
        node=node,
        position=position,
        end=position + (2 if text else 1),
        rest=nodes.Text(text[eaten:].lstrip(" \t")) if text[eaten:].strip(" \t") else None,
        has_colon=has_colon,
        bold=bold,
        after=text[:eaten],
    )


def _decorated(decoration: str, paragraph: nodes.Element, position: int) -> Label | None:
    """A label with something that is no word before it: "⭐ **Situation:**"."""
    label = label_at(paragraph, position + 1) if decoration else None
    if label is not None:
        label.text = f"{decoration} {label.text}"
        label.node.insert(0, nodes.Text(f"{decoration} "))
        label.before = decoration
        label.position = position
    return label


def _extent(bold: str, text: str, *, alone: bool) -> tuple[str, int, bool] | None:
    """How far a label goes into the text after its bold words.

    Returns the words of the text that belong to the label, how many characters of it to step
    over, and whether the label ends with a colon; None if the bold words are no label.
    """
    if bold.endswith((":", "：")):
        return "", 0, True
    if bold.endswith(("?", "？")):
        return "", 0, False
    dash = re.match(r"\s*[-–—]\s", text)
    # "**Situation** – text: more text"; a mark is shorter: "**S** – Situation: text"
    if dash and len(bold) > _MARK_LETTERS:
        return "", dash.end(), False
    # "**Situation**:", "**S**ituation:", "**S** (Situation):", but not "**Acme** at https://…"
    if match := re.match(r"([^:：\n]{0,40}?)\s*[:：](?![/0-9])|()\s*[:：]", text):
        return match[1] or "", match.end(), True
    # "**S** – text"
    if dash:
        return "", dash.end(), False
    # "**Situation**" on a line of its own
    if alone or text.lstrip(" \t").startswith("\n"):
        return "", 0, False
    return None


def cut(
    paragraph: nodes.paragraph, labels: Sequence[Label]
) -> Iterator[tuple[Label | None, nodes.paragraph | None]]:
    """The paragraph in pieces: what stands before the first label, then after each label.

    A piece is None where nothing stands there. Its ``rawsource`` is its own part of the source.
    """
    raw = _RawText(paragraph.rawsource)
    children = list(paragraph.children)
    line = paragraph.line or 0
    before = children[: labels[0].position]
    yield None, _piece_of(paragraph, before, raw.until(labels[0]), line)
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        raw.skip(label)
        end = following.position if following else len(children)
        body: list[nodes.Node] = [label.rest] if label.rest is not None else []
        body += children[label.end : end]
        yield label, _piece_of(paragraph, body, raw.until(following), label.node.line or line)


def _line_starts(paragraph: nodes.paragraph) -> Iterator[int]:
    """Positions of the children that begin a line."""
    starts = True
    for position, child in enumerate(paragraph.children):
        if starts and not _is_break(child):
            yield position
        if isinstance(child, nodes.Text):
            tail = str(child)
            # Emoji before a label do not move it away from the start of its line.
            last_line = tail.rpartition("\n")[2] if "\n" in tail else tail if starts else "x"
            starts = not re.search(r"\w", last_line)
        else:
            starts = _is_break(child)


def _is_break(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and bool(re.search(r"<br\b|\\newline|\\\\", node.astext()))


def _piece_of(
    paragraph: nodes.paragraph, children: list[nodes.Node], raw: str, line: int
) -> nodes.paragraph | None:
    """A paragraph of some children of another, without line breaks at its ends."""
    while children and (_is_break(children[0]) or not says(children[0])):
        line += _newlines(children[0])
        children = children[1:]
    while children and (_is_break(children[-1]) or not says(children[-1])):
        children = children[:-1]
    if not children:
        return None
    if isinstance(children[0], nodes.Text):
        line += len(str(children[0])) - len(str(children[0]).lstrip("\n"))
        children = [nodes.Text(str(children[0]).lstrip()), *children[1:]]
    if isinstance(children[-1], nodes.Text):
        children = [*children[:-1], nodes.Text(str(children[-1]).rstrip())]
    piece = nodes.paragraph("", "", *children, classes=paragraph["classes"])
    piece.source, piece.line = paragraph.source, line or None
    # What translators get. If the cut could not be found in the source, plain words do.
    piece.rawsource = raw or piece.astext()
    return piece


def says(node: nodes.Node) -> bool:
    """Whether a child of a paragraph is more than white space."""
    return not isinstance(node, nodes.Text) or bool(str(node).strip())


def _newlines(node: nodes.Node) -> int:
    # A break in Markdown is two nodes, one for HTML and one for LaTeX.
    counts = not isinstance(node, nodes.raw) or node.get("format") == "html"
    return node.astext().count("\n") if counts else 0


class _RawText:
    """Follows, in the source of a paragraph, the cuts made between its nodes."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.lost = False

    def until(self, label: Label | None) -> str:
        """The source up to a label, or to the end."""
        if self.lost:
            return ""
        if label is None:
            return _trim(self.raw)
        match = self._search(label)
        if match is None:
            self.lost = True
            return ""
        text, self.raw = self.raw[: match.start("label")], self.raw[match.start("label") :]
        return _trim(text)

    def skip(self, label: Label) -> None:
        """Step over a label."""
        match = None if self.lost else self._search(label)
        if match is None:
            self.lost = True
        else:
            self.raw = self.raw[match.end() :]

    def _search(self, label: Label) -> re.Match[str] | None:
        return _in_source(label.before, label.bold, label.after).search(self.raw)


@lru_cache(maxsize=256)
def _in_source(before: str, bold: str, after: str) -> re.Pattern[str]:
    """How a label may stand in the source; a portfolio has the same few over and over."""

    def letters(words: str) -> str:
        return marks.join(re.escape(c) for c in words if not c.isspace())

    marks, stars = r"[\s*_\\]*", r"(?:\*\*|__)"
    pattern = rf"{letters(before)}\s*{stars}{marks}{letters(bold)}{marks}?{stars}[*_]*"
    if following := letters(after):
        pattern += rf"[\s\\]*{following}"
    return re.compile(rf"(?m:^|<br\s*/?>)[^\w\n]*?(?P<label>{pattern})")


def _trim(raw: str) -> str:
    return re.sub(r"^(?:\\?\s|<br\s*/?>)+|(?:\\?\s|\\$|<br\s*/?>)+$", "", raw)
