"""A paragraph as its lines, each as words with their styles, and pieces cut out of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes

from .naming import is_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Stands for what is no words, such as a picture, in the words of a line.
OBJECT = "\ufffc"
_BREAK = re.compile(r"<br\b|\\newline|\\\\")
_BOLD_TAGS = ("b", "strong")
# So many labels follow each other in a line by intention; one more may be a word in bold.
_SEVERAL = 3
_SENTENCE_ENDS = (".", "!", "?", "…", ";", "|", "。")
_WORDS_BEFORE_COLON = re.compile(r"(?<!\S)(?P<words>[^\W\d_]\w{0,30})\s?[:：](?![/0-9])")
_STYLED = (nodes.strong, nodes.emphasis, nodes.literal, nodes.title_reference)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one style."""

    start: int
    end: int
    bold: bool


@dataclass
class Line:
    """The nodes of one line, then those that end it; ``number`` lines of the source are above.

    What ``follows`` is not the start of a line in the source, but a label that stands in one.
    """

    children: list[nodes.Node] = field(default_factory=list)
    end: list[nodes.Node] = field(default_factory=list)
    number: int = 0
    follows: bool = False

    @cached_property
    def text(self) -> str:
        """The words of the line; what is no words is one character."""
        return "".join(map(_words_of, self.children))

    def runs(self) -> list[Run]:
        """The stretches that are in bold, italics or code."""
        runs: list[Run] = []
        opened: list[tuple[str, int]] = []
        at = 0
        for node in self.children:
            until = at + len(_words_of(node))
            if tag := _tag_of(node):
                _open_or_close(tag, at, opened, runs)
            elif isinstance(node, _STYLED):
                runs.append(Run(at, until, _is_bold(node)))
            at = until
        return sorted(runs, key=lambda run: (run.start, -run.end))

    def cut(self, at: int) -> tuple[list[nodes.Node], list[nodes.Node]]:
        """What stands before a place in the words, and what after it."""
        before, after = cut_nodes(self.children, at)
        moved = _unclosed(before)
        stay = {id(node) for node in before}.difference(map(id, moved))
        return [node for node in before if id(node) in stay], [*moved, *after]


def lines_of(paragraph: nodes.Element) -> list[Line]:
    """The lines of a paragraph, whichever way they are ended."""
    lines = [Line()]
    number = 0
    for child in paragraph.children:
        for node in _by_line(child):
            if is_break(node) or str(node) == "\n":
                lines[-1].end.append(node)
            else:
                if lines[-1].end:
                    lines.append(Line(number=number))
                lines[-1].children.append(node)
            number += newlines(node)
    return lines


def parted(line: Line, index_of: Callable[[str], int | None]) -> list[Line]:
    """A line for each label in it, where several follow each other in order.

    :param index_of: which part some words name: "**Situation:** I was there. **Task:** …".
    """
    starts = _bold_starts(line, index_of) or _sentence_starts(line, index_of)
    if not starts or re.search(r"\w", line.text[: starts[0]]):
        return [line]
    lines: list[Line] = []
    rest = Line(line.children, number=line.number)
    for start, after in zip([0, *starts[1:]], starts[1:], strict=False):
        before, behind = rest.cut(after - start)
        lines.append(Line(before, [], line.number, follows=bool(lines)))
        rest = Line(behind, line.end, line.number, follows=True)
    return [*lines, rest]


def _bold_starts(line: Line, index_of: Callable[[str], int | None]) -> list[int]:
    """Where bold labels begin that end with a colon; or all of them at the start of sentences."""
    if sum(isinstance(node, nodes.strong) for node in line.children) < _SEVERAL:
        return []
    with_colon: list[tuple[int, int]] = []
    leading: list[tuple[int, int]] = []
    start = 0
    for at, node in enumerate(line.children):
        words = _words_of(node)
        is_bold = isinstance(node, nodes.strong)
        index = index_of(words) if is_bold else None
        if is_bold and index is None and is_letter(words):
            return []  # of another list of words
        if index is not None:
            if _has_colon(words, line.children[at + 1 : at + 2]):
                with_colon.append((start, index))
            if _begins(line.text, start):
                leading.append((start, index))
        start += len(words)
    return _in_order(with_colon) or _from_the_first(leading)


def _sentence_starts(line: Line, index_of: Callable[[str], int | None]) -> list[int]:
    """Where labels without a style begin: "Situation: I was there. Task: …"."""
    if len(line.text) < _SEVERAL * 4 or line.text.count(":") + line.text.count("：") < _SEVERAL:
        return []
    found = [
        (match.start(), index)
        for match in _WORDS_BEFORE_COLON.finditer(line.text)
        if _begins(line.text, match.start())
        if (index := index_of(match["words"])) is not None
    ]
    return _from_the_first(found)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at a place in a line."""
    before = text[max(0, at - 8) : at].rstrip()
    return not re.search(r"\w", before) or before.endswith(_SENTENCE_ENDS)


def _in_order(found: list[tuple[int, int]]) -> list[int]:
    """The starts of those that follow each other in order, if there are several."""
    starts: list[int] = []
    last = -1
    for start, index in found:
        if index > last:
            starts.append(start)
            last = index
    return starts if len(starts) >= _SEVERAL else []


def _from_the_first(found: list[tuple[int, int]]) -> list[int]:
    """All starts, if they are those of the first parts, without a gap."""
    is_whole = [index for _start, index in found] == list(range(len(found)))
    return [start for start, _index in found] if is_whole and len(found) > _SEVERAL else []


def _has_colon(bold: str, after: list[nodes.Node]) -> bool:
    """Whether bold words end with a colon, or one stands behind them."""
    behind = after[0].astext() if after else ""
    return bold.rstrip().endswith((":", "：")) or behind.lstrip(" ").startswith((":", "："))


def is_break(node: nodes.Node) -> bool:
    r"""Whether a node ends a line: "\" or two blanks in Markdown, <br>."""
    return isinstance(node, nodes.raw) and _BREAK.search(node.astext()) is not None


