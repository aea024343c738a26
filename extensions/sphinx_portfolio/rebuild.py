"""Exact rebuilds: after any edit, an incremental build writes what a clean build would write.

Sphinx rewrites a page when its own source changes. What a page shows of *other* pages (titles of
items it cites, reflections that cite its evidence, the site's navigation) is summed up in a digest
for each page; pages whose digest changed are written again. Digests are kept for each `output`,
since several builders may share one environment and each has pages of its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils.nodes import image
from sphinx import version_info
from sphinx.addnodes import download_reference, pending_xref

from .dates import today
from .domain import PortfolioDomain, portfolio
from .export import person
from .files.errors import OPTIONAL
from .files.publish import VERSION
from .kept_records import INDICES
from .model import OBJECTS, Evidence, object_type
from .order import LAST, NUMBERED
from .output import Output, Shown
from .publishing import ELSEWHERE
from .version import __version__
from .views.figures import prepare_files
from .views.fill import view_of
from .views.links import link_shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

# Reference types, beside our own, whose target may be one of our names.
_FOREIGN_LINKS = frozenset({"any", "myst", "numref", "ref"})


def register(app: Sphinx) -> None:
    """Connect the events."""
    keeper = Keeper()
    app.connect("builder-inited", keeper.keep_indices, priority=LAST)
    app.connect("env-get-outdated", pages_with_other_skills)
    app.connect("env-get-outdated", pages_with_other_packages)
    app.connect("env-before-read-docs", keeper.pages_to_read)
    app.connect("doctree-read", note_links)
    app.connect("env-updated", name_listings)
    app.connect("env-get-updated", keeper.pages_to_write, priority=NUMBERED)
    app.connect("write-started", keeper.prepare_files)
    app.connect("doctree-resolved", keeper.note_files, priority=LAST)
    app.connect("html-collect-pages", keeper.take_down_files)
    app.connect("html-collect-pages", tidy_search_index)
    app.connect("build-finished", keeper.finish, priority=LAST)


def pages_with_other_skills(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Names of the pages to read again when a skill catalogue changed: all that name a skill."""
    domain = portfolio(env)
    digest = hashlib.sha256(repr(domain.settings.catalogue.skills).encode()).hexdigest()
    if domain.data["catalogues"] == digest:
        return []
    domain.data["catalogues"] = digest
    return [page for page, records in domain.records.items() if any(r.skills for r in records)]


def pages_with_other_packages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """All pages with items, when a package that reads files has come or gone."""
    domain = portfolio(env)
    there = " ".join(name for name in OPTIONAL if find_spec(name))
    if domain.data["packages"] == there:
        return []
    domain.data["packages"] = there
    return list(domain.records)


def note_links(app: Sphinx, document: nodes.document) -> None:
    """Keep what a page links to, once Markdown's own links have become references, too."""
    domain = portfolio(app.env)
    links = dict.fromkeys(
        f"{node['reftype']}:{node['reftarget'].lower()}"
        for node in document.findall(pending_xref)
        if _shows_target(node)
    )
    if links:
        domain.links[app.env.current_document.docname] = tuple(links)


def _shows_target(node: pending_xref) -> bool:
    """Whether a reference may show one of our records."""
    if node.get("refdomain") == PortfolioDomain.name:
        return True
    return node.get("reftype") in _FOREIGN_LINKS and isinstance(node.get("reftarget"), str)


def name_listings(_app: Sphinx, env: BuildEnvironment) -> None:
    """Settle what the names of listings lead to, once all pages are read."""
    portfolio(env).name_listings()


