"""Answers about the skills of all records."""

from __future__ import annotations

import pytest
from sphinx_portfolio.model import Evidence, Skill
from sphinx_portfolio.records import Index, grouped
from sphinx_portfolio.skills import Catalogue


def evidence(name: str, *skills: str) -> Evidence:
    return Evidence("index", 1, name, name, name.title(), skills=skills)


@pytest.mark.parametrize(
    ("named", "level"),
    [
        (["with help", "on my own"], "on my own"),
        (["ON MY OWN", "with help", "with help"], "on my own"),
        (["helping others", "with help"], "helping others"),
        (["with help"], "with help"),
        ([""], ""),
        (["", "with help"], "with help"),
    ],
)
def test_a_skill_has_the_highest_level_that_anything_names(named: list[str], level: str) -> None:
    skill = Skill("baking", "Baking", levels=("with help", "on my own", "helping others"))
    words = [f"baking ({one})" if one else "baking" for one in named]
    records = [evidence(f"e{n}", one) for n, one in enumerate(words)]
    for order in (records, records[::-1], [evidence("all", *words)]):
        index = Index(tuple(order), Catalogue().joined_by([skill]))
        assert index.skills["baking"].level == level


def test_skills_without_a_group_come_after_all_groups() -> None:
    free, one, two, more = (
        Skill("free", "Free"),
        Skill("one", "One", group="Work"),
        Skill("two", "Two", group="Art"),
        Skill("more", "More", group="Work"),
    )
    assert grouped([free, one, two, more]) == [
        ("Work", [one, more]),
        ("Art", [two]),
        ("", [free]),
    ]
    assert grouped([one, free, two]) == [("Work", [one]), ("Art", [two]), ("", [free])]
    assert grouped([free]) == [("", [free])]
