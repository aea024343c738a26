"""The nodes of items.

Every class extends the docutils node that says the same with less: a builder without a visitor of
ours uses that one's, so text, man pages, Texinfo or a builder yet to be written lose nothing.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from .reading.account import words_in
from .titles import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .model import Evidence, Record, Reflection
    from .selection import Listing

    Visitor = Callable[[Any, Any], None]
    #: Node classes with what a builder does on entering and leaving them.
    Visitors = dict[type[nodes.Element], tuple[Visitor, Visitor]]


class portfolio_item(nodes.container):
    """An evidence item or a reflection: its title, then figure or `fact`, body and parts.

    When the page is written, an `item_header` comes around the title, and an `item_foot` at the
    end. ``name`` and ``docname`` say which record is shown. Until the page is read through,
    ``record`` holds what the directive made of the options. ``unusable`` has the options that no
    record can hold, as they were written; ``places`` maps options to file and line.
    """

    def title_text(self) -> str:
        """The title as plain text."""
        return words_of(next(self.findall(item_title)))

    def finished(self) -> Record:
        """The record, with what the page says in the reader's language."""
        record: Record = self["record"]
        # The record lives on in the domain; one kept in the page could only be out of date.
        del self["record"]
        return dataclasses.replace(record, title=self.title_text(), anchor=self["ids"][0])

    def complete(self, record: Record, *, final: bool) -> None:
        """Fill in what depends on the title; again if that was not ``final``."""


class evidence_item(portfolio_item):
    """One evidence item; ``align`` is the side on which its figure stands."""

    def complete(self, record: Evidence, *, final: bool) -> None:  # type: ignore[override]
        """Give the figure the caption and alternative text that the owner left out."""
        figure = next(self.findall(nodes.figure), None)
        if figure is None or figure.parent is not self:
            return
        for image in figure.findall(certificate_image):
            if final and not image.get("alt"):
                image["alt"] = record.title
        for caption in figure.findall(nodes.caption):
            pending = caption.get("default")
            if pending is not None:
                # Sphinx numbers only figures whose caption says something.
                caption.children = []
                caption += nodes.Text(", ".join([record.title, *pending]))
                if final:
                    del caption["default"]


class reflection_item(portfolio_item):
    """One reflection; ``model`` is the id of its model."""

    def finished(self) -> Reflection:
        """The record, with how long the parts are."""
        record = cast("Reflection", super().finished())
        words: dict[str, int] = {}
        found = (child for child in self.children if isinstance(child, reflection_parts))
        for part in cast(
            "Iterable[reflection_part]", (one for parts in found for one in parts.children)
        ):
            text = [child for child in part.children if not isinstance(child, part_label)]
            length = words_in(text)
            # A text under a merged label counts for each of its parts.
            for name in part.attributes.pop("names_parts"):
                words[name] = words.get(name, 0) + length
        return dataclasses.replace(record, parts=tuple(words.items()))


class item_header(nodes.container):
    """Kind, title and facts."""


class item_kind(nodes.paragraph):
    """The word over the title: a kind of evidence or a reflection model."""


class item_title(nodes.rubric):
    """The title of an item; a heading one level below the section it stands in."""


class item_body(nodes.container):
    """What the owner wrote."""


class item_foot(nodes.container):
    """Skills and back-links."""


class fact_list(nodes.field_list):
    """Names and values, in the order a reader wants them."""


class fact(nodes.field):
    """One name and value. ``kind`` says which, for the style sheet."""


class fact_name(nodes.field_name):
    """The name of a fact."""


class fact_value(nodes.field_body):
    """The value of a fact: one `fact_text`."""


class fact_text(nodes.paragraph):
    """The words of a value."""


class skill_list(fact_text):
    """Skills of an item: each a `skill_chip`, with a `list_separator` between two."""


class skill_chip(nodes.inline):
    """One skill."""


class list_separator(nodes.inline):
    """A comma that HTML does without, since it shows the things apart."""


class date_text(nodes.inline):
    """A date in words; ``datetime`` is the same in ISO 8601."""


class verbatim(nodes.inline, nodes.Special):
    """Words that nobody may beautify: no curly quotes in a credential ID."""


class web_link(nodes.reference):
    """A link to a web page, under the name of its host; HTML tells what it is ``about``."""


