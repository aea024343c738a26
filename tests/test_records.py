"""Answers about the skills of all records."""

from __future__ import annotations

import pytest
from sphinx_portfolio.model import Evidence, Reflection, Skill
from sphinx_portfolio.records import Index, grouped
from sphinx_portfolio.skills import Catalogue

pytestmark = pytest.mark.newest


def evidence(name: str, *skills: str) -> Evidence:
    return Evidence("index", 1, name, name, name.title(), skills=skills)


def reflection(*about: str, skills: tuple[str, ...] = ()) -> Reflection:
    return Reflection("index", 9, "thoughts", "thoughts", "Thoughts", evidence=about, skills=skills)


@pytest.mark.parametrize(
    ("thoughts", "reflected_on"),
    [
        # Without skills of its own it is about those of its evidence, each once.
        (reflection("loaf"), {"baking", "shaping"}),
        (reflection("loaf", "stall"), {"baking", "shaping", "selling"}),
        (reflection("Loaf"), {"baking", "shaping"}),  # as a link may call it
        (reflection("index/loaf", "loaf"), {"baking", "shaping"}),
        # What the owner says counts, and nothing else.
        (reflection("loaf", skills=("selling",)), {"selling"}),
        (reflection("loaf", skills=("Thinking", "baking (alone)")), {"thinking", "baking"}),
        # Nothing can be said of evidence without skills, or that is not here.
        (reflection("bare"), set()),
        (reflection("elsewhere"), set()),
        (reflection("thoughts"), set()),
        (reflection(), set()),
    ],
)
def test_who_reflects_on_evidence_reflects_on_its_skills(
    thoughts: Reflection, reflected_on: set[str]
) -> None:
    records = (
        thoughts, evidence("loaf", "Baking (alone)", "shaping"),
        evidence("stall", "selling", "Shaping"), evidence("bare"),
    )  # fmt: skip
    baking = Skill("baking", "Baking", levels=("alone",))
    index = Index(records, Catalogue().joined_by([baking]))
    found = {name: skill.reflections for name, skill in index.skills.items() if skill.reflections}
    assert found == dict.fromkeys(reflected_on, index.records[:1])
    # It shows no skill that its owner did not write.
    assert {skill.name for skill in index.skills_of(thoughts)} <= {"selling", "thinking", "baking"}
    assert len(index.skills_of(thoughts)) == len(thoughts.skills)


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
