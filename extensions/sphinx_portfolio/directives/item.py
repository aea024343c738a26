"""What the directives for evidence and for reflections share."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

from ..dates import in_words
from ..domain import object_type, portfolio
from ..model import first_day, is_name, skill_title, slug
from ..nodes import (
    date_text,
    exactly,
    fact,
    fact_list,
    fact_of,
    item_body,
    item_foot,
    item_header,
    item_kind,
    item_title,
    list_separator,
    portfolio_item,
    skill_chip,
    skill_list,
    text_of,
)
from ..warnings import WarningType, nearest, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..config import Settings
    from ..model import Record

_ = get_translation("sphinx_portfolio")


def _as_written(value: str | None) -> str:
    return " ".join((value or "").split())


def _lines(source: str) -> list[str]:
    """The lines of a source file; none if it is no file, as a doc string is none."""
    try:
        return _read_lines(source, Path(source).stat().st_mtime_ns)
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=1)
def _read_lines(source: str, _changed: int) -> list[str]:
    """Read a file once for all items of a page."""
    return Path(source).read_text("utf-8").splitlines()


class Options(dict[str, "Callable[[str | None], str]"]):
    """An option specification that reads every option as it is written.

    A wrong value, or an option that does not exist, then gets a message of ours instead of an
    error of docutils that would drop the whole item.
    """

    def __init__(self, *names: str) -> None:
        super().__init__(dict.fromkeys(names, _as_written))

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        return _as_written


class ItemDirective(SphinxDirective):
    """Base class: title, name, class, skills and date; facts and foot."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Options]  # type: ignore[assignment]
    options: dict[str, str]

    @property
    def settings(self) -> Settings:
        """The validated configuration."""
        return portfolio(self.env).settings

    def warn(self, kind: WarningType, message: str, option: str = "") -> None:
        """Give a warning at the line of ``option``, or of the directive."""
        warn(kind, message, self.place(option))

    def place(self, option: str = "") -> tuple[str, int]:
        """File and line of an option, or of the directive (also in an included file)."""
        source, line = self.get_source_info()
        if option:
            # The text that a directive gets may be without its options, so look in the file.
            pattern = re.compile(rf"\W*{re.escape(option)}:", re.IGNORECASE)
            options = _lines(source)[line : line + 40]
            for number, text in enumerate(options, start=line + 1):
                if pattern.match(text):
                    return source, number
        return source, line

    def at(self, node: nodes.Element, option: str = "") -> None:
        """Give a node a source and line, so that warnings about it say where."""
        self.set_source_info(node)
        if option:
            node.line = self.place(option)[1]

    # -- reading options

    def title(self, fallback: str) -> item_title:
        """The title as a node, with markup; ``fallback`` when there is none."""
        words = self.arguments[0].strip() if self.arguments else ""
        title = item_title(words)
        self.at(title)
        if words:
            children, messages = self.parse_inline(words)
            title.extend([*children, *messages])
        if not title.astext().strip():
            title += nodes.Text(fallback)
            title["translatable"] = False
        return title

    def name_for(self, *candidates: str) -> str:
        """The item's name: the option, or the first of ``candidates`` that makes one."""
        given = self.options.get("name", "")
        if given and is_name(given):
            return given.lower()
        made = next(filter(None, map(slug, (given, *candidates))), "")
        if given:
            self.warn(
                WarningType.BAD_NAME,
                f"':name: {given}' cannot be a name: use letters, digits and hyphens. "
                f"It is called {made!r} for now.",
                "name",
            )
        return made

    def identify(self, node: portfolio_item, record: Record) -> None:
        """Tie the node to its record, and give it an id that no other node of the page has."""
        node["record"], node["name"], node["docname"] = record, record.name, record.docname
        kind = object_type(record)
        plain = nodes.make_id(record.name)
        taken = self.state.document.ids
        number = 1
        anchor = plain or kind
        while anchor in taken:
            anchor = f"{kind}-{plain}" if number == 1 else f"{kind}-{plain}-{number}"
            number += 1
        node["ids"].append(anchor)
        self.state.document.note_explicit_target(node)

    def classes(self) -> list[str]:
        """The owner's own CSS classes."""
        return [c for c in map(nodes.make_id, self.options.get("class", "").split()) if c]

    def words(self, option: str) -> tuple[str, ...]:
        """The comma-separated words of an option, each once."""
        words = (word.strip() for word in self.options.get(option, "").split(","))
        return tuple(dict.fromkeys(filter(None, words)))

    def skills(self) -> tuple[str, ...]:
        """The words for skills that hold at least a letter or digit."""
        return tuple(word for word in self.words("skills") if slug(word))

    def date(self, option: str) -> str:
        """A date in ISO 8601, or nothing when it is missing or wrong (which is said)."""
        written = self.options.get(option, "")
        if written:
            try:
                first_day(written)
            except ValueError as error:
                message = f"':{option}: {written}' is not a date: {error}."
                self.warn(WarningType.BAD_DATE, message, option)
                return ""
        return written

    # -- building nodes

    def header(self, kind: str, title: item_title, values: Iterable[fact]) -> item_header:
        """Kind, title and facts."""
        word = item_kind("", kind, translatable=False)
        header = item_header("", word) if kind else item_header()
        header += title
        if listed := [*values, *self.unknown_options()]:
            header += fact_list("", *listed)
        return header

    def body(self, children: list[nodes.Node]) -> list[item_body]:
        """The owner's text, if any."""
        return [item_body("", *children)] if children else []

    def foot(self, skills: tuple[str, ...]) -> list[item_foot]:
        """The skills, if any; back-links join them when the page is written."""
        if not skills:
            return []
        chips = skill_list("", "", translatable=False)
        for words in skills:
            if chips.children:
                chips += list_separator("", ", ")
            reference = self.reference("skill", words, skill_title(words), "skills")
            chips += skill_chip("", "", reference)
        self.at(chips)
        return [item_foot("", fact_list("", fact_of("skills", _("Skills"), chips)))]

    def reference(
        self, kind: str, target: str, words: str = "", option: str = ""
    ) -> addnodes.pending_xref:
        """A reference to a record; without ``words`` it shows the title and must be found."""
        node = addnodes.pending_xref(
            "",
            nodes.inline("", words or target, classes=["xref", f"portfolio-{kind}"]),
            refdomain="portfolio",
            reftype=kind,
            reftarget=target.lower(),
            refexplicit=bool(words),
            refwarn=not words,
            refdoc=self.env.current_document.docname,
        )
        self.at(node, option)
        return node

    def date_fact(self, kind: str, label: str, option: str, iso_date: str) -> Iterable[fact]:
        """A date in the reader's words; one that is wrong is shown as it was written."""
        written = self.options.get(option, "")
        if iso_date:
            words = self.date_words(iso_date)
            yield fact_of(kind, label, text_of(date_text("", words, datetime=iso_date)))
        elif written:
            yield fact_of(kind, label, exactly(written))

    def date_words(self, iso_date: str) -> str:
        """A date for people."""
        return in_words(iso_date, self.settings.date_format, self.config.language)

    def unknown_options(self) -> Iterable[fact]:
        """Options that do not exist: said, and shown, so that no word is lost."""
        for option, value in self.options.items():
            if option not in self.option_spec:
                self.warn(
                    WarningType.UNKNOWN_OPTION,
                    f"{self.name} has no option ':{option}:'."
                    f"{nearest(option, self.option_spec)} It is shown as it is written.",
                    option,
                )
                yield fact_of("unknown", option, exactly(value))
