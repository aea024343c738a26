"""Exact rebuilds: after any edit, an incremental build writes what a clean build would write.

Sphinx rewrites a page when its own source changes. What a page shows of *other* pages (titles of
items it cites, reflections that cite its evidence, the site's navigation) is summed up in a digest
for each page; pages whose digest changed are written again. Digests are kept by builder, since
two builders may share one environment and each has pages of its own.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

from sphinx.addnodes import pending_xref

from .dates import today
from .domain import (
    EVIDENCE_INDEX,
    OBJECTS,
    SKILLS_INDEX,
    PortfolioDomain,
    is_web_site,
    object_type,
    portfolio,
)
from .export import person
from .model import Evidence
from .views.links import link_shown
from .views.listings import view_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_INDICES = frozenset({EVIDENCE_INDEX, SKILLS_INDEX})
# Reference types, beside our own, whose target may be one of our names.
_FOREIGN_LINKS = frozenset({"any", "myst", "numref", "ref"})


def register(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("env-get-outdated", pages_with_other_skills)
    app.connect("doctree-read", note_links)
    app.connect("env-updated", name_listings)
    # After Sphinx has numbered figures, which it does at the default priority of 500.
    app.connect("env-get-updated", pages_to_write, priority=800)
    app.connect("html-collect-pages", tidy_search_index)


def pages_with_other_skills(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Names of the pages to read again when a skill catalogue changed: all that name a skill."""
    domain = portfolio(env)
    digest = hashlib.sha256(repr(domain.settings.catalogue.skills).encode()).hexdigest()
    if domain.data["catalogues"] == digest:
        return []
    domain.data["catalogues"] = digest
    domain.data["current"] = []
    return [page for page, records in domain.records.items() if any(r.skills for r in records)]


def note_links(app: Sphinx, document: nodes.document) -> None:
    """Keep what a page links to, once Markdown's own links have become references, too."""
    domain = portfolio(app.env)
    for node in document.findall(pending_xref):
        # An index has no number, and Sphinx would stop when it looks for one.
        if node["reftype"] == "numref" and node["reftarget"] in _INDICES:
            node["reftype"] = "ref"
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


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Names of the pages that show something that changed since this builder last wrote."""
    domain = portfolio(env)
    name, day = app.builder.name, _day(domain)
    current: list[tuple[str, str]] = domain.data["current"]
    if (name, day) in current:
        return []
    old: dict[str, str] = domain.data["pages"].get(name, {})
    new = dict(page_digests(env, domain))
    domain.data["pages"][name] = new
    domain.data["current"] = [*(one for one in current if one[0] != name), (name, day)]
    _take_down(app, [*(old.keys() - new.keys()), *_empty_indices(domain)])
    # A builder that is new here gets every page, which also makes Sphinx save the digests.
    return sorted(page for page, digest in new.items() if old.get(page) != digest)


def _day(domain: PortfolioDomain) -> str:
    """The day of the build, if a listing says something else every day."""
    listings = (one for page in domain.listings.values() for one in page)
    return str(today()) if any(view_of(one, domain).is_daily for one in listings) else ""


def page_digests(env: BuildEnvironment, domain: PortfolioDomain) -> Iterable[tuple[str, str]]:
    """Each page with a digest of what it shows of other pages."""
    navigation = _navigation(env, domain)
    for page in sorted(env.found_docs):
        shown: list[object] = [navigation]
        shown += [_target(env, domain, link) for link in domain.links.get(page, ())]
        shown += [view_of(one, domain).shown for one in domain.listings.get(page, ())]
        if page == env.config.root_doc and is_web_site(domain.builder):
            shown.append(person(env))
        records = domain.index.by_page.get(page, ())
        if any(record.skills for record in records):
            # Chips say what the catalogue says, also if another builder has read the page since.
            shown.append(domain.data["catalogues"])
        for record in records:
            if isinstance(record, Evidence):
                cited = domain.index.reflections_on.get(record.name, ())
                shown += map(link_shown, cited)
            else:
                shown += [_target(env, domain, f"evidence:{name}") for name in record.evidence]
        yield page, hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _navigation(env: BuildEnvironment, domain: PortfolioDomain) -> str:
    """Titles and order of all pages and indices, which every page may show around its text."""
    titles = [(page, title.astext()) for page, title in sorted(env.titles.items())]
    order = sorted(env.toctree_includes.items())
    no_indices = list(_empty_indices(domain))
    return hashlib.sha256(repr((titles, order, no_indices)).encode()).hexdigest()


def _target(env: BuildEnvironment, domain: PortfolioDomain, link: str) -> object:
    """What a link (``type:name``) shows of its target; None while there is no such target."""
    kind, _, name = link.partition(":")
    index = domain.index
    types = (OBJECTS[kind],) if kind in OBJECTS else ()
    record = index.find(name, *types)
    if kind == "skill" or record is None:
        skill = domain.skill(name)
        # A listing is a target of the standard domain, as headings are.
        return skill and (skill.name, skill.title), env.domains.standard_domain.labels.get(name)
    # How many it could mean is shown by a warning.
    shown = [object_type(record), record.docname, record.anchor, len(index.meant(name, *types))]
    if kind == "numref":
        figures = env.toc_fignumbers.get(record.docname, {}).get("figure", {})
        anchor = record.figure_anchor if isinstance(record, Evidence) else ""
        return [*shown, figures.get(anchor)]
    return [*shown, record.title]


def _empty_indices(domain: PortfolioDomain) -> Iterable[str]:
    """The indices that Sphinx will not write, since they have no entry."""
    if not any(isinstance(record, Evidence) for record in domain.index.records):
        yield EVIDENCE_INDEX
    if not domain.index.skills:
        yield SKILLS_INDEX


def _take_down(app: Sphinx, pages: Iterable[str]) -> None:
    """Remove what an earlier build published of pages that are gone."""
    locate = getattr(app.builder, "get_output_path", None) or getattr(
        app.builder, "get_outfilename", None
    )
    if app.builder.format != "html" or locate is None:
        return
    for page in pages:
        for file in (locate(page), *_copied_sources(app, page)):
            app.outdir.joinpath(file).unlink(missing_ok=True)


def _copied_sources(app: Sphinx, page: str) -> Iterable[Any]:
    """The copies of a page's source that the HTML builder keeps."""
    suffix = app.config.html_sourcelink_suffix
    for source in app.config.source_suffix:
        name = f"{page}{source}" + (suffix if source != suffix else "")
        yield app.outdir / "_sources" / name


def tidy_search_index(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Drop the words that no page holds any more, which Sphinx keeps as empty entries."""
    indexer = getattr(app.builder, "indexer", None)
    for store in ("_mapping", "_title_mapping"):
        words = cast("dict[str, set[str]]", getattr(indexer, store, {}))
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
    return []
