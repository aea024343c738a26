r"""What MyST reads in another way than GitHub: it is written so that both read the same words.

| On GitHub | To MyST | Written as |
|---|---|---|
| `% words` at the start of a line | a comment | `\% words` |
| `+++ words` at the start of a line | a break, whose words are gone | `\+++ words` |
| `+ + + words`, a list in a list in a list | the same | `- + + words` |
| `(words)=` in a line of its own | a target | `\(words)=` |
| `::: words` at the start of a line | a directive between colons | `\::: words` |
| `{name}` before code | a role | `\{name}` |
| a block of code in `{language}` | a directive | in `language` |
| `##Words` | words, as on GitHub, but people mean a heading | `## Words` |
| `~~words~~` | struck out in HTML only, with a warning | `<del>words</del>` |
| `$x^2$`, ``$`x^2`$``, blocks of `$$` or `math` | words and code | a role or directive `math` |
| `[^1]` without its note, a note that nobody cites | errors | `\[^1]` |
| a label that is defined twice | a warning | a comment |
| `---` in a list or a quotation | an error | `<hr>` |
| `- --- words` at the start of a text | settings in YAML | `- -\-- words` |
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ...reading.plain_markdown.headings import headings_in
from .code_spans import code_spans, is_escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from ...reading.plain_markdown.tokens import Place, Tokens
    from .edits import Edits

_LINE = re.compile(r"%|\+(?=[ \t]*\+[ \t]*\+)|:{3}|\([^\n]+\)=[ \t]*(?=\n|\Z)")
_NESTED_LISTS = re.compile(r"(?P<before>[ \t>]*)\+(?=[ \t]+\+[ \t]+\+)")
_ROLE = re.compile(r"\{[A-Za-z0-9_+:-]+\}(?=`)")
_NOTE = re.compile(r"\[\^([^\]\s\[]+)\](:?)")
#: Mathematics on GitHub: no blank inside of the signs, and no letter or digit outside.
_MATHS = re.compile(r"(?<![\\$\w])\$(?P<maths>(?!\s)(?:\\.|[^$\\\n`])+(?<!\s))\$(?![\w$])")
#: Without one of these, or a single letter, it is about money.
_LOOKS_LIKE_MATHS = re.compile(r"[\\^_={}<>+]|\A[A-Za-z]\Z")
_CODED_MATHS = re.compile(r"\$(`+)([^`]+)\1\$")


def escape(tokens: Tokens, edits: Edits) -> None:
    """Tell all changes that a text needs."""
    for token, place in tokens.placed():
        if token.type == "inline":
            _Line(token, place, tokens, edits).escape()
    for heading in headings_in(tokens):
        if not heading.is_real:
            start = tokens.starts[heading.lines.start]
            line = tokens.lines[heading.lines.start]
            edits.insert(start + _after_signs(line), " ")
    for token in tokens.tokens:
        if token.map and token.type in {"fence", "colon_fence"}:
            _fence(token, tokens, edits)
        elif token.type == "list_item_open" and token.map:
            _list(token, tokens, edits)
        elif token.type == "hr" and token.level:
            as_html(token, tokens, edits)
    _notes(tokens, edits)
    _definitions(tokens, edits)


def _after_signs(line: str) -> int:
    """Where the signs of a heading end in a line."""
    at = line.index("#")
    return at + len(line[at:]) - len(line[at:].lstrip("#"))


class _Line:
    """Some text in a line, or in several."""

    def __init__(self, token: Token, place: Place, tokens: Tokens, edits: Edits) -> None:
        self.token, self.place, self.tokens, self.edits = token, place, tokens, edits
        self.code = code_spans(token.content)

    def escape(self) -> None:
        content = self.token.content
        for start in self._line_starts(content):
            self._start(start, content)
        if content[1:3] == "--" and self.token.level > 1:
            # In a list at the start of a text, MyST takes it for that of front matter.
            self.edits.insert(self.place.at(1), "\\")
        if "{" in content:
            for match in _ROLE.finditer(content):
                self._insert(match.start(), "\\")
        if "$" in content:
            self._maths(content)
        if "~~" in content:
            self._struck_out(content)

    def _line_starts(self, content: str) -> Iterator[int]:
        """Where lines start that begin with something that means something to MyST."""
        start = 0
        for line in content.split("\n"):
            words = line.lstrip(" \t")
            if words[:1] in {"%", "+", ":", "("}:
                yield start + len(line) - len(words)
            start += len(line) + 1

    def _start(self, start: int, content: str) -> None:
        match = _LINE.match(content, start)
        at = self.place.at(start)
        before = self.tokens.text[self.tokens.text.rfind("\n", 0, at) + 1 : at]
        # After the signs of a heading or in a table it means nothing.
        if match and not set(before) & {"#", "|"}:
            self.edits.insert(at, "\\")

    def _insert(self, offset: int, words: str) -> None:
        """Put a sign before a place that is no code, and has none already."""
        if not is_escaped(self.token.content, offset) and not self.code.covers(offset):
            self.edits.insert(self.place.at(offset), words)

    def _maths(self, content: str) -> None:
        if content.startswith("$$") and content.endswith("$$") and content.count("$$") == 2:
            self._block_of_maths(content)
            return
        for match in _CODED_MATHS.finditer(content):
            ticks = match[1]
            self._replace(match.span(), f"{{math}}{ticks}{match[2]}{ticks}")
        for match in _MATHS.finditer(content):
            if not self.code.covers(match.start()) and _LOOKS_LIKE_MATHS.search(match["maths"]):
                self._replace(match.span(), f"{{math}}`{match['maths']}`")

    def _block_of_maths(self, content: str) -> None:
        """A block between ``$$`` and ``$$``, if it is a paragraph of its own."""
        inside = content[2:-2].strip("\n")
        is_whole = self.token.level == 1 and "```" not in inside
        if is_whole:
            self._replace((0, len(content)), f"```{{math}}\n{inside}\n```")

    def _replace(self, span: tuple[int, int], words: str) -> None:
        start, end = span
        self.edits.replace(self.place.at(start), self.place.at(end - 1) + 1, words)

    def _struck_out(self, content: str) -> None:
        kinds = [child.type for child in self.token.children or [] if child.type in _STRUCK]
        signs = [
            match.start()
            for match in re.finditer(r"(?<![~\\])~~(?!~)", content)
            if not self.code.covers(match.start())
        ]
        if len(kinds) == len(signs):
            for kind, at in zip(kinds, signs, strict=True):
                self._replace((at, at + 2), _STRUCK[kind])


_STRUCK = {"s_open": "<del>", "s_close": "</del>"}


def _fence(token: Token, tokens: Tokens, edits: Edits) -> None:
    """The language of a block of code is none of the names of directives."""
    assert token.map
    info = token.info.strip()
    start = tokens.starts[token.map[0]]
    line = tokens.lines[token.map[0]]
    if info.startswith("{") and "}" in info:
        at = line.index("{")
        end = line.index("}", at)
        edits.replace(start + at, start + end + 1, line[at + 1 : end] or "text")
    elif info.lower() == "math":
        at = line.lower().rindex("math")
        edits.replace(start + at, start + at + 4, f"{{{line[at : at + 4].lower()}}}")


def _list(token: Token, tokens: Tokens, edits: Edits) -> None:
    """``+ + + words``: the first sign becomes another one."""
    assert token.map
    match = _NESTED_LISTS.match(tokens.lines[token.map[0]])
    if match and token.markup == "+":
        at = tokens.starts[token.map[0]] + match.end("before")
        edits.replace(at, at + 1, "-")


def as_html(token: Token, tokens: Tokens, edits: Edits) -> None:
    """Write a rule in a list or a quotation as HTML."""
    if not token.map:
        return
    start = tokens.starts[token.map[0]]
    line = tokens.lines[token.map[0]].rstrip()
    at = len(line)
    while at and line[at - 1] in f"{token.markup[0]} \t":
        at -= 1
    first = at + len(line[at:]) - len(line[at:].lstrip())
    edits.replace(start + first, start + len(line), "<hr>")


def _notes(tokens: Tokens, edits: Edits) -> None:
    """Footnotes: what is cited has to be there once, and what is there has to be cited."""
    cited: list[tuple[str, int]] = []
    defined: list[tuple[str, int]] = []
    for token, place in tokens.placed():
        if token.type == "inline" and "[^" in token.content:
            code = code_spans(token.content)
            for match in _NOTE.finditer(token.content):
                if not code.covers(match.start()) and not is_escaped(token.content, match.start()):
                    at = place.at(match.start())
                    is_note = match[2] and _starts_line(token.content, match.start())
                    (defined if is_note else cited).append((match[1], at))
    whole = {label for label, _ in cited} & {label for label, _ in defined}
    seen: Counter[str] = Counter()
    for label, at in sorted(defined, key=lambda note: note[1]):
        seen[label] += 1
        if label not in whole or seen[label] > 1:
            edits.insert(at, "\\")
    for label, at in cited:
        if label not in whole:
            edits.insert(at, "\\")


def _starts_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t")


def _definitions(tokens: Tokens, edits: Edits) -> None:
    """A label that was defined before counts for nothing, so it becomes a comment."""
    seen: set[str] = set()
    for token in tokens.tokens:
        if token.type != "definition" or not token.map:
            continue
        label = str(token.meta["id"])
        line = tokens.lines[token.map[0]]
        if label in seen and "[" in line:
            at = line.index("[")
            start = tokens.starts[token.map[0]] + at
            is_one_line = token.map[1] - token.map[0] == 1
            if is_one_line and "--" not in line:
                edits.replace(start, start + len(line) - at, f"<!-- {line[at:].rstrip()} -->")
            else:
                edits.insert(start, "\\")
        seen.add(label)
