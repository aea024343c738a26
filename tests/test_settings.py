"""The values of conf.py: declared once, read without Sphinx, each fault at its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import document, picture
from sphinx_portfolio.faults import WarningType
from sphinx_portfolio.files.documents import strip_document
from sphinx_portfolio.reading.conf_names import misspelt_names
from sphinx_portfolio.reading.settings import SETTINGS, Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project

pytestmark = pytest.mark.newest


def read(folder: Path, text: str) -> tuple[Settings, list[tuple[int, str]]]:
    conf_py = folder / "conf.py"
    conf_py.write_text(text, "utf-8")
    values: dict[str, object] = {}
    exec(compile(text, "conf.py", "exec"), values)
    ours = {name: value for name, value in values.items() if name.startswith("portfolio_")}
    settings, faults = read_settings(ours, folder, conf_py)
    assert {fault.type for fault in faults} <= {WarningType.CONFIG}
    return settings, [(fault.place.line, fault.words) for fault in faults]


def test_nothing_set_is_every_default(tmp_path: Path) -> None:
    settings, faults = read(tmp_path, "")
    assert faults == []
    assert settings == Settings()
    assert all(name.startswith("portfolio_") for name in SETTINGS)


def test_a_fault_is_at_the_line_that_sets_the_value(tmp_path: Path) -> None:
    text = "x = 1\n\nportfolio_json = 'no'\nif x:\n    portfolio_kinds = []\n"
    settings, faults = read(tmp_path, text)
    assert [line for line, _words in faults] == [5, 3]
    assert settings.json is True


@pytest.mark.parametrize("value", ["'words'", "''", "3", "None", "['%d']"])
def test_a_format_of_dates_without_a_sign_is_refused(tmp_path: Path, value: str) -> None:
    settings, faults = read(tmp_path, f"portfolio_date_format = {value}\n")
    assert settings.date_format == Settings().date_format
    assert [line for line, _words in faults] == [1]
    assert read(tmp_path, "portfolio_date_format = '%d/%m/%Y'\n")[0].date_format == "%d/%m/%Y"


@pytest.mark.parametrize(
    ("name", "offered"),
    [("portfolio_kind", "portfolio_kinds"), ("portfolio_Owner", "portfolio_owner")],
)
def test_an_unknown_name_is_one_fault_with_the_nearest(
    project: Callable[..., Project], name: str, offered: str
) -> None:
    tree = project({"index.md": "# P\n"})
    conf = (tree.source / "conf.py").read_text()
    tree.write(
        "conf.py",
        f"{conf}\nimport os as portfolio_os\n\ndef portfolio_help():\n    pass\n\n{name} = {{}}\n",
    )
    (warning,) = tree.build().warnings
    line = conf.count("\n") + 7
    assert warning.startswith(f"conf.py:{line}: WARNING: conf.py: there is no value {name!r}.")
    assert f"Did you mean {offered!r}?" in warning
    assert warning.endswith("[portfolio.config]")


def test_a_value_of_another_extension_is_left_to_it(project: Callable[..., Project]) -> None:
    tree = project(
        {
            "index.md": "# P\n",
            "other.py": "def setup(app):\n    app.add_config_value('portfolio_other', 1, 'env')\n",
        },
        portfolio_other=2,
    )
    conf = (tree.source / "conf.py").read_text()
    path = f"import sys\nsys.path.insert(0, {str(tree.source)!r})\n"
    tree.write("conf.py", f"{path}{conf}\nextensions.append('other')\n")
    assert tree.build().warnings == []


@pytest.mark.parametrize(
    ("owner", "words"),
    [
        ({"picture": "missing.png"}, "picture 'missing.png': there is no such file."),
        ({"picture": "../me.png"}, "picture '../me.png': it lies outside"),
        ({"picture": "cv.pdf"}, "picture 'cv.pdf': it is no picture."),
        ({"cv": ""}, ""),
        ({"cv": "folder"}, "cv 'folder': it is a folder."),
        ({"phone": 27}, "portfolio_owner: phone: it must be one line of text"),
    ],
)
def test_files_of_the_owner_are_looked_at(
    tmp_path: Path, owner: dict[str, object], words: str
) -> None:
    (tmp_path / "cv.pdf").write_bytes(b"words")
    (tmp_path / "folder").mkdir()
    settings, faults = read(tmp_path, f"portfolio_owner = { ({'name': 'Your Name'} | owner)!r}\n")
    assert settings.owner is not None
    assert (settings.owner.picture, settings.owner.cv, settings.owner.phone) == ("", "", "")
    assert [line for line, _words in faults] == ([1] if words else [])
    assert all(words in said for _line, said in faults)


def test_phone_picture_and_cv_are_published(project: Callable[..., Project]) -> None:
    owner = {
        "name": "Your Name",
        "phone": "+27 00 000 0000",
        "picture": "/files/me & you.png",
        "cv": "files/cv.pdf",
    }
    files: dict[str, str | bytes] = {
        "index.md": "# P\n",
        "files/me & you.png": picture(),
        "files/cv.pdf": document(),
    }
    tree = project(files, portfolio_owner=owner)
    result = tree.build()
    assert result.warnings == []
    said = json.loads((result.outdir / "portfolio.json").read_text())["owner"]
    assert said["phone"] == owner["phone"]
    assert (result.outdir / unquote(said["picture"])).read_bytes() == picture()
    assert (result.outdir / unquote(said["cv"])).read_bytes() == strip_document(document()).content
    resume = json.loads((tree.build("portfolio-jsonresume").outdir / "resume.json").read_text())
    assert resume["basics"]["phone"] == owner["phone"]


def test_a_file_of_the_owner_is_taken_down_when_it_is_no_longer_named(
    project: Callable[..., Project],
) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "# P\n",
        "a/me.png": picture(),
        "b/me.png": picture(50, 60),
    }
    both = {"name": "Your Name", "picture": "a/me.png", "cv": "b/me.png"}
    tree = project(files, portfolio_owner=both)

    def published(owner: dict[str, str] = both, *, json: bool = True) -> set[bytes]:
        result = tree.build(portfolio_owner=owner, portfolio_json=json)
        assert result.warnings == []
        return {file.read_bytes() for file in result.outdir.rglob("me.png")}

    assert published() == {picture(), picture(50, 60)}  # also if both have one name
    assert published({"name": "Your Name", "picture": "a/me.png"}) == {picture()}
    assert published() == {picture(), picture(50, 60)}
    assert published(json=False) == set()
    assert published() == {picture(), picture(50, 60)}
    assert published({}) == set()


# -- names that nothing knows


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("myst_enable_extension", "myst_enable_extensions"),
        ("extension", "extensions"),
        ("langauge", "language"),
        ("html_them", "html_theme"),
        ("_extension", ""),
        ("projects", ""),  # for "project" is set
        ("year", ""),
        ("languages_of_mine", ""),
    ],
)
def test_a_name_that_is_nearly_a_value_is_offered_one(name: str, meant: str) -> None:
    known = ["extensions", "html_theme", "language", "myst_enable_extensions", "project"]
    source = f"project = 'x'\n\n{name} = 1\n"
    faults = list(misspelt_names(["project", name], known, source, "conf.py"))
    assert [fault.place.line for fault in faults] == ([3] if meant else [])
    assert all(repr(meant) in fault.words for fault in faults)


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_what_is_known_is_never_misspelt(name: str, others: list[str]) -> None:
    assert list(misspelt_names([name], [name, *others], "", "conf.py")) == []