def newlines(node: nodes.Node) -> int:
    """How many lines of the source end in a node."""
    # A break in Markdown is two nodes, one for HTML and one for LaTeX.
    counts = not isinstance(node, nodes.raw) or node.get("format") == "html"
    return text_of(node).count("\n") if counts else 0


def text_of(node: nodes.Node) -> str:
    """The text of a node, as `astext`, which looks for escapes where there are none."""
    if isinstance(node, nodes.Text):
        words = str(node)
        return node.astext() if "\x00" in words else words
    only = node.children[0] if len(node.children) == 1 else None
    return text_of(only) if isinstance(only, nodes.Text) else node.astext()


def says(node: nodes.Node) -> bool:
    """Whether a child of a paragraph is more than white space."""
    return not isinstance(node, nodes.Text) or bool(str(node).strip())


def cut_nodes(children: Iterable[nodes.Node], at: int) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Inline nodes before and after a place in their words; one that is there becomes two."""
    before: list[nodes.Node] = []
    after: list[nodes.Node] = []
    for child in children:
        length = len(_words_of(child))
        if length <= at and (length or at or _tag_of(child).startswith("/")) and not after:
            before.append(child)
        elif at <= 0 or after:
            after.append(child)
        elif isinstance(child, nodes.Text):
            words = child.astext()  # without what reStructuredText escapes
            before.append(nodes.Text(words[:at]))
            after.append(nodes.Text(words[at:]))
        else:
            assert isinstance(child, nodes.Element)
            for half, kept in zip((before, after), cut_nodes(child.children, at), strict=True):
                copy = child.copy()
                copy.children = []
                copy.extend(kept)
                half.append(copy)
            after[-1]["ids"] = after[-1]["names"] = []  # type: ignore[index]
        at -= length
    return before, after


def joined(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """The same nodes with neighbouring words in one."""
    result: list[nodes.Node] = []
    words: list[str] = []
    for child in children:
        if isinstance(child, nodes.Text):
            if child:
                words.append(str(child))
            continue
        if words:
            result.append(nodes.Text("".join(words)))
            words = []
        result.append(child)
    return [*result, nodes.Text("".join(words))] if words else result


def _by_line(node: nodes.Node) -> Iterator[nodes.Node]:
    """Words as one node for each line, and one for each end of a line."""
    if not isinstance(node, nodes.Text) or "\n" not in node:
        yield node
        return
    for words in re.split(r"(\n)", str(node)):
        if words:
            yield nodes.Text(words)


def _words_of(node: nodes.Node) -> str:
    """The words of a node; a link is one thing, since nobody wants half of it."""
    if isinstance(node, nodes.Text):
        return text_of(node)
    if isinstance(node, nodes.raw):
        return ""
    return (_styled_words(node) if isinstance(node, _STYLED) else "") or OBJECT


def _styled_words(node: nodes.Node) -> str:
    """The words in some style, without tags of HTML among them: "**<u>Situation</u>**"."""
    if isinstance(node, nodes.raw):
        return ""
    if isinstance(node, _STYLED) and len(node.children) > 1:
        return "".join(map(_styled_words, node.children))
    return text_of(node)


def _is_bold(node: nodes.Element) -> bool:
    """Whether all of a node is bold: **x**, or ***x*** which is bold in italics."""
    return isinstance(node, nodes.strong) or (
        isinstance(node, nodes.emphasis)
        and bool(node.children)
        and all(isinstance(child, nodes.strong) for child in node.children)
    )


def _tag_of(node: nodes.Node) -> str:
    """The name of an HTML tag, with a slash if it closes; nothing if the node is none."""
    if not isinstance(node, nodes.raw) or node.get("format") != "html":
        return ""
    match = re.match(r"<(/?[a-zA-Z][a-zA-Z0-9]*)", node.astext())
    return match[1].lower() if match else ""


def _open_or_close(tag: str, at: int, opened: list[tuple[str, int]], runs: list[Run]) -> None:
    if not tag.startswith("/"):
        opened.append((tag, at))
    elif opened and opened[-1][0] == tag[1:]:
        name, start = opened.pop()
        if start < at:
            runs.append(Run(start, at, name in _BOLD_TAGS))


def _unclosed(children: list[nodes.Node]) -> list[nodes.Node]:
    """HTML tags that are opened among some nodes, and closed only after them."""
    opened: list[nodes.Node] = []
    for node in children:
        tag = _tag_of(node)
        if tag.startswith("/"):
            if opened and _tag_of(opened[-1]) == tag[1:]:
                opened.pop()
        elif tag and tag not in {"img", "input", "wbr"}:
            opened.append(node)
    return opened
