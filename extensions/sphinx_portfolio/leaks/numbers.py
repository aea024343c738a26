"""Identity numbers of South Africa, and student numbers."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .kinds import LeakKind
from .page import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .page import Page

# What may stand between two digits of one number.
_GAP = r"[ \t.\-/_]{0,3}+"
# Year, month, day, sequence, citizenship, a digit without a meaning today, check digit; the form is
# that of the Identification Act 68 of 1997 and its regulations.
_IDENTITY = re.compile(
    rf"(?<![0-9])(?=([0-9]{_GAP}[0-9]{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}"
    rf"(?:0{_GAP}[1-9]|[12]{_GAP}[0-9]|3{_GAP}[01])(?:{_GAP}[0-9]){{4}}{_GAP}[0-2]"
    rf"{_GAP}[0-9]{_GAP}[0-9])(?![0-9]))"
)
_NO_DIGIT = re.compile(r"[^0-9]+")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TWICE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
# Words before a number of another kind.
_OTHER = re.compile(
    r"(?:\b(?:time ?stamp|epoch|millis|ts|ean|gtin|barcode|isbn)[\"']?[ :=#-]{1,4}"
    r"|[?&]t=|\b10\.[0-9]{4,9}/[^\s]{0,30})$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"[A-Za-z0-9+/]{0,24}$")
_WORD_AFTER = re.compile(r"[A-Za-z0-9+/]{0,24}")
_HEX = frozenset("0123456789abcdefABCDEF")

_WORDS = ("stud", "matri", "learner", "leerling", "tudiant")
_STUDENT_WORDS = re.compile(
    r"\bstud(?:ent|\.)?[ _\-]?(?:(?:card|registration)[ _\-])?"
    r"(?:numbers?|nommers?|nummers?|no\.?s?|nr\.?s?|num|id|\#)(?![a-z])"
    r"|\bstudent(?:en|e)-?(?:nummers?|nommers?|nr\.?)(?![a-z])"
    r"|\bmatrikel(?:nummer|[ -]?nr\.?)|\bmatr\.?[ -]?nr\.?|\b(?:num[ée]ro de )?matricule\b"
    r"|\bnum[ée]ro d['’][ée]tudiant"
    r"|\b(?:learner|leerling)[ _-]?(?:number|no\.?|nummer|nommer)(?![a-z])",
    re.IGNORECASE,
)
# From the words to the number: marks of Markdown and of tables, tags, "is".
_TO_NUMBER = re.compile(
    r"(?:\\|[ \t:#=.|*_\"'`()\[\]>–-]|\r?\n(?=[ \t]*[:|]?[ \t]*[\w*])"
    r"|</?(?:b|strong|td|th|dd|dt|em|i|span|br)[^<>\n]{0,60}/?>?"
    r"|(?:is|was|nr\.?|no\.?)(?=[ :])){0,14}?(?=(?:[A-Za-z]{1,3}[ -]?)?[0-9])",
    re.IGNORECASE,
)
_STUDENT_NUMBER = re.compile(
    r"(?:[A-Za-z]{1,3}[ -]?)?[0-9]{2,10}(?:[ -][0-9]{2,5}){0,3}(?![0-9])(?![.,/:-][0-9])"
)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}[ -](?:19|20)[0-9]{2}\Z")
_NEXT = re.compile(r"(?:[ \t]*(?:[,;/&+]|and|en|und|et)){1,2}[ \t]*(?=[A-Za-z]{0,3}[0-9])")
#: Letters of a line before such words, at the head of a table.
_HEAD = 1000
_ROW = re.compile(r"^[ \t>]{0,20}\|([^\n]*)$", re.MULTILINE)
_CELL_NUMBER = re.compile(r"[ \t*_`]*([A-Za-z]{0,2}[0-9]{6,10})[ \t*_`]*\Z")

_FILE_NUMBER = re.compile(r"(?<![0-9])[0-9]{8,9}(?![0-9])")
_FILE_END = re.compile(
    r"[^\s<>|\"*?:/\\]{0,80}\.(?:pdf|png|jpe?g|heic|webp|gif|tiff?|docx?|pptx?|xlsx?|odt|csv|txt|md|zip"
    r"|mp4|mov|mp3|m4a|wav|ipynb|svg|rtf)\b",
    re.IGNORECASE,
)
_FILE_START = re.compile(r"[^\s<>|\"'()\[\]]{0,120}\Z")
# Names that shops, telephones and sites give to files.
_NOT_STUDENT = re.compile(
    r"://|www\.|(?:pexels|unsplash|stock|shutterstock|getty|adobe|freepik|pixabay|flaticon"
    r"|img|image|dsc|dscn|pxl|vid|screenshot|scan|photo|whatsapp|download|order|invoice|ticket"
    r"|receipt)[\w .-]{0,20}\Z",
    re.IGNORECASE,
)


def find_identity_numbers(page: Page) -> Iterator[Hit]:
    """Thirteen digits that hold a date and a check digit, in one piece or in groups."""
    text = page.text
    for found in _IDENTITY.finditer(text):
        digits = _NO_DIGIT.sub("", found[1])
        if not is_identity_number(digits):
            continue
        start, end = found.span(1)
        if _is_inside(text, start, end) or _OTHER.search(text, max(start - 48, 0), start):
            continue
        yield Hit(LeakKind.IDENTITY, start, end)


def is_identity_number(digits: str) -> bool:
    """Whether 13 digits are an identity number: its date and its check digit (Luhn) are right."""
    month, day = int(digits[2:4]), int(digits[4:6])
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] and digits[10] in "012"):
        return False
    total = sum(map(int, digits[::2])) + sum(_TWICE[int(digit)] for digit in digits[1::2])
    return total % 10 == 0


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether digits are a piece of something longer: a hash, a code, other letters."""
    before = _word_before(text, start)
    after = _word_after(text, end)
    if not before and not after:
        return text[end : end + 2][:1] in {"-", ".", ","} and text[end + 1 : end + 2].isdigit()
    letters = before + after
    return not letters.isalpha() or len(before) > 12 or len(after) > 12 or _HEX.issuperset(letters)


