"""A page of plain Markdown as the page that it would be with directives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ...names import slug, unique
from ..items import EVIDENCE, REFLECTION
from .coverage import is_said, seen_in
from .headings import headings_in
from .html_tags import tags_of
from .page import Line, PlainEvidence, PlainPage, PlainReflection, Target, Way
from .titles import is_useful
from .tokens import LINE_END, tokens_of, without_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .tokens import Tokens

#: The option and its value for a target: ``("file", "/files/a.png")``; None leaves it in the text.
OptionOf = Callable[[Target], tuple[str, str] | None]
#: The name of an item for links, made of the one that its title gives.
NameOf = Callable[[str], str]

# Files that a figure or a player shows, so that words can stand in for them.
_SHOWN = re.compile(
    r"\.(?:png|jpe?g|gif|webp|avif|tiff?|bmp|heic|svg|pdf|mp4|webm|mov|m4v|avi|mkv|3gp)\Z",
    re.IGNORECASE,
)
# Without these, no line has to be changed or moved.
_IS_ODD = re.compile(r"\]:|^ {0,3}#+[^# ]", re.MULTILINE)
_OPTION = re.compile(r"[:：][ \t]*([^\W_][\w.-]{0,40}?)[ \t]*[:：]")
_OPTIONS = frozenset(one.option for one in (*EVIDENCE, *REFLECTION))
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,}|:{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Words:
    """Lines that stay as they are."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Directive:
    """One of our directives; ``options`` are lines, too, each with the line that it comes from."""

    name: str
    title: str
    line: int
    options: tuple[Line, ...]
    body: tuple[Line, ...]


def segments(
    page: PlainPage, text: str, option_of: OptionOf, name_of: NameOf = lambda name: name
) -> list[Words | Directive]:
    """All lines of a text, in order, with directives in place of what was found.

    :param option_of: what becomes of a target. One that gets no option stays in the text, and so
        does a second web address, since an item has one.
    :param name_of: makes the name of an item unique in a project; each is asked for once, in order.
    """
    source = _Source(text)
    names = _names(page, name_of)
    cited = {number for reflection in page.reflections for number in reflection.evidence}
    items: list[tuple[range, Directive]] = []
    for number, item in enumerate(page.evidence):
        name = names[number] if number in cited else ""
        items.append((item.lines, _evidence(item, source, option_of, name)))
    for reflection in page.reflections:
        about = [names[number] for number in reflection.evidence]
        items.append((reflection.lines, _reflection(reflection, about)))
    made: list[Words | Directive] = []
    at = 1
    for span, directive in sorted(items, key=lambda item: item[0].start):
        made += source.words(range(at, span.start))
        made += source.apart(directive, span)
        at = span.stop
    return [*made, *source.words(range(at, len(source.lines) + 1))]


class _Source:
    """The lines of a text, and which of them cannot stay as they are or where they are."""

    def __init__(self, text: str) -> None:
        self.lines = LINE_END.split(text)
        tokens = tokens_of(text) if _IS_ODD.search(text) else None
        self.mended = [one for one in headings_in(tokens) if not one.is_real] if tokens else []
        self.headings = {one.lines.start + 1: one.level for one in self.mended if one.level}
        self.definitions = _definitions(tokens) if tokens else frozenset()

    def words(self, numbers: range) -> list[Words | Directive]:
        """Lines that stay; a heading that lacks a blank gets it."""
        lines = tuple(Line(self._mended(number), number) for number in numbers)
        return [Words(lines)] if lines else []

    def _mended(self, number: int) -> str:
        line, level = self.lines[number - 1], self.headings.get(number)
        return line if level is None else f"{'#' * level} {line.lstrip(' ')[level:]}"

    def apart(self, directive: Directive, span: range) -> list[Words | Directive]:
        """A directive, and after it the definitions of labels in it, which others may use."""
        moved = self.definitions.intersection(span)
        if not moved:
            return [directive]
        kept = tuple(
            Line("", line.number) if line.number in moved else line for line in directive.body
        )
        words = Words(tuple(Line(self.lines[number - 1], number) for number in sorted(moved)))
        return [replace(directive, body=_trimmed(kept)), words]


def _definitions(tokens: Tokens) -> frozenset[int]:
    """The lines that define labels."""
    return frozenset(
        number + 1
        for token in tokens.tokens
        if token.type == "definition" and token.map and token.level == 0
        for number in range(*token.map)
    )


def _names(page: PlainPage, name_of: NameOf) -> list[str]:
    made = (slug(item.title) or f"evidence-{n}" for n, item in enumerate(page.evidence, start=1))
    return [name_of(name) for name in unique(made)]


