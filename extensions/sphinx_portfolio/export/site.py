"""``portfolio.json``: all records of a web site, beside its ``objects.inv``.

``portfolio.schema.json`` beside it says what every key means (JSON Schema, draft 2020-12). The
format is our own; ``version`` counts up when a change could break a reader. Every key is always
there: an empty text, list or object says that there is nothing, and null that nobody is known.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..domain import portfolio
from ..model import Evidence
from ..words import kind_words
from .common import as_json, plain_entries
from .digests import entry_digest, whole_digest
from .published import PublishedFiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..model import Owner, Record, Reflection, Skill
    from ..records import Index

VERSION = 2
FILE = "portfolio.json"
SCHEMA = "portfolio.schema.json"

# The folder of what ``portfolio_owner`` names.
_OWNER_FILES = "_portfolio"
_OWNER_KEYS = ("picture", "cv")
_HERE = Path(__file__).parent


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write both files when all that they tell of is there; take them away if none are wanted."""
    if exception is not None or not portfolio(app.env).medium.is_site:
        return
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
    index, settings = domain.index, domain.settings
    files = PublishedFiles(builder)
    evidence = [r for r in index.records if isinstance(r, Evidence)]
    reflections = [r for r in index.records if not isinstance(r, Evidence)]
    used = {record.kind for record in evidence}
    order = [*(k for k in settings.kinds if k in used), *sorted(used)]
    content = {
        "$schema": SCHEMA,
        "version": VERSION,
        "title": env.config.project,
        "language": env.config.language or "",
        "declaration": settings.declaration,
        "owner": _owner(settings.owner),
        "kinds": {kind: kind_words(domain, kind) for kind in order},
        "evidence": [_evidence(r, index, builder, files) for r in evidence],
        "reflections": [_reflection(r, index, builder) for r in reflections],
        "skills": [_skill(skill) for skill in index.skills.values()],
    }
    return {**content, "digest": whole_digest(content)}


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


def _owner(owner: Owner | None) -> dict[str, Any] | None:
    if owner is None:
        return None
    files = {key: quote(to) for key, (to, _path) in _owner_files(owner).items()}
    return {
        "name": owner.name,
        "headline": owner.headline,
        "summary": owner.summary,
        "email": owner.email,
        "phone": owner.phone,
        "url": owner.url,
        "location": owner.location,
        **{key: files.get(key, "") for key in _OWNER_KEYS},
        "profiles": [{"network": p.network, "url": p.url} for p in owner.profiles],
    }


def _evidence(
    record: Evidence, index: Index, builder: Builder, files: PublishedFiles
) -> dict[str, Any]:
    entry = {
        **_item(record, index, builder),
        "featured": record.featured,
        "reflections": _names(index.reflections_on(record)),
        "file": files.address(record),
        "file_digest": files.digest(record),
    }
    return {**entry, "digest": entry_digest(entry)}


def _reflection(record: Reflection, index: Index, builder: Builder) -> dict[str, Any]:
    entry = {
        **_item(record, index, builder),
        "model": record.model,
        "parts": [{"part": part, "words": words} for part, words in record.parts],
        "evidence": _names(index.evidence(record.evidence)),
    }
    return {**entry, "digest": entry_digest(entry)}


def _item(record: Record, index: Index, builder: Builder) -> dict[str, Any]:
    levels = index.levels_of(record)
    return {
        "name": record.name,
        "title": record.title,
        "address": portfolio(builder.env).medium.address(record.docname, record.anchor),
        **plain_entries(record),
        "skills": [{"name": name, "level": level} for name, level in levels.items()],
    }


def _skill(skill: Skill) -> dict[str, Any]:
    return {
        "name": skill.name,
        "title": skill.title,
        "description": skill.description,
        "group": skill.group,
        "address": skill.address,
        "levels": list(skill.levels),
        "level": skill.level,
        "expected": skill.expected,
        "evidence": _names(skill.evidence),
        "reflections": _names(skill.reflections),
    }


def _names(records: Iterable[Record]) -> list[str]:
    """The names of records, each once."""
    return list(dict.fromkeys(record.name for record in records))
