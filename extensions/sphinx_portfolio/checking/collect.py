"""What hints are made of, taken from the pages of a build."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.highlighting import PygmentsBridge
from sphinx.locale import get_translation

from .. import nodes as pf
from ..domain import portfolio
from ..faults import Place
from ..model import Evidence
from ..order import BEFORE_OTHERS
from ..reading.conf_names import line_of, text_of
from .facts import Facts, PartText, Passage, Picture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

    from ..model import Owner, Record
    from ..reflection_models import ReflectionModel

_ = get_translation("sphinx_portfolio")

#: What readers see as text, and is no heap of other blocks.
_TEXT = (nodes.paragraph, nodes.title, nodes.rubric, nodes.term, nodes.caption, nodes.line)
#: What is shown as it is written.
_CODE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.comment)
_FACTS = ("issuer", "credential_id")


Noted = TypeVar("Noted")


class Collector:
    """Notes what each page holds while it is read."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._passages: list[tuple[str, Passage]] = []
        self._parts: list[tuple[str, PartText]] = []
        self._pictures: list[tuple[str, Picture]] = []
        self._colours = PygmentsBridge("html")
        # Before Sphinx gives pictures other names.
        app.connect("doctree-read", self.read_page, priority=BEFORE_OTHERS)
        app.connect("doctree-resolved", self.colour_code)

    def read_page(self, app: Sphinx, document: nodes.document) -> None:
        """Note what a page holds."""
        page = app.env.current_document.docname
        self._passages += ((page, one) for one in _passages(document))
        models = portfolio(app.env).settings.models
        self._parts += ((page, one) for one in _parts(document, models))
        self._pictures += ((page, one) for one in _pictures(document))

    def colour_code(self, app: Sphinx, document: nodes.document, page: str) -> None:
        """Colour all code, as web sites do, so that what is said then is said now."""
        for block in document.findall(nodes.literal_block):
            if block.rawsource == block.astext():
                language = block.get("language", "default")
                self._colours.highlight_block(
                    block.rawsource,
                    language,
                    app.config.highlight_options.get(language, {}),
                    force=block.get("force", False),
                    location=block,
                )

    def facts(self) -> Facts:
        """What was noted of the pages that are part of the portfolio."""
        env, domain = self._app.env, portfolio(self._app.env)
        outside = domain.outside
        files = {page: str(env.doc2path(page)) for page in env.found_docs}

        def inside(noted: Iterable[tuple[str, Noted]]) -> tuple[Noted, ...]:
            return tuple(one for page, one in noted if page not in outside)

        return Facts(
            domain.index,
            files,
            (
                *inside(self._passages),
                *_facts_of(domain.index.records, files),
                *self._configured(domain.settings.owner),
            ),
            inside(self._parts),
            tuple(self._shown(outside)),
            self._app.config.language or "en",
            domain.settings.part_words,
        )

    def _shown(self, outside: Collection[str]) -> Iterator[Picture]:
        """The pictures of the portfolio, and whether copies are made of them."""
        domain = portfolio(self._app.env)
        for page, picture in self._pictures:
            if page not in outside:
                converted = domain.publishes_files_of(page)
                yield dataclasses.replace(picture, is_converted=converted)

    def _configured(self, owner: Owner | None) -> Iterator[Passage]:
        """What ``conf.py`` tells readers, at the lines of its values."""
        config, conf_py = self._app.config, Path(self._app.confdir, "conf.py")
        source = text_of(conf_py)
        said = {"project": config.project, "author": config.author}
        said["portfolio_declaration"] = config.portfolio_declaration
        if owner:
            said["portfolio_owner"] = f"{owner.name}; {owner.headline}; {owner.summary}"
        for name, words in said.items():
            if isinstance(words, str):
                place = Place(str(conf_py), line_of(source, name))
                yield Passage(place, words.replace("\n", " "))

    def used(self) -> set[str]:
        """The files that pages or ``conf.py`` name, from the source folder."""
        env, config = self._app.env, self._app.config
        source = Path(self._app.srcdir)
        named = {*map(str, env.images), *map(str, env.dlfiles)}
        for paths in env.dependencies.values():
            named.update(map(str, paths))
        for record in portfolio(env).everywhere.linked:
            for artefact in record.artefacts if isinstance(record, Evidence) else ():
                named |= {artefact.path, artefact.poster, artefact.captions}
        settings = portfolio(env).settings
        owner = settings.owner
        named |= {settings.picture, *((owner.picture, owner.cv) if owner else ())}
        folders = [*config.html_static_path, *config.html_extra_path, *config.templates_path]
        folders += [config.html_logo, config.html_favicon, config.latex_logo, *config.locale_dirs]
        given = config.portfolio_skills
        folders += [given] if isinstance(given, str) else list(given)
        roots = [Path(self._app.confdir, str(one)).resolve() for one in folders if one]
        roots += [Path(source, str(one)).resolve() for one in folders if one]
        for root in roots:
            below = root.rglob("*") if root.is_dir() and root != source else [root]
            named.update(map(str, below))
        return {_from_source(source, one) for one in named if one}


def _from_source(source: Path, name: str) -> str:
    path = Path(source, name)
    try:
        return path.resolve().relative_to(source.resolve()).as_posix()
    except (OSError, ValueError):
        return name


def _place(node: nodes.Node) -> Place:
    file, line = get_source_line(node)
    while not line and node.parent is not None:  # MyST gives pictures in a text none
        node = node.parent
        line = node.line or 0
    return Place(str(file or ""), line or 0)


def _passages(document: nodes.document) -> Iterator[Passage]:
    for node in document.findall(lambda node: isinstance(node, _TEXT)):
        if not any(isinstance(child, _TEXT) for child in node.children):
            yield Passage(_place(node), "".join(_texts(node)))


def _texts(node: nodes.Node) -> Iterator[str]:
    """The text of a node without code."""
    if isinstance(node, nodes.Text):
        yield str(node)
    elif not isinstance(node, _CODE):
        for child in node.children:
            yield from _texts(child)


def _parts(document: nodes.document, models: Mapping[str, ReflectionModel]) -> Iterator[PartText]:
    for reflection in document.findall(pf.reflection_item):
        model = models[reflection["model"]]
        labels = {part.label: str(_(part.label)) for part in model.parts}
        for node in reflection.findall(pf.reflection_part):
            label = next(iter(node.findall(pf.part_label)), None)
            words = label.astext() if label else str(node.get("label", ""))
            body = [child for child in node.children if not isinstance(child, pf.part_label)]
            where = next((one for one in [label, *body] if one is not None and one.line), node)
            found = model.find(words, labels)
            name = "" if found is None else model.part_ids[found]
            yield PartText(_place(where), name, words, "\n".join(map(_astext, body)))


def _astext(node: nodes.Node) -> str:
    return str(node.astext())


def _pictures(document: nodes.document) -> Iterator[Picture]:
    for node in document.findall(nodes.image):
        is_own = isinstance(node, pf.certificate_image)
        if not (is_own and not node.get("alt")):  # a warning says so
            yield Picture(_place(node), node.get("alt", ""), str(node["uri"]))


def _facts_of(records: Iterable[Record], files: dict[str, str]) -> Iterator[Passage]:
    for record in records:
        words = [getattr(record, name, "") for name in _FACTS]
        if any(words):
            yield Passage(Place(files[record.docname], record.line), "; ".join(words))