def _evidence(item: PlainEvidence, source: _Source, option_of: OptionOf, name: str) -> Directive:
    """The directive of an item; a line that was left out for its targets may have to come back."""
    lines = source.lines
    options = [Line(f":name: {name}", item.line)] if name else []
    if item.kind != "artefact":
        options.append(Line(f":kind: {item.kind}", item.line))
    written: dict[int, list[Target]] = {}  # by line, the targets that no option names
    said = item.title
    kept = {line.number for line in item.body if line.text == lines[line.number - 1]}
    has_url = False
    shown: dict[tuple[str, str], bool] = {}  # whether a picture was the first to name it
    for target in item.targets:
        is_seen = target.line in kept and _is_picture(target, lines[target.line - 1])
        found = None if is_seen else option_of(target)
        is_again = found in shown
        is_picture = _is_picture(target, lines[target.line - 1])
        if is_again and is_picture and found is not None and not shown[found]:
            continue  # the picture in a link to itself
        if found is None or is_again or (found[0] == "url" and has_url):
            written.setdefault(target.line, []).append(target)
            continue
        option, value = found
        shown[found] = is_picture
        options.append(Line(f":{option}: {value}", target.line))
        has_url = has_url or option == "url"
        words = " ".join(target.words.split())
        if option == "file" and is_useful(words) and (_SHOWN.search(value) or words != item.title):
            options.append(Line(f":{_option_for(value)}: {words}", target.line))
            said += f" {words}"
    body = tuple(_kept(line, lines, written, said) for line in item.body)
    return Directive("evidence", item.title, item.line, tuple(options), _trimmed(body))


def _is_picture(target: Target, line: str) -> bool:
    """Whether a target is seen in the text, as in a table, and need not be shown twice."""
    if target.way is Way.HTML:
        links = (tag for tag in tags_of(line) if tag.name == "a")
        return not any(target.written in tag.source for tag in links)
    return target.way is Way.PICTURE


def _option_for(value: str) -> str:
    return "alt" if _SHOWN.search(value) else "caption"


def _kept(line: Line, lines: Sequence[str], written: Mapping[int, list[Target]], said: str) -> Line:
    """A line of the text, as it stood there if a target or words would be lost."""
    source = lines[line.number - 1]
    if line.text == source:
        return line
    lost = line.number in written or (
        not line.text and not is_said(seen_in(source), said, "evidence")
    )
    return Line(source, line.number) if lost else line


def _reflection(item: PlainReflection, about: Sequence[str]) -> Directive:
    options = [] if item.model == "star" else [Line(f":model: {item.model}", item.line)]
    if about:
        options.append(Line(f":evidence: {', '.join(about)}", item.line))
    name = "star-reflection" if item.model == "star" else "reflection"
    return Directive(name, item.title, item.line, tuple(options), _trimmed(item.body))


def _trimmed(body: tuple[Line, ...]) -> tuple[Line, ...]:
    """A text without empty lines around it, and without the list that it stood in."""
    said = [number for number, line in enumerate(body) if line.text.strip()]
    kept = body[said[0] : said[-1] + 1] if said else ()
    texts = without_list([line.text for line in kept])
    return tuple(Line(text, line.number) for text, line in zip(texts, kept, strict=True))


def as_markdown(page: Sequence[Words | Directive]) -> str:
    """The text of the page with its directives, in fences longer than any that they hold."""
    return "\n".join(line.text for line in as_lines(page))


def as_lines(page: Sequence[Words | Directive]) -> list[Line]:
    """The same as lines, each with the line that it comes from."""
    made: list[Line] = []
    for part in page:
        if isinstance(part, Words):
            made += part.lines
        else:
            if made and made[-1].text.strip():
                made.append(Line("", made[-1].number))
            made += _fenced(part)
            made.append(Line("", made[-1].number))
    while len(made) > 1 and not made[-1].text and not made[-2].text.strip():
        made.pop()
    return [*_single_blanks(made)]


def _fenced(part: Directive) -> list[Line]:
    # Behind tildes a title may hold backticks, whatever MyST is told to read.
    mark = "~" if "`" in part.title else "`"
    body = [Line(_escaped(line.text), line.number) for line in part.body]
    held = [match[1] for match in _FENCE.finditer("\n".join(line.text for line in body))]
    fence = mark * max([3, *(len(one) + 1 for one in held if one[0] == mark)])
    head = Line(f"{fence}{{{part.name}}} {part.title}".rstrip(), part.line)
    # What starts like options would be taken for some.
    is_apart = body and (part.options or body[0].text.lstrip().startswith((":", "：", "---")))
    blank = [Line("", body[0].number)] if is_apart else []
    lines = [head, *part.options, *blank, *body]
    return [*lines, Line(fence, lines[-1].number)]


def _escaped(line: str) -> str:
    """A line of text that would be read as an option, with a backslash before its colon."""
    found = _OPTION.match(line)
    return f"\\{line}" if found and found[1] in _OPTIONS else line


def _single_blanks(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines with at most as many empty ones between them as a directive put there."""
    for is_blank, group in groupby(lines, key=lambda line: not line.text):
        several = list(group)
        yield from several[:2] if is_blank else several
