"""Writes what follows from the declarations: ``make generated``.

The tables of options, the values of ``conf.py`` and the warnings in the guide, and the list of all
of them for editors. ``test_generated.py`` sees that they are up to date.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_portfolio.checking.findings import Hint
from sphinx_portfolio.contacts import Contact, Status
from sphinx_portfolio.faults import Concern, WarningType
from sphinx_portfolio.fields import PLAIN, Field, Value, fields_of
from sphinx_portfolio.model import Evidence, Reflection
from sphinx_portfolio.reading.contacts.written import NEEDED
from sphinx_portfolio.reading.items import EVIDENCE, REFLECTION, STAR_REFLECTION
from sphinx_portfolio.reading.listing import EVERY, FILTERS
from sphinx_portfolio.reading.network import NETWORK
from sphinx_portfolio.reading.settings import SETTINGS
from sphinx_portfolio.views import LISTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extensions" / "sphinx_portfolio"
GUIDE = ROOT / "docs" / "guide"

EVIDENCE_TITLE = (
    "*title*",
    "Words after `{evidence}`; *emphasis* and links are welcome, and [code between colons](#code-in-titles)",
    "The heading of the evidence, and the words of every link to it",
)
REFLECTION_TITLE = (
    "*title*",
    "Words after `{star-reflection}`",
    "The heading. Without it: the name of the model",
)

NETWORK_TITLE = (
    "*title*",
    "Words after `{network-map}`",
    "The caption. Without it: Professional network",
)

LISTING_TITLE = (
    "*title*",
    "Words after the name of the listing",
    "A heading above it, which is in no table of contents",
)


def table(head: tuple[str, str, str], rows: Iterable[tuple[str, str, str]]) -> str:
    """A table of MyST, with the widths that all tables of options have."""
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join(
        ["```{table}", ":widths: 18 34 48", "", lines[0], "|---|---|---|", *lines[1:], "```"]
    )


def options(fields: Iterable[Field], *first: tuple[str, str, str]) -> str:
    rows = [(f"`{one.option}`", one.written, one.effect) for one in fields]
    return table(("Option", "What you write", "What happens"), [*first, *rows])


def filters() -> str:
    rows = [(f"`{one.option}`", one.written, one.effect) for one in FILTERS]
    return table(("Filter", "What you write", "What passes"), rows)


def other_options() -> str:
    return options((one for one in EVERY if one not in FILTERS), LISTING_TITLE)


def columns() -> str:
    rows = [(f"`{one.option}`", one.written, one.effect) for one in fields_of(Contact)]
    return table(("Column or key", "What you write", "What it is"), rows)


def settings() -> str:
    return "\n\n".join(
        f"`{one.name}`\n: {one.effect}. What you write: {one.written}. By default: `{one.default!r}`."
        for one in SETTINGS.values()
    )


def warnings() -> str:
    def section(one: WarningType) -> str:
        anchor = f"(warning-{one.value.replace('_', '-')})="
        return f"{anchor}\n### portfolio.{one.value}\n\n{one.meaning}\n\nMend it\n: {one.cure}"

    parts = {
        concern: [f"## {concern.value}", *(section(o) for o in WarningType if o.concern is concern)]
        for concern in Concern
    }
    return "\n\n".join(text for concern in Concern for text in parts[concern])


def hints() -> str:
    return "\n\n".join(
        f"{one.heading} (`hint.{one.value}`)\n: {one.meaning} {one.cure}" for one in Hint
    )


#: What stands between "% generated: NAME" and "% end" in a page of the guide.
BLOCKS: dict[str, Callable[[], str]] = {
    "options of evidence": lambda: options(EVIDENCE, EVIDENCE_TITLE),
    "options of reflections": lambda: options(REFLECTION, REFLECTION_TITLE),
    "filters": filters,
    "options of listings": other_options,
    "options of network maps": lambda: options(NETWORK, NETWORK_TITLE),
    "columns of contacts": columns,
    "values": settings,
    "warnings": warnings,
    "hints": hints,
}
_BLOCK = re.compile(r"(?ms)^% generated: ([^\n]+)\n.*?^% end$")


def page(text: str) -> str:
    """A page with its generated blocks as they should be."""
    return _BLOCK.sub(
        lambda block: f"% generated: {block[1]}\n\n{BLOCKS[block[1]]()}\n\n% end", text
    )


def for_editors() -> str:
    """All that can be written, for programs that help people write."""

    def of(fields: Iterable[Field]) -> list[dict[str, str]]:
        return [
            {
                "option": one.option,
                "value": one.value.value,
                "written": one.written,
                "effect": one.effect,
            }
            for one in fields
        ]

    data = {
        "directives": {
            "evidence": of(EVIDENCE),
            "reflection": of(REFLECTION),
            "star-reflection": of(STAR_REFLECTION),
            "network-map": of(NETWORK),
            **{view.name: of(view.options) for view in LISTINGS},
        },
        "conf.py": [
            {
                "name": one.name,
                "default": one.default,
                "written": one.written,
                "effect": one.effect,
            }
            for one in SETTINGS.values()
        ],
        "warnings": [
            {"type": f"portfolio.{one.value}", "meaning": one.meaning, "cure": one.cure}
            for one in WarningType
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def contacts_schema() -> str:
    """The schema of a file of contacts in YAML, for editors."""
    keys: dict[str, Any] = {
        one.option: {"type": "string", "description": f"{one.effect}. {one.written}."}
        for one in fields_of(Contact)
    }
    for one in fields_of(Contact):
        if one.value is Value.DATE:
            keys[one.option]["pattern"] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
    keys["status"]["enum"] = [status.value for status in Status]
    needed = [{"required": [name]} for name in sorted(NEEDED)]
    contacts = {"$ref": "#/$defs/contacts"}
    data = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Contacts of sphinx-portfolio",
        "description": "The people of a professional network: a list, or branches with a list each.",
        "anyOf": [contacts, {"type": "object", "additionalProperties": contacts}],
        "$defs": {
            "contacts": {
                "type": "array",
                "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/contact"}]},
            },
            "contact": {
                "type": "object",
                "additionalProperties": False,
                "properties": keys,
                "anyOf": needed,
            },
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def schema(text: str) -> str:
    """The schema of portfolio.json with all plain fields; what is said of them by hand stays."""
    data = json.loads(text)
    for name, record in (("evidence", Evidence), ("reflection", Reflection)):
        properties: dict[str, Any] = data["$defs"][name]["properties"]
        for one in fields_of(record):
            if one.value in PLAIN and one.value is not Value.KIND:
                words = {"type": "string", "description": f"{one.label}."}
                properties.setdefault(one.attribute, words)
        data["$defs"][name]["required"] = list(properties)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def files() -> dict[Path, str]:
    """Every file that is generated, or has a generated part, with what it should hold."""
    pages = {path: page(path.read_text("utf-8")) for path in sorted(GUIDE.glob("*.md"))}
    portfolio_schema = PACKAGE / "export" / "portfolio.schema.json"
    return {
        **pages,
        PACKAGE / "fields.json": for_editors(),
        portfolio_schema: schema(portfolio_schema.read_text("utf-8")),
        PACKAGE / "reading" / "contacts" / "contacts.schema.json": contacts_schema(),
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, "utf-8")
