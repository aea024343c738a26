"""The text of a page before it is parsed: read whatever program saved it, and cleaned.

Sphinx stops at a page that is not UTF-8 (since 9.0; before that, it put question marks
in place of letters) and offers no event before it reads. It does take the name of an encoding, and
Python lets us add one; that can go when there is such an event.
"""

from __future__ import annotations

import codecs
import dataclasses
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from .directives import NAMES
from .domain import portfolio
from .encodings import UTF_8, decode
from .faults import Fault, Place, WarningType
from .reading.blocks import lost_fences
from .reading.characters import clean
from .warnings import CELL, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from typing_extensions import Buffer

# In Markdown "{evidence}", in reStructuredText "evidence::". Other pages are not ours to change.
_OURS = re.compile(rf"(?:\{{(?:{'|'.join(NAMES)})\}}|\.\.\s+(?:{'|'.join(NAMES)})::)")
_ENCODING = "sphinx_portfolio_text"
_UTF_8_NAMES = frozenset({"utf-8", "utf8", "utf-8-sig"})


def register(app: Sphinx) -> None:
    """Connect the events, and let Python know our encoding."""
    codecs.register(_codec)
    app.connect("env-before-read-docs", read_any_encoding)
    app.connect("source-read", clean_page)
    app.connect("include-read", clean_included)


class _Decoder(codecs.BufferedIncrementalDecoder):
    """Decodes a file as a whole, which is how Sphinx, docutils and MyST read one."""

    def _buffer_decode(self, input: Buffer, errors: str, final: bool) -> tuple[str, int]:  # noqa: A002
        data = bytes(input)
        return (decode(data).text, len(data)) if final else ("", 0)


def _codec(name: str) -> codecs.CodecInfo | None:
    if name != _ENCODING:
        return None
    return codecs.CodecInfo(
        name=_ENCODING,
        encode=codecs.utf_8_encode,
        decode=lambda data, _errors="strict": (decode(bytes(data)).text, len(data)),
        incrementaldecoder=_Decoder,
    )


def read_any_encoding(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Read pages in our encoding, unless the owner chose another than UTF-8."""
    if app.config.source_encoding.lower() in _UTF_8_NAMES:
        env.settings["input_encoding"] = _ENCODING


def clean_page(app: Sphinx, docname: str, content: list[str]) -> None:
    """Clean a page, and say so if it is not saved as UTF-8."""
    path = app.env.doc2path(docname)
    if app.env.settings["input_encoding"] == _ENCODING:
        _check_encoding(path, content)
    if path.suffix == ".ipynb":
        _clean_notebook(content, str(path))
    else:
        _clean(content, str(path))


def clean_included(app: Sphinx, path: Path, _parent: str, content: list[str]) -> None:
    """Clean a file that a page includes; one that its readers may not see has no words."""
    file = Path(app.srcdir, path)
    if app.env.path2doc(str(file)) in portfolio(app.env).hidden_pages:
        content[0] = ""
        return
    if app.env.settings["input_encoding"] == _ENCODING:
        _check_encoding(file, content)
    _clean(content, str(file))


def _check_encoding(path: Path, content: list[str]) -> None:
    if content[0].isascii() and "\x00" not in content[0]:
        return  # nothing that could have been read wrongly, nor a mark
    data = path.read_bytes()
    decoded = decode(data)
    if "\x00" in decoded.text:
        content[0] = ""
        words = (
            "this is no page of text: it holds zeros. It may be a picture or a document under a "
            "wrong name. Nothing of it is shown."
        )
        report([Fault(WarningType.ENCODING, words, Place(str(path), 1))])
    elif decoded.encoding != UTF_8:
        report([Fault(WarningType.ENCODING, decoded.fault, Place(str(path), _first_line(data)))])


def _first_line(data: bytes) -> int:
    """The line of the first byte that is no UTF-8; 1 if the file says that it is none."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _clean(content: list[str], file: str, above: int = 0) -> None:
    """Clean a text.

    :param above: how many lines are counted before it.
    """
    if _OURS.search(content[0]):
        content[0], faults = clean(content[0], file)
        for fault in [*faults, *lost_fences(content[0], file, NAMES)]:
            place = dataclasses.replace(fault.place, line=fault.place.line + above)
            report([dataclasses.replace(fault, place=place)])


def _clean_notebook(content: list[str], file: str) -> None:
    """Clean the text cells of a notebook. The file itself is JSON, where signs are escaped."""
    if not _OURS.search(content[0]):
        return
    try:
        notebook = json.loads(content[0])
        cells = [(n, c) for n, c in enumerate(notebook["cells"], 1) if c["cell_type"] == "markdown"]
        texts = [["".join(cell["source"])] for _, cell in cells]
    except (ValueError, KeyError, TypeError):
        return  # MyST-NB says what is wrong with it
    before = [text[0] for text in texts]
    for (number, cell), text in zip(cells, texts, strict=True):
        _clean(text, file, number * CELL + 1)  # as MyST-NB counts, which is one too many
        cell["source"] = text[0]
    if [text[0] for text in texts] != before:
        content[0] = json.dumps(notebook, ensure_ascii=False)
