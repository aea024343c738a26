"""What follows from the declarations is up to date; ``make generated`` writes it anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import generate
import pytest
from sphinx_portfolio.faults import WarningType
from sphinx_portfolio.fields import Field, Value
from sphinx_portfolio.reading.settings import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest


@pytest.mark.parametrize(
    ("path", "text"),
    generate.files().items(),
    ids=lambda one: getattr(one, "name", ""),
)
def test_it_is_up_to_date(path: Path, text: str) -> None:
    assert path.read_text("utf-8") == text, "run: make generated"


def test_every_block_stands_in_the_guide() -> None:
    guide = "".join(path.read_text("utf-8") for path in generate.GUIDE.glob("*.md"))
    for name in generate.BLOCKS:
        assert guide.count(f"% generated: {name}\n") == 1


def test_every_type_of_warning_says_what_it_means_and_how_to_mend_it() -> None:
    for one in WarningType:
        assert one.__doc__ == one.meaning
        assert one.meaning.endswith(".")
        assert one.cure.endswith(".")


def test_editors_find_every_option_with_its_kind() -> None:
    data = json.loads((generate.PACKAGE / "fields.json").read_text("utf-8"))
    assert {one["option"] for one in data["directives"]["evidence"]} >= {"issuer", "file", "class"}
    kinds = {one["value"] for options in data["directives"].values() for one in options}
    assert kinds <= {value.value for value in Value}
    assert "model" not in {one["option"] for one in data["directives"]["star-reflection"]}
    assert {one["name"] for one in data["conf.py"]} == set(SETTINGS)


def test_a_new_option_is_a_row_of_its_table() -> None:
    place = Field("place", "place", Value.TEXT, "A town", "Where it was", "Place")
    assert "| `place` | A town | Where it was |" in generate.options([place])
