"""How many words a text has, as people count them.

A word is what stands between two blanks (or long dashes) and has a letter or a digit. Where people
write without blanks, each Chinese character and each sign of Japanese kana is a word, as word
processors count, and three letters of Thai, Lao, Khmer or Burmese are about one. What is no text
does not count: pictures, formulas, comments, the tags of HTML.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from docutils import nodes

from .html_pieces import NO_TEXT, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SAYS = re.compile(r"[^\W_]")
# From its first letter to a blank (of any width, or one that nobody sees), a long dash, or the
# marks between words of Ethiopic and Tibetan.
_WORD = re.compile(r"[^\W_][^\s\u200b\u2014\u2e3a\u1361\u0f0b]*")
_SIGN = re.compile(
    r"(?=[^\W_])[\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u30ff\u3105-\u312f"
    r"\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af]"
)
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]+"
)  # Thai, Lao, Burmese, Khmer
_LETTERS_OF_WORD = 3

_NOT_TEXT = (
    *(nodes.comment, nodes.image, nodes.math, nodes.math_block, nodes.pending),
    *(nodes.substitution_definition, nodes.system_message),
)


def words_in(children: Iterable[nodes.Node]) -> int:
    """How many words a reader finds in some nodes."""
    return words_of("".join(piece for child in children for piece in _texts(child)))


def words_of(text: str) -> int:
    """How many words a text has."""
    if text.isascii():
        return len(_WORD.findall(text))
    text, signs = _SIGN.subn(" ", text)
    runs = (len(_SAYS.findall(run)) for run in _UNSPACED.findall(text))
    unspaced = sum(math.ceil(letters / _LETTERS_OF_WORD) for letters in runs)
    return signs + unspaced + len(_WORD.findall(_UNSPACED.sub(" ", text)))


def _texts(node: nodes.Node) -> Iterator[str]:
    """The text of a node, piece by piece; a blank where a block begins."""
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, nodes.raw):
        yield from _texts_of_html(node)
    elif isinstance(node, nodes.Element) and not isinstance(node, _NOT_TEXT):
        if not isinstance(node, nodes.Inline):
            yield " "
        for child in node.children:
            yield from _texts(child)


def _texts_of_html(node: nodes.raw) -> Iterator[str]:
    if "html" not in node.get("format", "").split():
        return
    hidden = ""
    for token in tokens_of(node.astext()):
        if hidden:
            hidden = "" if token.closes and token.name == hidden else hidden
        elif NO_TEXT.match(token.text):
            hidden = token.name
        elif token.is_break:
            yield " "
        elif not token.name and not token.is_comment:
            yield str(token.node())
