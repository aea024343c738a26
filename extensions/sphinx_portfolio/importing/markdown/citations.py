"""Labels and footnotes that a page defines: the pages that are cut out of it need them, too."""

from __future__ import annotations

import re

from ...reading.plain_markdown.tokens import tokens_of

# A label of a link or a footnote, with what it is cited by.
_LABEL = re.compile(r"\[(\^?[^\[\]]{1,200})\]")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*\Z")
_NOTE = re.compile(r" {0,3}\[\^[^\[\]\s]+\]:")


class Citations:
    """The definitions of a text, and the ``rest`` of it, which has as many lines."""

    def __init__(self, text: str) -> None:
        tokens = tokens_of(text)
        lines = list(tokens.lines)
        self._defined: dict[str, str] = {}
        for token in tokens.tokens:
            if token.map is None or token.level:
                continue
            span = range(*token.map)
            first = lines[span.start]
            is_note = token.type == "paragraph_open" and _NOTE.match(first)
            if token.type == "definition" or is_note:
                for number, words in self._split(lines, span):
                    label = _LABEL.search(words)
                    if label:
                        self._defined.setdefault(_plain(label[1]), words)
                        for line in range(number, number + words.count("\n") + 1):
                            lines[line] = ""
        self.rest = "\n".join(lines)

    @staticmethod
    def _split(lines: list[str], span: range) -> list[tuple[int, str]]:
        """The definitions of some lines; notes may follow each other without an empty line."""
        starts = [number for number in span if _NOTE.match(lines[number])] or [span.start]
        ends = [*starts[1:], span.stop]
        return [
            (start, "\n".join(lines[start:end]))
            for start, end in zip(starts, ends, strict=True)
            if any(lines[start:end])
        ]

    def cited_in(self, text: str, is_rest: bool = False) -> str:
        """A text with the definitions that it cites below its title.

        They cannot stand at its end, where an item may end, too, and would hide them from others.

        :param is_rest: whether to keep those there, too, that nobody cites.
        """
        cited = dict.fromkeys(_plain(match[1]) for match in _LABEL.finditer(text))
        wanted = [label for label in cited if label in self._defined]
        if is_rest:
            wanted += [one for one in self._defined if one not in cited and one[:1] != "^"]
        if not wanted:
            return text
        lines = text.split("\n")
        title = 2 if len(lines) > 1 and _UNDERLINE.match(lines[1]) else int(lines[0][:1] == "#")
        return "\n".join(
            [*lines[:title], "", *(self._defined[label] for label in wanted), "", *lines[title:]]
        )


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
