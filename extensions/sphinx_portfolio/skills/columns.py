"""What the columns of a table are, by the names that people and programs give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: For each meaning, the names that a column of it may have, as `_plain` gives them, best first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        "id",
        "code",
        "shortcode",  # Chamilo
        "idnumber",  # Moodle
        "humancodingscheme",  # CASE, OpenSALT
        "elementid",  # O*NET
        "key",
        "smartlevel",  # OpenSALT
        "identifier",
        "uuid",
    ),
    "title": (
        "elementname",  # O*NET, which has the title of an occupation beside it
        "title",
        "preferredlabel",  # ESCO
        "preflabel",
        "rsdname",  # OSMT
        "name",
        "shortname",  # Moodle
        "abbreviatedstatement",  # OpenSALT
        "skill",  # SFIA
        "skills",
        "competency",
        "competencies",
        "competence",
        "label",
        "fullstatement",  # OpenSALT
        "value",
        "example",  # O*NET, Technology Skills
        "statement",
        "skillstatement",
    ),
    "description": (
        "description",
        "overalldescription",  # SFIA
        "skillstatement",  # OSMT
        "definition",
        "fullstatement",
        "statement",
        "summary",
        "scopenote",
    ),
    "group": (
        "group",
        "category",  # SFIA, OSMT
        "commoditytitle",  # O*NET, Technology Skills
        "domain",
        "cluster",
        "area",
        "theme",
        "subcategory",
    ),
    "parent": (
        "parentid",  # Chamilo
        "parentidnumber",  # Moodle
        "ischildof",  # OpenSALT
        "parent",
        "parentcode",
        "parentidentifier",
        "parentname",
        "parentskill",
        "broaderuri",
    ),
    # Codes that say by themselves what stands above: 2.A.1 is the parent of 2.A.1.a.
    "outline": ("elementid", "smartlevel"),
    "framework": ("isframework",),  # Moodle: the row is the framework itself
    "address": ("address",),
    "link": ("concepturi", "canonicalurl", "uri", "url", "link", "webaddress"),
    "levels": ("levels",),
    "expected": ("expected",),
}
# What a column is that nobody knows, by the last word of its name.
_ENDINGS = {
    "title": ("title", "name", "label", "statement", "skill", "competency", "outcome"),
    "description": ("description", "definition"),
    "group": ("group", "category", "domain", "area"),
    "link": ("url", "uri", "link"),
}
_IDS = ("id", "code", "number")
# "Skill name" is a name.
_OF_SKILL = re.compile(r"\A(?:skill|competency|competence)")
#: So many columns may matter.
_MOST = 250
_SCALE = re.compile(r"level ?([0-9])(?: description)?", re.IGNORECASE)


class Columns:
    """The columns of a table: which hold what, best first."""

    def __init__(self, names: Sequence[str]) -> None:
        self.width = len(names)
        names = names[:_MOST]
        places = {_plain(name): place for place, name in reversed(list(enumerate(names)))}
        for name, place in list(places.items()):
            places.setdefault(_OF_SKILL.sub("", name), place)
        places.pop("", None)
        self._places = {
            meaning: [places[name] for name in known if name in places]
            for meaning, known in NAMES.items()
        }
        # A row without a short statement has a full one; other columns stand in for no title.
        whole = [places["fullstatement"]] if "fullstatement" in places else []
        self._places["title"] = self._places["title"][:1] + whole
        #: How many columns have a name that is known.
        self.known = len(self._used())
        self._guess(names)
        #: How many columns mean something, known or not.
        self.meaning = len(self._used())
        #: Columns about one level of a scale each, as SFIA has them: which level, by place.
        self.scale = {
            place: found[1]
            for place, name in enumerate(names)
            if (found := _SCALE.fullmatch(name.strip()))
        }

    def _used(self) -> set[int]:
        return {place for some in self._places.values() for place in some}

    def _guess(self, names: Sequence[str]) -> None:
        """Take columns with unknown names for what their last words say, if nothing else is."""
        used = self._used()
        words = [_words(name) for name in names]
        for meaning, endings in _ENDINGS.items():
            fitting = (p for p, some in enumerate(words) if some and some[-1] in endings)
            found = [place for place in fitting if place not in used][:1]
            if found and not self._places[meaning]:
                self._places[meaning] = found
                used.update(found)
        # "Course code" is none of the skill: an id shares a word with the title.
        if not self._places["id"] and self._places["title"]:
            of_title = set(words[self._places["title"][0]])
            self._places["id"] = [
                place
                for place, some in enumerate(words)
                if some and some[-1] in _IDS and of_title & set(some[:-1]) and place not in used
            ][:1]

    def __bool__(self) -> bool:
        """Whether a skill can be found in such a row."""
        return bool(self._places["title"] or self._places["id"])

    def texts(self, meaning: str, row: Sequence[str]) -> Iterator[str]:
        """All texts of a meaning in a row, best first, none of them empty."""
        places = self._places[meaning]
        return (row[place] for place in places if place < len(row) and row[place].strip())

    def all_texts(self, row: Sequence[str]) -> list[str]:
        """What a row says, meaning by meaning."""
        return [*(self.text(meaning, row) for meaning in NAMES), *self.texts("id", row)]

    def text(self, meaning: str, row: Sequence[str]) -> str:
        """The best text of a meaning in a row, or nothing."""
        return next(self.texts(meaning, row), "")


def _plain(name: str) -> str:
    """The name of a column in small letters: ``Short name`` and ``short_name`` are one."""
    return "".join(c for c in _without_note(name).casefold() if c.isalnum())


def _words(name: str) -> list[str]:
    """The words of a name: ``skillTitle`` and ``skill_title (en)`` have two."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", _without_note(name))]


def _without_note(name: str) -> str:
    """A name without what stands in parentheses at its end: ``Taxonomy (optional)``."""
    name = name.rstrip()
    return name.rpartition("(")[0] if name.endswith(")") else name
