"""The language of a portfolio, for browsers that read it aloud and for the words around it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words that no text of a language does without, for the languages that docutils knows, too.
_WORDS = {
    "en": "the and of to in is was i my it that for with on we",
    "nl": "de het een en van ik is was dat niet op te voor met mijn",
    "af": "die het 'n en van ek is was dat nie op te vir met my",
    "de": "der die das und ist ich ein eine zu den mit nicht für auf war",
    "fr": "le la les et de des est je un une que pour dans mon avec",
    "es": "el la los y de que es un una en mi para con por las",
    "pt": "o a os e de que é um uma em meu para com por não",
}
_CODES = {"pt": "pt_BR"}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"'n\b|[^\W\d_]+")
# Fewer words tell nothing, and another language than English has to be plain.
_FEWEST, _PLAINLY = 30, 1.3
#: So many words of a text are such words, whatever it is about.
_SHARE = 0.1


def language_of(texts: Iterable[str]) -> str:
    """The language of some texts, as Sphinx calls it: English, unless it is plainly another."""
    count = Counter[str]()
    for text in texts:
        count.update(_WORD.findall(text.lower()))
    found = {language: sum(count[word] for word in words) for language, words in _SETS.items()}
    best = max(found, key=lambda language: found[language])
    least = max(_SHARE * count.total(), _PLAINLY * found["en"])
    is_plain = count.total() >= _FEWEST and found[best] > least
    return _CODES.get(best, best) if is_plain else "en"
