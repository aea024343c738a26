"""Labels at the start of a line, and the cutting of a paragraph at them.

A bold word is meant as a label when a colon, a dash or the end of the line follows. Without bold,
words are a label only if they name a part, and then only where others do, too (see `parts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from .label import Label
from .lines import OBJECT, Line, Run, cut_nodes, is_break, joined, lines_of, newlines, says
from .sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# The longest mark: "AL".
_MARK_LETTERS = 2
# A plain label is short, and so is what is no word before a label.
_LONGEST_PLAIN = 60
# In bold, more words than these after a dash are a text, not a remark on the label.
_REMARK_WORDS = 5

_ARROW = r"(?:→|⇒|➔|➜|➡\ufe0f?|⟶|[-=]+>|»)"
_DASH = re.compile(rf"\s*(?:[-–—](?=\s|$)|{_ARROW})\s*")
_SPACED_DASH = re.compile(rf"(?:\s+(?:[-–—]+|\|)\s+|\s*{_ARROW}\s*)")
_LEAD = re.compile(
    r"(?:\[[ xX✓✔]\]\s+|\d\ufe0f?\u20e3|\(?\d{1,2}[.):]+\s+|[^\w(\[（【「*_`\ufffc]){0,40}"
    r"(?::[a-z0-9_+-]{1,30}:\s*){0,3}"
)
# "Situation- text", of which there has to be more than of others
_HYPHEN = re.compile(r"(?<=\w\w)[-–—]+\s+|\s+[-–—]+(?=\w)")
_LITERAL = re.compile(
    r"(?P<open>\*{1,3}|_{1,3})[ \t]*(?P<words>[^*_\n:：]{1,60}[:：]?)\s*(?P<close>[*_]{0,3})"
    r"(?P<colon>\s*[:：])?"
)
_LETTER = re.compile(r"[(\[（【]?(?P<mark>[A-Z0-9]{1,2})[)\]）】.](?=\s|$)\s*")
_BRACKET = re.compile(r"(?P<words>[(\[（【「][^()\[\]（）【】「」]{2,40}[)\]）】」])\s+")
_STOP = re.compile(r"(?<=\w\w)[.?？](?=\s)")
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]*>")
_STARS = re.compile(r"[*_]{1,3}")
_HASHES = re.compile(r"\s*#{1,6}")
_ENDS_LABEL = re.compile(rf"(?:[?？]|[-–—]|{_ARROW})\Z")
_EXTRA = re.compile(r"([^:：]{0,40}?)\s*[:：](?![/0-9])|()\s*[:：]")
_NO_WORDS = re.compile(rf"[*_]{{2,}}|{OBJECT}")
_NO_LABEL = re.compile(r"\*{1,3}|_{2,3}|^\s*#{1,6}")
_SENTENCE_END = re.compile(r"[.!?…,;][\"'”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class _Extent:
    """How far a label goes in the words of its line."""

    words_end: int
    end: int
    has_colon: bool
    form: str = "bold"
    closing: str = ""


def labels_of(
    paragraph: nodes.Element, lines: Sequence[Line], names_part: Callable[[str], bool]
) -> list[Label]:
    """The labels of a paragraph, in order; each knows its line.

    :param names_part: whether words are exactly the label of a part.
    """
    return [
        label
        for number, line in enumerate(lines)
        if (label := _label_of(line, number, paragraph, names_part)) is not None
    ]


def _label_of(
    line: Line, number: int, paragraph: nodes.Element, names_part: Callable[[str], bool]
) -> Label | None:
    text = line.text
    runs = line.runs()
    extent = _extent_of(text, runs, names_part)
    if extent is None:
        return None
    words = text[: extent.words_end]
    # Marks of emphasis that end where the label does belong to it.
    ends_styled = any(
        extent.words_end <= run.end <= extent.end and not text[run.end : extent.end].strip("*_ \t")
        for run in runs
    )
    source_line = paragraph.line and paragraph.line + line.number
    node = nodes.inline("", "")
    node.line = source_line
    return Label(
        text=_NO_WORDS.sub("", words).strip().rstrip(": ").strip(),
        node=node,
        line=number,
        words_end=extent.words_end,
        end=extent.end,
        has_colon=extent.has_colon,
        form=extent.form,
        source=text[: extent.end],
        closing=extent.closing or ("styled" if ends_styled else ""),
        is_inside_style=any(run.start < extent.end < run.end for run in runs),
        follows=line.follows,
    )


def _extent_of(text: str, runs: list[Run], names_part: Callable[[str], bool]) -> _Extent | None:
    """How far the label of a line goes, if the line has one."""
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    stars = _STARS.match(text, at)
    run = _run_at(runs, at) or (stars and _run_at(runs, stars.end()))
    if run:
        return _styled(text, run, names_part, is_bold=run.bold or bool(stars))
    if stars and (literal := _literal(text, at)):
        return literal
    is_heading = _HASHES.match(text[:at]) is not None
    return _plain(text, at, names_part, "bold" if is_heading else "")


def _run_at(runs: list[Run], at: int) -> Run | None:
    """The style in which a word stands; bold before others."""
    around = [run for run in runs if run.start <= at < run.end]
    return next((run for run in around if run.bold), around[0] if around else None)


def _styled(
    text: str, run: Run, names_part: Callable[[str], bool], *, is_bold: bool
) -> _Extent | None:
    """A label whose first words are bold, or in italics or code."""
    words, after = text[run.start : run.end].rstrip(), text[run.end :]
    if is_bold and (inside := _inside(text, run, names_part)):
        return inside
    found = _after(words.strip(), after, names_part)
    if found is None:
        return _in_company(text, run, names_part)
    extra, eaten, has_colon = found
    form = "bold" if is_bold else "styled"
    extent = _Extent(run.end + extra, run.end + eaten, has_colon, form)
    if form == "bold" or names_part(text[: extent.words_end]):
        return extent
    return None


def _in_company(text: str, run: Run, names_part: Callable[[str], bool]) -> _Extent | None:
    """Bold words without a colon or dash, which are a label only where others are, too."""
    # "**S**ituation" on a line of its own
    if plain := _plain(text, run.start, names_part):
        return plain
    # "**Situation** I was there."
    is_whole = text[run.end : run.end + 1].isspace() and names_part(text[: run.end])
    if run.bold and is_whole:
        return _Extent(run.end, run.end, has_colon=False, form="run-in")
    return None


def _after(bold: str, text: str, names_part: Callable[[str], bool]) -> tuple[int, int, bool] | None:
    """How far a label goes into the text after its bold words.

    Returns how many characters of the text belong to the label, how many to step over, and
    whether the label ends with a colon; None if the bold words are no label.
    """
    if bold.endswith((":", "：")):
        # "**Result:* text" and "*Result:** text", of which Markdown leaves an asterisk
        literal = re.match(r"[*_]{1,2}(?=\s|$)", text)
        return 0, literal.end() if literal else 0, True
    # "**What?** text", "**Situation –** text"
    if _ENDS_LABEL.search(bold):
        return 0, 0, False
    dash = _DASH.match(text)
    # "**Situation** – text: more text"; a mark is shorter: "**S** – Situation: text"
    if dash and len(bold) > _MARK_LETTERS:
        return 0, dash.end(), False
    # "**Situation**:", "**S**ituation:", "**S** (Situation):", but not "**Acme** at https://…"
    match = _EXTRA.match(text)
    # "**S** – Situation: text", but not "**S** – I had a question: why?"
    if match and not (dash and not names_part(bold + (match[1] or ""))):
        return len(match[1] or ""), match.end(), True
    # "**S** – text"
    if dash:
        return 0, dash.end(), False
    # "**Situation**" on a line of its own
    return (0, 0, False) if not text.strip() else None


def _inside(text: str, run: Run, names_part: Callable[[str], bool]) -> _Extent | None:
    """A label with its text in the same bold: "**Situation: I was there.**"."""
    bold = text[run.start : run.end]
    if bold.rstrip().endswith((":", "：")):
        return None
    head = bold[: _LONGEST_PLAIN + 8]  # a search in a long text would take long
    colon = re.search(r"[:：](?=\s)", head)
    if colon and names_part(bold[: colon.start()]) and not names_part(bold[colon.end() :]):
        end = run.start + colon.end()
        return _Extent(end, end, has_colon=True) if bold[colon.end() :].strip() else None
    dash = _SPACED_DASH.search(head)
    if dash and _is_sentence(bold[dash.end() :]) and names_part(bold[: dash.start()]):
        return _Extent(run.start + dash.start(), run.start + dash.end(), has_colon=False)
    return None


def _is_sentence(words: str) -> bool:
    return len(words.split()) > _REMARK_WORDS or _SENTENCE_END.search(words) is not None


def _literal(text: str, at: int) -> _Extent | None:
    """Bold that Markdown does not see: "**Result: ** text", "**Result:**text"."""
    match = _LITERAL.match(text, at)
    if match is None or not (match["close"] or match["words"].endswith((":", "："))):
        return None
    is_bold = len(match["open"]) > 1
    has_colon = bool(match["colon"]) or match["words"].endswith((":", "："))
    if not is_bold or not (has_colon or not text[match.end() :].strip()):
        return None
    return _Extent(match.end("words"), match.end(), has_colon, closing="literal")


def _plain(text: str, at: int, names_part: Callable[[str], bool], form: str = "") -> _Extent | None:
    """A label without any style: "Situation: text", "S - Situation", "(S) text", "Situation"."""
    for words_end, end, kind in _plain_ends(text, at):
        if words_end <= _LONGEST_PLAIN + at and names_part(text[:words_end]):
            return _Extent(words_end, end, kind == "colon", form or kind)
    return None


def _plain_ends(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """Where the words of a plain label may end, where its text begins, and its form."""
    head = text[: at + _LONGEST_PLAIN + 8]
    for colon in list(re.finditer(r"\s*[:：](?![/0-9])", head[at:]))[:2]:
        yield at + colon.start(), at + colon.end(), "colon"
    if len(text.rstrip()) <= at + _LONGEST_PLAIN:
        yield len(text.rstrip()), len(text), "alone"
    for dash in reversed(list(_SPACED_DASH.finditer(head, at))[:2]):
        yield dash.start(), dash.end(), "dash"
    if hyphen := _HYPHEN.search(head, at):
        yield hyphen.start(), hyphen.end(), "hyphen"
    if letter := _LETTER.match(head, at):
        yield letter.end("mark") + (letter[0][0] in "([（【"), letter.end(), "letter"
    if stop := _STOP.search(head, at):
        yield stop.end(), stop.end(), "stop"
    if bracket := _BRACKET.match(head, at):
        yield bracket.end("words"), bracket.end(), "bracket"


def cut(
    paragraph: nodes.Element, lines: Sequence[Line], labels: Sequence[Label]
) -> Iterator[tuple[Label | None, nodes.paragraph | None]]:
    """The paragraph in pieces: what stands before the first label, then after each label.

    A piece is None where nothing stands there. Its ``rawsource`` is its own part of the source.
    """
    source = Source(paragraph.rawsource, sum(map(newlines, paragraph.children)))
    first_line = paragraph.line or 0
    before = [node for line in lines[: labels[0].line] for node in (*line.children, *line.end)]
    raw = source.until(labels[0], lines[labels[0].line].number)
    yield None, _piece_of(paragraph, before, raw, first_line)
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        own = lines[label.line]
        head, body = own.cut(label.end)
        label.node.extend(words_of_label(head, label))
        body += own.end
        for line in lines[label.line + 1 : following.line if following else None]:
            body += [*line.children, *line.end]
        raw = source.until(following, lines[following.line].number if following else 0)
        yield label, _piece_of(paragraph, body, raw, label.node.line or first_line)


def words_of_label(head: list[nodes.Node], label: Label) -> list[nodes.Node]:
    """What a reader sees of a label: its words, without the bold that all labels have."""
    kept, skipped = cut_nodes(head, label.words_end)
    kept += [node for node in skipped if isinstance(node, nodes.raw)]
    words: list[nodes.Node] = []
    for node in without_bold(kept):
        if isinstance(node, nodes.strong | nodes.emphasis | nodes.title_reference):
            words += [child.deepcopy() for child in node.children]
        elif isinstance(node, nodes.Text):
            words.append(nodes.Text(_NO_LABEL.sub("", str(node))))
        else:
            words.append(node.deepcopy())
    if words and isinstance(words[0], nodes.Text):
        words[0] = nodes.Text(str(words[0]).lstrip())
    return words


def without_bold(children: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Nodes without the tags for bold in HTML."""
    return [
        node
        for node in children
        if not (isinstance(node, nodes.raw) and _BOLD_TAG.fullmatch(node.astext()))
    ]


