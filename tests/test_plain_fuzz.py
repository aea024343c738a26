"""Whatever people paste into a file: it is read, in linear time, and no word of it is lost."""

from __future__ import annotations

import gc
import itertools
import re
import time
from collections import Counter
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_corpus import generated
from plain_forms import EVIDENCE_HEADINGS, LABELS, REFLECTION_HEADINGS, TAILS, TRAPS
from plain_repository import written_by_hand
from sphinx_portfolio.reading.plain_markdown import read_page
from sphinx_portfolio.reading.plain_markdown.segments import as_markdown, segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_portfolio.reading.plain_markdown import (
        PlainEvidence,
        PlainPage,
        PlainReflection,
        Target,
    )

pytestmark = pytest.mark.newest


@cache
def pages() -> tuple[str, ...]:
    repositories = (*written_by_hand(), *generated()[::4])
    return tuple(text for one in repositories for text in one.pages.values())


def option_of(target: Target) -> tuple[str, str]:
    return ("url" if "://" in target.written else "file"), target.written


def with_directives(page: PlainPage, text: str) -> str:
    return as_markdown(segments(page, text, option_of))


def raw_words(text: str) -> Counter[str]:
    """All words; numbers can be those of a list, which counts for itself."""
    return Counter(word for word in re.findall(r"\w+", text.casefold()) if not word.isdecimal())


def prose(text: str) -> str:
    """The text without links, pictures and tags, which can become options."""
    return re.sub(r"!?\[[^\[\]]*\]\([^()]*\)|<[^<>]*>", " ", text)


#: What is said of a picture when nothing is.
_USELESS = {"image", "alt", "text", "description", "screenshot", "pic"}


def lost_words(text: str, made: str) -> set[str]:
    """Words that are gone, or stand there less often; tags that became options do not count.

    A mark in the middle of a word makes two of it, so parts of words are looked for.
    """
    there = made.casefold()
    gone = {word for word, count in raw_words(prose(text)).items() if there.count(word) < count}
    gone |= {word for word in raw_words(text) if word not in there}
    return gone - _USELESS - raw_words(" ".join(re.findall(r"<[^<>]*", text))).keys()


def check(text: str) -> None:
    page = read_page(text)
    items: list[PlainEvidence | PlainReflection] = [*page.evidence, *page.reflections]
    items.sort(key=lambda item: item.lines.start)
    for one, other in itertools.pairwise(items):
        assert one.lines.stop <= other.lines.start
    for item in items:
        assert 1 <= item.lines.start <= item.line < item.lines.stop <= len(text) + 2
    for reflection in page.reflections:
        assert reflection.parts
        for part in reflection.parts.values():
            assert raw_words(part) <= raw_words(text)
    made = with_directives(page, text)
    assert not lost_words(text, made)
    assert with_directives(read_page(made), made) == made


