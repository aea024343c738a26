"""Every byte of an output folder, also of what is packed in its files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Begins of what zlib packed, whatever its window and level.
_PACKED = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda]")
_MOST = 30_000_000
_DEPTH = 3
#: What was found in a file, by its digest: builders publish many of the same files.
_FOUND: dict[tuple[bytes, tuple[str, ...]], list[str]] = {}


def layers(data: bytes, depth: int = 0, seen: dict[bytes, int] | None = None) -> Iterator[bytes]:
    """The bytes of a file, and those of all that is packed in it, each once."""
    seen = {} if seen is None else seen
    # What was met less deep was taken apart at least as far.
    if seen.get(data, depth + 1) <= depth:
        return
    seen[data] = depth
    yield data
    if depth > _DEPTH:
        return
    for inner in _inside(data):
        yield from layers(inner, depth + 1, seen)


def _inside(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK"):
        yield from _members(data)
        return
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
        return
    if b"%PDF-" in data[:1024]:
        yield from _streams(data)
    rest = memoryview(data)
    for match in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(rest[match.start() :], _MOST)
        except zlib.error:
            continue
    for match in re.finditer(rb"base64,([A-Za-z0-9+/]{8,}={0,2})", data):
        yield base64.b64decode(match[1] + b"=" * (-len(match[1]) % 4))


def _members(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment
        for info in archive.infolist():
            yield info.filename.encode() + info.extra + info.comment
            yield archive.read(info)


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams of a PDF, unpacked as far as that goes, and all its objects as text."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_raw_bytes()
                try:
                    yield thing.read_bytes(pikepdf.StreamDecodeLevel.generalized)
                except pikepdf.PdfError:
                    continue
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    yield out.getvalue()


def found_in(data: bytes, secrets: Iterable[str]) -> list[str]:
    """The secrets that stand in the bytes of a file, in UTF-8 or UTF-16."""
    secrets = tuple(secrets)
    asked = (hashlib.sha256(data).digest(), secrets)
    if asked not in _FOUND:
        forms = {
            secret: [secret.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
            for secret in secrets
        }
        _FOUND[asked] = sorted(
            {
                secret
                for layer in layers(data)
                for secret, written in forms.items()
                if any(form in layer for form in written)
            }
        )
    return list(_FOUND[asked])


def found_under(folder: Path, secrets: Iterable[str]) -> list[str]:
    """Where secrets stand in a folder: in names of files, or in their bytes."""
    secrets, found = list(secrets), []
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        found += [f"{name} (its name): {secret}" for secret in secrets if secret in name]
        if file.is_file():
            found += [f"{name}: {secret}" for secret in found_in(file.read_bytes(), secrets)]
    return found
