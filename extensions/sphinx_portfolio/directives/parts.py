"""Find the parts of a reflection among the nodes that its text was parsed into.

People mark a part in many ways: a bold label (on the text's line, on a line of its own, several in
one paragraph, in a list), a heading, a definition list or a field list. Each way ends as a `Piece`.
Every node goes into exactly one piece or stays in the introduction: nothing is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..reflection_models import ReflectionModel

# The longest run of words that can be a label nobody knows: "Next steps", "What I learned".
_LABEL_WORDS = 5
# The longest mark: "AL".
_MARK_LETTERS = 2


@dataclass
class Piece:
    """A label and what follows it. ``index`` is the part it names, None for the introduction."""

    index: int | None = None
    label: nodes.Element = field(default_factory=nodes.inline)
    children: list[nodes.Node] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the owner wrote nothing under the label."""
        return not any(
            child.astext().strip() or any(child.findall(_shows_without_text))
            for child in self.children
            if not _is_comment(child)
        )


@dataclass
class Found:
    """All pieces, the introduction first, and the labels that name no part."""

    pieces: list[Piece]
    unknown: list[tuple[str, nodes.Node]]


def find_parts(
    children: Sequence[nodes.Node], model: ReflectionModel, labels: Mapping[str, str]
) -> Found:
    """Split the parsed text of a reflection at its labels.

    :param labels: what the model's own labels are called in the reader's language.
    """
    return _Finder(model, labels).run(children)


def _is_comment(node: nodes.Node) -> bool:
    return isinstance(node, nodes.comment) or (
        isinstance(node, nodes.raw)
        and re.fullmatch(r"\s*<!--.*?-->\s*", node.astext(), re.DOTALL) is not None
    )


def _shows_without_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.image | nodes.raw | nodes.math | nodes.table)


class _Finder:
    def __init__(self, model: ReflectionModel, labels: Mapping[str, str]) -> None:
        self.model = model
        self.labels = labels
        self.found = Found([Piece()], [])

    def run(self, children: Sequence[nodes.Node]) -> Found:
        for child in _without_sections(children):
            for paragraph in child.findall(nodes.paragraph):
                # Markdown leaves empty texts around bold words.
                paragraph.children = [c for c in paragraph.children if c.astext() or _says(c)]
            if isinstance(child, nodes.paragraph):
                self.paragraph(child)
            elif isinstance(child, nodes.rubric):
                self.heading(child)
            elif isinstance(child, nodes.definition_list | nodes.field_list):
                self.pairs(child)
            elif isinstance(child, nodes.bullet_list | nodes.enumerated_list):
                self.items(child)
            else:
                self.add(child)
        return self.found

    def add(self, *children: nodes.Node) -> None:
        self.found.pieces[-1].children.extend(children)

    def start(self, index: int, label: nodes.Element) -> None:
        self.found.pieces.append(Piece(index, label))

    def index_of(self, label: str) -> int | None:
        return self.model.find(label, self.labels)

    def heading(self, rubric: nodes.rubric) -> None:
        index = self.index_of(rubric.astext())
        if index is None:
            self.add(rubric)
        else:
            self.start(index, rubric)

    def pairs(self, listing: nodes.Element) -> None:
        """A definition or field list: each known term starts a part, the others stay a list."""
        if not any(self.index_of(name.astext()) is not None for name, _body in _pairs(listing)):
            self.add(listing)
            return
        for entry, (name, body) in zip(list(listing), list(_pairs(listing)), strict=True):
            index = self.index_of(name.astext())
            if index is None:
                self.found.unknown.append((name.astext(), entry))
                self.add(_like(listing, entry))
            else:
                self.start(index, name)
                self.add(*body)

    def items(self, listing: nodes.Element) -> None:
        """A list whose items start with labels; other lists are text."""
        firsts = [item[0] if len(item) else None for item in listing]
        if not any(
            isinstance(first, nodes.paragraph)
            and (label := _label_at(first, 0)) is not None
            and self.index_of(label.text) is not None
            for first in firsts
        ):
            self.add(listing)
            return
        for entry in list(listing):
            first = entry[0] if len(entry) else None
            label = _label_at(first, 0) if isinstance(first, nodes.paragraph) else None
            if label is not None and self.index_of(label.text) is not None:
                self.paragraph(first)
                self.add(*entry[1:])
            else:
                self.add(_like(listing, entry))

    def paragraph(self, paragraph: nodes.paragraph) -> None:
        """Split a paragraph at each line that starts with a label."""
        labels: list[_Label] = []
        for position in _line_starts(paragraph):
            label = _label_at(paragraph, position)
            if label is not None and (not labels or position >= labels[-1].end):
                before = sum(map(_newlines, paragraph.children[:position]))
                label.node.line = paragraph.line and paragraph.line + before
                labels.append(label)
        known = [(label, self.index_of(label.text)) for label in labels]
        for label, index in known:
            if index is None and label.has_colon and len(label.text.split()) <= _LABEL_WORDS:
                self.found.unknown.append((label.text, label.node))
        cuts = [(label, index) for label, index in known if index is not None]
        if not cuts:
            self.add(paragraph)
            return
        raw = _RawText(paragraph.rawsource)
        # Texts are kept as they are; a cut inside one makes two.
        rest = list(paragraph.children)
        line = paragraph.line or 0
        positions = [label.position for label, _index in cuts]
        before = rest[: positions[0]]
        if introduction := _piece_of(paragraph, before, raw.until(cuts[0][0]), line):
            self.add(introduction)
        for (label, index), end in zip(cuts, [*positions[1:], len(rest)], strict=True):
            raw.skip(label)
            following = [label.rest] if label.rest is not None else []
            body = following + rest[label.end : end]
            self.start(index, label.node)
            following_cut = next((c for c, _i in cuts if c.position == end), None)
            text = raw.until(following_cut)
            if piece := _piece_of(paragraph, body, text, label.node.line or line):
                self.add(piece)


