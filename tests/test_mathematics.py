"""Formulas of LaTeX as Typst's: what is known is set, and of the rest nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.typst.mathematics import _FUNCTIONS, _NAMES, translated

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest

KNOWN = {
    "a^2+b^2=c^2": "$ a^(2) + b^(2) = c^(2) $",
    r"\frac{1}{2}mv^2": "$ frac(1, 2) m v^(2) $",
    r"\sum_{i=1}^{n} i": "$ sum_(i = 1)^(n) i $",
    r"\sqrt[3]{x+1}\le 5": "$ root(3, x + 1) <= 5 $",
    r"\left(\frac{a}{b}\right)^2": r"$ lr(\( frac(a, b) \))^(2) $",
    r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}": '$ mat(delim: "(", 1, 2; 3, 4) $',
    r"\begin{cases}x & \text{if } x>0\\-x\end{cases}": '$ cases(x & "if " x > 0, - x) $',
    r"\begin{aligned}a &= b\\c &= d\end{aligned}": r"$ a & = b \ c & = d $",
    "a/b #x": r"$ a \/ b \# x $",
    "f'(x)": r"$ f' \( x \) $",
    r"\hat{x} \vec v 0.5\%": "$ hat(x) arrow(v) 0.5 % $",
}
UNKNOWN = [
    r"\unknown",
    "{x",
    "x}",
    "x^",
    r"\frac{1}",
    r"\left(x",
    r"\begin{tikz}x\end{tikz}",
    "",
    " ",
]
UNKNOWN += [r"\text{$x$}", r"\sqrt[3", r"\begin{matrix}1", "{" * 99]


@pytest.mark.parametrize("source", KNOWN)
def test_what_is_known_is_translated(source: str) -> None:
    assert translated(source) == KNOWN[source]


@pytest.mark.parametrize("source", UNKNOWN)
def test_what_is_not_known_is_left_as_it_is(source: str) -> None:
    assert translated(source) is None


def test_typst_knows_every_word_of_the_tables(tmp_path: Path) -> None:
    words = [*_NAMES.values(), *(f"{name}(x)" for name in _FUNCTIONS.values())]
    formulas = [*(f"$ x {word} y $" for word in words), *KNOWN.values()]
    path = tmp_path / "t.typ"
    path.write_text("\n".join(f"#math.equation({one})" for one in formulas), "utf-8")
    _pdf, warnings = typst.Compiler(str(path), ignore_system_fonts=True).compile_with_warnings()
    assert not warnings


PIECES = [*KNOWN, *UNKNOWN, "\\", "{", "}", "^", "_", "&", r"\\", "#", "$", '"', "x", "2", "(", ")"]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_no_text_is_ever_code(source: str) -> None:
    code = translated(source)
    if code is not None:
        assert not re.search(r"(?<!\\)#(?!none)", code)
        assert len(re.findall(r"(?<!\\)\$", code)) == 2
