"""What is said of an account: missing, empty, repeated, merged, misspelt and foreign parts."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_portfolio.faults import Place, WarningType
from sphinx_portfolio.reading.account import Account, mark_of, read_account
from sphinx_portfolio.reflection_models import MODELS, model_from_config
from test_parts import BLOCK, NAMES, SETTINGS, WHOLE, markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_portfolio.reflection_models import ReflectionModel

pytestmark = pytest.mark.newest

SMART = "".join(
    f"**{word[0]}** – {word}: I pass.\n\n"
    for word in ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound")
)
PLACE = Place("page.md", 7)


def account(source: str, model: str = "star", *more: ReflectionModel) -> Account:
    models = {**MODELS, **{one.id: one for one in more}}
    return read_account(markdown(source).children, models[model], {}, PLACE, models.values())


def faults(found: Account) -> list[tuple[str, int]]:
    return [(fault.type.value, fault.place.line) for fault in found.faults]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (WHOLE, []),
        ("Just words.", [("missing_part", 7)]),
        (WHOLE.replace("**Task:** I *tell* of number 1\n\n", ""), [("missing_part", 7)]),
        (WHOLE.replace("I *tell* of number 1", ""), [("empty_part", 3)]),
        (WHOLE + "**Action:** Again.\n", [("repeated_part", 9)]),
        (
            "**Task:** a\n\n**Situation:** b\n\n**Action:** c\n\n**Result:** d\n",
            [("part_order", 3)],
        ),
        ("**Situation:** a\n\n**Task & Action:** b\n\n**Result:** c\n", [("merged_part", 3)]),
        (
            "**Situation:** a\n\n**Task & Action**\n\n**Result:** c\n",
            [("empty_part", 3), ("merged_part", 3)],
        ),
        (
            "**Sitution:** a\n\n**Task:** b\n\n**Action:** c\n\n**Result:** d\n",
            [("unknown_part", 1)],
        ),
        ("**Why:** x\n\n" + WHOLE, [("unknown_part", 1)]),
        (WHOLE + "**Next steps:** More.\n", []),
        # Goals that are SMART have the letters of all parts, and are none.
        (SMART, [("missing_part", 7)]),
        (WHOLE.replace("of number 2", f"of goals.\n\n{SMART}"), []),
        (WHOLE + "**Resullt:** More.\n", [("unknown_part", 9)]),
        (WHOLE + "**Reflection:** More.\n", [("part_of_other_model", 9)]),
        (WHOLE + "**Reflectie**\nMore.\n", [("part_of_other_model", 9)]),
        (WHOLE + "## Reflect\n\nMore.\n", [("part_of_other_model", 9)]),
        (WHOLE + "**Lessons learned:** More.\n", [("part_of_other_model", 9)]),
    ],
)
def test_each_fault_is_said_at_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    found = account(source)
    assert faults(found) == expected
    assert {fault.place.file for fault in found.faults} <= {PLACE.file}


@pytest.mark.parametrize(
    ("tail", "model"),
    [
        (["Reflection"], "starr"),
        (["Reflectie"], "starr"),
        (["Reflection", "Transfer"], "starrt"),
        (["Transfer"], "starrt"),
        (["What I learned"], "star-l"),
        (["Next steps", "Reflection"], "starr"),
    ],
)
def test_the_model_that_has_the_part_is_named(tail: list[str], model: str) -> None:
    found = account(WHOLE + "".join(f"**{label}:** More.\n\n" for label in tail))
    said = [f.words for f in found.faults if f.type is WarningType.PART_OF_OTHER_MODEL]
    assert said
    assert all(f"':model: {model}'" in words for words in said)
    assert len(found.tail) == len(tail)


def test_a_model_of_your_own_is_named_too() -> None:
    own = model_from_config("star-x", {"title": "STAR-X", "parts": [*NAMES, "Extra"]})
    found = account(WHOLE + "**Extra:** More.\n", "star", own)
    (fault,) = found.faults
    assert "STAR-X" in fault.words
    assert "':model: star-x'" in fault.words


def test_a_part_of_another_model_before_the_last_part_is_unknown() -> None:
    found = account(WHOLE.replace("**Result", "**Reflection:** More.\n\n**Result"))
    assert faults(found) == [("unknown_part", 7)]


def test_in_its_own_model_it_is_a_part() -> None:
    assert faults(account(WHOLE + "**Reflectie:** More.\n", "starr")) == []


@pytest.mark.parametrize(
    ("label", "mark"),
    [("Task", "T"), ("Task & Action", "T·A"), ("Situation/Result", "S·R"), ("S, T & A", "S–A")],
)
def test_a_merged_part_has_the_marks_of_both(label: str, mark: str) -> None:
    found = account(f"**{label}:** x\n")
    assert mark_of(found.parts[0], MODELS["star"]) == mark


def test_a_merged_part_says_which_parts_it_counts_for() -> None:
    found = account("**Situation:** a\n\n**Task & Action:** b\n\n**Result:** c\n")
    assert found.faults[0].words.startswith(
        "'Task & Action' names more than one part. The text counts for 'Task' and 'Action'."
    )


@settings(deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=5).map("\n\n".join), st.sampled_from(sorted(MODELS)))
def test_any_text_in_any_model_gives_pieces_and_words(source: str, model: str) -> None:
    found = account(source, model)
    assert all(piece.indices for piece in found.parts)
    assert not any(piece.indices for piece in found.tail)
    assert all(fault.words and fault.place.line > 0 for fault in found.faults)


# -- a text of any length takes time in proportion


def _labels(end: str, form: str = "**{}:**") -> Callable[[int], str]:
    return lambda count: "".join(
        f"{form.format(NAMES[n % 4])} some text *here* {n}{end}" for n in range(count)
    )


MANY = {
    "lines": _labels("\n"),
    "breaks": _labels("  \n"),
    "html breaks": _labels("<br>"),
    "plain": _labels("\n", "{}:"),
    "sentences": _labels(". ", "{}:"),
    "unknown": _labels("\n", "**Next {}:**"),
    "list": lambda count: "".join(f"- **{NAMES[n % 4]}:** text\n" for n in range(count)),
    "bold words": lambda count: "**Situation:** x " + "**b** c " * count,
    "html": lambda count: "".join(f"<p><b>{NAMES[n % 4]}:</b> text</p>\n" for n in range(count)),
    "quotations": lambda count: "".join(f"> {NAMES[n % 4]}: text\n>\n" for n in range(count)),
}


@pytest.mark.parametrize("make", MANY.values(), ids=MANY)
def test_many_labels_take_time_in_proportion(
    make: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What grows with the square takes a quarter of a minute here."""
    monkeypatch.setitem(SETTINGS, "line_length_limit", 10**7)
    document = markdown(make(2000))
    start = time.process_time()
    read_account(document.children, MODELS["star"], {}, PLACE, MODELS.values())
    assert time.process_time() - start < 2


