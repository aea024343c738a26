"""Formulas of LaTeX as Typst's, as far as they use what most people know of it.

Commands stand in tables; one that is in none of them makes the whole formula unknown, so that
nothing in it is lost. Letters stand apart, since together they would be a name; signs that Typst
could take for its own are escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .code import Code, string

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
# So deep may groups stand in each other.
_DEEPEST = 20

#: Commands that are called alike.
_SAME: Final = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega sin cos "
    "tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det gcd "
    "sum forall exists approx equiv quad"
)
_NAMES: Mapping[str, str] = {
    **{name: name for name in _SAME.split()},
    "varepsilon": "epsilon.alt",
    "vartheta": "theta.alt",
    "varphi": "phi.alt",
    "prod": "product",
    "int": "integral",
    "oint": "integral.cont",
    "iint": "integral.double",
    "cdot": "dot.op",
    "times": "times",
    "div": "div",
    "pm": "plus.minus",
    "mp": "minus.plus",
    "le": "<=",
    "leq": "<=",
    "ge": ">=",
    "geq": ">=",
    "ne": "!=",
    "neq": "!=",
    "sim": "tilde.op",
    "ll": "<<",
    "gg": ">>",
    "propto": "prop",
    "infty": "oo",
    "partial": "partial",
    "nabla": "nabla",
    "to": "->",
    "rightarrow": "->",
    "leftarrow": "<-",
    "mapsto": "|->",
    "Rightarrow": "=>",
    "Leftrightarrow": "<=>",
    "leftrightarrow": "<->",
    "implies": "=>",
    "in": "in",
    "notin": "in.not",
    "subset": "subset",
    "subseteq": "subset.eq",
    "cup": "union",
    "cap": "inter",
    "emptyset": "emptyset",
    "setminus": "without",
    "land": "and",
    "lor": "or",
    "neg": "not",
    "mid": "divides",
    "ldots": "dots.h",
    "dots": "dots.h",
    "cdots": "dots.h.c",
    "vdots": "dots.v",
    "degree": "degree",
    "circ": "compose",
    "prime": "prime",
    "hbar": "planck",
    "ell": "ell",
    "qquad": "wide",
    ",": "thin",
    ":": "med",
    ";": "thick",
    "!": "",
    " ": "space",
    "lbrace": "\\{",
    "rbrace": "\\}",
    "{": "\\{",
    "}": "\\}",
    "%": "%",
    "$": "\\$",
    "#": "\\#",
    "&": "\\&",
    "_": "\\_",
    "langle": "chevron.l",
    "rangle": "chevron.r",
    "|": "||",
}
#: Commands of one argument, and the functions that they are.
_FUNCTIONS: Mapping[str, str] = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "macron",
    "vec": "arrow",
    "tilde": "tilde",
    "dot": "dot",
    "ddot": "dot.double",
    "overline": "overline",
    "underline": "underline",
    "mathbf": "bold",
    "boldsymbol": "bold",
    "mathrm": "upright",
    "mathbb": "bb",
    "mathcal": "cal",
    "mathit": "italic",
    "mathsf": "sans",
}
_WORDS: Final = frozenset({"text", "textrm", "textbf", "textit", "mbox", "operatorname"})
_OPENING = {"(": "\\(", "[": "\\[", "\\{": "\\{", "|": "|", ".": "", "\\langle": "chevron.l"}
_CLOSING = {")": "\\)", "]": "\\]", "\\}": "\\}", "|": "|", ".": "", "\\rangle": "chevron.r"}
#: Signs that Typst would take for its own.
_ESCAPED: Final = frozenset('()[],;/#$"*`@:')
_PLAIN: Final = frozenset("+-=<>!|.?")
_MATRICES = {"matrix": "#none", "pmatrix": '"("', "bmatrix": '"["', "vmatrix": '"|"'}
#: What stands between cells and between lines of an environment.
_SEPARATORS = {
    **dict.fromkeys(_MATRICES, (", ", "; ")),
    "cases": (" & ", ", "),
    "": (" & ", " \\ "),
}
_ALIGNED: Final = frozenset({"aligned", "align", "align*", "gather", "gather*", "split"})


class _UnknownError(ValueError):
    """Something that no table has."""


def translated(source: str) -> Code | None:
    """A formula as Typst's code; None if it holds what is not known here."""
    try:
        reader = _Reader(source)
        made = reader.rows(lambda: False) if "\\\\" in source else reader.pieces(lambda: False)
    except (_UnknownError, IndexError):
        return None
    return Code(f"$ {made} $") if made.strip() else None