class Keeper:
    """Follows one build, and finds the pages that show something that changed."""

    def __init__(self) -> None:
        self.output: Output | None = None
        self.read: list[str] = []
        self.changed: list[str] = []
        self.written: set[str] = set()

    def keep_indices(self, app: Sphinx) -> None:
        """Let a site write the indices only if they show something else.

        Sphinx writes them in every build, and has no event before that.
        """
        builder: Any = app.builder
        medium = portfolio(app.env).medium
        if medium.is_site and medium.has_index_pages:
            write = builder.write_domain_indices

            def write_changed() -> None:
                every = builder.domain_indices
                builder.domain_indices = [one for one in every if not self._is_kept(app, one[0])]
                try:
                    write()
                finally:
                    builder.domain_indices = every

            vars(builder)["write_domain_indices"] = write_changed

    def _is_kept(self, app: Sphinx, index: str) -> bool:
        """Whether an index is one of ours, and there as it would be written."""
        if index not in INDICES:
            return False
        env, domain = app.env, portfolio(app.env)
        around = sorted((page, toc.astext()) for page, toc in env.tocs.items())
        shown = (_navigation(env, domain), around, domain.said, domain.data["catalogues"])
        is_same = domain.is_as_before(index, hashlib.sha256(repr(shown).encode()).hexdigest())
        # Another theme or configuration makes Sphinx write every page.
        is_like_pages = not self.written.issuperset(env.found_docs)
        file = domain.medium.file_of(index)
        return is_same and is_like_pages and file is not None and file.is_file()

    def pages_to_read(self, _app: Sphinx, _env: BuildEnvironment, pages: list[str]) -> None:
        """Note which pages are about to be read, all of which will be written."""
        self.read = list(pages)

    def prepare_files(self, app: Sphinx, _builder: Builder) -> None:
        """Make copies of files for all pages that will be written, on several processors."""
        prepare_files(portfolio(app.env), dict.fromkeys([*self.read, *self.changed]))

    def pages_to_write(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Names of the pages that show something else than this output."""
        self.changed = self._pages_to_write(app, env)
        return self.changed

    def _pages_to_write(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        domain = portfolio(env)
        self.output = output = Output(Path(app.doctreedir), domain.medium.key)
        domain.is_as_before = output.is_as_before
        state, before = _state(env, domain), output.before
        if before.is_whole and before.state == state:
            # What Sphinx may still write is as it was.
            output.begin(replace(before, files={}, made={}))
            return []
        pages = dict(page_digests(env, domain))
        _take_down(domain, before.pages.keys() - pages.keys())
        output.begin(Shown(state, pages))
        known = before.pages if before.is_whole else {}
        # An output that is new here gets every page, which also makes Sphinx save what it read.
        return sorted(page for page, digest in pages.items() if known.get(page) != digest)

    def note_files(self, app: Sphinx, document: nodes.document, docname: str) -> None:
        """Remember the pictures and downloads of a page that is about to be written."""
        self.written.add(docname)
        if self.output is not None:
            ours = portfolio(app.env).publishing.names.get(docname, ())
            self.output.note_files(docname, [*_files_of(app.env, document), *ours])

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Say that this output is whole."""
        if self.output is not None:
            publishing = portfolio(app.env).publishing
            if exception is None:
                self.output.note_files(ELSEWHERE, publishing.names.get(ELSEWHERE, ()))
                self.take_down_files(app)
            self.output.end(succeeded=exception is None and not publishing.has_failed)
            if exception is None:
                publishing.publisher.tidy(self.output.published_anywhere())

    def take_down_files(self, app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
        """Remove files that no page shows any more; an e-book lists all that are there."""
        if self.output is not None:
            publishing = portfolio(app.env).publishing
            for name in self.output.gone():
                publishing.take_down(name)
            if not self.output.before.is_whole:
                publishing.sweep(self.output.published_anywhere())
        return []


def _files_of(env: BuildEnvironment, document: nodes.document) -> Iterable[str]:
    """The names, from the output folder, under which a page's pictures and downloads are there."""
    medium = portfolio(env).medium
    for node in document.findall():  # one walk for both
        if isinstance(node, download_reference):
            if "filename" in node:
                yield medium.download_name(node["filename"])
        elif isinstance(node, image):
            for file in {node["uri"], *node.get("candidates", {}).values()}:
                if file in env.images:
                    yield medium.picture_name(env.images[file][1])


def _state(env: BuildEnvironment, domain: PortfolioDomain) -> str:
    """What tells one state of all that pages show from others.

    Every change of a page makes Sphinx read it, and keep when it did.
    """
    conditions = sorted({one for page in domain.conditions.values() for one in page.get("", ())})
    met = [domain.presence.fulfils([condition]) for condition in conditions]
    read = sorted(env.all_docs.items())
    wanted = [domain.medium.wants_index(name) for name in sorted(INDICES)]
    editions = __version__, VERSION
    shown = (read, domain.data["catalogues"], conditions, met, wanted, _day(domain), editions)
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _day(domain: PortfolioDomain) -> str:
    """The day of the build, if a listing says something else every day."""
    is_daily = any(view_of(one, domain).is_daily for one in domain.all_listings())
    return str(today()) if is_daily else ""


def page_digests(env: BuildEnvironment, domain: PortfolioDomain) -> Iterable[tuple[str, str]]:
    """Each page with a digest of what it shows of other pages."""
    navigation = _navigation(env, domain)
    for page in sorted(env.found_docs):
        # A page that another builder has read since is new to this one, whatever it shows.
        shown: list[object] = [navigation, env.all_docs.get(page)]
        shown += [_target(env, domain, link) for link in domain.links.get(page, ())]
        views = (view_of(one, domain) for one in domain.listings.get(page, ()))
        shown += [(view.shown, view.empty_words()) for view in views]
        if page == env.config.root_doc and domain.medium.is_site:
            shown.append(person(env))
        if page in domain.conditions:
            blocks = domain.conditions[page]
            shown.append([domain.presence.fulfils([one]) for one in blocks.get("", ())])
        records = domain.index.by_page.get(page, ())
        for record in records:
            if isinstance(record, Evidence):
                shown += map(link_shown, domain.index.reflections_on(record))
            else:
                shown += [_target(env, domain, f"evidence:{name}") for name in record.evidence]
            if page in domain.index.outside:
                shown.append([domain.skill(words) is not None for words in record.skills])
        yield page, hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _navigation(env: BuildEnvironment, domain: PortfolioDomain) -> str:
    """Titles and order of all pages and indices, which every page may show around its text."""
    titles = [(page, title.astext()) for page, title in sorted(env.titles.items())]
    order = sorted(env.toctree_includes.items())
    # What is black of a file may be shown anywhere.
    kept_back = sorted((str(path), redact or "") for path, redact in domain.kept_back.items())
    # A newer version of ours may name copies of files otherwise.
    shown = (titles, order, sorted(domain.index_pages), kept_back, __version__, VERSION)
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _target(env: BuildEnvironment, domain: PortfolioDomain, link: str) -> object:
    """What a link (``type:name``) shows of its target; None while there is no such target."""
    kind, _, name = link.partition(":")
    index = domain.index
    types = (OBJECTS[kind],) if kind in OBJECTS else ()
    record = index.find(name, *types)
    if record is None:
        words = [domain.words_for_absent(name, kind) for kind in types or OBJECTS.values()]
        if any(word is not None for word in words):
            return words
    if kind == "skill" or record is None:
        skill = domain.skill(name)
        # A listing is a target of the standard domain, as headings are; so is a network map.
        label = env.domains.standard_domain.labels.get(name)
        numbers = env.toc_fignumbers.get(label[0], {}).get("figure", {}) if label else {}
        number = numbers.get(label[1]) if label and kind == "numref" else None
        return skill and (skill.name, skill.title), label, number
    # How many it could mean is shown by a warning.
    shown = [object_type(record), record.docname, record.anchor, len(index.meant(name, *types))]
    if kind == "numref":
        figures = env.toc_fignumbers.get(record.docname, {}).get("figure", {})
        anchor = record.figure_anchor if isinstance(record, Evidence) else ""
        return [*shown, figures.get(anchor)]
    return [*shown, record.title]


def _take_down(domain: PortfolioDomain, pages: Iterable[str]) -> None:
    """Remove what an earlier build published of pages and indices that are gone."""
    medium = domain.medium
    gone = [file for page in pages for file in medium.files_of(page)]
    if medium.has_index_pages:
        indices = (one for one in INDICES - domain.index_pages if not domain.page_like(one))
        gone += filter(None, map(medium.file_of, indices))
    for file in gone:
        file.unlink(missing_ok=True)


def tidy_search_index(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Drop the words that no page holds any more, which Sphinx keeps as empty entries.

    They have no public name; Sphinx 8.2 to 9.x keep them under these. This can go when Sphinx drops
    them itself as it forgets a page; no issue about it was known in 2026.
    """
    indexer = getattr(app.builder, "indexer", None)
    known = indexer is not None and (8, 2) <= version_info < (10,)
    for store in ("_mapping", "_title_mapping") if known else ():
        words = cast("dict[str, set[str]]", getattr(indexer, store, {}))
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
    return []
