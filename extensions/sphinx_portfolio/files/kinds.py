"""The kinds of files, and which names tell them.

How each is inspected stands in `inspect`, and what is published of it in `publish`.
"""

from __future__ import annotations

from ..model import FileKind
from .copy_names import suffix_of

_SUFFIXES = {
    FileKind.IMAGE: ".png .apng .jpg .jpeg .jpe .jfif .pjpeg .gif .webp .avif .heic .heif .hif "
    ".tif .tiff .bmp .dib",
    FileKind.DRAWING: ".svg",
    FileKind.DOCUMENT: ".pdf",
    FileKind.RECORDING: ".mp4 .m4v .mov .webm .mkv .avi .ogv .3gp .wmv .mpg .mpeg",
    FileKind.SOUND: ".mp3 .m4a .wav .ogg .oga .opus .flac .aac .wma .amr",
    FileKind.OFFICE: ".docx .docm .doc .dotx .odt .rtf .pages .pptx .pptm .ppt .ppsx .odp .key "
    ".xlsx .xlsm .xls .ods .csv .tsv .numbers .ipynb .txt .md .vsdx .odg",
    FileKind.ARCHIVE: ".zip .7z .rar .tar .gz .tgz .bz2 .xz",
}
_KINDS = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}


def kind_of(path: str) -> FileKind:
    """What the name of a file says that it is."""
    return _KINDS.get(suffix_of(path), FileKind.UNKNOWN)


#: What people call a file, by its suffix; the suffix itself in capital letters, else.
FORMS = {
    **dict.fromkeys((".docx", ".doc", ".docm"), "Word document"),
    **dict.fromkeys((".pptx", ".ppt", ".pptm", ".ppsx"), "PowerPoint slides"),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm"), "Excel table"),
    ".ipynb": "Jupyter notebook",
    ".txt": "Text",
}
