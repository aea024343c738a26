"""Words that a template left, or that somebody meant to replace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What a template asks of its reader.
_ASKS = (
    "insert|add|enter|type|write|describe|fill in|upload|paste|attach|replace|put|your|"
    "voeg|vul|beskryf|skryf|plak|tik|jou|beschrijf|typ|jouw|einfügen|ihr|"
    "ins[ée]rer|insertar|inserir"
)
#: With what else it names a gap, which is less sure: "[Link]".
_GAPS = "name|naam|date|datum|title|link|picture|image|screenshot|what|how|where|when|hier"
_ASKED = re.compile(rf"(?:{_ASKS})\b.*\s", re.IGNORECASE)
_LEFT = re.compile(
    "|".join(
        (
            # In capitals: in Spanish and Portuguese, "todo" is a word.
            r"\b(?:TODO|TO DO|FIXME|TBD|TBC|TBA)\b(?!\s*list)",
            r"(?<![\w/.-])[xX]{3,}(?![\w/-])",
            r"(?i:\blorem ipsum\b)",
            # Those of word processors.
            r"[Cc]lick or tap here to enter text|[Cc]lick here to (?:enter|add) text",
            rf"\[(?i:{_ASKS}|{_GAPS})\b[^\[\]\n]{{0,80}}\]",
            # None of HTML
            rf"<(?i:{_ASKS}|name of)\b[^<>\n=/]{{0,80}}>",
            r"(?i:\b(?:insert|add) (?:link|image|screenshot|evidence) here\b)",
            r"\b(?:Your (?:Full )?Name|YOUR NAME|Jou Naam|Jouw Naam|Je Naam|Ihr Name)\b",
            r"\{\{\s*[\w .|-]{1,40}\s*\}\}",
        )
    )
)


def template_words(text: str) -> Iterator[tuple[int, str]]:
    """What is left over in a text: how many lines below its first, and the words."""
    for match in _LEFT.finditer(text):
        yield text.count("\n", 0, match.start()), match[0]


def asks_to_fill_in(words: str) -> bool:
    """Whether some words begin as those that ask for others in their place."""
    return _ASKED.match(words) is not None
