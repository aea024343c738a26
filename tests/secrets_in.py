"""Look for a secret in the bytes of a file, also in those that are packed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

SECRET = "Mjölnir-SAMPLE-4711"
PLAIN = "SAMPLE-4711"
_FORMS = (PLAIN.encode(), PLAIN.encode("utf-16-le"), PLAIN.encode("utf-16-be"))
_PACKED = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda]")
_MOST = 30_000_000


def holds_secret(data: bytes, depth: int = 0) -> bool:
    """Whether the secret is in the bytes, or in what is packed in them."""
    if any(form in data for form in _FORMS):
        return True
    if depth > 3:
        return False
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if holds_secret(archive.comment, 4):
                return True
            for info in archive.infolist():
                about = info.filename.encode() + info.extra + info.comment
                if holds_secret(about, 4) or holds_secret(archive.read(info), depth + 1):
                    return True
        return False
    for match in _PACKED.finditer(data):
        try:
            inner = zlib.decompressobj().decompress(data[match.start() :], _MOST)
        except zlib.error:
            continue
        if holds_secret(inner, depth + 1):
            return True
    return False


def assert_words(error: ValueError) -> None:
    """A person gets a whole sentence."""
    assert str(error).endswith(".")
