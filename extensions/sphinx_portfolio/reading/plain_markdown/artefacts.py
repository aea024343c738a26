"""Which links and pictures are evidence, and which are only links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from .addresses import Leads, is_badge, is_placeholder, leads_to, stem_of
from .links import meant
from .page import Way

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .links import Link
    from .survey import Survey


class Near(IntEnum):
    """How close to evidence a link stands: the closer, the more it counts as some."""

    NEVER = 0
    PAGE = 1  # a page that holds something else than pages' names
    MODULE = 2  # a module, beside its reflection
    EVIDENCE = 3  # below a heading that says so


#: What a picture of its owner or of nothing is called.
_DECORATION = re.compile(
    r"\b(?:profile|avatar|headshot|selfie|portrait|banner|logo|header|divider|separator|icon|"
    r"waving|typing|cover image|profiel|profil|profielfoto)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<\s*([A-Za-z]+)")
_SMALL = re.compile(r"(?:width|height)\s*[=:]\s*[\"']?\s*(\d{1,2})(?:px)?[\"'\s;>/]", re.IGNORECASE)
_POSTER = re.compile(r"(?:poster|srcset)\s*=\s*[\"']?[^\"']*\Z", re.IGNORECASE)
_SHOWN_TAGS = frozenset({"img", "video", "audio", "source", "iframe", "embed", "object"})
#: What leads through a portfolio, and shows no work.
_WAYS = re.compile(
    r"reflection|refleks|reflect|réflexion|reflex|readme|index|\bstar\b|home|back|next|previous|"
    r"menu|terug|volgende",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:[:：–—|=>→➡-]|[\"”»]\s*,|\bat|\bhere|\bhier|\baqui|\baquí|\bici)\s*[\W_]*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Artefact:
    """A link that is evidence; ``is_alone`` is whether nothing else stands in its line."""

    link: Link
    leads: Leads
    is_shown: bool
    is_alone: bool


def artefacts_in(survey: Survey, lines: Iterable[int], near: Near) -> list[Artefact]:
    """The links of some lines that are evidence."""
    if near is Near.NEVER:
        return []
    found: list[Artefact] = []
    outer: Artefact | None = None
    for number in lines:
        alone = is_alone(survey, number)
        for link in survey.links.get(number, ()):
            one = _artefact(survey, link, alone)
            if outer is not None and _holds(survey, outer.link, link):
                if is_badge(meant(link.written, link.way)) and outer in found:
                    found.remove(outer)
                if link.written == outer.link.written:
                    continue
            elif not one.is_shown:
                outer = one
            if not _is_unseen(survey, link) and _is_evidence(one, near, survey):
                found.append(one)
    return found


def _artefact(survey: Survey, link: Link, alone: bool) -> Artefact:
    leads = leads_to(meant(link.written, link.way))
    return Artefact(link, leads, is_shown(survey, link), alone)


def _holds(survey: Survey, outer: Link, link: Link) -> bool:
    """Whether a link stands in the words of another, as a picture does that one can click."""
    if outer.way is Way.HTML:
        between = survey.tokens.text[outer.end : min(link.start, outer.end + 2000)]
        return "</a" not in between.lower() and link.start < outer.end + 2000
    return link.start < outer.end


def is_shown(survey: Survey, link: Link) -> bool:
    """Whether what a link leads to is seen in the page itself."""
    if link.way is Way.HTML:
        tag = _TAG.match(survey.tokens.text, link.start)
        return tag is not None and tag[1].lower() in _SHOWN_TAGS
    return link.way is Way.PICTURE


def _is_unseen(survey: Survey, link: Link) -> bool:
    """Whether an address stands for another one: a poster, or a picture for other screens."""
    before = survey.tokens.text[max(link.start, link.address[0] - 300) : link.address[0]]
    return link.way is Way.HTML and _POSTER.search(before) is not None


def is_alone(survey: Survey, number: int) -> bool:
    """Whether a line is nothing but links and a few words that lead to them."""
    rest = survey.rest.get(number, "")
    words = re.findall(r"\w+", rest)
    links = survey.links.get(number, ())
    if not links:
        return False
    if len(words) <= 2 and not re.search(r"[.!?]\s*\Z", rest):
        return True
    before = _before(survey, number, links[0])
    return len(words) <= 12 and (
        not re.search(r"\w", before) or _LEAD_IN.search(before) is not None
    )


def _before(survey: Survey, number: int, link: Link) -> str:
    start = survey.tokens.starts[number]
    return re.sub(
        r"[*_`~]+|<[^<>]*>|\A[\s>]*(?:[-*+]|\d+[.)])\s", "", survey.tokens.text[start : link.start]
    )


def _is_evidence(one: Artefact, near: Near, survey: Survey) -> bool:
    written = meant(one.link.written, one.link.way)
    if is_placeholder(written) or one.leads is Leads.NOWHERE:
        return False
    if one.is_shown:
        return one.leads is not Leads.PAGE and _is_picture_of_work(one, near, survey)
    said = f"{one.link.words} {written}"
    match one.leads:
        case Leads.FILE | Leads.PICTURE:
            return near >= Near.MODULE or one.is_alone or one.leads is Leads.PICTURE
        case Leads.HOSTED:
            return near >= Near.MODULE or one.is_alone
        case Leads.REPOSITORY:
            return near is Near.EVIDENCE or (near is Near.MODULE and one.is_alone)
        case Leads.WEB:
            return near >= Near.MODULE and one.is_alone
        case Leads.FOLDER:
            return near is Near.EVIDENCE
        case Leads.PAGE:
            return near is Near.EVIDENCE and "." in written and not _WAYS.search(said)
        case Leads.PROFILE | Leads.HOME:
            return near is Near.EVIDENCE and one.is_alone
    return False


def _is_picture_of_work(one: Artefact, near: Near, survey: Survey) -> bool:
    written = meant(one.link.written, one.link.way)
    source = survey.tokens.text[one.link.start : one.link.end]
    if one.leads is Leads.PROFILE or (one.link.way is Way.HTML and _is_small(source)):
        return False
    if near is Near.EVIDENCE:
        return True
    if _DECORATION.search(f"{one.link.words} {stem_of(written)}"):
        return False
    return near is Near.MODULE or one.leads in {Leads.FILE, Leads.PICTURE}


def _is_small(source: str) -> bool:
    return any(int(size) < 50 for size in _SMALL.findall(source))