def cut(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def cut_front(text: str, random: Random) -> str:
    return text[random.randrange(len(text) + 1) :]


def joined(text: str, random: Random) -> str:
    return cut(text, random) + cut_front(random.choice(pages()), random)


def duplicated(text: str, random: Random) -> str:
    return "\n".join(line for line in text.split("\n") for _ in range(random.choice((1, 1, 2))))


def thinned(text: str, random: Random) -> str:
    return "\n".join(line for line in text.split("\n") if random.random() < 0.8)


def shuffled(text: str, random: Random) -> str:
    lines = text.split("\n")
    random.shuffle(lines)
    return "\n".join(lines)


def indented(text: str, random: Random) -> str:
    starts = ("", "", "  ", "    ", "\t", "> ", "- ", "# ", "| ", "```", "<!--", "<div>")
    return "\n".join(random.choice(starts) + line for line in text.split("\n"))


def one_line(text: str, random: Random) -> str:
    return text.replace("\n", random.choice((" ", "", "  ", "<br>")))


def other_ends(text: str, random: Random) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x0c")))


def misread(text: str, random: Random) -> str:
    written, read = random.choice(
        (("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-16", "latin-1"), ("cp1252", "utf-8"))
    )
    return text.encode(written, "replace").decode(read, "replace")


def sprinkled(text: str, random: Random) -> str:
    signs = "*_`[](){}<>|#!\\~:-+\x00\ufeff\u200b\u200d\ufe0f\u202e\U0001f469é𝗦\t "
    letters = list(text)
    for _ in range(random.randrange(1, 20)):
        letters.insert(random.randrange(len(letters) + 1), random.choice(signs))
    return "".join(letters)


def without_signs(text: str, random: Random) -> str:
    lost = random.choice("*_`[]()<>|#:\n")
    return "".join(sign for sign in text if sign != lost or random.random() < 0.5)


def nested(text: str, random: Random) -> str:
    sign = random.choice(("> ", "- ", "[", "![", "**", "*", "<div>", "<details>", "`", "((", "|"))
    at = random.randrange(len(text) + 1)
    return text[:at] + sign * random.randrange(1, 400) + text[at:]


MUTATIONS: tuple[Callable[[str, Random], str], ...] = (
    cut,
    cut_front,
    joined,
    duplicated,
    thinned,
    shuffled,
    indented,
    one_line,
    other_ends,
    misread,
    sprinkled,
    without_signs,
    nested,
)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_what_becomes_of_a_page_that_was_damaged(mutation: Callable[[str, Random], str]) -> None:
    random = Random(mutation.__name__)
    for _ in range(12):
        text = mutation(random.choice(pages()), random)
        if random.random() < 0.4:
            text = random.choice(MUTATIONS)(text, random)
        check(text)


LABEL = st.sampled_from([one.template for one in LABELS]).flatmap(
    lambda template: st.sampled_from(("Situation", "Task", "Action", "Result", "Uitslag")).map(
        lambda word: template.format(
            word=word, WORD=word.upper(), first=word[0], rest=word[1:], wrong=word[:3], emoji="⭐"
        )
    )
)
LINE = st.one_of(
    LABEL,
    st.sampled_from((*EVIDENCE_HEADINGS, *REFLECTION_HEADINGS, *TRAPS, *TAILS)),
    st.sampled_from(("", "", "---", "> ", "```", "| a | b |\n|---|---|", "<div>", "</details>")),
    st.sampled_from(("[a](b c.pdf)", "![](x.png)", '<img src="y.png">', "https://example.org/z")),
    st.text(max_size=20),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, max_size=14).map("\n".join))
def test_any_lines_are_read(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    check(text)


def cost(text: str) -> float:
    """Processor time, without the collector, whose rounds come when they like."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        with_directives(read_page(text), text)
        return time.process_time() - start
    finally:
        gc.enable()


#: What grows: whole portfolios, one paragraph, one line, one table, marks that nothing closes.
GROWING = {
    "portfolios": "\n\n".join(pages())[:4_000],
    "a paragraph": "**Situation:** a line of words and [a link](a b.pdf)\n" * 200,
    "a line": "**Situation:** words and [a link](a.pdf) " * 100,
    "a table": "| STAR | |\n|---|---|\n" + "| Situation | words |\n" * 100,
    "a list": "- **S:** words\n" * 40,
    "brackets": "[" * 500,
    # The reader of Markdown itself is not linear in more of them.
    "stars": "**a " * 100,
    "tags": "<div><b>" * 200,
    "quotes": "> " * 500 + "a",
}


@pytest.mark.parametrize("what", GROWING)
def test_ten_times_the_text_costs_ten_times_the_time(what: str) -> None:
    small = GROWING[what]
    few = min(cost(small) for _ in range(3))
    most = 13 * few + 0.05
    # The machine may be busy with something else; once is enough.
    assert any(cost(small * 10) < most for _ in range(3)), f"{few:.3f} s, ten times {most:.3f} s"