class web_address(web_link):
    """One that shows the whole address; HTML shows only its ``host``."""


class certificate_image(nodes.image):
    """The image of a certificate figure.

    ``pixels`` is its real size as (width, height), absent when unknown.
    """


class reflection_parts(nodes.definition_list):
    """The parts of a reflection, in the order the owner wrote them."""


class reflection_part(nodes.definition_list_item):
    """One part; ``mark`` is its letter or number, or those of both if it is ``merged``.

    Until the page is read through, ``names_parts`` has the ids of the parts that it is.
    A `part_label` that is the model's own is the attribute ``label`` until the page is written;
    then the rest comes into a `part_body`.
    """


class part_label(nodes.term):
    """The label of a part."""


class part_body(nodes.definition):
    """The text of a part."""


class reflection_tail(nodes.container):
    """What the owner added after the last part: each a `tail_remark`."""


class tail_remark(nodes.container):
    """A `tail_label` and what stands under it."""


class tail_label(nodes.rubric):
    """The owner's title of something after the parts."""


class listing_block(nodes.container):
    """A listing: the owner's words, then a `listing_view` when the page is written.

    ``listing`` is a `selection.Listing`; if it has a title, that is the first child.
    """

    def finished(self) -> Listing:
        """The listing, with the title as the reader's language has it."""
        listing: Listing = self["listing"]
        title = words_of(self.children[0]) if listing.title else ""
        return dataclasses.replace(listing, title=title)


class listing_view(nodes.container):
    """What a view makes of the records. Search leaves it out: it finds where that comes from."""


class listing_filter(nodes.raw):
    """The form that narrows a listing; only web sites have it."""


class card_list(nodes.bullet_list):
    """The cards of a gallery."""


class card(nodes.list_item):
    """One card: a `card_top`, then paragraphs. ``kind`` and ``skills`` are what it is found by."""


class card_top(nodes.container):
    """The picture of a card, or a word in its place. Only for eyes: the title says the same."""


class card_image(nodes.image):
    """The picture of a card, as ``pixels`` in width and height."""


class card_title(nodes.paragraph):
    """The title of a card, which is a link."""


class listing_row(nodes.row):
    """A row of a listing; one for a record may have ``kind`` and ``skills`` as a `card` does."""


class listing_cell(nodes.entry):
    """A cell; ``head`` is that of its column, if it says nothing without."""


class listing_text(nodes.paragraph):
    """A quiet line about a record."""


class timeline(nodes.definition_list):
    """Years, each with a list of what happened."""


class entry_list(nodes.bullet_list):
    """Records, one below the other."""


class skill_status(nodes.paragraph):
    """What is there of a skill; ``status`` is ``enough``, ``some`` or ``none``."""


# -- making facts


def fact_of(kind: str, name: str, value: fact_text) -> fact:
    """A name and value as a node."""
    label = fact_name("", name, translatable=False)
    return fact("", label, fact_value("", value), kind=kind)


def text_of(*children: nodes.Node) -> fact_text:
    """The words of a value, which are facts and not for translators."""
    return fact_text("", "", *children, translatable=False)


def exactly(words: str) -> fact_text:
    """A value that is shown as it was written, character by character."""
    return text_of(verbatim("", words))


def dated(pieces: Iterable[tuple[str, str]]) -> list[nodes.Node]:
    """The words of a date or span, each with the date that it is, if it is one."""
    return [
        date_text("", words, datetime=iso) if iso else nodes.Text(words) for words, iso in pieces
    ]


def links(references: Iterable[nodes.Node]) -> fact_text:
    """References with commas between them, as a value."""
    return text_of(*with_commas(references))


def with_commas(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Nodes with commas between them."""
    line: list[nodes.Node] = []
    for part in parts:
        line += [nodes.Text(", "), part] if line else [part]
    return line


def owner_of(node: nodes.Element) -> portfolio_item:
    """The item that a node of ours is part of."""
    parent = node.parent
    while not isinstance(parent, portfolio_item):
        parent = parent.parent
    return parent


# -- visitors that every writer can use


def nothing(_writer: object, _node: nodes.Element) -> None:
    """Write nothing for the node itself, only what is in it."""


def skip(_writer: object, _node: nodes.Element) -> None:
    """Leave the node out, with what is in it."""
    raise nodes.SkipNode
