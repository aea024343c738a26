"""What a portfolio should not give away, and links that rot.

This room imports no Sphinx, and fetches nothing. `find_leaks` looks through a text, `find_in_file`
through a file and `find_in_name` at its name; `find_links` finds links that readers cannot follow.
Each gives a list of `Leak`; what to do about it stands in `LeakKind`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import loaded_late

if TYPE_CHECKING:
    from .in_files import author_of, can_look_through, find_in_file, gps_of, property_of
    from .kinds import Leak, LeakKind, Patterns, canonical
    from .links import find_links
    from .regions import Comment, html_comments, myst_comments
    from .texts import find_in_name, find_leaks

__all__ = [
    "Comment",
    "Leak",
    "LeakKind",
    "Patterns",
    "author_of",
    "can_look_through",
    "canonical",
    "find_in_file",
    "find_in_name",
    "find_leaks",
    "find_links",
    "gps_of",
    "html_comments",
    "myst_comments",
    "property_of",
]

__getattr__ = loaded_late(
    __name__,
    {
        "Comment": "regions",
        "Leak": "kinds",
        "LeakKind": "kinds",
        "Patterns": "kinds",
        "author_of": "in_files",
        "can_look_through": "in_files",
        "canonical": "kinds",
        "find_in_file": "in_files",
        "find_in_name": "texts",
        "find_leaks": "texts",
        "find_links": "links",
        "gps_of": "in_files",
        "html_comments": "regions",
        "myst_comments": "regions",
        "property_of": "in_files",
    },
)
