"""``portfolio.json``: all records of a web site, beside its ``objects.inv``.

``portfolio.schema.json`` beside it says what every key means (JSON Schema, draft 2020-12). The
format is our own; ``version`` counts up when a change could break a reader. Every key is always
there: an empty text, list or object says that there is nothing, and null that nobody is known.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..config import refuse
from ..domain import portfolio
from ..files.errors import reason, without
from ..files.publish import OFFER, Form, Purpose, Source
from ..model import Evidence
from ..publishing import ELSEWHERE
from ..reading.settings import SETTINGS
from ..version import __version__
from ..warnings import WarningType, warn
from ..words import kind_words
from .common import as_json, plain_entries
from .digests import entry_digest, whole_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..model import Artefact, Owner, Record, Reflection, Skill
    from ..publishing import Publishing
    from ..records import Index

VERSION = 2
FILE = "portfolio.json"
SCHEMA = "portfolio.schema.json"

# What is published of the files that ``portfolio_owner`` names.
_OWNER_FILES = {"picture": Purpose(Form.BOOK, (800, 800)), "cv": OFFER}
_HERE = Path(__file__).parent


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write both files when all that they tell of is there; take them away if none are wanted."""
    if exception is not None or not portfolio(app.env).medium.is_site:
        return
    settings = portfolio(app.env).settings
    if settings.json:
        file = app.outdir / FILE
        if not _is_as_before(app.builder) or not file.is_file():
            _update(file, as_json(site_content(app.builder)))
        _update(app.outdir / SCHEMA, _HERE.joinpath(SCHEMA).read_bytes())
    else:
        _take_down(app.outdir)


def _is_as_before(builder: Builder) -> bool:
    """Whether the file of the last build says what this one would."""
    domain, config = portfolio(builder.env), builder.config
    owner = domain.settings.owner
    if owner and any(getattr(owner, key) for key in _OWNER_FILES):
        return False  # they have to be published, too
    records = domain.index.records
    accounts = [one.parts for one in records if not isinstance(one, Evidence)]
    artefacts = (a for one in records if isinstance(one, Evidence) for a in one.artefacts)
    files = [_touched(builder, path) for path in sorted({one.path for one in artefacts})]
    named = ("project", "language", "html_file_suffix", "html_link_suffix", *SETTINGS)
    values = [getattr(config, name) for name in named]
    kept_back = sorted((str(path), redact or "") for path, redact in domain.kept_back.items())
    said = (domain.said, domain.data["catalogues"], accounts, files, kept_back, values)
    shown = repr((VERSION, __version__, said)).encode(errors="replace")
    return domain.is_as_before(FILE, hashlib.sha256(shown).hexdigest())


def _touched(builder: Builder, path: str) -> tuple[str, int, int]:
    """What changes when a file does."""
    try:
        state = Path(builder.srcdir, path).stat()
    except OSError:
        return path, 0, 0
    return path, state.st_mtime_ns, state.st_size


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
        "owner": _owner(settings.owner, domain.publishing),
        "kinds": {kind: kind_words(domain, kind) for kind in order},
        "evidence": [_evidence(r, index, builder) for r in evidence],
        "reflections": [_reflection(r, index, builder) for r in reflections],
        "skills": [_skill(skill) for skill in index.skills.values()],
    }
    return {**content, "digest": whole_digest(content)}


def _owner(known: Owner | None, publishing: Publishing) -> dict[str, Any] | None:
    if known is None:
        return None
    owner = known.in_the_open
    return {
        "name": owner.name,
        "headline": owner.headline,
        "summary": owner.summary,
        "email": owner.email,
        "phone": owner.phone,
        "url": owner.url,
        "location": owner.location,
        **{key: _owner_file(getattr(owner, key), key, publishing) for key in _OWNER_FILES},
        "profiles": [{"network": p.network, "url": p.url} for p in owner.profiles],
    }


def _owner_file(path: str, key: str, publishing: Publishing) -> str:
    """Where a file is that the owner named; nothing if it is nowhere."""
    if not path:
        return ""
    try:
        copies, removed = publishing.publish(ELSEWHERE, Source(path), _OWNER_FILES[key])
    except (ImportError, OSError, ValueError) as error:
        refuse("portfolio_owner", f"{key} {path!r}: {reason(error)}")
        return ""
    if removed:
        warn(WarningType.CONFIG, f"conf.py: portfolio_owner: {key} {path!r}: {without(removed)}")
    return quote(publishing.medium.published_name(copies[0].name))


def _evidence(record: Evidence, index: Index, builder: Builder) -> dict[str, Any]:
    files = published_files(record, builder)
    main = next(
        (one for one, artefact in files if artefact == record.artefact),
        {"address": "", "digest": ""},
    )
    entry = {
        **_item(record, index, builder),
        "featured": record.featured,
        "reflections": _names(index.reflections_on(record)),
        "file": main["address"],
        "file_digest": main["digest"],
        "files": [one for one, _artefact in files],
        "file_digests": [one["digest"] for one, _artefact in files],
    }
    return {**entry, "digest": entry_digest(entry)}


def published_files(record: Evidence, builder: Builder) -> list[tuple[dict[str, Any], Artefact]]:
    """The files of evidence that this site has, each with what it was made of.

    Addresses are URLs relative to the root of the site, and digests SHA-256 in hexadecimal. A page
    that is left out publishes none.
    """
    publishing = portfolio(builder.env).publishing
    found = []
    for artefact, copy, digest in publishing.offered(record):
        name = publishing.medium.published_name(copy.name)
        if Path(builder.outdir, name).is_file():
            entry = {
                "address": quote(name),
                "digest": digest,
                "kind": artefact.kind.value,
                "page": artefact.page,
                "pages": artefact.pages,
            }
            found.append((entry, artefact))
    return found


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
