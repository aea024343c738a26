"""What else a portfolio holds: about its owner, a CV, ways to get in touch, a cover, an index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .addresses import Leads, leads_to
from .links import meant
from .page import Passage, Topic
from .vocabulary import Role, topic_of, undecorated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .sections import Section
    from .survey import Survey

# So many links to other pages make an index.
_MANY = 3
_MOSTLY = 0.6
# A cover stands at the top.
_TOP = 40
_COVER_LINE = re.compile(
    r"[\s\W]*(?:full )?(?:name(?: and surname)?|student(?: number| no\.?| nr\.?| id| name)?|"
    r"course(?: code)?|module(?: code)?|subject(?: code)?|institution|university|college|campus|"
    r"lecturer|instructor|group|qualification|programme|program|diploma|faculty|department|"
    r"year(?: of study)?|semester|submission date|due date|date|email|e-mail|naam|van|"
    r"studentenommer|studentnummer|kursus|vak|dosent|vakgroep|opleiding|matrikelnummer|"
    r"numéro d'étudiant|nom|nombre|número de (?:estudiante|estudante)|"
    r"nome)\b[^:：\n]{0,20}[:：|]",
    re.IGNORECASE,
)
_OWN = re.compile(r"student|naam|name|nommer|nummer|matrikel|nom\b|nombre|nome", re.IGNORECASE)


def is_index(survey: Survey, section: Section) -> bool:
    """Whether the links of a section lead to other pages, for the most part."""
    links = survey.links_in(range(section.start, section.stop))
    inner = sum(_is_page(meant(link.written, link.way)) for link in links)
    return inner >= _MANY and inner >= _MOSTLY * len(links)


def _is_page(address: str) -> bool:
    return address.startswith("#") or leads_to(address) in {Leads.PAGE, Leads.FOLDER}


def passages_of(
    survey: Survey, sections: Sequence[Section], taken: Sequence[range]
) -> Iterator[Passage]:
    """The passages of a page in which nothing else was found."""
    held = {number for lines in taken for number in lines}
    end = 0
    if cover := _cover(survey, held):
        yield cover
        end = cover.lines.stop - 1
    for section in sections:
        topic = topic_of(section.words) if section.head else None
        if topic is None and is_index(survey, section):
            topic = Topic.INDEX
        is_module = section.role is Role.TOPIC and section.module is section
        if topic is None or is_module or section.line < end:
            continue
        stop = max(one.stop for one in section.within())
        lines = survey.trimmed(range(section.line, stop))
        if held.isdisjoint(lines):
            yield Passage(topic, undecorated(section.words), range(lines.start + 1, lines.stop + 1))
            end = stop


def _cover(survey: Survey, held: set[int]) -> Passage | None:
    """The block at the top that says who handed this in, and where."""
    for block in survey.blocks_between(0, _TOP):
        if block.kind not in {"paragraph", "list", "table"} or not held.isdisjoint(block.lines):
            continue
        fields = [n for n in block.lines if _COVER_LINE.match(survey.said.get(n, ""))]
        if len(fields) > 1 and any(_OWN.search(survey.said[n]) for n in fields):
            return Passage(Topic.COVER, "", range(block.lines.start + 1, block.lines.stop + 1))
    return None
