"""Whose portfolio it is, and what of that is private."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ...leaks import LeakKind, find_leaks
from ...model import Owner, Profile, is_web_address
from ...reading.plain_markdown.page import Topic
from .page import address_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ...leaks import Leak, Patterns
    from ...reading.plain_markdown import PlainPage
    from .page import Page

#: What is private, and what finds it.
_PRIVATE = {LeakKind.EMAIL: "email", LeakKind.PHONE: "phone"}
_PERSONAL = frozenset({Topic.ABOUT, Topic.CONTACT, Topic.COVER, Topic.PROFILES})
#: Sites with pages about people: the name of the site, and how the path of such a page begins.
_NETWORKS = {
    "linkedin.com": ("LinkedIn", r"/in/[^/]+/?\Z"),
    "github.com": ("GitHub", r"/[^/]+/?\Z"),
    "gitlab.com": ("GitLab", r"/[^/]+/?\Z"),
    "behance.net": ("Behance", r"/[^/]+/?\Z"),
    "dribbble.com": ("Dribbble", r"/[^/]+/?\Z"),
    "kaggle.com": ("Kaggle", r"/[^/]+/?\Z"),
    "medium.com": ("Medium", r"/@[^/]+/?\Z"),
    "stackoverflow.com": ("Stack Overflow", r"/users/\d+"),
    "credly.com": ("Credly", r"/users/[^/]+"),
    "orcid.org": ("ORCID", r"/[\dX-]+/?\Z"),
}
_NAME_LABEL = re.compile(
    r"[\W_]*(?:full |student |learner )?(?:name|naam|nome|nom|nombre|igama)(?: ?\(s\))?"
    r"(?: and surname)?"
    r"[*_ ]*[:|–-][\W_]*(?P<name>[^\W\d_][^|:\n\d]{1,60}?)[\W_]*\Z",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_][\w.’'-]*"
_NAME = rf"(?P<name>(?:{_WORD} ){{0,3}}{_WORD}?)"
_IN_TITLE = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"\W*{_NAME}[’']s? (?:[\w-]+ ){{0,3}}portfolio\b",
        rf".*\bportfolio (?:of|by|van|de|von)[ :–-]+{_NAME}\W*\Z",
        rf".*\bI(?:['’]m| am) {_NAME}\W*\Z",
    )
)
_NO_NAMES = frozenset({"my", "the", "student", "your", "a", "our", "this"})


@dataclass
class Person:
    """What pages tell of their owner."""

    name: str = ""
    profiles: dict[str, str] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)

    def owner(self) -> Owner | None:
        """What may be published without asking."""
        profiles = tuple(Profile(network, url) for network, url in self.profiles.items())
        return Owner(self.name, profiles=profiles) if self.name or profiles else None


def person_of(pages: Iterable[tuple[Page, PlainPage]], patterns: Patterns) -> Person:
    """What pages tell of their owner, the first that tells it."""
    person = Person()
    for page, plain in pages:
        for passage in plain.passages:
            if passage.topic in _PERSONAL:
                _read(person, page, passage.lines, patterns)
        if not person.name:
            person.name = name_in(plain.title)
    return person


def _read(person: Person, page: Page, lines: range, patterns: Patterns) -> None:
    words = "\n".join(page.tokens.lines[lines.start - 1 : lines.stop - 1])
    for leak in find_leaks(words, patterns):
        if leak.kind in _PRIVATE:
            person.private.setdefault(_PRIVATE[leak.kind], leak.found.removeprefix("mailto:"))
    for link in page.links:
        if link.line in lines and (profile := _profile(address_of(link))):
            person.profiles.setdefault(*profile)
    for line in words.split("\n"):
        match = _NAME_LABEL.match(line[:200])
        if match and not person.name:
            person.name = " ".join(match["name"].split())


def _profile(address: str) -> tuple[str, str] | None:
    """The site of somebody's page about themselves, and its address."""
    if not is_web_address(address):
        return None
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    for site, (network, path) in _NETWORKS.items():
        if (host == site or host.endswith(f".{site}")) and re.match(path, parts.path):
            return network, address
    return None


def name_in(title: str) -> str:
    """The name of a person in a title such as "Ann Example's portfolio"; nothing if none."""
    plain = " ".join(re.sub(r"[*_`#]", "", title).split())[:200]
    for pattern in _IN_TITLE:
        match = pattern.match(plain)
        name = match["name"].strip() if match else ""
        words = name.split()
        if words and not _NO_NAMES & {word.lower() for word in words} and name[0].isupper():
            return name
    return ""


def private_lines(
    page: Page, plain: PlainPage, patterns: Patterns, told: Collection[str]
) -> Iterator[int]:
    """The lines, from 1, about how to reach the owner that are not published without asking.

    :param told: what may be published after all, as in `Project.private`.
    """
    for passage in plain.passages:
        if passage.topic is not Topic.CONTACT:
            continue
        first, last = passage.lines.start, passage.lines.stop
        words = "\n".join(page.tokens.lines[first - 1 : last - 1])
        hidden = {leak.line for leak in find_leaks(words, patterns) if _is_hidden(leak, told)}
        yield from sorted(first + line - 1 for line in hidden)


def _is_hidden(leak: Leak, told: Collection[str]) -> bool:
    return leak.kind in _PRIVATE and _PRIVATE[leak.kind] not in told
