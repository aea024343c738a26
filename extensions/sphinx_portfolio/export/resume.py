"""What a résumé makes of evidence: where a reader of one looks for each kind.

========================================  ============
kind                                      section
========================================  ============
certificate, course, assessment           certificates
education                                 education
employment                                work
volunteering                              volunteer
testimony                                 references
every other, also of ``portfolio_kinds``  projects
========================================  ============
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dates import order_of
from ..model import CREDENTIALS, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Record

#: The section of each kind that has one of its own.
SECTIONS = {
    **dict.fromkeys(CREDENTIALS, "certificates"),
    "education": "education",
    "employment": "work",
    "volunteering": "volunteer",
    "testimony": "references",
}


def sections_of(records: Iterable[Record]) -> dict[str, list[Evidence]]:
    """Evidence by section; newest first, undated last."""
    evidence = [record for record in records if isinstance(record, Evidence)]
    evidence.sort(key=lambda record: order_of(record.date), reverse=True)
    sections: dict[str, list[Evidence]] = {}
    for record in evidence:
        sections.setdefault(SECTIONS.get(record.kind, "projects"), []).append(record)
    return sections
