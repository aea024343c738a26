"""Passwords, keys of programs, and addresses that let in whoever has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .kinds import LeakKind
from .page import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .page import Page

_NAMES = (
    r"(?:[a-z]{1,12}[_-]?)?(?:token|secret|api_?key|apikey|passw(?:or)?d)|sig|signature|jwt|pwd|authkey"
    r"|x-amz-signature|x-goog-signature|x-amz-security-token|auth|se?ssion_?id|client_secret|hm|privatekey"
)
_IN_ADDRESS = re.compile(
    rf"[?&;#](?P<all>(?:{_NAMES})=(?P<value>[^\s&#\"'<>)\]|]{{6,2000}}))", re.IGNORECASE
)
_ASSIGNED = re.compile(
    r"(?:token|secret|api[_-]?key|passw(?:or)?d|wagwoord|wachtwoord|pwd)"
    r"[\"']?[ ]{0,2}[:=][ ]{0,2}"
    r"[\"'`]?(?P<value>[^\s\"'`<>,;|]{6,200})"
)
_KEYS = re.compile(
    r"(?<![A-Za-z0-9+/_-])(?:"
    r"eyJ[A-Za-z0-9_-]{8,3000}\.[A-Za-z0-9_-]{8,3000}\.[A-Za-z0-9_-]{0,1000}"
    r"|gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{30,255}|glpat-[\w-]{20,100}"
    r"|(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])"
    r"|sk-(?:proj-|ant-|or-|svcacct-)?[A-Za-z0-9_-]{20,200}|[sr]k_(?:live|test)_[A-Za-z0-9]{16,100}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{10,200}|AIza[A-Za-z0-9_-]{35}|ya29\.[\w-]{20,300}"
    r"|hf_[A-Za-z0-9]{30,60}|npm_[A-Za-z0-9]{36}|pypi-AgE[\w-]{40,300}"
    r"|SG\.[\w-]{16,40}\.[\w-]{16,80}"
    r"|dop_v1_[0-9a-f]{64}"
    r")"
)
_STARTS = ("eyJ", "gh", "glpat-", "AKIA", "ASIA", "sk", "rk_", "xox", "AIza", "ya29.", "hf_",
           "npm_", "pypi-", "SG.", "dop_v1_")  # fmt: skip
_SAID = ("token", "secret", "key", "pass", "woord", "pwd", "bearer", "://")
_PRIVATE = re.compile(r"-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----")
_USER = re.compile(r"://[^\s:@/<>]{0,60}:(?P<value>[^\s:@/<>]{3,100})@[\w.-]")
_BEARER = re.compile(r"Bearer[ ](?P<value>[\w.~+/=-]{16,2000})")
_WIFI = re.compile(r"(?P<all>WIFI:[^\n]{0,200}?P:(?P<value>[^;\n]{1,64});)")
# Where something else is to be written.
_PLACEHOLDER = re.compile(
    r"your|example|changeme|placeholder|secret$|token$|password$|xxx|\*\*|\.\.\.|…|^[<{$%\[(]|\{\{|}}|redacted"
    r"|hidden|dummy|sample|os\.|env|get\(|input\(|self\.|none$|null$|true$|false$",
    re.IGNORECASE,
)


def find_keys(page: Page) -> Iterator[Hit]:
    """Keys that show what they are by their form, and values that are called a token or so."""
    text = page.text
    for found in _KEYS.finditer(text) if any(start in text for start in _STARTS) else ():
        if not _PLACEHOLDER.search(found[0]) and not _is_words(found[0]):
            yield Hit(LeakKind.TOKEN, *found.span())
    for found in _PRIVATE.finditer(text):
        yield Hit(LeakKind.TOKEN, *found.span())
    for pattern in (_IN_ADDRESS, _WIFI):
        for found in pattern.finditer(text):
            if not _PLACEHOLDER.search(found["value"]):
                start, end = found.span("all")
                yield Hit(LeakKind.TOKEN, start, start + len(text[start:end].rstrip(".,;:!?*")))
    for pattern in (_ASSIGNED, _BEARER, _USER) if page.has(*_SAID) else ():
        for found in pattern.finditer(text if pattern is not _ASSIGNED else page.lower):
            value = text[found.start("value") : found.end("value")]
            is_end = pattern is _ASSIGNED and text[found.start() - 1 : found.start()].isalpha()
            if _is_secret(value) and not is_end:
                yield Hit(LeakKind.TOKEN, *found.span())


def _is_words(key: str) -> bool:
    """Whether it is a name of words between hyphens, such as that of a class of a page."""
    return key.startswith("sk-") and not re.search("[0-9]", key)


def _is_secret(value: str) -> bool:
    """Whether a value is neither a word of a sentence nor of a program."""
    is_mixed = re.search("[0-9]", value) and re.search("[A-Za-z]", value)
    return (
        bool(is_mixed) and not re.search(r"[()\[\]]|://", value) and not _PLACEHOLDER.search(value)
    )
