"""Links, pictures and headings of plain Markdown: where they stand, and other addresses for them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_portfolio.reading.plain_markdown.links import (
    headings_of,
    links_of,
    meant,
    with_addresses,
)
from sphinx_portfolio.reading.plain_markdown.page import Way

pytestmark = pytest.mark.newest

LINK, PICTURE, HTML, BARE = Way.LINK, Way.PICTURE, Way.HTML, Way.BARE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Words](files/a.pdf)", [(LINK, "files/a.pdf", "Words")]),
        ('[a](b.pdf "Title")', [(LINK, "b.pdf", "a")]),
        ("![Alt](a%20b.png)", [(PICTURE, "a%20b.png", "Alt")]),
        ("[a](<my file.pdf>)", [(LINK, "my file.pdf", "a")]),
        ("[a](report_(1).pdf)", [(LINK, "report_(1).pdf", "a")]),
        ("[a [b] c](d)", [(LINK, "d", "a [b] c")]),
        (r"[a](b\_c.pdf)", [(LINK, r"b\_c.pdf", "a")]),
        ("[**Bold** `code`](a)", [(LINK, "a", "Bold code")]),
        ("[![i](b.png)](c.png)", [(LINK, "c.png", "i"), (PICTURE, "b.png", "i")]),
        ("-[a](b) without a blank", [(LINK, "b", "a")]),
        ("a\n[b\nc](d)", [(LINK, "d", "b c")]),
        ("[a]()", [(LINK, "", "a")]),
        ("[CV](file:///C:/cv.pdf)", [(LINK, "file:///C:/cv.pdf", "CV")]),
        # What Markdown takes for text
        ("[Video](my file.3gp)", [(LINK, "my file.3gp", "Video")]),
        ("![Shot](Screenshot 2025-05-23 210056.png)", [(PICTURE, "Screenshot 2025-05-23 210056.png", "Shot")]),
        ('[a](my (new) file.pdf "Title")', [(LINK, "my (new) file.pdf", "a")]),
        ("[a](my folder/file)", [(LINK, "my folder/file", "a")]),
        ("[a](./my folder)", [(LINK, "./my folder", "a")]),
        ("[a](https://example.org/a b)", [(LINK, "https://example.org/a b", "a")]),
        ("[sic](as it was said)", []),
        ("[CV] (my cv.pdf)", [(LINK, "my cv.pdf", "CV")]),
        ("[CV] (as they say)", []),
        ("(The CV)[files/cv.pdf]", [(LINK, "files/cv.pdf", "The CV")]),
        ("(a)[b]", []),
        ("[a](see page 3.)", []),
        # Bare addresses
        ("See https://example.org/a_b.", [(BARE, "https://example.org/a_b", "https://example.org/a_b")]),
        ("(https://example.org/a_(b))", [(BARE, "https://example.org/a_(b)", "https://example.org/a_(b)")]),
        ("<https://example.org>", [(BARE, "https://example.org", "https://example.org")]),
        ("www.example.org, and so", [(BARE, "www.example.org", "www.example.org")]),
        ("[https://example.org](a)", [(LINK, "a", "https://example.org")]),
        ("anhttp://x is none", []),
        # HTML
        ('<img src="a b.png" alt="Alt">', [(HTML, "a b.png", "Alt")]),
        ("a <img src='a.png' width=3> b", [(HTML, "a.png", "")]),
        ("<img src=a.png>", [(HTML, "a.png", "")]),
        ('<a href="a.pdf">Some <b>words</b></a>', [(HTML, "a.pdf", "Some words")]),
        ('See <a href="a.pdf">my *words*</a>', [(HTML, "a.pdf", "my words")]),
        (
            '<video poster="p.png" controls>\n  <source src="v.mp4" type="video/mp4">\n</video>',
            [(HTML, "p.png", ""), (HTML, "v.mp4", "")],
        ),
        ('<p align="center">\n  <img\n    src="a.png"\n  />\n</p>', [(HTML, "a.png", "")]),
        ('<img srcset="a.png 1x, b.png 2x" data-src="no">', [(HTML, "a.png", ""), (HTML, "b.png", "")]),
        ('<!-- <img src="a.png"> -->', []),
        ('<script>"<img src=a>"</script>', []),
        # Definitions
        ("[a][one]\n\n[one]: b.pdf 'Title'", [(LINK, "b.pdf", "one")]),
        ("![][one]\n\n[one]:\n  <b c.png>", [(PICTURE, "b c.png", "one")]),
        # Containers
        ("> - [a](b)\n>   [c](d)", [(LINK, "b", "a"), (LINK, "d", "c")]),
        ("| a | b |\n|---|---|\n| [x](a\\|b) | [x](c) |", [(LINK, "a\\|b", "x"), (LINK, "c", "x")]),
        ("## [a](b) ##", [(LINK, "b", "a")]),
        # Code, and what holds code
        ("`[a](b)`", []),
        ("```\n[a](b)\n```", []),
        ("    [a](b)", []),
        ("```{evidence} [a](b)\n:file: c\n\n[d](e)\n```", []),
        (":::{evidence} [a](b)\n[d](e)\n:::\n[f](g)", [(LINK, "g", "f")]),
        ("::: tip\n[a](b)\n:::", [(LINK, "b", "a")]),
        ("---\ntitle: '[a](b)'\n---\n[c](d)", [(LINK, "d", "c")]),
        ("---\n[a](b)\n---\n[c](d)", [(LINK, "b", "a"), (LINK, "d", "c")]),
        (r"\[a](b)", []),
        ("", []),
    ],
)  # fmt: skip
def test_each_link_is_found_where_it_stands(
    text: str, expected: list[tuple[Way, str, str]]
) -> None:
    for ends in ("\n", "\r\n"):
        there = text.replace("\n", ends)
        found = links_of(there)
        assert [(one.way, one.written, one.words) for one in found] == expected
        for one in found:
            assert there[slice(*one.address)] == one.written
            assert one.start <= one.address[0] <= one.address[1] <= one.end
            assert one.line == there.count("\n", 0, one.start) + 1


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("[a](b)", "files/c d.pdf", "[a](<files/c d.pdf>)"),
        ("[a](b 'T')", "c_(1).pdf", "[a](c_(1).pdf 'T')"),
        ("[a](b)", "c).pdf", "[a](<c).pdf>)"),
        ("[a](<b c>)", "d(", "[a](<d(>)"),
        ("[a](my file.3gp)", "my film.3gp", "[a](<my film.3gp>)"),
        ("[CV] (my cv.pdf)", "a b.pdf", "[CV](<a b.pdf>)"),
        ("(The CV)[cv.pdf]", "a b.pdf", "[The CV](<a b.pdf>)"),
        ("![a](b)", "c\\*d&amp;", "![a](c\\\\*d&amp;amp;)"),
        ("![a](b)", "c|<d>\n", "![a](c%7C%3Cd%3E%0A)"),
        ("[a]()", "", "[a](<>)"),
        ("<img src='b'>", "it's & so", "<img src='it&#x27;s &amp; so'>"),
        ("<img src=b >", "c d", '<img src="c d" >'),
        ("See https://a.b/c.", "https://d.e", "See https://d.e."),
        ("See https://a.b/c_d.", "../c d.pdf", "See [https://a.b/c\\_d](<../c d.pdf>)."),
        ("<https://a.b>", "c.pdf", "[https://a.b](c.pdf)"),
        ("<https://a.b>", "https://c.d", "<https://c.d>"),
        ("[a]\n\n[a]: b 'T'", "c d", "[a]\n\n[a]: <c d> 'T'"),
    ],
)
def test_another_address_is_written_as_its_place_needs_it(
    text: str, address: str, expected: str
) -> None:
    (link,) = links_of(text)
    assert with_addresses(text, {link: address}) == expected


FRAGMENTS = (
    *("[a](b.pdf)", "![c d](<e f> 'T')", "[V](my file.3gp)", '<img src="g">', "<a href=h>i</a>"),
    *("https://j.k/l", "<https://m.n>", "[o][p]", "\n\n[p]: q\n\n", "`", "```\n", "*", "**", "[", "]"),
    *("(", ")", "<", ">", "!", "\\", "|", "| a | [r](s) |\n|---|---|\n", "> ", "- ", "1. ", "# "),
    *("\n", "\n\n", "\r\n", "    ", "\t", "words", "<!--", "-->", "<div>", "</div>", ":::{x}\n"),
    *("---\n", "==\n", "é", "\ufeff", "\0", "\u2028", "\x0b", "\xa0", "&amp;", "~~", "##"),
)  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), st.text())


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_any_text_has_its_links_in_places_of_their_own(text: str) -> None:
    found = links_of(text)
    at = 0
    for link in sorted(found, key=lambda link: link.address):
        assert at <= link.address[0] <= link.address[1]
        assert text[slice(*link.address)] == link.written
        at = link.address[1]
    assert with_addresses(text, {}) == text
    same = with_addresses(text, dict.fromkeys(found, "x y"))
    assert len(same.splitlines()) == len(text.splitlines())


ADDRESSES = st.text("ab ()\\&;%'\"[]*_`#:/.<>|\n", min_size=1, max_size=8).map(str.strip)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["[a]({})", "![a]({})", '<img src="{}">', "[a]\n\n[a]: {}"]), ADDRESSES)
def test_a_new_address_is_read_back(form: str, address: str) -> None:
    text = form.replace("{}", "old")
    (link,) = links_of(text)
    (found,) = links_of(with_addresses(text, {link: address}))
    back = meant(found.written, found.way)
    for sign in "<>|\n":
        address = address.replace(sign, f"%{ord(sign):02X}")
    assert back == address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Goals & Plans", [(1, 1, "Goals & Plans", "goals--plans")]),
        ("## 🎯 Goals", [(1, 2, "🎯 Goals", "-goals")]),
        ("## ✍️ Reflection", [(1, 2, "✍️ Reflection", "\ufe0f-reflection")]),
        ("## 1️⃣ C++ (_new_)", [(1, 2, "1️⃣ C++ (new)", "1\ufe0f\u20e3-c-new")]),
        ("A\n===\n\nA\n---\n\n# A-1", [(1, 1, "A", "a"), (4, 2, "A", "a-1"), (7, 1, "A-1", "a-1-1")]),
        ("#  Two  blanks ##", [(1, 1, "Two  blanks", "two--blanks")]),
        ("# [a](b) `c_d` ![e](f)", [(1, 1, "a c_d e", "a-c_d-e")]),
        ('## <span style="color:pink">1. A</span>', [(1, 2, "1. A", "1-a")]),
        ('<h1 align="center">\n  A <b>b</b>\n</h1>', [(1, 1, "A b", "a-b")]),
        ('<a name="x"></a>\n# A', [(1, 0, "", "x"), (2, 1, "A", "a")]),
        ('text\n<span id="x"></span>', [(2, 0, "", "x")]),
        ("> # A\n- # B", [(1, 1, "A", "a"), (2, 1, "B", "b")]),
        ("##A\ntext\n## A", [(1, 2, "A", "a-1"), (3, 2, "A", "a")]),
        ("text\n###**Bold**", [(2, 3, "Bold", "bold")]),
        ("#Evidence", [(1, 1, "Evidence", "evidence")]),
        ("#tag #tag", []),
        ("#tag\nmore", []),
        ("\\##a", []),
        ("`##a`\n```\n# A\n```", []),
    ],
)  # fmt: skip
def test_headings_have_the_anchors_that_github_gives(
    text: str, expected: list[tuple[int, int, str, str]]
) -> None:
    assert list(headings_of(text)) == expected


COSTLY = ("[", "![", "[a](", "[a](<", "`a ", "<!-- ", "<a ", '<a b="', "*a ", "https://", "[a]: b\n", "a|b\n", "##a\n", "<div><!--\n", "<a href=b>", "[a](b c")  # fmt: skip


@pytest.mark.parametrize("piece", COSTLY)
def test_a_text_of_any_length_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        links_of(piece * count)
        headings_of(piece * count)
        return time.process_time() - start

    few, many = min(seconds(300) for _ in range(3)), seconds(3000)
    assert many < 30 * few + 0.2
