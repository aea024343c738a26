"""The account in a reflection: its parts, in whatever form people write them.

Parsed text goes in, as docutils nodes; introduction, parts, tail and faults come out. A *form*
(`forms`, `tables`, `html_form`) says where labels may be, `choice` which of them count; `parts`
takes the forms apart there; `check` says what is missing, empty, repeated or out of order,
`length` how long they are, and `next_steps` what is to be done next.
"""

from __future__ import annotations

from .check import Account, mark_of, read_account
from .length import words_in
from .next_steps import names_next_steps, steps_of

__all__ = ["Account", "mark_of", "names_next_steps", "read_account", "steps_of", "words_in"]
