"""Jupyter notebooks without who ran them, where and when (nbformat 4)."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from .errors import BROKEN
from .images import strip_image

#: What a notebook and a cell say that shows, or that is needed to run them.
_OF_NOTEBOOK = ("kernelspec", "language_info", "jupytext", "mystnb", "toc")
_OF_CELL = ("tags", "slideshow", "jupyter", "collapsed", "scrolled", "hide_input", "raw_mimetype")
_OF_KERNEL = ("name", "display_name", "language")
_PICTURES = ("image/png", "image/jpeg")


def strip_notebook(data: bytes) -> bytes | None:
    """The cells and what came out of them; nothing if it is no notebook.

    :raises ValueError: in words, if it is broken.
    """
    is_notebook = any(word in data for word in (b'"nbformat"', b'"cell_type"'))
    if not is_notebook or not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        notebook = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
        if not isinstance(notebook.get("cells"), list):
            return None
        notebook["metadata"] = _of_notebook(notebook.get("metadata", {}))
        for cell in notebook["cells"]:
            cell["metadata"] = _only(cell.get("metadata", {}), _OF_CELL)
            for content in [
                *cell.get("attachments", {}).values(),
                *(output.get("data", {}) for output in cell.get("outputs", ())),
            ]:
                for kind in _PICTURES:
                    if kind in content:
                        content[kind] = _picture(content[kind])
            for output in cell.get("outputs", ()):
                if "metadata" in output:
                    output["metadata"] = _only(output["metadata"], output.get("data", ()))
        return json.dumps(notebook, ensure_ascii=False, indent=1).encode() + b"\n"
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ValueError(BROKEN) from error


def _of_notebook(metadata: dict[str, Any]) -> dict[str, Any]:
    kept = _only(metadata, _OF_NOTEBOOK)
    if "kernelspec" in kept:
        kernel = _only(kept["kernelspec"], _OF_KERNEL)
        if any(mark in kernel.get("display_name", "") for mark in "/\\"):
            kernel["display_name"] = kernel.get("language", "python")  # else the place of it
        kept["kernelspec"] = kernel
    return kept


def _only(metadata: dict[str, Any], names: Any) -> dict[str, Any]:
    return {name: value for name, value in metadata.items() if name in names}


def _picture(lines: str | list[str]) -> str | list[str]:
    text = "".join(lines)
    try:
        made = base64.b64encode(strip_image(base64.b64decode(text))).decode()
    except (ValueError, binascii.Error):
        return lines
    return [made] if isinstance(lines, list) else made
