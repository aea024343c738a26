"""The words in HTML, SVG and XML, on the lines where they stand, with no parser to attack."""

from __future__ import annotations

import html
import re

# What has no end on the way to the next "<" or in so many letters is no tag.
_TAG = re.compile(r"<(/?[\w:.-]{1,60})((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)/?>")
_VALUE = re.compile(
    r"(?:^|\s)(?:(?:\w+:)?(?:href|src|alt|title|content|value|placeholder|label|aria-label|export-filename"
    r"|docname|data-[\w-]+|action|cite|tooltip|descr|Target|author|initials))\s*=\s*(\"[^\"]*\"|'[^']*')",
    re.IGNORECASE,
)
_STYLE = re.compile(r"<style\b[^<>]*>", re.IGNORECASE)
_BLOCKS = re.compile(
    r"/?(?:\w+:)?(?:p|div|br|tr|td|th|li|h\d|text|tspan|title|desc|row|si|cell|c|tab|tbl|table|dt|dd|option"
    r"|h|table-cell|table-row|line-break|section|article|header|footer|main|nav|ul|ol)$",
    re.IGNORECASE,
)


def words_of_markup(text: str) -> str:
    """The text without tags; what their attributes say to people stands in their place.

    Line ends are kept, so that a line is the same in both. Comments stay as they are.
    """
    return _TAG.sub(_instead, _without_styles(text))


def _without_styles(text: str) -> str:
    pieces, end = [], 0
    for found in _STYLE.finditer(text):
        if found.start() < end:
            continue
        pieces.append(text[end : found.start()])
        end = text.find("</style", found.end())
        end = len(text) if end < 0 else end
        pieces.append("\n" * text.count("\n", found.start(), end))
    return "".join([*pieces, text[end:]])


def _instead(tag: re.Match[str]) -> str:
    values = [value[1:-1] for value in _VALUE.findall(tag[2])]
    said = [value for value in values if value and not value.startswith("data:")]
    lines = "\n" * tag[0].count("\n")
    if not said:
        return lines + (" " * 4 if _BLOCKS.match(tag[1]) else "")
    return f" {' '.join(html.unescape(value).replace(chr(10), ' ') for value in said)} {lines}"
