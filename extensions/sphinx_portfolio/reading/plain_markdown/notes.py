"""What the author of a page has to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..template_words import asks_to_fill_in, template_words
from .addresses import Leads, is_placeholder, leads_to
from .coverage import words_in
from .links import meant
from .page import Note, PlainEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .page import PlainReflection
    from .survey import Survey

# Fewer words may stand there twice by chance.
_SAME_WORDS = 12


def placeholders(survey: Survey) -> Iterator[Note]:
    """What a template has, and nobody filled in."""
    code = _lines_of_code(survey)
    for number, said in survey.said.items():
        if number in code:
            continue
        if found := next(template_words(said), None):
            words = f"{found[1]!r} is from a template. Write what belongs there, or delete it."
            yield Note(number + 1, words)
            continue
        for link in survey.links.get(number, ()):
            address = meant(link.written, link.way)
            leads_nowhere = leads_to(address) is Leads.NOWHERE and asks_to_fill_in(link.words)
            if is_placeholder(address) or leads_nowhere:
                yield Note(
                    number + 1,
                    f"the link {link.words or link.written!r} leads to {link.written!r}, which is "
                    "from a template. Write the address of your own file, or delete it.",
                )


def _lines_of_code(survey: Survey) -> set[int]:
    """The lines of code, but not those of directives, which hold text."""
    return {
        number
        for token in survey.tokens.tokens
        if token.type in {"fence", "code_block"} and token.map
        if not token.info.lstrip().startswith("{")
        for number in range(*token.map)
    }


def duplicates(
    evidence: Sequence[PlainEvidence], reflections: Sequence[PlainReflection]
) -> Iterator[Note]:
    """What stands there a second time."""
    seen: dict[object, int] = {}
    items: list[PlainEvidence | PlainReflection] = [*evidence, *reflections]
    for item in sorted(items, key=lambda one: one.line):
        targets = item.targets if isinstance(item, PlainEvidence) else None
        text = "\n".join(line.text.strip() for line in item.body)
        if words_in(text).total() < _SAME_WORDS and not targets:
            continue
        key = (text, tuple(one.written for one in targets or ()))
        if key in seen:
            what = "evidence" if targets is not None else "reflection"
            yield Note(
                item.line,
                f"this {what} stands in line {seen[key]} already. If it was pasted twice, delete "
                f"one.",
            )
        seen.setdefault(key, item.line)
