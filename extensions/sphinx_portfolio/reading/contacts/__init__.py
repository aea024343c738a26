"""Contacts, as people write them: in a list of the page, in a table, in YAML.

``branches_of`` reads a list, ``from_file`` a file. What is wrong becomes a fault with its
place; what cannot be used is kept as it was written. ``for_readers`` says what readers may see of
a contact.
"""

from .files import ENDINGS, ContactsError, from_file
from .listed import LISTS, branches_of, faults_of
from .seen import all_for_readers, for_readers, names_are_for

__all__ = [
    "ENDINGS",
    "LISTS",
    "ContactsError",
    "all_for_readers",
    "branches_of",
    "faults_of",
    "for_readers",
    "from_file",
    "names_are_for",
]
