"""E-mail addresses, also those that are written in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .kinds import LeakKind
from .page import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .page import Page

_LOCAL = re.compile(r"[\w.+'!#$*=?^{}~-]{1,64}\Z")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![^\W_])")
# Longer than any name before "@", and than what leads to an SSH address.
_BEFORE = 64
#: RFC 2606, and RFC 6761 for the top.
_EXAMPLES = re.compile(
    r"(?:^|\.)(?:example\.(?:com|org|net|edu)|example|invalid|test|localhost|local)$", re.IGNORECASE
)
_NOREPLY = re.compile(r"noreply\.github\.com$", re.IGNORECASE)
#: Ends of names of files, which come after "@2x.".
_FILES = frozenset(
    ("png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "heic", "bmp", "tif", "tiff", "pdf", "css",
     "scss", "js", "mjs", "cjs", "json", "html", "htm", "ts", "tsx", "jsx", "vue", "xml", "yml",
     "yaml", "toml", "txt", "docx", "xlsx", "pptx", "webm", "woff", "ttf", "tgz", "gz", "whl",
     "exe", "dll", "lock")
)  # fmt: skip
_VERSION = re.compile(r"[vV]?\d+\.\d")
_HOST_USERS = frozenset({"git", "hg", "svn"})
_SSH = re.compile(r"\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\b[^\n@]{0,48}\Z")
_SCHEME = re.compile(r"[a-z][a-z+.-]{1,12}://[^\s@/]{0,100}\Z", re.IGNORECASE)
_MAILTO = re.compile(r"mailto:[^\s@]{0,64}\Z", re.IGNORECASE)

_DOT = (
    r"(?:[ ]{0,2}[\[({<][ ]?(?:dot|punt|punkt|point|\.)[ ]?[\])}>][ ]{0,2}"
    r"|[ ](?:dot|punt|punkt)[ ]|\.)"
)
_SPELT_DOMAIN = rf"[^\W_][\w-]{{0,40}}(?:{_DOT}[^\W_][\w-]{{0,40}}){{1,5}}"
_SPELT = re.compile(
    r"[ ]{0,2}[\[({<][ ]?(?:at|@|ät|apenstaartje|apestert)[ ]?[\])}>][ ]{0,2}"
    rf"({_SPELT_DOMAIN})",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"[ ]at[ ]([^\W_][\w-]{0,40}(?:(?:[ ]dot[ ]|\.)[^\W_][\w-]{0,40}){0,4}[ ]dot[ ]"
    r"(?:com|org|net|edu|za|nl|de|uk|be|eu|info|io|ac|co|fr|us|ch|at))(?!\w)",
    re.IGNORECASE,
)
_SPELT_LOCAL = re.compile(r"[\w+-][\w.+-]{0,63}\Z")
_NO_NAMES = frozenset({"the", "a", "an", "look", "looked", "is", "was", "arrived", "be"})


def find_mails(page: Page) -> Iterator[Hit]:
    """E-mail addresses, but for those of examples, of SSH, and versions of packages."""
    text = page.text
    at = text.find("@")
    while at >= 0:
        hit = _mail(text, at)
        if hit:
            yield hit
        at = text.find("@", at + 1)
    for found in _SPELT.finditer(text):
        yield from _spelt(text, found)
    if " dot " in text.lower():
        for found in _IN_WORDS.finditer(text):
            yield from _spelt(text, found)


def _mail(text: str, at: int) -> Hit | None:
    local = _LOCAL.search(text[max(at - _BEFORE, 0) : at])
    domain = _DOMAIN.match(text, at + 1, at + 255)
    if not (local and domain):
        return None
    name = local[0].lstrip(".'!#$*=?^{}~-").rstrip("'*")
    if "=" in name or "?" in name:  # of an address of the web
        name = re.split("[=?]", name)[-1]
    start = at - len(local[0]) + local[0].rfind(name) if name else at
    before = text[max(start - _BEFORE, 0) : start]
    if not name or name.startswith(".") or name.endswith(".") or before.endswith("@"):
        return None
    if not is_mail_domain(domain[0]) or name in _HOST_USERS:
        return None
    if _is_host(before, text[domain.end() : domain.end() + 2]):
        return None
    return Hit(LeakKind.EMAIL, start, domain.end())


def is_mail_domain(domain: str) -> bool:
    """Whether mail may go there: it is no example, no version and no end of a file's name."""
    end = domain.rpartition(".")[2].lower()
    return not (
        end in _FILES
        or _VERSION.match(domain)
        or _EXAMPLES.search(domain)
        or _NOREPLY.search(domain)
    )


def _is_host(before: str, after: str) -> bool:
    """Whether it is a user of a computer: of SSH, or before the host of an address."""
    if _MAILTO.search(before):
        return False
    has_path = len(after) == 2 and after[0] == ":" and (after[1].isalpha() or after[1] in "/~")
    return has_path or bool(_SSH.search(before) or _SCHEME.search(before))


def _spelt(text: str, found: re.Match[str]) -> Iterator[Hit]:
    local = _SPELT_LOCAL.search(text[max(found.start() - _BEFORE, 0) : found.start()])
    domain = re.sub(_DOT, ".", found[1], flags=re.IGNORECASE)
    end = domain.rpartition(".")[2]
    is_name = local and local[0].lower() not in _NO_NAMES and len(end) > 1 and end.isalpha()
    if local and is_name and is_mail_domain(domain):
        yield Hit(LeakKind.EMAIL, found.start() - len(local[0]), found.end(1))
