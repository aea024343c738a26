"""Telephone numbers: in the forms of several countries, and international ones."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .kinds import LeakKind
from .page import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .page import Page

_GAP = r"[ \t()./\-]{0,3}+"
_DIGITS = re.compile(r"[0-9]+")
_NO_DIGIT = re.compile(r"[^0-9]+")

_INTERNATIONAL = re.compile(rf"\+[ (]?[1-9](?:{_GAP}[0-9]){{7,15}}(?![0-9])")
_DOUBLE_ZERO = re.compile(rf"(?<![0-9])00[ -]?[1-9](?:{_GAP}[0-9]){{8,15}}(?![0-9])")
_NATIONAL = re.compile(rf"(?<![0-9])\(?0[1-9](?:{_GAP}[0-9]){{7,10}}(?![0-9])")
_AMERICAN = re.compile(
    r"(?<![0-9])(?:1[ .-])?(?:\([2-9][0-9]{2}\)[ ]?[2-9][0-9]{2}[ .-][0-9]{4}"
    r"|[2-9][0-9]{2}([.-])[2-9][0-9]{2}\1[0-9]{4})(?![0-9])"
)
# In small letters; it may begin in the middle of a word.
_AFTER_WORDS = re.compile(
    r"(?:tel(?:ephone|efoon|efon|\.)?|phone|cell?(?:phone)?|mobiel?e?|mobile|handy|selfoon|sel|gsm"
    r"|fax|faks|whats ?app|(?:call|phone|ring|text|bel|skakel) (?:me|my|us|ons)(?: on| at| op)?"
    r"|contact|kontak)"
    r"(?:[ _-]?(?:number|no|nr|nommer|nummer|num))?[.:]?[ \t*_|\"'`=:]{0,6}(?:is )?"
    rf"([(+]?[0-9](?:{_GAP}[0-9]){{6,14}})(?![0-9])"
)
_LINKS = ("tel:", "sms:", "callto:", "wa.me/", "phone=")
_LINK = re.compile(
    r"(?:tel:|sms:|callto:|wa\.me/|whatsapp\.com/send/?\?phone=)"
    r"([+]?[0-9(](?:[ ()./-]?[0-9]){6,14})(?![0-9])",
    re.IGNORECASE,
)

#: How many digits follow the code of a country (ITU-T E.164); others have 7 to 11.
_COUNTRIES = {
    "1": (10, 10),
    "7": (10, 10),
    "27": (9, 9),
    "31": (9, 9),
    "32": (8, 9),
    "33": (9, 9),
    "34": (9, 9),
    "44": (9, 10),
    "45": (8, 8),
    "46": (7, 10),
    "47": (8, 8),
    "48": (9, 9),
    "49": (7, 12),
    "55": (10, 11),
    "61": (9, 9),
    "65": (8, 8),
    "91": (10, 10),
    "264": (7, 9),
    "267": (7, 8),
    "263": (8, 9),
    "266": (8, 8),
    "268": (8, 8),
    "258": (8, 9),
    "353": (7, 9),
}
_CODE = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2[1-689][0-9]|3[578][0-9]|42[013]|5[09][0-9]|6[789][0-9]|8[058][0-9]|9[679][0-9]"
)
# What is never a person's: free of charge.
_FREE = ("0800", "+27800", "+31800", "+49800", "+44800", "+1800", "+1888", "+1877")
_FICTION = re.compile(
    r"(?:\+?1)?[2-9][0-9]{2}55501[0-9]{2}|\+?155501[0-9]{2}|\+?[0-9]{0,5}0{6,}|\+?0*"
)
#: A word before that says what else the number is.
_OTHER = re.compile(
    r"\b(?:order|invoice|factuur|faktuur|bestelling|bestelnummer"
    r"|(?:reference|ref)[ .]{1,2}(?:no|nr|number)|verwysing|kenmerk|account"
    r"|rekening|ticket|serial|isbn(?:-1[03])?|issn|iban|btw|vat|kvk|certificate|sertifikaat|certificaat"
    r"|credential|licen[sc]e|version|doi|part|model|sku|ean|barcode|orcid|case|zaak|transaction|policy"
    r"|registration|student|studente?n?nummer|id|hash|commit|build|size|seed)"
    r"[ _-]?(?:number|nr|no|num|id|nommer|nummer|code|\#)?[ .:#=*|-]{0,5}\Z",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}[ ]?(?:[A-Z0-9]{4}[ ]?){1,7}\Z")
_PIECE_BEFORE = re.compile(r"(?:[\w@\\][-_/.,:]?|[0-9][-.,/ ]|[R$€£¥][ ]?|[-+#=<>~^*_/][+]?)\Z")
_PHONE_WORD = re.compile(
    r"(?:tel\w*|phone|cell\w*|mobile|mobiel|fax|sel\w*|gsm|whatsapp|ph|mob|t|m|c|no|nr|nommer|nummer|number"
    r"|handy|bel|call|on|op)[.:*_/-]{0,4}\Z",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"[ ]?(?:[%°€$£]|(?:px|kb|mb|gb|km|kg|mm|cm|ms|hz|usd|zar|eur|rand|euro|bytes|users|points"
    r"|followers)\b)"
    r"|[A-Za-z_@\\=]|[.,:-][0-9]|-[A-Za-z0-9]|/[A-Za-z]",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:19|20)[0-9]{2}(?:[ ./-]{1,3}[0-9]{1,2}[ ./-][0-9]{1,2}|[ -]{1,3}(?:19|20)[0-9]{2})"
    r"|[0-9]{1,2}[./ -][0-9]{1,2}[./ -](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9])(?![0-9])"
)
_ADDRESS_OF_COMPUTER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}\Z")


def find_phones(page: Page) -> Iterator[Hit]:
    """Telephone numbers outside of code and of addresses of the web."""
    text = page.text
    for found in _LINK.finditer(text) if page.has(*_LINKS) else ():
        if found.start() not in page.code and not is_fictional(found[1]):
            yield Hit(LeakKind.PHONE, *found.span(1))
    for pattern, is_number in (
        (_INTERNATIONAL, _is_international),
        (_DOUBLE_ZERO, _is_international),
        (_NATIONAL, _is_national),
        (_AMERICAN, _is_american),
    ):
        for found in pattern.finditer(text):
            # One of "(082 555 7777)" belongs to the sentence.
            start = found.start() + (found[0][0] == "(" and ")" not in found[0])
            end = _whole(text, start, found, is_number)
            if end and not _is_other(page, start, end):
                yield Hit(LeakKind.PHONE, start, end)
    for found in _AFTER_WORDS.finditer(page.lower):
        start, end = found.span(1)
        if text[found.start() - 1 : found.start()].isalnum() or _UNIT_AFTER.match(text, end):
            continue
        if not (_is_date(found[1]) or is_fictional(found[1]) or _is_elsewhere(page, start)):
            yield Hit(LeakKind.PHONE, start, end)


def _whole(text: str, start: int, found: re.Match[str], is_number: Callable[[str], bool]) -> int:
    """Where a number ends, which may be some groups before; 0 if it is none."""
    ends = [found.start() + group.end() for group in _DIGITS.finditer(found[0])]
    for end in reversed(ends):
        if is_number(text[start:end]) and not _UNIT_AFTER.match(text, end):
            return end
    return 0


def _is_other(page: Page, start: int, end: int) -> bool:
    text = page.text
    if is_fictional(text[start:end]) or _is_elsewhere(page, start):
        return True
    before = text[max(start - 40, 0) : start]
    if _OTHER.search(before) or _IBAN.search(before):
        return True
    return bool(_PIECE_BEFORE.search(before)) and not _may_precede(before)


def _may_precede(before: str) -> bool:
    """Whether what touches a number is a word for it, another number, or a mark of Markdown."""
    if _PHONE_WORD.search(before):
        return True
    last = before[-1:]
    if last in "*_":
        return not before[-2:-1].isalnum() or before.endswith(("**", "__"))
    if last == " ":  # after a digit: "1 082 …" in a list, or a second number
        return True
    if last == "/":
        return bool(re.search(r"(?:[0-9][ -]?){7}/\Z", before))
    return last in {":", ".", "-", ">", "="} and not re.search(r"[\w\\][-_/.,:]\Z|[<~^]\Z", before)


def _is_elsewhere(page: Page, position: int) -> bool:
    return position in page.addresses or position in page.code


def is_fictional(number: str) -> bool:
    """Whether nobody can have it: of films (555-01…), of zeros; or nobody minds, as it is free."""
    digits = ("+" if number.lstrip("( ").startswith("+") else "") + _NO_DIGIT.sub("", number)
    digits = re.sub(r"^00(?=[1-9])", "+", digits)
    return bool(_FICTION.fullmatch(digits)) or digits.startswith(_FREE)


def _is_international(number: str) -> bool:
    is_zeros = not number.startswith("+")
    bare = number.replace("(0)", "")
    digits = _NO_DIGIT.sub("", bare)
    digits = digits[2:] if is_zeros else digits
    found = _CODE.match(digits)
    if not found:
        return False
    rest = digits[found.end() :]
    least, most = _COUNTRIES.get(found[0], (7, 11))
    if found[0] == "1" and (rest[:1] in "01" or (is_zeros and number.isdigit())):
        return False
    if rest.startswith("0") and found[0] in {"27", "31", "44"} and len(rest) == most + 1:
        rest = rest[1:]
    return least <= len(rest) <= most and not _is_amount(bare)


def _is_amount(number: str) -> bool:
    """Whether it is a large round number such as +12 000 000."""
    return bool(re.fullmatch(r"\+?[0-9]{1,3}(?:[ .][0-9]{3})*(?:[ .]000){2,}", number))


def _is_national(number: str) -> bool:
    """Whether digits with a zero in front are grouped as people write telephone numbers."""
    groups = _DIGITS.findall(number)
    sizes = tuple(map(len, groups))
    total = sum(sizes)
    if len(groups) == 1:
        return total == 10 and groups[0][1] in "678" and not number.startswith("(")
    if number.count("(") != number.count(")") or re.search(r"[^0-9]{4}", number):
        return False
    if ".." in number or "//" in number or "--" in number or _ADDRESS_OF_COMPUTER.match(number):
        return False
    if sizes[0] == 2:
        return groups[0][1] in "12345679" and _is_in_pairs(groups, sizes)
    if not (3 <= sizes[0] <= 5 and 9 <= total <= 12 and min(sizes) > 1 and len(sizes) <= 5):
        return False
    if total == 9 and (len(sizes) > 3 or "." in number or sizes == (3, 3, 3)):
        return False
    if total == 12 and ((sizes[0] == 4 and set(sizes) == {4}) or set(sizes) == {3}):
        return False  # a card, or an address of a computer
    return len(sizes) < 5 or sizes[-1] == 2


def _is_in_pairs(groups: list[str], sizes: tuple[int, ...]) -> bool:
    """Whether it is a number such as 06 12 34 56 78, 06-12345678 or 06 1234 5678."""
    if sizes == (2, 2, 2, 2, 2):
        steps = [int(b) - int(a) for a, b in pairwise(groups)]
        return len(set(steps)) > 1 and max(map(int, groups)) > 12
    return sizes in {(2, 8), (2, 4, 4)} or (sizes in {(2, 3, 3, 2), (2, 2, 3, 3), (2, 3, 5)})


def _is_american(number: str) -> bool:
    return True


def _is_date(number: str) -> bool:
    """Whether what follows "phone" is a date or a span of years."""
    return bool(_DATE.match(number))