LONG = 100_000
NASTY = {
    "asterisks": "*" * LONG,
    "asterisks and a label": "*" * LONG + "\nTask: x\nAction: y\n",
    "colons": "a:" * LONG,
    "sentences that begin with labels": "Situation: a. Task: b. " * 5000,
    "blanks": "Task" + " " * LONG + "x",
    "dashes": "Task" + " - " * LONG,
    "arrows": "Task" + "=" * LONG + ">",
    "brackets": "(" * LONG,
    "digits": "1" * LONG + ". Task: x",
    "emoji": "⭐" * LONG,
    "lines of asterisks": ("*" * 200 + "\n") * 500,
    "tags": "<b>" * 20_000,
    "open quotation marks in tags": "<a x='" * 20_000,
    "names": " & ".join(["Task", "Action"] * 20_000),
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("kind", ["text", "bold", "html", "heading"])
def test_nasty_texts_take_no_longer(text: str, kind: str) -> None:
    first: list[nodes.Node] = [nodes.Text(text)]
    block: nodes.Element = nodes.paragraph(f"**Situation:** x\n{text}\n**Task:** y", "")
    if kind == "bold":
        first = [nodes.strong("", text)]
    if kind in {"text", "bold"}:
        block += nodes.strong("", "Situation:")
        block += [nodes.Text(" x\n"), *first, nodes.Text("\n")]
        block += [nodes.strong("", "Task:"), nodes.Text(" y")]
    elif kind == "html":
        block = nodes.raw(
            "", f"<p><b>Situation:</b> x</p>{text}<p><b>Task:</b> y</p>", format="html"
        )
    else:
        block = nodes.rubric(text, text)
    start = time.process_time()
    read_account([block], MODELS["star"], {}, PLACE, MODELS.values())
    assert time.process_time() - start < 4
