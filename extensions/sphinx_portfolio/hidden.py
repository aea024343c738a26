"""The pages that are not for the readers of this build: Sphinx never sees them.

What is told of them are their names and those of their items, so that links to them can be words.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.project import Project
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import portfolio
from .encodings import decode
from .folders import programs_below
from .order import BEFORE_VIEWS, SETTLED
from .reading.access import may_read
from .reading.front_matter import front_matter, is_no, words_of
from .reading.outline import outline

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# Where Sphinx warns of pages in a table of contents that are not there.
_CONTENTS = logging.getLogger("sphinx.sphinx.directives.other")


def register(app: Sphinx) -> None:
    """Connect the events."""
    hidden = HiddenPages()
    app.connect("config-inited", hidden.find, priority=SETTLED)
    app.connect("builder-inited", hidden.prepare_domain)
    app.connect("build-finished", hidden.finish)
    app.connect("html-page-context", keep_source)
    app.add_post_transform(DropComments)


class HiddenPages:
    """The pages that are not for the readers of this build; Sphinx never sees them."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[tuple[str, str], ...]] = {}

    def find(self, app: Sphinx, config: Config) -> None:
        """Look at the front matter of every page, and exclude those that are not to be read.

        It has to happen before Sphinx compares the configuration with that of the last build.
        """
        for folder in programs_below(Path(app.srcdir)):  # their pages are nobody's own
            self._exclude(config, folder)
        project = Project(app.srcdir, config.source_suffix)
        readers = words_of(config.portfolio_audience)
        for page in sorted(project.discover(config.exclude_patterns, config.include_patterns)):
            path = project.doc2path(page, absolute=True)
            try:
                text = decode(path.read_bytes()).text
            except OSError:
                continue  # Sphinx says so
            said = front_matter(text, path.suffix)
            private = "private" in said and not is_no(said["private"])
            if not may_read(readers, private=private, audience=words_of(said.get("audience", ()))):
                file = path.relative_to(app.srcdir).as_posix()
                lines = text.split("\n")
                if config.portfolio_plain_markdown:
                    from .plain_pages.addresses import Surroundings
                    from .plain_pages.text import with_directives

                    around = Surroundings(Path(app.srcdir), file)
                    lines += with_directives(text, around, page).text.split("\n")
                self.pages[page] = tuple(outline(lines))
                self._exclude(config, file)

    def _exclude(self, config: Config, path: str) -> None:
        pattern = re.sub(r"([*?[])", r"[\1]", path)
        config.exclude_patterns = [*config.exclude_patterns, pattern]

    def prepare_domain(self, app: Sphinx) -> None:
        """Give the domain what it needs for this build."""
        portfolio(app.env).prepare(app, self.pages)
        if self.pages:
            _CONTENTS.addFilter(self._is_no_entry_of_theirs)

    def finish(self, *_event: object) -> None:
        """Let every warning of other builds in this process pass again."""
        _CONTENTS.removeFilter(self._is_no_entry_of_theirs)

    def _is_no_entry_of_theirs(self, record: logging.LogRecord) -> bool:
        """Let pass what is no warning that a table of contents has a hidden page."""
        args = record.args if isinstance(record.args, tuple) else ()
        is_of_contents = getattr(record, "type", "") == "toc"
        return not (is_of_contents and not self.pages.keys().isdisjoint(map(str, args)))


class DropComments(SphinxPostTransform):
    """Take out comments, which are for who writes a page; XML would show them."""

    default_priority = BEFORE_VIEWS

    def run(self, **kwargs: Any) -> None:
        """Take them out of one page."""
        for comment in list(self.document.findall(nodes.comment)):
            comment.parent.remove(comment)


def keep_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Publish no source of a page that holds what its readers may not see."""
    domain = portfolio(app.env)
    if pagename in domain.data["hidden"]:
        context["sourcename"] = ""
        context["has_source"] = False
        for copy in [*domain.medium.files_of(pagename)][1:]:
            copy.unlink(missing_ok=True)
