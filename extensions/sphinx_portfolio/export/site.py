"""``portfolio.json``: all records of a web site, beside its ``objects.inv``.

``portfolio.schema.json`` beside it says what every key means (JSON Schema, draft 2020-12). The
format is our own; ``version`` counts up when a change could break a reader.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from ..domain import is_web_site, portfolio
from ..model import Evidence
from ..words import kind_words
from .addresses import address
from .common import as_json, filled, plain_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..model import Owner, Record, Reflection, Skill
    from ..records import Index

VERSION = 1
FILE = "portfolio.json"
SCHEMA = "portfolio.schema.json"

# The folder of what ``portfolio_owner`` names.
_OWNER_FILES = "_portfolio"
_OWNER_KEYS = ("picture", "cv")
_HERE = Path(__file__).parent


def write_for_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Write the files of a site of many pages."""
    if is_web_site(app.builder):
        _write(app)
    return []


def write_for_single_page(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of a site of one page, which tells of its end alone and always writes."""
    if exception is None and isinstance(app.builder, SingleFileHTMLBuilder):
        _write(app)


def _write(app: Sphinx) -> None:
    """Write both files, or take them away when the owner wants none."""
    settings = portfolio(app.env).settings
    _publish_files(app.builder, settings.owner if settings.json else None)
    if settings.json:
        _update(app.outdir / FILE, as_json(site_content(app.builder)))
        _update(app.outdir / SCHEMA, _HERE.joinpath(SCHEMA).read_bytes())
    else:
        _take_down(app.outdir)


def _update(file: Path, content: bytes) -> None:
    # Sphinx finishes also a build in which nothing changed; then the file stays as old as it is.
    if not file.is_file() or file.read_bytes() != content:
        file.write_bytes(content)


def _take_down(folder: Path) -> None:
    for file in (folder / FILE, folder / SCHEMA):
        # The owner may publish another file of that name with html_extra_path.
        if file.is_file() and f'"{SCHEMA}"'.encode() in file.read_bytes():
            file.unlink()


def site_content(builder: Builder) -> dict[str, Any]:
    """What portfolio.json holds, as ``portfolio.schema.json`` describes it.

    Records come page by page (pages in the order of their names), as they stand on the page.
    """
    env = builder.env
    domain = portfolio(env)
    index = domain.index
    evidence = [r for r in index.records if isinstance(r, Evidence)]
    reflections = [r for r in index.records if not isinstance(r, Evidence)]
    used = {record.kind for record in evidence}
    order = [*(k for k in domain.settings.kinds if k in used), *sorted(used)]
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "title": env.config.project,
        **filled(
            language=env.config.language,
            owner=_owner(domain.settings.owner),
            kinds={kind: kind_words(domain, kind) for kind in order},
            evidence=[_evidence(r, index, builder) for r in evidence],
            reflections=[_reflection(r, index, builder) for r in reflections],
            skills=[_skill(skill) for skill in index.skills.values()],
        ),
    }


def _owner_files(owner: Owner | None) -> dict[str, tuple[str, str]]:
    """The files that the owner named, by key: where each is published, and where it lies."""
    named = {key: getattr(owner, key) for key in _OWNER_KEYS} if owner else {}
    return {
        key: (f"{_OWNER_FILES}/{key}/{PurePosixPath(path).name}", path)
        for key, path in named.items()
        if path
    }


def _publish_files(builder: Builder, owner: Owner | None) -> None:
    """Copy what the owner named beside portfolio.json, and remove what no longer is."""
    wanted = {
        builder.outdir / to: builder.srcdir / path for to, path in _owner_files(owner).values()
    }
    for key in _OWNER_KEYS:
        for file in (builder.outdir / _OWNER_FILES / key).glob("*"):
            if file not in wanted:
                file.unlink()
    for file, source in wanted.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        _update(file, source.read_bytes())


def _owner(owner: Owner | None) -> dict[str, Any]:
    if owner is None:
        return {}
    return filled(
        name=owner.name,
        headline=owner.headline,
        summary=owner.summary,
        email=owner.email,
        phone=owner.phone,
        url=owner.url,
        location=owner.location,
        **{key: quote(to) for key, (to, _path) in _owner_files(owner).items()},
        profiles=[{"network": p.network, "url": p.url} for p in owner.profiles],
    )


def _evidence(record: Evidence, index: Index, builder: Builder) -> dict[str, Any]:
    return filled(
        **_item(record, index, builder),
        featured=record.featured,
        reflections=_names(index.reflections_on.get(record.name, ())),
        file=record.artefact.path if record.artefact else "",
    )


def _reflection(record: Reflection, index: Index, builder: Builder) -> dict[str, Any]:
    return filled(
        **_item(record, index, builder),
        model=record.model,
        evidence=_names(index.evidence(record.evidence)),
    )


def _item(record: Record, index: Index, builder: Builder) -> dict[str, Any]:
    return {
        "name": record.name,
        "title": record.title,
        "address": address(record.docname, record.anchor, builder),
        **plain_entries(record),
        "skills": [skill.name for skill in index.skills_of(record)],
    }


def _skill(skill: Skill) -> dict[str, Any]:
    return filled(
        name=skill.name,
        title=skill.title,
        description=skill.description,
        group=skill.group,
        address=skill.address,
        levels=skill.levels,
        level=skill.level,
        expected=skill.expected,
        evidence=_names(skill.evidence),
        reflections=_names(skill.reflections),
    )


def _names(records: Iterable[Record]) -> list[str]:
    """The names of records, each once."""
    return list(dict.fromkeys(record.name for record in records))