def _word_before(text: str, start: int) -> str:
    found = _WORD_BEFORE.search(text, max(start - 24, 0), start)
    return found[0].rpartition("/")[2] if found else ""


def _word_after(text: str, end: int) -> str:
    found = _WORD_AFTER.match(text, end, end + 24)
    return found[0].partition("/")[0] if found else ""


def find_student_numbers(page: Page) -> Iterator[Hit]:
    """Numbers that fit the patterns of the owner, follow such words, or stand in names of files."""
    for pattern in page.patterns.student_numbers:
        for found in pattern.finditer(page.text):
            if found.end() > found.start() and "\n" not in found[0]:
                yield Hit(LeakKind.STUDENT_NUMBER, *found.span())
    table = 0
    for words in _STUDENT_WORDS.finditer(page.text) if page.has(*_WORDS) else ():
        hits = list(_after_words(page, words))
        if not hits and words.start() >= table:
            table, hits = _below(page.text, words)
        yield from hits
    for found in _FILE_NUMBER.finditer(page.text):
        if _is_in_file_name(page, found):
            yield Hit(LeakKind.STUDENT_NUMBER, *found.span())


def _after_words(page: Page, words: re.Match[str]) -> Iterator[Hit]:
    """The number after such words, and those that follow it."""
    text = page.text
    gap = _TO_NUMBER.match(text, words.end())
    found = _STUDENT_NUMBER.match(text, gap.end()) if gap else None
    least = 8 if words[0].endswith("s") else 6
    while found:
        count = sum(character.isdigit() for character in found[0])
        if least <= count <= 10 and not _YEARS.match(found[0]):
            yield Hit(LeakKind.STUDENT_NUMBER, *found.span())
        following = _NEXT.match(text, found.end())
        least = 8
        found = _STUDENT_NUMBER.match(text, following.end()) if following else None


def _below(text: str, words: re.Match[str]) -> tuple[int, list[Hit]]:
    """Numbers in the column of a table that has such words at its head, and the table's end."""
    start = text.rfind("\n", max(words.start() - _HEAD, 0), words.start()) + 1
    column = text.count("|", start, words.start())
    row = _ROW.match(text, start)
    hits, end = [], 0
    while column and row:
        cells = row[1].split("|", column)
        if len(cells) >= column:
            at = row.start(1) + sum(len(cell) + 1 for cell in cells[: column - 1])
            if number := _CELL_NUMBER.match(cells[column - 1].rstrip("\r")):
                hits.append(Hit(LeakKind.STUDENT_NUMBER, at + number.start(1), at + number.end(1)))
        end = row.end()
        row = _ROW.match(text, end + 1)
    return end, hits


def _is_in_file_name(page: Page, found: re.Match[str]) -> bool:
    """Whether digits are in the name of a file of the owner, and no date."""
    if is_date(found[0]) or not _FILE_END.match(page.text, found.end()):
        return False
    before = _FILE_START.search(page.text, max(found.start() - 120, 0), found.start())
    name = before[0] if before else ""
    return (
        found.start() not in page.addresses
        and not _NOT_STUDENT.search(name)
        and not _is_in_code(page.text, found)
    )


def _is_in_code(text: str, found: re.Match[str]) -> bool:
    """Whether the name is a hash, or one that a site made of several long numbers."""
    before = re.search(r"[\w-]{0,60}\Z", text[max(found.start() - 60, 0) : found.start()])
    after = re.match(r"[\w-]{0,60}", text[found.end() : found.end() + 60])
    around = (before[0] if before else "") + "|" + (after[0] if after else "")
    token = re.search(r"[0-9a-fA-F]{0,60}\|[0-9a-fA-F]{0,60}", around)
    is_hash = bool(token and len(token[0]) > 7)
    return is_hash or bool(re.search(r"[0-9]{10}", around))


def is_date(digits: str) -> bool:
    """Whether eight digits are a date: year first, or last."""
    if len(digits) != 8:
        return False
    for year, month, day in (
        (digits[:4], digits[4:6], digits[6:]),
        (digits[4:], digits[2:4], digits[:2]),
        (digits[4:], digits[:2], digits[2:4]),
    ):
        if 1900 <= int(year) < 2100 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return True
    return False


def numbers_in_name(name: str) -> Iterator[tuple[int, int]]:
    """Where student numbers are in the name of a file, without its folder."""
    stem = PurePosixPath(name).stem
    for found in _FILE_NUMBER.finditer(stem):
        if not (
            is_date(found[0])
            or _NOT_STUDENT.search(stem[: found.start()])
            or _is_in_code(stem, found)
        ):
            yield found.span()
