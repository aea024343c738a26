"""Words that tell who did something, and what came of it, in the languages that are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Language:
    """``alone`` and ``together`` mean "I" and "we"; ``outcome`` are beginnings of words.

    A language without any ``outcome`` is not looked through for it.
    """

    alone: str
    together: str
    outcome: str = ""


_OUTCOME_EN = (
    "accept achiev agree approv award award became become better built certif chang choos chose "
    "complet confiden decreas deliver distinction earn easier faster feedback finish fix found "
    "gain grade grew grow hired improv increas invit led learn learnt less made mark master merit "
    "more now offer pass positive praise produc prais promot publish ready realis realiz receiv "
    "reduc result sav score select shorter signed sold solv success taught thank understand "
    "understood use win won work"
)
_OUTCOME_AF = (
    "aanbod aangebied aanvaar afgehandel beter bereik besef gebou geleer geslaag gepubliseer "
    "geprys geslaagde gewen goedgekeur groei kleiner klaar korter leer lof makliker meer merk "
    "minder nou onderskeiding ontvang opgelos prestasie punt resultaat sertifi sukses suksesvol "
    "terugvoer verander verbeter verhoog verlaag verminder verstaan vinniger voltooi werk"
)
_OUTCOME_NL = (
    "aangeboden afgerond beter behaald bereikt besef bespaard cijfer compliment dank feedback "
    "gebouwd gehaald geleerd geslaagd gewonnen goedgekeurd gegroeid groei klaar korter leer lof "
    "makkelijker meer minder nu onderscheiding ontvangen opgelost opgeleverd prestatie resultaat "
    "certifi snel sneller succes terugkoppeling veranderd verbeter verhoogd verlaagd verminderd "
    "voltooid werkt zelfverzekerd"
)
_OUTCOME_DE = (
    "abgeschlossen angebot angenommen ausgezeichnet bestanden besser dank eingespart erfolg "
    "erhalten erreicht ergebnis fertig feedback gebaut gelernt gelöst gelungen gewachsen gewonnen "
    "jetzt kürzer lob mehr note punkt rückmeldung schneller sicherer verbesser verkürz vermindert "
    "verringert verstanden weniger zertifi"
)
LANGUAGES = {
    "en": Language("i i'm i've i'd i'll", "we we're we've we'd we'll", _OUTCOME_EN),
    "af": Language("ek", "ons", _OUTCOME_AF),
    "nl": Language("ik 'k", "we wij", _OUTCOME_NL),
    "de": Language("ich", "wir", _OUTCOME_DE),
    "fr": Language("je j", "nous"),
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def language_of(code: str) -> Language | None:
    """The language of a code such as ``en`` or ``en_GB``; None if it is not known."""
    return LANGUAGES.get(re.split("[_-]", code.lower())[0])


def says_we(text: str, language: Language) -> bool:
    """Whether a text says "we" more often than "I"."""
    words = _words(text)
    alone, together = language.alone.split(), language.together.split()
    return sum(w in together for w in words) > sum(w in alone for w in words)


def names_outcome(text: str, language: Language) -> bool:
    """Whether a text holds a digit, or a word of an outcome."""
    if any(map(str.isdigit, text)):
        return True
    return any(map(_outcomes(language.outcome).match, _words(text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


@lru_cache(maxsize=8)
def _outcomes(beginnings: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, beginnings.split())))
