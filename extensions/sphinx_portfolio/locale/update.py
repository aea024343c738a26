"""Bring the catalogues up to date with the code: ``make catalogues``.

New messages are added to every ``.po`` file, lost ones removed, and the ``.mo`` files compiled.
To add a language, make the folder ``xx/LC_MESSAGES`` beside ``nl`` and run this.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from sphinx_portfolio.fields import fields_of
from sphinx_portfolio.files.kinds import FORMS
from sphinx_portfolio.model import KINDS, Evidence, Reflection
from sphinx_portfolio.reflection_models import MODELS

HERE = Path(__file__).parent
DOMAIN = "sphinx_portfolio"
# Functions that take words; of those that count, the words for one and for many.
KEYWORDS = {"_": None, "counted": (1, 2)}
# A date that moved with every run would change files that say the same.
UNCHANGED = datetime(2025, 1, 1, tzinfo=UTC)


def template() -> Catalog:
    """All messages of the interface: those marked in the code, and those that are data."""
    catalog = Catalog(project="sphinx-portfolio", fuzzy=False, creation_date=UNCHANGED)
    found = extract_from_dir(str(HERE.parent), [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, comments, _context in sorted(found, key=lambda entry: entry[:2]):
        catalog.add(message, auto_comments=comments)
    for one in fields_of(Evidence, Reflection):
        if one.label:
            catalog.add(one.label, auto_comments=["name of a fact"])
    for label in KINDS.values():
        catalog.add(label, auto_comments=["kind of evidence"])
    for form in FORMS.values():
        catalog.add(form, auto_comments=["kind of file"])
    for model in MODELS.values():
        catalog.add(model.title, auto_comments=["reflection model"])
        for part in model.parts:
            catalog.add(part.label, auto_comments=["part of a reflection"])
    return catalog


def main() -> None:
    """Update and compile every catalogue."""
    wanted = template()
    for folder in sorted(HERE.glob("*/LC_MESSAGES")):
        po = folder / f"{DOMAIN}.po"
        language = folder.parent.name
        catalog = Catalog(
            locale=language,
            domain=DOMAIN,
            project="sphinx-portfolio",
            header_comment=f"# The interface of sphinx-portfolio in {language}. MIT licence.",
            last_translator="",
            language_team="",
            revision_date=UNCHANGED,
            fuzzy=False,
        )
        if po.exists():
            with po.open("rb") as stream:
                catalog = read_po(stream, locale=language, domain=DOMAIN)
        catalog.update(wanted, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with po.open("wb") as stream:
            write_po(stream, catalog, width=100, no_location=True, omit_header=False)
        with po.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalog)


if __name__ == "__main__":
    main()
