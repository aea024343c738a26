"""MyST's parser for plain pages; all others go to the one that was there."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning

from ..directives.source import LINES
from ..domain import portfolio
from ..faults import Fault, Place, WarningType
from ..reading.plain_markdown.tokens import DEEPEST
from ..warnings import report
from .addresses import Surroundings
from .anchors import let_anchors_lead
from .html_tokens import add_html_rules
from .menu import add_menu
from .text import is_notebook, with_directives
from .tokens import OriginalPlaces

if TYPE_CHECKING:
    from docutils import nodes
    from myst_parser.config.main import MdParserConfig
    from sphinx.environment import BuildEnvironment

    from .text import PlainText

#: What GitHub reads, and MyST if it is asked to.
GITHUB = frozenset({"alert", "gfm_autolink", "html_image"})
# Lines that MyST shows nobody, and that are words on GitHub.
_UNSEEN = ("myst_line_comment", "myst_block_break")
_LEVELS = 6


class PlainParser(MystParser):
    """Reads plain pages as if they used the directives.

    It stands before the parser that was registered, in `parser_like`.
    """

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page."""
        env: BuildEnvironment = document.settings.env
        page = env.current_document.docname
        if not _is_plain(env, page, inputstring, document):
            super().parse(inputstring, document)
            return
        around = _around(env, page)
        plain = with_directives(inputstring, around, page)
        if plain.has_directives:
            super().parse(inputstring, document)
        else:
            portfolio(env).data["asked"][page] = around.asked
            _render(plain, document)
            let_anchors_lead(document, inputstring)
        add_menu(document, inputstring, around)


def _render(plain: PlainText, document: nodes.document) -> None:
    """Make nodes of a plain page, as MyST's own parser does."""
    env: BuildEnvironment = document.settings.env
    config = _config(plain.text, document)
    title = "" if config.title_to_header else plain.title or env.config.project
    places = OriginalPlaces(plain.numbers, plain.made, title)
    parser = create_md_parser(config, SphinxRenderer)
    parser.disable(_UNSEEN)
    parser.core.ruler.after("block", "portfolio_places", places)
    add_html_rules(parser)  # it comes before, so that all headings are known there
    parser.options["document"] = document
    parser.options["maxNesting"] = DEEPEST
    env.current_document[LINES] = places.lines
    parser.render(plain.text)
    file = document["source"]
    report(
        Fault(WarningType.PLAIN_MARKDOWN, note.message, Place(file, note.line))
        for note in plain.notes
    )


def parser_like(parser: type[MystParser]) -> type[MystParser]:
    """A parser that reads plain pages, and leaves others to the one that was there."""
    if parser is MystParser:
        return PlainParser
    return type("PlainParser", (PlainParser, parser), {})


def _is_plain(env: BuildEnvironment, page: str, text: str, document: nodes.document) -> bool:
    """Whether a text is a whole page, and to be read as plain Markdown."""
    file = env.doc2path(page)
    # A translated paragraph, or a file that a page includes, has another source.
    is_page = document["source"] == str(file)
    return is_page and portfolio(env).is_plain(page) and not is_notebook(text)


def _around(env: BuildEnvironment, page: str) -> Surroundings:
    def page_of(path: str) -> str | None:
        found = env.path2doc(path)
        return "" if found and found not in env.found_docs else found

    path = env.doc2path(page, base=False).as_posix()
    return Surroundings(Path(env.srcdir), path, portfolio(env).data["origin"], page_of)


def _config(text: str, document: nodes.document) -> MdParserConfig:
    """MyST's configuration for a page: as it is, with what GitHub reads, too."""
    config: MdParserConfig = document.settings.env.myst_config
    enabled = config.enable_extensions
    # Two that find bare addresses would find each twice.
    wanted = GITHUB - {"gfm_autolink"} if "linkify" in enabled else GITHUB
    changes: dict[str, Any] = {
        "enable_extensions": enabled | wanted,
        "commonmark_only": False,
        "gfm_only": False,
        "heading_anchors": _LEVELS,
    }
    config = dataclasses.replace(config, **changes)
    try:
        matter = read_topmatter(text)
    except TopmatterReadError:
        return config  # MyST says so

    def warn(kind: Any, words: str) -> None:
        create_warning(document, words, kind, line=1, append_to=document)

    return merge_file_level(config, matter, warn) if matter else config
