"""The nodes of items.

Every class extends the docutils node that says the same with less: a builder without a visitor of
ours uses that one's, so text, man pages, Texinfo or a builder yet to be written lose nothing.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from ..reading.account import steps_of, words_in
from ..titles import words_of
from .networks import network_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..model import Evidence, Record, Reflection

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

    def findall(
        self,
        condition: Any = None,
        include_self: bool = True,
        descend: bool = True,
        siblings: bool = False,
        ascend: bool = False,
    ) -> Any:
        """Walk as every node does; where a function chooses, without a call for each node inside.

        Sphinx walks so through each page some fifteen times, and most of a page is items.
        """
        is_whole = include_self and descend and not siblings and not ascend
        if is_whole and condition is not None and not isinstance(condition, type):
            return filter(condition, super().findall())
        return super().findall(condition, include_self, descend, siblings, ascend)

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
    """One evidence item; ``place`` is where its figure stands, ``align`` where it is to stand."""

    def finished(self) -> Evidence:
        """The record, with the figure that will be drawn."""
        record = cast("Evidence", super().finished())
        drawn = next(iter(self.findall(network_map)), None)
        return dataclasses.replace(record, drawing=drawn.figure["ids"][0]) if drawn else record

    def complete(self, record: Evidence, *, final: bool) -> None:  # type: ignore[override]
        """Give the figure the caption and alternative text that the owner left out."""
        if final:
            for image in self.findall(certificate_image):
                image["alt"] = image.get("alt") or record.title
        figure = next((child for child in self.children if isinstance(child, nodes.figure)), None)
        if figure is None:
            return
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
        """The record, with how long the parts are, and what comes next."""
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
        return dataclasses.replace(
            record, parts=tuple(words.items()), next_steps=tuple(self._next_steps())
        )

    def _next_steps(self) -> Iterator[tuple[str, str]]:
        """What the owner wants to do next, as the reader's language has it."""
        tails = (child for child in self.children if isinstance(child, reflection_tail))
        for remark in cast(
            "Iterable[tail_remark]", (one for tail in tails for one in tail.children)
        ):
            if remark.attributes.pop("are_next"):
                yield from steps_of(
                    child for child in remark.children if not isinstance(child, tail_label)
                )


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


class fact_comma(nodes.inline):
    """A comma between the facts of a line, which HTML and LaTeX show as a dot inside the line."""


class date_text(nodes.inline):
    """A date in words; ``datetime`` is the same in ISO 8601."""


class verbatim(nodes.inline, nodes.Special):
    """Words that nobody may beautify: no curly quotes in a credential ID."""


class web_link(nodes.reference):
    """A link to a web page, under the name of its host; HTML tells what it is ``about``."""


class web_address(web_link):
    """One that shows the whole address; HTML shows only its ``host``."""


class certificate_image(nodes.image):
    """The picture of a certificate figure, or of a `small_figure`.

    ``number`` says which artefact of the item it shows. ``srcset`` has the addresses of copies,
    each with its width in pixels, and ``sizes`` what a browser chooses by; ``pixels`` is the real
    size as (width, height), absent when unknown. ``link`` is what it leads to, which ``opens`` as a
    picture or as a document.
    """


class player(nodes.container):
    """A video or sound that plays in its place, in HTML; ``sources`` says what."""


class file_set(nodes.container):
    """The files beside the main figure: each a `small_figure` or a `file_card`."""


class small_figure(nodes.container):
    """A picture with its caption, without a number."""


class file_card(nodes.container):
    """A file to open or to keep; ``kind`` is what it is."""


class file_line(nodes.paragraph):
    """What a file is, in a few words, with a link to it: pieces with a `fact_comma` between."""


class file_link(addnodes.download_reference):
    """A link to a file; ``uri`` is its address in HTML."""


class published_image(nodes.image):
    """A picture of the owner's text, with ``srcset``, ``sizes`` and ``pixels`` as above."""


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
    """A `tail_label` and what stands under it.

    Until the page is read through, ``are_next`` says whether those are next steps.
    """


class tail_label(nodes.rubric):
    """The owner's title of something after the parts."""
