"""Options among lines: what is a value, what is text, and what is said about a line."""

from __future__ import annotations

import re
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sphinx_portfolio.faults import Place
from sphinx_portfolio.fields import LISTS
from sphinx_portfolio.reading.characters import clean
from sphinx_portfolio.reading.items import EVIDENCE
from sphinx_portfolio.reading.option_lines import unquoted
from sphinx_portfolio.reading.options import Block, read_block

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.newest

KNOWN = [one.option for one in EVIDENCE]
LIST_OPTIONS = [one.option for one in EVIDENCE if one.value in LISTS]


def read(text: str | Sequence[str]) -> Block:
    lines = text.split("\n") if isinstance(text, str) else text
    labels = {"situation", "task", "action", "result", "date of birth"}
    return read_block(
        lines,
        lambda index: Place("page.md", index + 1),
        KNOWN,
        LIST_OPTIONS,
        lambda words: words.casefold() in labels,
    )


def values(block: Block) -> dict[str, str]:
    return {
        option: " | ".join(filter(None, [one.text, *one.items]))
        for option, one in block.options.items()
    }


def faults(block: Block) -> list[tuple[int, str]]:
    return sorted((fault.place.line, fault.type.value) for fault in block.faults)


# -- a value is the text as it is written

AS_WRITTEN = [
    "'n Sertifikaat",
    "'t Hof",
    '"Acme" Ltd',
    'Acme "Ltd"',
    '"Acme" and "Co"',
    "'Acme' en 'Co'",
    "rock 'n' roll",
    "'rock 'n' roll'",
    "it's",
    '5"',
    '"',
    "'",
    "| Acme",
    "> Acme",
    "Acme #1 shop",
    "#4711",
    "# 4711",
    "Acme\tLtd",
    "plot 1  of 2.PNG",
    "a: b: c",
    ": a",
    "- a",
    "* Acme *",
    "&Acme",
    "*Acme",
    "!Acme",
    "%Acme",
    "@acme",
    "`Acme`",
    "{a: b}",
    "[Acme",
    "{{ name }}",
    "Acme \\ Ltd",
    "C:\\plots\\new.png",
    "---",
    "null",
    "yes",
    "0x1F",
    "1_000",
    "2025-03-21",
    "Acme, Ltd; Co",
    "«Acme»",
    "“Acme” Ltd",
    "“Acme”",
    "Первая помощь",
    "急救证书",
    "مركز التدريب",
    "Acme\u00a0Ltd",
    "Acme 🎉",
    "http://example.org/?a=b#c",
]


@pytest.mark.parametrize("value", AS_WRITTEN)
@pytest.mark.parametrize("before", [":issuer: ", ":issuer:\u00a0", "：issuer：", "  :issuer:  "])
def test_a_value_is_the_text_as_it_is_written(value: str, before: str) -> None:
    block = read([":kind: course", f"{before}{value}", ":date: 2025", "", "Words."])
    assert values(block) == {"kind": "course", "issuer": value, "date": "2025"}
    assert (block.text, block.start, faults(block)) == (["Words."], 4, [])


@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs", "Cc"])))
def test_any_line_is_a_value_as_it_is_written(value: str) -> None:
    block = read([f":issuer: {value}", ":date: 2025"])
    assert block.options["issuer"].text == unquoted(value.strip())
    assert block.options["date"].text == "2025"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"Acme: Ltd"', "Acme: Ltd"),
        ("'Acme # Ltd'", "Acme # Ltd"),
        ("'it''s'", "it's"),
        ('"say \\"yes\\""', 'say "yes"'),
        ('""', ""),
        ("''", ""),
        ('"C:\\plots"', "C:\\plots"),
    ],
)
def test_one_pair_of_quotation_marks_is_taken_off(written: str, value: str) -> None:
    assert unquoted(written) == value


# -- forms of option lines

