"""Portfolios in other languages, and the interface's own catalogues."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from project import picture
from sphinx_portfolio.locale.update import HERE, template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from project import Project

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\none\ntwo\n```\n\n{evidence}`course` [](#thoughts) {any}`course` [](#all)\n",
    "one.md": """
        # One

        ```{evidence} Networking *module*
        :name: course
        :kind: course
        :file: a.png
        :alt: A certificate
        :issuer: ACME
        :date: 2025-03
        :skills: networking

        My words.
        ```

        ```{evidence} Second
        :file: a.png
        :alt: Another
        :caption: On the *day*
        ```
    """,
    "two.md": """
        # Two

        ```{star-reflection} My thoughts
        :name: thoughts
        :evidence: course

        **Situation:** I was *there*.

        **Task:**
        Find a way.
        **Action:** Wrote.

        **Result (so far):** Six.
        ```

        ```{evidence-table} All *of it*
        :name: all
        ```
    """,
    "a.png": picture(),
}

DUTCH = {
    "Networking *module*": "Module *netwerken*",
    "My words.": "Mijn woorden.",
    "A certificate": "Een certificaat",
    "On the *day*": "Op de *dag*",
    "My thoughts": "Mijn gedachten",
    "I was *there*.": "Ik was *daar*.",
    "Find a way.": "Zoek een weg.",
    "Wrote.": "Schreef.",
    "Result (so far)": "Resultaat (tot nu toe)",
    "Six.": "Zes.",
    "All *of it*": "Alles *bij elkaar*",
}


def messages(folder: Path) -> set[str]:
    """All messages that translators get."""
    found: set[str] = set()
    for pot in folder.glob("*.pot"):
        with pot.open("rb") as stream:
            found |= {str(message.id) for message in read_po(stream) if message.id}
    return found


def test_translators_get_titles_parts_captions_and_nothing_of_the_interface(
    project: Callable[..., Project],
) -> None:
    found = messages(project(FILES).build("gettext").outdir)
    assert set(DUTCH) <= found
    assert found - set(DUTCH) == {
        "Home",
        "One",
        "Two",
        "Second",
        "Another",
        "{evidence}`course` [](#thoughts) {any}`course` [](#all)",
    }


@pytest.fixture
def dutch(project: Callable[..., Project]) -> Project:
    """The same portfolio with a Dutch translation."""
    data = io.BytesIO()
    catalog = Catalog("nl")
    for message, translation in DUTCH.items():
        catalog.add(message, translation)
    write_mo(data, catalog)
    catalogs = {f"locales/nl/LC_MESSAGES/{name}.mo": data.getvalue() for name in ("one", "two")}
    return project({**FILES, **catalogs}, language="nl", locale_dirs=["locales"])


def test_a_translated_page_shows_translated_titles_in_links_to_it(dutch: Project) -> None:
    result = dutch.build()
    assert result.warnings == []
    body = result.body("index.html")
    links = [a.get_text() for a in body.p.find_all("a")]
    assert links == ["Module netwerken", "Mijn gedachten", "Module netwerken", "Alles bij elkaar"]
    course = result.article("one.html", "course")
    text = " ".join(course.get_text(" ").split())
    for words in (
        "Cursus", "Uitgegeven door ACME", "Datum maart 2025", "Mijn woorden.", "Vaardigheden",
        "Op gereflecteerd in Mijn gedachten", "Module netwerken, ACME, maart 2025",
    ):  # fmt: skip
        assert words in text
    assert course.img
    assert course.img["alt"] == "Een certificaat"
    second = result.article("one.html", "second").figcaption
    assert second
    assert "Op de dag" in second.get_text()
    thoughts = result.article("two.html", "thoughts")
    assert [li.get_text(" ").split() for li in thoughts.find_all("li", class_="pf-part")] == [
        ["S", "Situatie", "Ik", "was", "daar", "."],
        ["T", "Taak", "Zoek", "een", "weg."],
        ["A", "Actie", "Schreef."],
        ["R", "Resultaat", "(tot", "nu", "toe)", "Zes."],
    ]


def test_labels_may_be_written_in_the_readers_language(project: Callable[..., Project]) -> None:
    page = (
        "# P\n\n```{star-reflection} Hoe\n\n**Situasie:** a\n\n**Taak:** b\n\n**Aksie:** c\n\n"
        "**Resultaat:** d\n```\n"
    )
    result = project({"index.md": page}, language="af").build()
    assert result.warnings == []
    labels = result.article("index.html", "hoe").find_all(class_="pf-label")
    assert [label.get_text() for label in labels] == ["Situasie", "Taak", "Aksie", "Resultaat"]


@pytest.mark.parametrize("language", ["af", "nl"])
def test_catalogues_are_complete_and_compiled(language: str) -> None:
    """``make catalogues`` mends this."""
    folder = HERE / language / "LC_MESSAGES"
    with (folder / "sphinx_portfolio.po").open("rb") as stream:
        po = read_po(stream)
    with (folder / "sphinx_portfolio.mo").open("rb") as stream:
        mo = read_mo(stream)
    wanted = {forms(message.id) for message in template() if message.id}
    said = {forms(message.id): forms(message.string) for message in po if message.id}
    assert said.keys() == wanted
    assert said == {forms(message.id): forms(message.string) for message in mo if message.id}
    for english, translated in said.items():
        for one, other in zip(english, translated, strict=True):
            assert other
            assert [one.count(sign) for sign in ("%s", "%d")] == [
                other.count(sign) for sign in ("%s", "%d")
            ]


def forms(words: Sequence[str] | None) -> tuple[str, ...]:
    """The singular and the plurals, where there are some. Dutch and Afrikaans have one plural."""
    return (words,) if isinstance(words, str) else tuple(words or ())
