"""The reflection models, and the finding of a part by its label."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.part_labels import Part, says_more
from sphinx_portfolio.reflection_models import MODELS, ReflectionModel, model_from_config

pytestmark = pytest.mark.newest

STAR = MODELS["star"]
EVERY_PART = [
    pytest.param(model, index, id=f"{model.id}-{part.label}")
    for model in MODELS.values()
    for index, part in enumerate(model.parts)
]
SEPARATORS = (":", "-", "–", "—", "/", "(", ".", ")", "：")

EXPECTED = {
    "star": ["Situation", "Task", "Action", "Result"],
    "starr": ["Situation", "Task", "Action", "Result", "Reflection"],
    "starrt": ["Situation", "Task", "Action", "Result", "Reflection", "Transfer"],
    "star-l": ["Situation", "Task", "Action", "Result", "Learning"],
    "car": ["Context", "Action", "Result"],
    "par": ["Problem", "Action", "Result"],
    "soar": ["Situation", "Obstacle", "Action", "Result"],
    "gibbs": [
        "Description",
        "Feelings",
        "Evaluation",
        "Analysis",
        "Conclusion",
        "Action plan",
    ],
    "driscoll": ["What?", "So what?", "Now what?"],
    "rolfe": ["What?", "So what?", "Now what?"],
    "kolb": [
        "Concrete experience",
        "Reflective observation",
        "Abstract conceptualisation",
        "Active experimentation",
    ],
    "deal": ["Describe", "Examine", "Articulate learning"],
}


def test_the_twelve_models_have_their_parts_in_order() -> None:
    read = {id_: [part.label for part in model.parts] for id_, model in MODELS.items()}
    assert read == EXPECTED


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_model_names_itself_and_its_source(model: ReflectionModel) -> None:
    assert MODELS[model.id] is model
    assert model.title
    assert model.source
    assert all(part.prompt for part in model.parts)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_no_word_names_two_parts_of_a_model(model: ReflectionModel) -> None:
    words = [word.casefold() for part in model.parts for word in (part.label, *part.aliases)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("id_", ["star", "starr", "starrt", "car", "par", "soar", "star-l"])
def test_the_marks_of_an_acronym_spell_it(id_: str) -> None:
    assert "".join(part.mark for part in MODELS[id_].parts) == id_.upper().replace("-", "")


@pytest.mark.parametrize(
    ("label", "index"),
    [
        # the docstring of the module
        ("Situation:", 0),
        ("SITUATION", 0),
        ("S:", 0),
        ("S – Situation", 0),
        ("⭐ Situation (what happened)", 0),
        # the table in the field notes
        ("Situation", 0),
        ("⭐ Situation:", 0),
        ("S – Situation:", 0),
        ("S (Situation):", 0),
        ("S (Situation)", 0),
        ("S", 0),
        ("S - Situation", 0),
        ("Situatie", 0),
        ("Taak", 1),
        ("Actie", 2),
        ("Resultaat", 3),
        # the remarks below it
        ("Results", 3),
        ("Actions", 2),
        ("R – Result (What I learned):", 3),
        ("✅ Result: ", 3),
        ("✍️ Task:", 1),
        ("  Situation  ", 0),
        ("Situation :", 0),
        ("Situation：", 0),
        ("S — Situation", 0),
        ("S. Situation", 0),
        ("S) Situation", 0),
        ("S Situation", 0),
        ("**Situation:**", 0),
        ("Situation\n(what happened)", 0),
        ("Situation - what happened", 0),
        # its first letter in the language of the label
        ("A (Aufgabe):", 1),
        ("H – Handlung", 2),
        ("U (Umphumela)", 3),
    ],
)
def test_star_reads_labels_as_people_write_them(label: str, index: int) -> None:
    assert STAR.find(label) == index


@pytest.mark.parametrize(
    "label",
    [
        "",
        ":",
        "⭐",
        "Next Steps:",
        "Summary",
        "Key Takeaway:",
        "Evidence",
        "Sitution",  # a misspelling is reported, not guessed
        "Task & Actions",
        "Task definition",
        "Task force",
        "Situational awareness",
        "The Situation",
        "A Result (",
        "T – Situation",
        "Taskmaster",
        "What was the result",
    ],
)
def test_star_does_not_read_what_is_no_label(label: str) -> None:
    assert STAR.find(label) is None


@pytest.mark.parametrize(("model", "index"), EVERY_PART)
@pytest.mark.parametrize(
    "shape",
    [
        "{label}",
        "{label}:",
        "{label} :",
        "⭐ {label}:",
        "{mark} – {label}:",
        "{mark} - {label}",
        "{mark}. {label}",
        "{mark}) {label}",
        "{mark}: {label}",
        "{mark} {label}",
        "{mark} ({label})",
        "{label} (my own words)",
        "{mark} – {label} (my own words):",
    ],
)
def test_every_part_is_found_by_its_own_label(
    model: ReflectionModel, index: int, shape: str
) -> None:
    part = model.parts[index]
    label = shape.format(label=part.label, mark=part.mark)
    assert [model.find(label), model.find(label.upper()), model.find(label.lower())] == [index] * 3


@pytest.mark.parametrize(("model", "index"), EVERY_PART)
def test_every_part_is_found_by_its_aliases(model: ReflectionModel, index: int) -> None:
    for alias in model.parts[index].aliases:
        assert model.find(f"{alias}:") == index


@pytest.mark.parametrize("number", ["1", "1.", "1️⃣", "1️⃣ Description", "1) Description"])
def test_a_numbered_part_is_found_by_its_number(number: str) -> None:
    assert MODELS["gibbs"].find(number) == 0


@pytest.mark.parametrize(("model", "index"), EVERY_PART)
def test_a_bare_mark_counts_only_where_it_names_one_part(
    model: ReflectionModel, index: int
) -> None:
    """The second R of STARR could be Result or Reflection."""
    mark = model.parts[index].mark
    alone = [part.mark for part in model.parts].count(mark) == 1
    assert model.find(f"{mark}:") == (index if alone else None)


def test_a_part_is_found_in_the_language_of_the_reader() -> None:
    labels = {"Situation": "Tilanne", "Task": "Tehtävä"}
    assert STAR.find("Tehtävä:", labels) == 1
    assert STAR.find("S – Tilanne", labels) == 0
    assert STAR.find("Task:", labels) == 1
    assert STAR.find("Tehtävä:") is None


def test_an_exact_label_wins_over_a_decorated_one() -> None:
    model = ReflectionModel("x", "X", (Part("A", "1"), Part("A – B", "2")))
    assert model.find("A – B") == 1
    assert model.find("A – C") == 0


WORDS = st.one_of(
    st.sampled_from(
        [
            word
            for model in MODELS.values()
            for part in model.parts
            for word in (part.label, part.label.lower(), part.mark, *part.aliases)
        ]
    ),
    st.sampled_from(
        ["I", "was", "at", "the", "team", "of", "and", "we", "did", "what", "so", "it"]
    ),
    st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=8),
)


@given(st.lists(WORDS, min_size=7, max_size=20), st.sampled_from(["", ".", "!", "?", ":"]))
def test_words_without_a_separator_are_never_a_label(words: list[str], end: str) -> None:
    """A sentence may begin with a label, and hold any number of them, and is still a sentence."""
    sentence = " ".join(words).replace("?", "") + end
    assert [id_ for id_, model in MODELS.items() if model.find(sentence) is not None] == []


@given(
    st.sampled_from(["i", "we", "the", "then", "my", "our", "this"]),
    st.lists(st.one_of(WORDS, st.sampled_from(SEPARATORS)), min_size=6, max_size=20),
)
def test_text_that_starts_with_an_ordinary_word_is_never_a_label(
    first: str, words: list[str]
) -> None:
    """Separators, labels and marks later on do not make it one."""
    text = " ".join([first, *words])
    assert [id_ for id_, model in MODELS.items() if model.find(text) is not None] == []


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_asked_for(text: str) -> None:
    for model in MODELS.values():
        index = model.find(text)
        assert index is None or 0 <= index < len(model.parts)


@pytest.mark.parametrize(
    "label",
    [
        "Situation",
        "SITUATION:",
        "situation :",
        "S",
        "s",
        "S – Situation",
        "S. Situation",
        "S Situation",
    ],
)
def test_a_label_that_only_repeats_the_part_says_no_more(label: str) -> None:
    assert not says_more(label, STAR.parts[0])


@pytest.mark.parametrize(
    "label",
    ["Situations", "⭐ Situation", "Situatie", "Situation (what happened)", "The Situation"],
)
def test_a_label_with_words_of_its_own_says_more(label: str) -> None:
    assert says_more(label, STAR.parts[0])


@pytest.mark.parametrize("label", ["What?", "WHAT", "what:", "1. What?", "1"])
def test_a_question_mark_says_no_more(label: str) -> None:
    assert not says_more(label, MODELS["driscoll"].parts[0])


def test_a_model_can_be_a_title_and_a_list_of_labels() -> None:
    model = model_from_config("pdca", {"title": "PDCA", "parts": ["Plan", " Do ", "Check", "Act"]})
    assert (model.id, model.title, model.source) == ("pdca", "PDCA", "")
    assert model.parts == (Part("Plan", "1"), Part("Do", "2"), Part("Check", "3"), Part("Act", "4"))
    assert model.find("DO:") == 1


def test_a_model_can_say_everything_about_its_parts() -> None:
    part = {"label": "Plan", "mark": "P", "prompt": "What will you do?", "aliases": ["Planning"]}
    value = {"title": "P", "parts": (part,), "source": "Deming, 1950"}
    expected = Part("Plan", "P", "What will you do?", ("Planning",))
    assert model_from_config("p", value) == ReflectionModel("p", "P", (expected,), "Deming, 1950")


def test_a_model_without_a_title_is_called_by_its_id() -> None:
    assert model_from_config("pdca", {"parts": ["Plan"]}).title == "pdca"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, 'must look like {"title"'),
        ("Plan, Do", 'must look like {"title"'),
        (["Plan", "Do"], 'must look like {"title"'),
        ({}, '"parts" must be a list with at least one part'),
        ({"parts": []}, '"parts" must be a list'),
        ({"parts": "Plan"}, '"parts" must be a list'),
        ({"parts": {"label": "Plan"}}, '"parts" must be a list'),
        ({"title": "", "parts": ["Plan"]}, '"title" must be some words'),
        ({"title": 5, "parts": ["Plan"]}, '"title" must be some words'),
        ({"source": 1950, "parts": ["Plan"]}, '"source" must be some words'),
        ({"parts": ["Plan"], "part": 1}, "'part' is not known here, only parts, source, title"),
        ({"parts": ["Plan"], 1: 1}, "'1' is not known here"),
        ({"parts": ["Plan", 2]}, "part 2 must be a label or"),
        ({"parts": ["Plan", None]}, "part 2 must be a label or"),
        ({"parts": [" "]}, '"label of part 1" must be some words'),
        ({"parts": [{}]}, '"label of part 1" must be some words'),
        ({"parts": [{"label": 1}]}, '"label of part 1" must be some words'),
        ({"parts": ["⭐"]}, "label of part 1 needs a letter or digit"),
        ({"parts": [{"label": "Plan", "marks": "P"}]}, "'marks' is not known here, only aliases"),
        ({"parts": [{"label": "Plan", "mark": 1}]}, '"mark of part 1" must be some words'),
        ({"parts": [{"label": "Plan", "mark": ""}]}, '"mark of part 1" must be some words'),
        ({"parts": [{"label": "Plan", "prompt": 1}]}, '"prompt of part 1" must be some words'),
        ({"parts": [{"label": "Plan", "aliases": "P"}]}, '"aliases" of part 1 must be a list'),
        ({"parts": [{"label": "Plan", "aliases": [1]}]}, '"aliases of part 1" must be some words'),
        ({"parts": ["Plan", "Do", "PLAN:"]}, "two parts are called 'plan'"),
    ],
)
def test_a_model_that_cannot_be_read_is_refused_in_words(value: object, words: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 the words are compared below
        model_from_config("mine", value)
    assert words in str(caught.value)


def test_models_and_parts_cannot_be_changed() -> None:
    """They are shared by every page of a build."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        STAR.title = "Other"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        STAR.parts[0].label = "Other"  # type: ignore[misc]


def test_a_mark_that_is_no_word_names_nothing() -> None:
    model = ReflectionModel("x", "X", (Part("Before", "←"), Part("After", "→")))
    names = model.names()
    assert names.several("Before, , Other") == ()
    assert names.several("→") == ()
    assert names.several("Before & After") == (0, 1)


@pytest.mark.parametrize(
    ("label", "index"),
    [
        ("Sitution", 0),
        ("Situattion", 0),
        ("Situaiton", 0),
        ("Situatoin:", 0),
        ("Actoin", 2),
        ("Resullt", 3),
        ("Situation", None),  # no misspelling
        ("Sitting", None),
        ("Tsk", None),  # too short
        ("Taks", 1),  # but two letters changed places
        ("Mask", None),
        ("Reslts and more", None),
        ("", None),
    ],
)
def test_one_typing_error_is_seen(label: str, index: int | None) -> None:
    assert STAR.names().almost(label) == index


@given(st.sampled_from(["Situation", "Action", "Result"]), st.data())
def test_any_letter_may_be_left_out_or_doubled(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    for word in (name[:at] + name[at + 1 :], name[: at + 1] + name[at:]):
        if STAR.find(word) is None:
            assert STAR.names().almost(word) == STAR.find(name)