FORMS: dict[str, tuple[str, dict[str, str], list[str], list[tuple[int, str]]]] = {
    "no blank": (":date:2025\n:kind: course", {"date": "2025", "kind": "course"}, [], []),
    "blanks inside": (": date : 2025", {"date": "2025"}, [], []),
    "capitals": (":Date: 2025\n:ISSUER: Acme", {"date": "2025", "issuer": "Acme"}, [], []),
    "other hyphens": (
        ":credential_id: 1\n:Credential ID: 2", {"credential-id": "1"}, [],
        [(2, "repeated_option")],
    ),
    "no second colon": (
        ":date 2025\n:kind: course", {"date": "2025", "kind": "course"}, [], [(1, "option_form")],
    ),
    "equals sign": (":date= 2025", {"date": "2025"}, [], [(1, "option_form")]),
    "flag without a second colon": (":featured", {"featured": ""}, [], [(1, "option_form")]),
    "no first colon": (
        ":kind: course\ndate: 2025\n\nWords.", {"kind": "course", "date": "2025"}, ["Words."],
        [(2, "option_form")],
    ),
    "no colon before the first of several": (
        "kind: course\n:date: 2025", {"kind": "course", "date": "2025"}, [], [(1, "option_form")],
    ),
    "text that looks like one option": ("Date: see below.", {}, ["Date: see below."], []),
    "one option without its first colon": (
        "kind: course\n\nMy words.", {"kind": "course"}, ["My words."], [(1, "option_form")],
    ),
    "one option without a colon": (
        "kind=course\n\nMy words.", {"kind": "course"}, ["My words."], [(1, "option_form")],
    ),
    "options as a list": (
        "- Kind: course\n* issuer:ACME\n\nMy words.", {"kind": "course", "issuer": "ACME"},
        ["My words."], [(1, "option_form"), (2, "option_form")],
    ),
    "options in bold": (
        "**Kind:** course\n__issuer__: ACME\n\nMy words.", {"kind": "course", "issuer": "ACME"},
        ["My words."], [(1, "option_form"), (2, "option_form")],
    ),
    "options without colons below an empty line": (
        "\nkind: course\nissuer: ACME\n\nMy words.", {"kind": "course", "issuer": "ACME"},
        ["My words."], [(2, "option_form"), (3, "option_form")],
    ),
    "one of them, below an empty line, may be text": ("\nkind: course", {}, ["kind: course"], []),
    "options and words in a paragraph are words": (
        "kind = course\nand so on", {}, ["kind = course", "and so on"], [],
    ),
    "a list of other things": ("- kind: course\n- mood: well", {}, ["- kind: course", "- mood: well"], []),
    "bold label of a part": ("**Result:** We won.", {}, ["**Result:** We won."], []),
    "smiley": (
        ":kind: course\n:) It was fun.\n:date: 2025", {"kind": "course", "date": "2025"},
        [":) It was fun."], [(2, "option_form")],
    ),
    "only a smiley": (":-) fun", {}, [":-) fun"], [(1, "option_form")]),
    "lone colon": (":\n:date: 2025", {"date": "2025"}, [":"], [(1, "option_form")]),
    "definition": (": words\n:date: 2025", {"date": "2025"}, [": words"], [(1, "option_form")]),
    "role": (":evidence:`x` shows it.", {}, [":evidence:`x` shows it."], []),
    "nested fence": (":date: 2025\n:::{note}\nx\n:::", {"date": "2025"}, [":::{note}", "x", ":::"], []),
    "label of a part": (
        ":date: 2025\n:Situation: one\n:Task: two", {"date": "2025"},
        [":Situation: one", ":Task: two"], [],
    ),
    "unknown": (":isuer: Acme", {"isuer": "Acme"}, [], []),
    "indented continuation": (
        ":alt: A long text\n  that goes on\n  and on.\n:kind: course",
        {"alt": "A long text that goes on and on.", "kind": "course"}, [], [],
    ),
    "quoted continuation": (':alt: "A long\n  text"', {"alt": "A long text"}, [], []),
    "value below": (":alt:\n   A text", {"alt": "A text"}, [], []),
    "scalar of YAML": (":alt: |\n  A text\n  more", {"alt": "A text more"}, [], []),
    "bullets": (":skills:\n  - a\n  - b\n:kind: x", {"skills": "a | b", "kind": "x"}, [], []),
    "bullets that are not indented": (":skills:\n- a\n* b\n\nWords.", {"skills": "a | b"}, ["Words."], []),
    "numbers": (":skills:\n1. a\n2) b\n\nWords.", {"skills": "a | b"}, ["Words."], []),
    "a word on each line": (":skills:\n  a b\n  c\n:kind: x", {"skills": "a b | c", "kind": "x"}, [], []),
    "words that go on": (":skills: a,\n  b, c\n  d", {"skills": "a, b, c d"}, [], []),
    "words below": (":skills:\n  a, b,\n  c", {"skills": "a, b, c"}, [], []),
    "bullets of an option that is no list": (":issuer:\n- a", {"issuer": ""}, ["- a"], []),
    "text right below": (":kind: course\nWords.", {"kind": "course"}, ["Words."], []),
    "empty line first": (
        "\n:kind: course\n:date: 2025\n\nWords.", {"kind": "course", "date": "2025"}, ["Words."],
        [(2, "misplaced_option")],
    ),
    "empty line between": (
        ":kind: course\n\n\n:date: 2025\n\nWords.", {"kind": "course", "date": "2025"}, ["Words."],
        [(4, "misplaced_option")],
    ),
    "after the text": (
        "Words.\n\n:date: 2025\n:kind: course", {"date": "2025", "kind": "course"}, ["Words."],
        [(3, "misplaced_option")],
    ),
    "in the text": (
        "Words.\n:date: 2025\nMore.", {"date": "2025"}, ["Words.", "", "More."],
        [(2, "misplaced_option")],
    ),
    "field of the owner's in the text": (
        "Words.\n\n:Date: 3 May\n:Place: Here", {}, ["Words.", "", ":Date: 3 May", ":Place: Here"], [],
    ),
    "role in the text": (
        "Words.\n\n:evidence:`x` shows.\n:skills:`y`", {},
        ["Words.", "", ":evidence:`x` shows.", ":skills:`y`"], [],
    ),
    "fence in the text": (
        "Words.\n\n```{figure} a.png\n:alt: x\n:name: y\n```\n:date: 2025", {"date": "2025"},
        ["Words.", "", "```{figure} a.png", ":alt: x", ":name: y", "```"],
        [(7, "misplaced_option")],
    ),
    "longer fence": (
        "````{card}\n```\n:alt: x\n```\n:name: y\n````", {},
        ["````{card}", "```", ":alt: x", "```", ":name: y", "````"], [],
    ),
    "colon fence": (
        "Words.\n\n::::{grid}\n:::{card}\n:name: x\n:::\n:class: y\n::::", {},
        ["Words.", "", "::::{grid}", ":::{card}", ":name: x", ":::", ":class: y", "::::"], [],
    ),
    "open fence": ("~~~\n:date: 2025", {}, ["~~~", ":date: 2025"], []),
    "list": (
        "- one\n  :name: x\n:date: 2025\n\n:kind: course", {"kind": "course"},
        ["- one", "  :name: x", ":date: 2025"], [(5, "misplaced_option")],
    ),
    "indented code": ("Words.\n\n    :date: 2025", {}, ["Words.", "", "    :date: 2025"], []),
    "quotation": ("> words\n:date: 2025", {}, ["> words", ":date: 2025"], []),
    "comment": ("<!--\n:date: 2025\n-->", {}, ["<!--", ":date: 2025", "-->"], []),
    "twice": (
        ":date: 2025\n:date: 2026", {"date": "2025"}, [], [(2, "repeated_option")],
    ),
    "twice, once below": (
        ":date: 2025\n\nWords.\n\n:date: 2026", {"date": "2025"}, ["Words."],
        [(5, "misplaced_option"), (5, "repeated_option")],
    ),
    "YAML": (
        "---\nissuer: 'n Sertifikaat\n---", {"issuer": "'n Sertifikaat"}, [],
        [(2, "bad_yaml")],
    ),
    "YAML of all kinds": (
        "---\nissuer: \"Acme: Ltd\"\ndate: 2025-03-21\nfeatured: yes\nskills: [a, b]\nalt: >\n  A long\n"
        "  text\nname:\n---\nWords.",
        {"issuer": "Acme: Ltd", "date": "2025-03-21", "featured": "yes", "skills": "a | b",
         "alt": "A long text", "name": ""},
        ["Words."], [],
    ),
    "YAML with bullets": ("---\nskills:\n- a\n- b\n---", {"skills": "a | b"}, [], []),
    "YAML with a comment behind": (
        "---\nissuer: Acme #1 shop\n---", {"issuer": "Acme"}, [], [(2, "option_form")],
    ),
    "YAML that is none": (
        "---\nissuer: Acme: Ltd\nkind: course\n---\nWords.",
        {"issuer": "Acme: Ltd", "kind": "course"}, ["Words."], [(2, "bad_yaml")],
    ),
    "YAML with options of the other form": (
        "---\n:issuer: Acme\n---", {"issuer": "Acme"}, [], [],
    ),
    "YAML with a reference": (
        "---\nissuer: &Acme Co\n---", {"issuer": "&Acme Co"}, [], [(2, "bad_yaml")],
    ),
    "YAML with a tag": ("---\nissuer: !Acme Co\n---", {"issuer": "!Acme Co"}, [], [(2, "bad_yaml")]),
    "YAML with more than options": (
        "---\nissuer: {a: b}\nkind: course\n---", {"issuer": "{a: b}", "kind": "course"}, [],
        [(2, "bad_yaml")],
    ),
    "YAML that does not end": (
        "---\nissuer: Acme\n\nWords.", {"issuer": "Acme"}, ["Words."], [(1, "bad_yaml")],
    ),
    "YAML that does not end before text like options": (
        "---\nissuer: Acme\n\nText: words", {"issuer": "Acme"}, ["Text: words"], [(1, "bad_yaml")],
    ),
    "a line across": ("---\nMy text: words", {}, ["---", "My text: words"], []),
    "YAML of words": ("---\nwords\n---\nMore.", {}, ["words", "", "More."], [(2, "bad_yaml")]),
    "YAML twice": (
        "---\ndate: 2025\ndate: 2026\n---", {"date": "2025"}, [], [(3, "repeated_option")],
    ),
    "YAML of brackets": (
        f"---\nissuer: {'[' * 5000}\n---", {"issuer": "[" * 5000}, [], [(2, "bad_yaml")],
    ),
    "empty YAML": ("---\n---\nWords.", {}, ["Words."], []),
    "options below YAML": (
        "---\ndate: 2025\n---\n:kind: course", {"date": "2025", "kind": "course"}, [], [],
    ),
    "nothing": ("", {}, [], []),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_line_costs_only_itself(form: str) -> None:
    text, options, words, said = FORMS[form]
    block = read(text)
    assert values(block) == options
    assert block.text == words
    assert faults(block) == said


@pytest.mark.parametrize("form", FORMS)
def test_every_line_of_text_keeps_its_place(form: str) -> None:
    text = FORMS[form][0]
    block = read(text)
    lines = text.split("\n")
    for number, line in enumerate(block.text, start=block.start):
        assert line in ("", lines[number])


WORD = st.text(st.sampled_from("abcä課:：-*>`'\"[]{}|#&!~,; \t.1\\"), max_size=12)
LINE = st.one_of(
    WORD,
    st.builds(":{}: {}".format, st.sampled_from([*KNOWN, "isuer", "Task", "a b"]), WORD),
    st.builds(":{} {}".format, st.sampled_from(KNOWN), WORD),
    st.builds("{}: {}".format, st.sampled_from(KNOWN), WORD),
    st.builds("  {}".format, WORD),
    st.sampled_from(["", "---", "```", ":::", "````{note}", "- a", "> a", "<!--", "-->", "~~~"]),
)


@given(st.lists(LINE, max_size=14))
@example(["---", "issuer: |", "  words", "---"])
@example([":skills:", "- a", "", "  b"])
def test_every_word_of_any_lines_is_somewhere(lines: list[str]) -> None:
    block = read(lines)
    kept = [
        *block.text,
        *(part for one in (*block.options.values(), *block.again) for part in (
            one.option, one.text, *one.items,
        )),
        *(fault.words for fault in block.faults),
    ]  # fmt: skip
    everything = re.sub(r"[\s'\"\\]", "", " ".join(kept)).casefold()
    for line in lines:
        for word in re.findall(r"\w+", line):
            assert word.casefold() in everything


def test_reading_takes_no_longer_than_its_lines() -> None:
    for lines in ([""] * 60_000, [":date: 1"] * 20_000, ["text", "```"] * 20_000, ["  x"] * 60_000):
        started = process_time()
        read([":kind: course", *lines, ":date: 2025"])
        assert process_time() - started < 3


@given(st.lists(LINE, max_size=14))
def test_every_fault_is_at_one_of_the_lines(lines: list[str]) -> None:
    assert all(1 <= fault.place.line <= len(lines) for fault in read(lines).faults)


# -- characters that nobody sees


@pytest.mark.parametrize(
    ("text", "cleaned", "said"),
    [
        ("one\x0btwo\n", "one two\n", [(1, "vertical tab (U+000B)")]),
        ("a\nco\x1foperate", "a\ncooperate", [(2, "unit separator (U+001F)")]),
        ("a\x00b\x07c", "abc", [(1, "null (U+0000) and (U+0007)")]),
        ("a\u2028b\u0085c", "a b c", [(1, "line separator (U+2028) and next line (U+0085)")]),
        ("a\ufffeb", "ab", [(1, "(U+FFFE)")]),
        ("tab\tand\r\nline ends\n", "tab\tand\r\nline ends\n", []),
        ("soft\u00adhyphen and joiner\u200d", "soft\u00adhyphen and joiner\u200d", []),
    ],
)
def test_characters_that_nobody_sees_are_named_and_taken_out(
    text: str, cleaned: str, said: list[tuple[int, str]]
) -> None:
    found, reported = clean(text, "page.md")
    assert found == cleaned
    assert [fault.place.line for fault in reported] == [line for line, _words in said]
    for fault, (_line, words) in zip(reported, said, strict=True):
        assert words in fault.words


@given(st.text())
def test_what_is_cleaned_can_stand_in_xml(text: str) -> None:
    cleaned, _faults = clean(text, "page.md")
    assert re.fullmatch("[\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*", cleaned)
    assert clean(cleaned, "page.md") == (cleaned, [])
