"""Findings as programs read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .findings import Check, Finding

#: Counts up when something is taken away or means something else.
VERSION = 1


def as_json(check: Check) -> str:
    """One object, the same for the same portfolio on the same day."""
    data = {
        "version": VERSION,
        "complete": check.is_whole,
        "pages": check.pages,
        "evidence": check.evidence,
        "reflections": check.reflections,
        "to_mend": [_one(finding) for finding in check.to_mend],
        "hints": [_one(finding) for finding in check.hints],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _one(finding: Finding) -> dict[str, object]:
    return {
        "type": finding.type,
        "group": finding.group.value,
        "file": finding.file,
        "line": finding.line,
        "source": finding.source,
        "message": finding.words,
    }
