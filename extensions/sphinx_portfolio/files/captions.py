"""Captions of a video as browsers want them: WebVTT in UTF-8, from that or from SubRip."""

from __future__ import annotations

import html
import re

from ..encodings import decode

_NONE = "it holds no captions that browsers show. Export it as WebVTT (.vtt), or as SubRip (.srt)."
_WRONG_TIMES = (
    "it holds no captions: no line is such as '00:00:01.000 --> 00:00:04.000'. Export it again."
)

_HEAD = "WEBVTT"
# Blocks (W3C WebVTT, 4.1) that say how it looks, which the page does, or something to its authors.
_LEFT_OUT = re.compile(r"(?:STYLE|NOTE)(?=\s|$)")
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*--?>\s*{_TIME}(.*)")
# What SubRip takes from HTML and from other programs.
_TAG = re.compile(r"(</?[biu]>)|</?font\b[^<>\n]*>|\{\\[^{}\n]*\}", re.IGNORECASE)


def read_captions(data: bytes) -> bytes:
    """Captions as WebVTT in UTF-8, without styles and notes.

    :param data: WebVTT or SubRip, in any encoding.
    :raises ValueError: in words, if it is neither.
    """
    text = decode(data).text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    lines = text.lstrip("\ufeff\n ").split("\n")
    if re.match(rf"{_HEAD}(?:[ \t]|$)", lines[0]):
        made = _from_webvtt(lines)
    elif _is_subrip(lines):
        made = _from_subrip(lines)
    else:
        raise ValueError(_NONE)
    return made.encode("utf-8", "replace")


def _from_webvtt(lines: list[str]) -> str:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    kept = [block for block in blocks[1:] if block and not _LEFT_OUT.match(block[0])]
    if not any(_TIMES.match(line) for block in kept for line in block[:2]):
        raise ValueError(_WRONG_TIMES)
    return "\n\n".join([_HEAD, *("\n".join(block) for block in kept)]) + "\n"


def _is_subrip(lines: list[str]) -> bool:
    """Whether it begins with a number and times, or with times."""
    first = [line for line in lines[:20] if line.strip()][:2]
    if first and first[0].strip().isdigit():
        del first[0]
    return bool(first and _TIMES.match(first[0]))


def _from_subrip(lines: list[str]) -> str:
    blocks: list[list[str]] = [[_HEAD]]
    for number, line in enumerate(lines):
        times = _TIMES.match(line)
        if times:
            last = blocks[-1]
            if len(last) > 1 and last[-1].isdigit() and _is_first(lines, number - 1):
                last.pop()  # the number of this one
            blocks.append([f"{_time(times.groups()[:4])} --> {_time(times.groups()[4:8])}"])
        elif line.strip() and len(blocks) > 1:
            blocks[-1].append(_line(line))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _is_first(lines: list[str], number: int) -> bool:
    """Whether the line before is empty, so that this is a number and no caption."""
    return not lines[number - 1].strip()


def _time(parts: tuple[str | None, ...]) -> str:
    hours, minutes, seconds, fraction = parts
    return (
        f"{int(hours or 0):02}:{int(minutes or 0):02}:{int(seconds or 0):02}."
        f"{(fraction or '').ljust(3, '0')}"
    )


def _line(line: str) -> str:
    """A line of text, with bold, italic and underlined letters and no other marks."""
    made, end = [], 0
    for tag in _TAG.finditer(line):
        made += [html.escape(line[end : tag.start()], quote=False), (tag[1] or "").lower()]
        end = tag.end()
    return "".join([*made, html.escape(line[end:], quote=False)]).strip()