class _Reader:
    """Reads tokens; each method gives Typst's code of what it read."""

    def __init__(self, source: str) -> None:
        self.tokens = _TOKEN.findall(source)
        self.at = 0
        self.deep = 0

    @property
    def next(self) -> str:
        """The next token; nothing at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        """The next token, which is read now."""
        token = self.tokens[self.at]
        self.at += 1
        return str(token)

    def blanks(self) -> None:
        """Go past blanks."""
        while self.next and not self.next.strip():
            self.at += 1

    def pieces(self, ends: Callable[[], bool]) -> str:
        """All up to an end, or to the end of all."""
        made = []
        self.blanks()
        while self.next and not ends():
            made.append(self.piece())
            self.blanks()
        return " ".join(made)

    def piece(self) -> str:
        """One thing, with what stands high and low at it."""
        made = self.atom()
        while self.next == "'":
            made += self.take()
        while self.next in {"^", "_"}:
            sign = self.take()
            made += f"{sign}({self.argument()})"
        return made

    def argument(self) -> str:
        """A group, or one thing."""
        self.blanks()
        return self.group() if self.next == "{" else self.atom()

    def group(self) -> str:
        """What stands between braces."""
        if self.take() != "{" or self.deep >= _DEEPEST:
            raise _UnknownError
        self.deep += 1
        made = self.pieces(lambda: self.next == "}")
        self.deep -= 1
        if not self.next:
            raise _UnknownError
        self.take()
        return made

    def atom(self) -> str:
        """One thing alone."""
        self.blanks()
        token = self.next
        if token == "{":
            return self.group()
        self.take()
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[0].isdigit() or (len(token) == 1 and token.isalnum()):
            return token
        if token in _ESCAPED:
            return f"\\{token}"
        if token in _PLAIN:
            return token
        if token in {"^", "_"}:
            raise _UnknownError
        if token == "~":
            return "space.nobreak"
        raise _UnknownError

    def command(self, name: str) -> str:
        """What follows a backslash."""
        if name in _NAMES:
            return _NAMES[name]
        if name in _FUNCTIONS:
            return f"{_FUNCTIONS[name]}({self.argument()})"
        if name in _WORDS:
            return self.words()
        match name:
            case "frac" | "dfrac" | "tfrac":
                return f"frac({self.argument()}, {self.argument()})"
            case "binom":
                return f"binom({self.argument()}, {self.argument()})"
            case "sqrt":
                return self.root()
            case "left":
                return self.between()
            case "begin":
                return self.environment()
        raise _UnknownError

    def words(self) -> str:
        """Words in a formula."""
        self.blanks()
        if self.take() != "{":
            raise _UnknownError
        found = []
        while self.next != "}":
            token = self.take()
            if token in {"{", "$"} or token.startswith("\\"):
                raise _UnknownError
            found.append(token)
        self.take()
        return string("".join(found))

    def root(self) -> str:
        """A root; of which degree, may stand in brackets."""
        self.blanks()
        if self.next != "[":
            return f"sqrt({self.argument()})"
        self.take()
        degree = self.pieces(lambda: self.next == "]")
        self.take()
        return f"root({degree}, {self.argument()})"

    def between(self) -> str:
        """What stands between signs as high as it is."""
        self.blanks()
        opening = _known(_OPENING, self.take())
        inside = self.pieces(lambda: self.next == "\\right")
        self.take()
        self.blanks()
        closing = _known(_CLOSING, self.take())
        return f"lr({opening} {inside} {closing})"

    def environment(self) -> str:
        """A matrix, cases, or lines under each other."""
        name = self.name()
        made = self.rows(lambda: self.next == "\\end", *_SEPARATORS.get(name, _SEPARATORS[""]))
        if self.take() != "\\end" or self.name() != name:
            raise _UnknownError
        if name in _MATRICES:
            return f"mat(delim: {_MATRICES[name]}, {made})"
        if name == "cases":
            return f"cases({made})"
        if name in _ALIGNED:
            return made
        raise _UnknownError

    def name(self) -> str:
        """The name of an environment."""
        if self.take() != "{":
            raise _UnknownError
        found = ""
        while self.next != "}":
            found += self.take()
        self.take()
        return found

    def rows(self, ends: Callable[[], bool], cell: str = " & ", line: str = " \\ ") -> str:
        """Lines, and cells in them, with what Typst has between two of them."""
        made = ""
        while True:
            made += self.pieces(lambda: ends() or self.next in {"&", "\\\\"})
            if not self.next or ends():
                return made
            made += cell if self.take() == "&" else line


def _known(table: Mapping[str, str], token: str) -> str:
    if token not in table:
        raise _UnknownError
    return table[token]
