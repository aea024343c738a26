"""A new option is one declaration: what CONTRIBUTING.md promises, done to a copy of the code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from project import ROOT
from sphinx_portfolio.fields import LISTS, PLAIN, Value, fields_of
from sphinx_portfolio.model import Evidence, Presentation, Reflection, Style
from sphinx_portfolio.reading.readers import READERS
from sphinx_portfolio.selection import Listing, Selection

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the code with the option that CONTRIBUTING.md declares."""
    shutil.copytree(ROOT / "extensions", tmp_path / "extensions")
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    block = re.search(r"(?s)## A new option.*?```python\n(.*?)```", text)
    assert block
    model = tmp_path / "extensions" / "sphinx_portfolio" / "model.py"
    code = model.read_text("utf-8")
    before = "    credential_id: str = option("
    assert code.count(before) == 1
    declaration = textwrap.indent(textwrap.dedent(block[1]), "    ")
    model.write_text(code.replace(before, declaration + before), "utf-8")
    return tmp_path


def run(folder: Path, builder: str) -> tuple[Path, str]:
    out = folder / builder
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, str(folder / "src"), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return out, done.stderr


def test_one_declaration_is_read_offered_shown_and_exported(changed: Path) -> None:
    (changed / "src").mkdir()
    (changed / "src" / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(changed / 'extensions')!r})\n"
        "extensions = ['myst_parser', 'sphinx_portfolio']\n"
    )
    page = """
        # P

        ```{evidence} It
        :place: A town by the sea
        :plaec: x
        ```
    """
    (changed / "src" / "index.md").write_text(textwrap.dedent(page))
    site, warnings = run(changed, "html")
    assert "Did you mean 'place'?" in warnings
    soup = BeautifulSoup((site / "index.html").read_text("utf-8"), "html5lib")
    facts = {dt.get_text(): dt.find_next("dd") for dt in soup.find_all("dt")}
    fact = facts["Place"]
    assert fact
    assert fact.get_text() == "A town by the sea"
    (record,) = json.loads((site / "portfolio.json").read_text("utf-8"))["evidence"]
    assert record["place"] == "A town by the sea"
    needs, _warnings = run(changed, "portfolio-needs")
    versions = json.loads((needs / "needs.json").read_text("utf-8"))["versions"]
    (need,) = versions["1"]["needs"].values()
    assert need["place"] == "A town by the sea"


@pytest.mark.parametrize("value", Value)
def test_every_kind_of_value_is_read(value: Value) -> None:
    assert value in READERS


@pytest.mark.parametrize("holder", [Evidence, Reflection, Presentation, Style, Selection, Listing])
def test_options_are_named_like_their_attributes_or_otherwise_once(holder: type) -> None:
    fields = fields_of(holder)
    options = [one.option for one in fields]
    assert len(set(options)) == len(options)
    for one in fields:
        assert re.fullmatch("[a-z]+[0-9]*(-[a-z]+)*", one.option)
        assert one.written
        assert one.effect
        assert "|" not in one.written + one.effect  # they stand in tables


def test_plain_values_are_no_lists() -> None:
    assert not PLAIN & LISTS
