"""Digests of what portfolio.json says, which everybody can work out again.

A digest is the SHA-256, in hexadecimal, of canonical JSON (RFC 8785): UTF-8, no blanks, keys in
order. Where something can be read is left out, as it differs from site to site.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

# What says where an entry is, and not what it is.
_WHERE = ("address", "file", "files")


def entry_digest(entry: dict[str, Any]) -> str:
    """The digest of evidence or of a reflection: of all that is said of it, but not where it is."""
    said = {key: value for key, value in entry.items() if key not in _WHERE}
    # Its keys are ours and ASCII, which Python has in the same order.
    return _hash(json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def whole_digest(data: dict[str, Any]) -> str:
    """The digest of a portfolio, in which each entry that has a digest is that digest."""
    lists = {key: [entry["digest"] for entry in data[key]] for key in ("evidence", "reflections")}
    return _digest({**data, **lists})


def _digest(data: object) -> str:
    return _hash(json.dumps(_in_order(data), ensure_ascii=False, separators=(",", ":")))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _in_order(data: Any) -> Any:
    """The same with the keys of every object in the order of RFC 8785."""
    if isinstance(data, dict):
        keys = sorted(data, key=lambda key: key.encode("utf-16-be"))
        return {key: _in_order(data[key]) for key in keys}
    return list(map(_in_order, data)) if isinstance(data, list | tuple) else data
