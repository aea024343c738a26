"""Names: one rule for items, listings and skills, in every script."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sphinx_portfolio.names import anchor_for, apart, is_name, latin, part_of, slug

pytestmark = pytest.mark.newest


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("My 1st Course!", "my-1st-course"),
        ("  Café — menu  ", "café-menu"),
        ("Cafe\u0301", "café"),
        ("Ünïcode & Co.", "ünïcode-co"),
        ("Навыки общения", "навыки-общения"),
        ("職業 訓練", "職業-訓練"),
        ("snake_case", "snake_case"),
        ("_private_", "private"),
        ("two\nlines\tand\u00a0spaces", "two-lines-and-spaces"),
        ("Первая помощь", "первая-помощь"),
        ("急救证书", "急救证书"),
        ("शिक्षा प्रमाणपत्र", "शिक्षा-प्रमाणपत्र"),
        ("Net\u00adworking", "networking"),  # a soft hyphen, as text from PDFs has
        ("Area in m²", "area-in-m2"),
        ("1️⃣ Career", "1-career"),
        ("5+ years", "5-plus-years"),
        ("Networking #2", "networking-2"),
        ("Wait ...and see", "wait-and-see"),
        ("++", ""),
        ("🎉", ""),
        ("—", ""),
        ("", ""),
    ],
)
def test_a_slug_keeps_letters_of_every_script_and_joins_words(words: str, name: str) -> None:
    assert slug(words) == name


@given(st.text())
def test_a_slug_never_contains_whitespace_or_capitals(words: str) -> None:
    name = slug(words)
    assert not any(character.isspace() for character in name)
    assert name == name.lower()


@given(st.text())
def test_the_slug_of_a_slug_is_itself(words: str) -> None:
    assert slug(slug(words)) == slug(words)


@given(st.text())
def test_every_slug_that_is_not_empty_can_name_an_item(words: str) -> None:
    name = slug(words)
    assume(name)
    assert is_name(name)


@given(st.text())
def test_a_slug_is_empty_only_for_words_without_letters_and_digits(words: str) -> None:
    assert bool(slug(words)) == any(character.isalnum() for character in words)


@pytest.mark.parametrize("name", ["a", "networking-course", "v1.2", "Course_2", "ünï", "a--b"])
def test_names_are_words_joined_by_hyphens_dots_and_underscores(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name", ["", " ", "two words", "-a", "a-", ".a", "a.", "a\n", "a/b", "a:b"]
)
def test_what_cannot_be_referred_to_is_no_name(name: str) -> None:
    assert not is_name(name)


SKILLS = ("C", "C++", "C#", "C*", "F", "F#", "F*", ".NET", "Net", "A", "A+", "A*", "J++", "J#")


def test_skills_that_differ_by_a_sign_have_names_of_their_own() -> None:
    names = [slug(skill) for skill in SKILLS]
    assert len(set(names)) == len(SKILLS)
    assert [slug(f"Good at {skill}, too") for skill in SKILLS] == [
        f"good-at-{name}-too" for name in names
    ]


#: What XML, and so an e-book, takes for an id.
XML_NAME = re.compile(r"[^\W\d][\w.\-·\u0300-\u036f\u203f\u2040]*")


@given(st.text(), st.sampled_from(["evidence", "reflection"]))
def test_every_name_makes_an_id_that_is_no_id_of_a_part(words: str, kind: str) -> None:
    name = slug(words)
    assume(name)
    anchor = anchor_for(name, kind)
    assert anchor[0].isalpha()
    assert not re.search(r"\s", anchor)
    assert "--" not in anchor
    assert "--" in part_of(anchor, "title")


@given(st.text(string.ascii_letters + string.digits + "-_.", min_size=1))
def test_a_given_name_makes_an_id_that_is_no_id_of_a_part(name: str) -> None:
    assume(is_name(name))
    anchor = anchor_for(name, "evidence")
    assert XML_NAME.fullmatch(anchor)
    assert "--" not in anchor


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("course", "course"),
        ("v1.2", "v1.2"),
        ("a--b", "a-b"),
        ("2025-course", "evidence-2025-course"),
        ("_private", "evidence-_private"),
        ("急救证书", "急救证书"),
        ("m²", "m2"),
    ],
)
def test_an_id_is_made_of_the_letters_of_its_name(name: str, anchor: str) -> None:
    assert anchor_for(name, "evidence") == anchor


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        *(
            ("Größe", "Grosse"),
            ("Straße", "Strasse"),
            ("smørrebrød", "smorrebrod"),
            ("Łódź", "Lodz"),
        ),
        *(
            ("wêreld", "wereld"),
            ("œuvre", "oeuvre"),
            ("Þór", "THor"),
            ("作品", ""),
            ("ﬁle", "file"),
        ),
    ],
)
def test_letters_that_every_program_knows(text: str, plain: str) -> None:
    assert latin(text) == plain


@pytest.mark.parametrize(
    ("joined", "words"),
    [
        ("CareerReport", "Career Report"),
        ("WhatsApp", "WhatsApp"),
        ("myWhatsAppChat", "my WhatsApp Chat"),
        ("LinkedInProfile", "LinkedIn Profile"),
        ("myCV", "my CV"),
        ("HTML", "HTML"),
    ],
)
def test_words_that_are_written_as_one(joined: str, words: str) -> None:
    assert apart(joined) == words