def _piece_of(
    paragraph: nodes.Element, children: list[nodes.Node], raw: str, line: int
) -> nodes.paragraph | None:
    """A paragraph of some children of another, without line breaks at its ends."""
    start, end = 0, len(children)
    while start < end and (is_break(children[start]) or not says(children[start])):
        line += newlines(children[start])
        start += 1
    while start < end and (is_break(children[end - 1]) or not says(children[end - 1])):
        end -= 1
    children = joined(children[start:end])
    if not children:
        return None
    if isinstance(children[0], nodes.Text):
        children[0] = nodes.Text(str(children[0]).lstrip())
    if isinstance(children[-1], nodes.Text):
        children[-1] = nodes.Text(str(children[-1]).rstrip())
    piece = nodes.paragraph("", "", *children, classes=paragraph["classes"])
    piece.source, piece.line = paragraph.source, line or None
    # What translators get. If the cut could not be found in the source, plain words do.
    piece.rawsource = raw or piece.astext()
    return piece


def label_of(paragraph: nodes.Element, names_part: Callable[[str], bool]) -> Label | None:
    """The label with which a paragraph begins, if it does."""
    return label_in(lines_of(paragraph)[0], names_part)


def label_in(line: Line, names_part: Callable[[str], bool]) -> Label | None:
    """The label with which a line begins, if it does."""
    return _label_of(line, 0, nodes.paragraph(), names_part)