# -- labels inside a paragraph


@dataclass
class _Label:
    """A bold label at the start of a line.

    Its nodes are ``position`` to ``end`` (exclusive); ``rest`` is what is left of the last one.
    ``bold`` are the words in bold, ``before`` and ``after`` what belongs to it on either side.
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


def _label_at(paragraph: nodes.Element, position: int) -> _Label | None:
    """The bold label that starts at a child, if there is one."""
    children = paragraph.children
    if position >= len(children):
        return None
    strong = children[position]
    if isinstance(strong, nodes.Text) and not re.search(r"\w", str(strong)):
        # "⭐ **Situation:**"
        label = _label_at(paragraph, position + 1) if position + 1 < len(children) else None
        decoration = str(strong).strip()
        if label is None or not decoration:
            return None
        label.text = f"{decoration} {label.text}"
        label.node.insert(0, nodes.Text(f"{decoration} "))
        label.before = decoration
        label.position = position
        return label
    if not isinstance(strong, nodes.strong):
        return None
    words = strong.astext().strip()
    after = children[position + 1] if position + 1 < len(children) else None
    text = after.astext() if isinstance(after, nodes.Text) else ""
    node = nodes.inline("", "", *(child.deepcopy() for child in strong.children))

    def label(extra: str, eaten: int, *, colon: bool) -> _Label:
        if extra:
            node.append(nodes.Text(extra))
        rest = nodes.Text(text[eaten:].lstrip(" \t")) if text[eaten:].strip(" \t") else None
        end = position + 2 if text else position + 1
        name = (words + extra).rstrip(": ")
        return _Label(name, node, position, end, rest, colon, words, after=text[:eaten])

    if words.endswith((":", "：")):
        return label("", 0, colon=True)
    dash = re.match(r"\s*[-–—]\s", text)
    # "**Situation** – text: more text"; a mark is shorter: "**S** – Situation: text"
    if dash and len(words) > _MARK_LETTERS:
        return label("", dash.end(), colon=False)
    # "**Situation**:", "**S**ituation:", "**S** (Situation):", but not "**Acme** at https://…"
    if match := re.match(r"([^:：\n]{0,40}?)\s*[:：](?![/0-9])|()\s*[:：]", text):
        return label(match[1] or "", match.end(), colon=True)
    # "**S** – text"
    if dash:
        return label("", dash.end(), colon=False)
    # "**Situation**" on a line of its own
    if after is None or _is_break(after) or text.lstrip(" \t").startswith("\n"):
        return label("", 0, colon=False)
    return None


# -- pieces of nodes


def _piece_of(
    paragraph: nodes.paragraph, children: list[nodes.Node], raw: str, line: int
) -> nodes.paragraph | None:
    """A paragraph of some children of another, without line breaks at its ends."""
    while children and (_is_break(children[0]) or not _says(children[0])):
        line += _newlines(children[0])
        children = children[1:]
    while children and (_is_break(children[-1]) or not _says(children[-1])):
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


def _says(node: nodes.Node) -> bool:
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

    def until(self, label: _Label | None) -> str:
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

    def skip(self, label: _Label) -> None:
        """Step over a label."""
        match = None if self.lost else self._search(label)
        if match is None:
            self.lost = True
        else:
            self.raw = self.raw[match.end() :]

    def _search(self, label: _Label) -> re.Match[str] | None:
        def letters(words: str) -> str:
            return marks.join(re.escape(c) for c in words if not c.isspace())

        marks, bold = r"[\s*_\\]*", r"(?:\*\*|__)"
        pattern = (
            rf"{letters(label.before)}\s*{bold}{marks}{letters(label.bold)}{marks}?{bold}[*_]*"
        )
        if after := letters(label.after):
            pattern += rf"[\s\\]*{after}"
        return re.search(rf"(?m:^|<br\s*/?>)[^\w\n]*?(?P<label>{pattern})", self.raw)


def _trim(raw: str) -> str:
    return re.sub(r"^(?:\\?\s|<br\s*/?>)+|(?:\\?\s|\\$|<br\s*/?>)+$", "", raw)


def _pairs(listing: nodes.Element) -> Iterator[tuple[nodes.Element, list[nodes.Node]]]:
    """The name and the body of each entry of a definition or field list."""
    for entry in listing.children:
        name, *others = entry.children
        body: list[nodes.Node] = []
        for other in others:
            if isinstance(other, nodes.TextElement):  # "term : classifier"
                body.append(nodes.paragraph(other.rawsource, "", *other.children))
            else:
                body.extend(other.children)
        yield name, body


def _like(listing: nodes.Element, entry: nodes.Node) -> nodes.Element:
    """A list like another with one entry; neighbours of the same kind may follow each other."""
    single = listing.copy()
    single += entry
    return single


def _without_sections(children: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """The same nodes with each section turned into a heading and what follows it."""
    for child in children:
        if isinstance(child, nodes.section):
            title = child[0]
            heading = nodes.rubric(title.rawsource, "", *title.children, ids=child["ids"])
            heading.source, heading.line = title.source, title.line
            yield heading
            yield from _without_sections(child.children[1:])
        else:
            yield child
