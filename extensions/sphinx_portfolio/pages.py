"""The text of a page before it is parsed: read whatever program saved it, mended and cleaned.

Sphinx stops at a page that is not UTF-8 (since 9.0; before that, it put question marks
in place of letters) and offers no event before it reads. It does take the name of an encoding, and
Python lets us add one; that can go when there is such an event.
"""

from __future__ import annotations

import codecs
import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.nodes import document
from docutils.parsers.rst.directives import directive
from docutils.parsers.rst.languages import en
from docutils.utils import Reporter

from .directives import NAMES
from .domain import portfolio
from .encodings import UTF_8, decode
from .faults import Fault, Place, WarningType
from .reading.characters import clean
from .reading.directive_names import Directives
from .reading.fences import mend_fences
from .reading.items import EVIDENCE, REFLECTION
from .reading.listing import CHECKLIST
from .reading.rest_slips import mend_rest
from .warnings import CELL, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from typing_extensions import Buffer

# In Markdown "{evidence}", in reStructuredText "evidence::". Other pages are not ours to change.
_OURS = re.compile(rf"(?:\{{(?:{'|'.join(NAMES)})\}}|\.\.\s+(?:{'|'.join(NAMES)})::)")
_OPTIONS = frozenset(one.option for one in (*EVIDENCE, *REFLECTION, *CHECKLIST))
Mender = Callable[[str, str, Directives], tuple[str, list[Fault]]]
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
    directives = _directives(app, content[0])
    if path.suffix == ".ipynb":
        _clean_notebook(content, str(path), directives)
    else:
        mend = _mender(app, path.suffix)
        _mend(content, str(path), directives, mend)
        _clean(content, str(path), ours=portfolio(app.env).is_plain(docname))


def clean_included(app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
    """Clean a file that a page includes; one that its readers may not see has no words."""
    file = Path(app.srcdir, path)
    if app.env.path2doc(str(file)) in portfolio(app.env).hidden_pages:
        content[0] = ""
        return
    if app.env.settings["input_encoding"] == _ENCODING:
        _check_encoding(file, content)
    mend = _mender(app, app.env.doc2path(parent).suffix)
    _mend(content, str(file), _directives(app, content[0]), mend)
    _clean(content, str(file))


def _mender(app: Sphinx, suffix: str) -> Mender:
    """What mends pages that end so."""
    is_rest = app.config.source_suffix.get(suffix) == "restructuredtext"
    return mend_rest if is_rest else mend_fences


def _directives(app: Sphinx, text: str) -> Directives:
    """What directives there are for a page."""
    extensions = getattr(app.config, "myst_enable_extensions", ())
    return Directives(
        NAMES,
        _is_directive,
        _OPTIONS,
        getattr(app.config, "myst_fence_as_directive", ()),
        # A page may switch it on for itself.
        "colon_fence" in extensions or "colon_fence" in text,
    )


def _is_directive(name: str) -> bool:
    """Whether any directive has that name, while pages are read."""
    nowhere = document(None, Reporter("", 5, 5))  # type: ignore[arg-type]
    found, _messages = directive(name, en, nowhere)  # type: ignore[arg-type]
    return found is not None


def _mend(
    content: list[str], file: str, directives: Directives, mend: Mender, above: int = 0
) -> None:
    """Read directives of ours as they were meant, and say what is wrong with them.

    :param above: how many lines are counted before the text.
    """
    content[0], faults = mend(content[0], file, directives)
    report(_moved(faults, above))


def _moved(faults: Iterable[Fault], lines: int) -> Iterator[Fault]:
    """Faults so many lines further down."""
    for fault in faults:
        place = dataclasses.replace(fault.place, line=fault.place.line + lines)
        yield dataclasses.replace(fault, place=place)


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


def _clean(content: list[str], file: str, above: int = 0, *, ours: bool = False) -> None:
    """Clean a text that holds something of ours, or all of it is.

    :param above: how many lines are counted before it.
    :param ours: whether the page is ours though no directive says so.
    """
    if ours or _OURS.search(content[0]):
        content[0], faults = clean(content[0], file)
        report(_moved(faults, above))


def _clean_notebook(content: list[str], file: str, directives: Directives) -> None:
    """Clean the text cells of a notebook. The file itself is JSON, where signs are escaped."""
    try:
        notebook = json.loads(content[0])
        cells = [(n, c) for n, c in enumerate(notebook["cells"], 1) if c["cell_type"] == "markdown"]
        texts = [["".join(cell["source"])] for _, cell in cells]
    except (ValueError, KeyError, TypeError):
        return  # MyST-NB says what is wrong with it
    before = [text[0] for text in texts]
    for (number, cell), text in zip(cells, texts, strict=True):
        above = number * CELL + 1  # as MyST-NB counts, which is one too many
        _mend(text, file, directives, mend_fences, above)
        _clean(text, file, above)
        cell["source"] = text[0]
    if [text[0] for text in texts] != before:
        content[0] = json.dumps(notebook, ensure_ascii=False)
