"""The parts of a reflection, in all the ways people write them."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from sphinx_portfolio.reading.parts import Found, find_parts
from sphinx_portfolio.reflection_models import MODELS

if TYPE_CHECKING:
    from collections.abc import Sequence

SETTINGS: dict[str, Any] = {
    "myst_enable_extensions": ["deflist", "fieldlist", "dollarmath"],
    "doctitle_xform": False,
    "docinfo_xform": False,
    "report_level": 5,
    "myst_suppress_warnings": ["myst.header"],
}
NAMES = ["Situation", "Task", "Action", "Result"]
NUMBERS: list[int | None] = [0, 1, 2, 3]


def markdown(text: str) -> nodes.document:
    return publish_doctree(text, parser=Parser(), settings_overrides=SETTINGS)


def rest(text: str) -> nodes.document:
    return publish_doctree(text, settings_overrides={**SETTINGS, "myst_enable_extensions": []})


def parts_of(document: nodes.Element, model: str = "star") -> Found:
    return find_parts(document.children, MODELS[model], {}, MODELS.values())


def text_of(children: Sequence[nodes.Node]) -> str:
    """Read what a reader sees, in one line; line breaks are only white space."""
    root = nodes.Element("", *(child.deepcopy() for child in children))
    for raw in list(root.findall(nodes.raw)):
        words = html.unescape(re.sub(r"<[^<>]+>", " ", raw.astext()))
        raw.parent.replace(raw, nodes.Text(words if raw["format"] == "html" else "\n"))
    return " ".join(" ".join(child.astext() for child in root.children).split())


def read(found: Found) -> list[tuple[str, str]]:
    """List each label and what follows it, the introduction first and the tail last."""
    pieces = [*found.pieces, *found.tail]
    return [(text_of([piece.label]), text_of(piece.children)) for piece in pieces]


def indices(found: Found) -> list[int | None]:
    return [piece.index for piece in found.pieces[1:]]


def texts(found: Found) -> list[str]:
    return [text for _label, text in read(found)]


def sources(found: Found) -> list[list[str]]:
    """List what translators get: the source of each paragraph, by piece."""
    return [
        [child.rawsource for child in piece.children if isinstance(child, nodes.paragraph)]
        for piece in found.pieces
    ]


# -- every form, for all four parts

FORMS = {
    "on one line": "**{name}:** {text}\n\n",
    "colon outside": "**{name}**: {text}\n\n",
    "no space": "**{name}**:{text}\n\n",
    "underscores": "__{name}:__ {text}\n\n",
    "capitals": "**{NAME}:** {text}\n\n",
    "dash": "**{name}** – {text}\n\n",
    "hyphen": "**{name}** - {text}\n\n",
    "soft break": "**{name}:**\n{text}\n\n",
    "soft break, no colon": "**{name}**\n{text}\n\n",
    "two spaces": "**{name}:**  \n{text}\n\n",
    "backslash": "**{name}:**\\\n{text}\n\n",
    "html break": "**{name}:**<br>{text}\n\n",
    "separate": "**{name}:**\n\n{text}\n\n",
    "separate, no colon": "**{name}**\n\n{text}\n\n",
    "one paragraph": "**{name}:** {text}\n",
    "one paragraph, two spaces": "**{name}:** {text}  \n",
    "one paragraph, backslash": "**{name}:** {text}\\\n",
    "one paragraph, two lines": "**{name}**\n{text}\n",
    "one paragraph, html break": "**{name}:** {text}<br>",
    "heading": "# {name}\n\n{text}\n\n",
    "decorated heading": "### ⭐ **{NAME}**:\n{text}\n\n",
    "definition list": "{name}\n: {text}\n\n",
    "field list": ":{name}: {text}\n",
    "bullets": "- **{name}:** {text}\n",
    "stars": "* **{name}**: {text}\n",
    "numbered list": "1. **{name}:** {text}\n",
    "loose bullets": "- **{name}**\n\n  {text}\n\n",
    "emoji inside": "**⭐ {name}:** {text}\n\n",
    "emoji before": "⭐ **{name}:** {text}\n\n",
    "emoji with joiners": "**✍️ {name}:** {text}\n\n",
    "letter": "**{mark}:** {text}\n\n",
    "letter, colon outside": "**{mark}**: {text}\n\n",
    "letters in bullets": "- **{mark}:** {text}\n",
    "letter and name": "**{mark} – {name}:** {text}\n\n",
    "letter and name after": "**{mark} ({name}):** {text}\n\n",
    "bold letter, name after": "**{mark}** ({name}): {text}\n\n",
    "bold letter, dash, name": "**{mark}** – {name}: {text}\n\n",
    "initial bold": "**{mark}**{tail}: {text}\n\n",
    "remark": "**{name} (what I say):** {text}\n\n",
    "bold and italic": "**_{name}:_** {text}\n\n",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_all_four_parts_are_found_in_every_form(form: str) -> None:
    source = "".join(
        form.format(
            name=name,
            NAME=name.upper(),
            mark=name[0],
            tail=name[1:],
            text=f"I *tell* of number {number}",
        )
        for number, name in enumerate(NAMES)
    )
    found = parts_of(markdown(source.rstrip("\\\n")))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *(f"I tell of number {number}" for number in range(4))]
    assert found.unknown == []


REST_FORMS = {
    "on one line": "**{name}:** {text}\n\n",
    "colon outside": "**{name}**: {text}\n\n",
    "one paragraph": "**{name}:** {text}\n",
    "two lines": "**{name}**\n{text}\n\n",
    "separate": "**{name}:**\n\n{text}\n\n",
    "headings": "{name}\n---------\n\n{text}\n\n",
    "definition list": "{name}\n  {text}\n",
    "field list": ":{name}: {text}\n",
    "bullets": "- **{name}:** {text}\n",
    "numbered": "#. **{name}:** {text}\n",
    "letter": "**{mark}:** {text}\n\n",
    "emoji before": "⭐ **{name}:** {text}\n\n",
    "initial bold": "**{mark}**\\ {tail}: {text}\n\n",
}


@pytest.mark.parametrize("form", REST_FORMS.values(), ids=REST_FORMS)
def test_all_four_parts_are_found_in_restructuredtext(form: str) -> None:
    source = "".join(
        form.format(name=name, mark=name[0], tail=name[1:], text=f"I *tell* of number {number}")
        for number, name in enumerate(NAMES)
    )
    found = parts_of(rest(source))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *(f"I tell of number {number}" for number in range(4))]


def test_a_heading_in_a_directive_is_a_rubric_and_starts_a_part() -> None:
    """Markdown makes no section where one cannot be, as in a quotation or a directive."""
    document = markdown("> ## Situation\n>\n> One.\n>\n> ## Task\n>\n> Two.\n")
    (quotation,) = document.findall(nodes.block_quote)
    assert isinstance(quotation[0], nodes.rubric)
    assert read(parts_of(quotation)) == [("", ""), ("Situation", "One."), ("Task", "Two.")]


def test_headings_of_any_level_start_parts_and_keep_their_ids() -> None:
    document = markdown("# Situation\n\nOne.\n\n### Task\n\nTwo.\n\n## Action\n\nThree.\n")
    found = parts_of(document)
    assert texts(found) == ["", "One.", "Two.", "Three."]
    assert [piece.label["ids"] for piece in found.pieces[1:]] == [
        ["situation"],
        ["task"],
        ["action"],
    ]


def test_a_heading_that_names_no_part_stays_as_a_heading_in_its_part() -> None:
    found = parts_of(markdown("# Situation\n\nOne.\n\n## Background\n\nTwo.\n\n# Task\n\nThree.\n"))
    situation = found.pieces[1]
    assert [type(child) for child in situation.children] == [
        nodes.paragraph,
        nodes.rubric,
        nodes.paragraph,
    ]
    assert texts(found) == ["", "One. Background Two.", "Three."]


# -- what stands around the parts


def test_an_introduction_stays_before_the_parts() -> None:
    found = parts_of(markdown("First.\n\n> Second.\n\nThird\n**Situation:** One.\n"))
    assert read(found) == [("", "First. Second. Third"), ("Situation:", "One.")]
    assert found.pieces[0].index is None


def test_text_without_labels_is_all_introduction() -> None:
    document = markdown("One **bold** word.\n\n- a\n- b\n\nA term\n: explained\n")
    found = parts_of(document)
    assert found.pieces[0].children == document.children
    assert len(found.pieces) == 1
    assert found.unknown == []


@pytest.mark.parametrize("parse", [markdown, rest])
def test_nothing_gives_an_empty_introduction(parse: Any) -> None:
    found = parts_of(parse(""))
    assert len(found.pieces) == 1
    assert found.pieces[0].is_empty


def test_a_picture_without_words_before_the_first_label_stays() -> None:
    found = parts_of(markdown("![](photo.png)\n**Situation:** One.\n"))
    assert [
        image["uri"] for child in found.pieces[0].children for image in child.findall(nodes.image)
    ] == ["photo.png"]


def test_a_part_holds_everything_up_to_the_next_label() -> None:
    source = (
        "**Situation:** One:\n\n- a\n- b\n\n1. c\n\n> d\n\n```python\ne\n```\n\n"
        "| f | g |\n|---|---|\n| h | i |\n\n![j](k.png)\n\n$$l$$\n\n**Task:** Two.\n"
    )
    found = parts_of(markdown(source))
    assert [type(child).__name__ for child in found.pieces[1].children] == [
        "paragraph",
        "bullet_list",
        "enumerated_list",
        "block_quote",
        "literal_block",
        "table",
        "paragraph",
        "math_block",
    ]
    assert texts(found)[2] == "Two."


def test_what_stands_in_a_list_item_after_its_label_goes_with_it() -> None:
    found = parts_of(markdown("- **Situation:** One.\n\n  More.\n\n  - a\n- **Task:** Two.\n"))
    assert texts(found) == ["", "One. More. a", "Two."]


def test_an_item_without_a_label_stays_a_list_in_its_part() -> None:
    found = parts_of(markdown("- **Situation:** One.\n- just a point\n- **Task:** Two.\n"))
    assert texts(found) == ["", "One. just a point", "Two."]
    kept = found.pieces[1].children[1]
    assert isinstance(kept, nodes.bullet_list)
    assert len(kept.children) == 1


def test_a_term_with_two_definitions_keeps_both() -> None:
    found = parts_of(markdown("Situation\n: One.\n\n  More.\n: Also.\n\nTask\n: Two.\n"))
    assert texts(found) == ["", "One. More. Also.", "Two."]


def test_a_classifier_is_kept() -> None:
    found = parts_of(rest("Situation : at work\n  One.\nTask\n  Two.\n"))
    assert read(found) == [("", ""), ("Situation", "at work One."), ("Task", "Two.")]


def test_inline_markup_stays_in_text_and_labels() -> None:
    found = parts_of(markdown("**Situation (`code`):** *One* [two](https://example.org) $x$.\n"))
    (paragraph,) = found.pieces[1].children
    assert [type(child).__name__ for child in paragraph.children] == [
        "emphasis",
        "Text",
        "reference",
        "Text",
        "math",
        "Text",
    ]
    assert any(found.pieces[1].label.findall(nodes.literal))


# -- labels that name no part, and bold words that are no labels


def test_an_unknown_label_is_reported_and_its_text_stays() -> None:
    found = parts_of(
        markdown("**Situation:** One.\n\n**Next Steps:** Two.\n**Key Takeaway**: Three.\n")
    )
    assert [label for label, *_rest in found.unknown] == ["Next Steps", "Key Takeaway"]
    assert indices(found) == [0]
    assert texts(found)[1] == "One. Next Steps: Two. Key Takeaway: Three."


@pytest.mark.parametrize(
    "label",
    ["**Sitution:**", "**Situattion**:", "## Situaiton\n\n", "**Situatjon**\n", "**Sitation –** "],
)
def test_a_misspelt_label_counts_as_the_part_that_is_missing_there(label: str) -> None:
    """Its text would stand under another part otherwise; the label is shown as it is written."""
    found = parts_of(markdown(f"{label} One.\n\n**Task:** Two.\n"))
    assert indices(found) == [0, 1]
    assert texts(found) == ["", "One.", "Two."]
    assert [piece.is_guessed for piece in found.pieces] == [False, True, False]
    assert found.unknown == []


@pytest.mark.parametrize(
    "source",
    [
        "**Situation:** One.\n\n**Sitution:** Two.\n",  # there is one already
        "**Task:** One.\n\n**Sitution:** Two.\n",  # out of order
        "**Situation:** One.\n\n**Tusk:** Two.\n",  # short words are like many others
        "**Situation:** One.\n\n**Rasolt:** Two.\n",  # two letters
    ],
)
def test_a_word_that_is_only_like_a_label_is_not_guessed(source: str) -> None:
    found = parts_of(markdown(source))
    assert len(found.pieces) == 2
    assert len(found.unknown) == 1


@pytest.mark.parametrize(
    "source", ["Situation\n: One.\n\nSummary\n: Two.\n", ":Situation: One.\n:Summary: Two.\n"]
)
def test_an_unknown_entry_of_a_list_is_reported_and_stays_a_list(source: str) -> None:
    document = markdown(source)
    kind = type(document[0])
    found = parts_of(document)
    assert [label for label, *_rest in found.unknown] == ["Summary"]
    assert texts(found) == ["", "One. Summary Two."]
    assert isinstance(found.pieces[1].children[-1], kind)


@pytest.mark.parametrize(
    "source",
    [
        "The **Task:** was hard.",
        "**Task** force members met.",
        "**Situation** was at 10:00.",
        "**Acme** is at https://example.org/x",
        "**A whole sentence in bold that says something:** it is text.",
        "*Situation:* in italics is a word.",
        "`**Situation:**` is code.",
        "**My friend** – a teacher – helped.",
        "**Important**\nis what follows.",
        "A: the answer.",
        "- **Networking** is a skill\n- **Writing** is one too",
        "> **Situation:** somebody else's.",
    ],
)
def test_bold_words_in_a_text_are_no_labels(source: str) -> None:
    found = parts_of(markdown(source))
    assert indices(found) == []
    assert found.unknown == []


def test_a_label_followed_by_a_dash_keeps_a_colon_further_on_in_its_text() -> None:
    found = parts_of(markdown("**Situation** – I had one goal: to learn.\n"))
    assert read(found) == [("", ""), ("Situation", "I had one goal: to learn.")]


def test_a_part_that_comes_twice_is_two_pieces() -> None:
    found = parts_of(markdown("**Task:** One.\n\n**Situation:** Two.\n\n**Task:** Three.\n"))
    assert indices(found) == [1, 0, 1]
    assert texts(found) == ["", "One.", "Two.", "Three."]


def test_labels_in_the_language_of_the_reader_are_found() -> None:
    document = markdown("**Tilanne:** One.\n\n**Tehtävä:** Two.\n")
    found = find_parts(document.children, MODELS["star"], {"Situation": "Tilanne"})
    assert read(found) == [("", ""), ("Tilanne:", "One. Tehtävä: Two.")]


def test_another_model_has_other_parts() -> None:
    found = parts_of(
        markdown("**What?** One.\n\n**So what?**\nTwo.\n\n### Now what?\nThree.\n"), "rolfe"
    )
    assert indices(found)[-2:] == [1, 2]
    assert texts(found)[-2:] == ["Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("", True),
        ("\n\n<!-- later -->", True),
        ("\n\n% later", True),
        ("One.", False),
        ("\n\n![](photo.png)", False),
        ("\n\n$$x$$", False),
        ("\n\n- a", False),
    ],
)
def test_a_part_is_empty_when_it_shows_nothing(text: str, empty: bool) -> None:
    found = parts_of(markdown(f"**Situation:** {text}\n\n**Task:** Two.\n"))
    assert [piece.is_empty for piece in found.pieces[1:]] == [empty, False]


# -- lines and sources


@pytest.mark.parametrize(
    ("parse", "source", "lines"),
    [
        (markdown, "**Situation:** a\n\n**Task:** b\nc\n**Action:** d\n", [1, 3, 5]),
        (markdown, "intro\nmore\n**Situation:** a\n**Task:** b\n", [3, 4]),
        (markdown, "**Situation:** a  \n**Task:** b\\\n**Action:** c\n", [1, 2, 3]),
        (markdown, "**Situation:**  \na  \nb\n**Task:**\\\nc\n**Action:**\nd\n", [1, 4, 6]),
        (markdown, "**Situation:** *a\nb* c\n**Task:** d\n", [1, 3]),
        (markdown, "\n\n# Situation\n\na\n\n## Task\nb\n", [3, 7]),
        (markdown, "- **S:** a\n- **T:** b\n\n  c\n\n- **A:**\n  d\n", [1, 2, 6]),
        (markdown, "x\n\nSituation\n: a\n\nTask\n: b\n", [3, 6]),
        (rest, "x\n\n**Situation:** a\n**Task:** b\n\n**Action:** c\n", [3, 4, 6]),
        (rest, "**Situation:** *a\nb* c\n**Task:** d\n", [1, 3]),
    ],
)
def test_a_label_knows_its_line(parse: Any, source: str, lines: list[int]) -> None:
    assert [piece.label.line for piece in parts_of(parse(source)).pieces[1:]] == lines


def test_the_text_of_a_part_knows_its_line_and_file() -> None:
    document = markdown("**Situation:** a\n**Task:**\nb\n**Action:**  \nc\n**Result:**\n*d*\n")
    children = [piece.children[0] for piece in parts_of(document).pieces[1:]]
    assert [child.line for child in children] == [1, 3, 5, 7]
    assert {child.source for child in children} == {document["source"]}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("**Situation:** ", "plain text"),
        ("**Situation:** ", "*emphasis* first"),
        ("**Situation:** ", "**bold** first"),
        ("**Situation:** ", "– a dash first"),
        ("**Situation**: ", "_emphasis_ first"),
        ("**Situation** – ", "**bold** first"),
        ("**S:** ", "So the Situation was Such"),
        ("**S**ituation: ", "Situation"),
        ("**S** (Situation): ", "**(Situation)** again"),
        ("⭐ **Situation:** ", "⭐ again"),
        ("**_Situation:_** ", "a `**Situation:**` in code"),
        ("**Situation**\n", "with a [link](https://example.org) in it"),
        ("**Situation**  \n", "with a\nsecond line"),
        ("**Situation**\\\n", "with *emphasis* and $x$"),
        ("**Situation:** ", r"\*escaped\* words"),
    ],
)
@pytest.mark.parametrize(
    "follow", ["", "\n**Task:** more", "  \n**T**: Task", "\\\n**Task**\nmore"]
)
def test_the_source_of_a_part_is_what_stands_after_its_label(
    label: str, text: str, follow: str
) -> None:
    """Translators get this text, and a translation is put where it came from."""
    found = parts_of(markdown(f"{label}{text}{follow}\n"))
    assert sources(found)[1] == [text]


def test_the_source_of_an_introduction_ends_at_the_first_label() -> None:
    found = parts_of(markdown("The *Task* of\nTask force\n**Task force** S.\n**Task** – two\n"))
    before = "The *Task* of\nTask force\n**Task force** S."
    assert sources(found) == [[before], ["two"]]


def test_a_paragraph_that_is_not_cut_keeps_its_node() -> None:
    document = markdown("**Situation:**\n\nOne *two*.\n")
    paragraph = document[1]
    assert parts_of(document).pieces[1].children == [paragraph]


# -- anything in any order

WORDS = st.sampled_from(
    ["one", "two", "Situation", "Task", "S", "T", "R", "Result", "Next", "1", "ünï", "⭐"]
)
INLINE = st.one_of(
    WORDS,
    WORDS.map("*{}*".format),
    WORDS.map("**{}**".format),
    WORDS.map("**{}:**".format),
    WORDS.map("`{}`".format),
    WORDS.map("[{}](https://example.org)".format),
    WORDS.map("![{}](x.png)".format),
    WORDS.map("({})".format),
    st.sampled_from(["–", "-", ":", "a:", "10:00", "—", "&amp;"]),
)
TEXT = st.lists(INLINE, max_size=5).map(" ".join)
LABEL_FORMS = st.sampled_from(
    [
        "**{name}:** ",
        "**{name}**: ",
        "**{name}**:",
        "**{name}** – ",
        "**{name}**",
        "⭐ **{name}:** ",
        "**⭐ {name}:** ",
        "**{mark}:** ",
        "**{mark} – {name}:** ",
        "**{mark}** ({name}): ",
        "**{mark}** – {name}: ",
        "**{mark}**{tail}: ",
        "**_{name}:_** ",
        "__{name}__ - ",
        "![](x.png) **{name}:** ",
        "{name}: ",
    ]
)
NAME = st.sampled_from([*NAMES, "Summary", "Next steps", "RESULT"])
LABEL = st.builds(
    lambda form, name: form.format(name=name, mark=name[0], tail=name[1:]), LABEL_FORMS, NAME
)
LINE = st.builds(lambda label, text: label + text, st.one_of(st.just(""), LABEL), TEXT)
BREAK = st.sampled_from(["\n", "  \n", "\\\n", "<br>", "<br>\n", "\n\n"])
PARAGRAPH = st.lists(st.tuples(LINE, BREAK), min_size=1, max_size=6).map(
    lambda lines: "".join(line + end for line, end in lines)
)
BLOCK = st.one_of(
    PARAGRAPH,
    PARAGRAPH,
    st.builds("{} {}\n\n{}".format, st.sampled_from(["#", "##", "####"]), NAME, PARAGRAPH),
    st.lists(LINE, min_size=1, max_size=4).map(lambda lines: "".join(f"- {x}\n" for x in lines)),
    st.lists(LINE, min_size=1, max_size=4).map(lambda lines: "".join(f"1. {x}\n" for x in lines)),
    st.lists(st.tuples(NAME, TEXT, TEXT), min_size=1, max_size=3).map(
        lambda rows: "".join(f"{name}\n: {a}\n: {b}\n\n" for name, a, b in rows)
    ),
    st.lists(st.tuples(NAME, TEXT), min_size=1, max_size=3).map(
        lambda rows: "".join(f":{name}: {text}\n" for name, text in rows)
    ),
    LINE.map("> {}".format),
    TEXT.map("```\n{}\n```".format),
)


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+|⭐", text))


def shown(document: nodes.document) -> Counter[str]:
    return words_in(text_of(document.children))


@settings(deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=5).map("\n\n".join))
def test_nothing_that_was_written_is_lost_or_doubled(source: str) -> None:
    document = markdown(source)
    before = shown(document)
    images = len(list(document.findall(nodes.image)))
    found = parts_of(document)
    after = words_in(" ".join(f"{label} {text}" for label, text in read(found)))
    assert after == before
    pieces = [*found.pieces, *found.tail]
    kept = [node for piece in pieces for node in [piece.label, *piece.children]]
    assert sum(len(list(node.findall(nodes.image))) for node in kept) == images
    assert all(piece.index is not None for piece in found.pieces[1:])


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), TEXT), min_size=1, max_size=5))
def test_nothing_is_lost_or_doubled_in_restructuredtext(rows: list[tuple[str, str]]) -> None:
    source = "Start\n" + "".join(f"**{name}:** {text}\n" for name, text in rows)
    document = rest(source)
    before = shown(document)
    found = parts_of(document)
    assert words_in(" ".join(f"{label} {text}" for label, text in read(found))) == before


# Text that begins and ends with a word, so that it is the same after trimming.
SENTENCE = st.builds(
    lambda first, middle, last: " ".join(["i", first, *middle, last, "end"]),
    INLINE,
    st.lists(INLINE, max_size=4),
    INLINE,
)
KNOWN_FORMS = st.sampled_from(
    [
        "**{name}:** ",
        "**{name}**: ",
        "**{name}** – ",
        "**{mark}:** ",
        "**{mark}** ({name}): ",
        "**{mark}**{tail}: ",
        "⭐ **{name}:** ",
        "**{name}**\n",
        "**{name}:**  \n",
        "__{name}:__\\\n",
    ]
)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            KNOWN_FORMS,
            st.sampled_from(NAMES),
            st.one_of(SENTENCE, st.builds("*{}* {}".format, WORDS, SENTENCE)),
            st.sampled_from(["\n", "  \n", "\\\n"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_labels_in_one_paragraph_know_their_lines_and_the_source_after_them(
    rows: list[tuple[str, str, str, str]],
) -> None:
    source = ""
    lines = []
    for form, name, text, end in rows:
        lines.append(source.count("\n") + 1)
        source += form.format(name=name, mark=name[0], tail=name[1:]) + text + end
    found = parts_of(markdown(source.rstrip("\\\n ") + "\n"))
    assert [piece.label.line for piece in found.pieces[1:]] == lines
    assert indices(found) == [NAMES.index(name) for _form, name, _text, _end in rows]
    assert sources(found) == [[], *([text] for _form, _name, text, _end in rows)]
