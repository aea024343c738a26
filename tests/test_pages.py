"""Pages that are not UTF-8: built with the right letters, and named once, at their line."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project import Project, picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Result

TEXT = "Café “quoted” – 5 € ümlaut ’n"
MARKDOWN = "# Página\n\nFirst line.\n\n```{{evidence}} Título é\n:issuer: Größe\n\n{text}\n```\n"
REST = ":orphan:\n\nPágina\n======\n\n.. evidence:: Título é\n   :issuer: Größe\n\n   {text}\n"
ENCODED: dict[str, tuple[Callable[[str], bytes], str]] = {
    "Windows-1252": (lambda text: text.encode("cp1252"), "Windows-1252"),
    "Windows line ends": (
        lambda text: text.replace("\n", "\r\n").encode("cp1252"), "Windows-1252",
    ),
    "UTF-16, small end first": (
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "UTF-16",
    ),
    "UTF-16, big end first": (
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "UTF-16",
    ),
    "UTF-8 with a mark": (lambda text: codecs.BOM_UTF8 + text.encode(), ""),
    "UTF-8": (lambda text: text.encode(), ""),
}  # fmt: skip


def told(result: Result) -> list[str]:
    return [w for w in result.warnings if w.endswith("[portfolio.encoding]")]


@pytest.mark.parametrize("builder", ["html", "text", "latex", "gettext", "epub"])
@pytest.mark.parametrize("form", ENCODED)
def test_a_page_has_its_letters_in_every_builder(
    project: Callable[..., Project], form: str, builder: str
) -> None:
    encode, name = ENCODED[form]
    files: dict[str, str | bytes] = {
        "index.md": encode(MARKDOWN.format(text=TEXT)),
        "two.rst": encode(REST.format(text=TEXT)),
    }
    result = project(files, smartquotes=False).build(builder)
    assert [w for w in result.warnings if w not in told(result) and "EPUB" not in w] == []
    assert [w.split(": ")[0] for w in told(result)] == (
        [] if not name else ["index.md:1", "two.rst:3" if "Windows" in form else "two.rst:1"]
    )
    assert all(f"read as {name}" in w for w in told(result))
    suffix = {"html": ".html", "text": ".txt", "gettext": ".pot", "epub": ".xhtml"}.get(builder)
    pages = [f"index{suffix}", f"two{suffix}"] if suffix else ["testportfolio.tex"]
    for page in pages:
        text = result.text(page)
        for word in ("Título é", "Café", "ümlaut", *(["Größe"] if builder != "gettext" else [])):
            assert word in text
        assert "\ufeff" not in text


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_the_line_of_the_first_letter_is_named(
    project: Callable[..., Project], suffix: str
) -> None:
    plain = "Page\n====\n\nWords.\n\nMore words.\n"
    page = plain.encode() + "Ends in é.\n".encode("cp1252")
    (warning,) = project({f"index.{suffix}": page}).build().warnings
    assert warning.startswith(f"index.{suffix}:7: WARNING: the file is not saved as UTF-8.")
    assert "save it as UTF-8" in warning


def test_an_included_file_is_named_itself(project: Callable[..., Project]) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "# P\n\n```{include} part.txt\n```\n",
        "two.rst": ":orphan:\n\nP\n=\n\n.. include:: part.txt\n",
        "part.txt": "One.\n\nCafé.\n".encode("cp1252"),
    }
    result = project(files).build()
    assert [w.split(": ")[0] for w in result.warnings] == ["part.txt:3"] * 2
    assert "Café." in result.text("index.html")
    assert "Café." in result.text("two.html")


def test_it_is_said_again_only_when_the_page_is_read_again(project: Callable[..., Project]) -> None:
    tree = project(
        {"index.md": "# Café\n".encode("cp1252"), "two.md": "---\norphan: true\n---\n# T\n"}
    )
    assert len(tree.build(parallel=2).warnings) == 1
    assert tree.build().warnings == []
    tree.write("index.md", "# Café!\n".encode("cp1252"))
    assert len(tree.build().warnings) == 1


def test_the_encoding_that_the_owner_chose_is_left(project: Callable[..., Project]) -> None:
    tree = project({"index.md": "# Привет\n".encode("cp1251")}, source_encoding="cp1251")
    result = tree.build()
    assert told(result) == []
    assert "Привет" in result.text("index.html")


@pytest.mark.parametrize("data", [picture(), b"PK\x03\x04\x00\x00words.docx", b"\x00" * 100])
def test_a_file_that_is_no_text_is_named_and_not_shown(
    project: Callable[..., Project], data: bytes
) -> None:
    result = project(
        {"index.md": "# Home\n\n```{toctree}\npicture\n```\n", "picture.md": data}
    ).build()
    (warning,) = told(result)
    assert warning.startswith("picture.md:1: WARNING: this is no page of text")
    assert "Home" in result.text("index.html")


def test_it_can_be_silenced(project: Callable[..., Project]) -> None:
    tree = project(
        {"index.md": "# Café\n".encode("cp1252")}, suppress_warnings=["portfolio.encoding"]
    )
    assert tree.build().warnings == []


WINDOWS = st.text(
    st.sampled_from("abc éüßñ€’–“”æøÅ0123456789 äöÿžŠ"), min_size=1, max_size=30
).filter(str.strip)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WINDOWS, min_size=12, max_size=12))
def test_any_text_of_windows_is_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    files: dict[str, str | bytes] = {"index.md": "# P\n\n```{toctree}\n:glob:\npage*\n```\n"}
    for number, text in enumerate(texts):
        encoding = ("cp1252", "utf-16", "utf-8-sig")[number % 3]
        files[f"page{number}.md"] = f"# Title\n\nx{text}x\n".encode(encoding)
    folder: Path = tmp_path_factory.mktemp("windows")
    result = Project(folder, files, {"smartquotes": False}).build("text")
    for number, text in enumerate(texts):
        assert " ".join(f"x{text}x".split()) in result.text(f"page{number}.txt")
