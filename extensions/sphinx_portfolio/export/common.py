"""What the formats share: addresses, plain data without holes, and a builder of one file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from ..domain import portfolio
from ..fields import PLAIN, fields_of
from ..model import is_web_address

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.environment import BuildEnvironment

    from ..model import Record, Skill


def address(record: Record, builder: Builder) -> str:
    """Where a record can be read: a URL relative to the root of the site, percent-encoded."""
    anchor = record.anchor
    if isinstance(builder, SingleFileHTMLBuilder):
        page = quote(builder.config.root_doc) + builder.link_suffix
        anchor = portfolio(builder.env).places.get((record.docname, anchor), anchor)
    else:
        page = builder.get_target_uri(record.docname)
        # Some builders quote the name of a page, others leave it as it is.
        if quote(record.docname) not in page:
            page = quote(page)
    # An address of only a fragment would be a place in the file that holds it.
    return f"{page or './'}#{quote(anchor)}"


def full_address(record: Record, builder: Builder) -> str:
    """The address of a record with ``html_baseurl`` before it; empty when that is not set."""
    base = str(builder.config.html_baseurl or "")
    if not is_web_address(base):
        return ""
    return f"{base.rstrip('/')}/{address(record, builder).removeprefix('./')}"


def as_uri(web_address: str) -> str:
    """A web address with only the characters of RFC 3986, for formats that ask for a URI."""
    parts = urlsplit(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", web_address))
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        host = parts.netloc
    rest = urlunsplit(("", "", *parts[2:]))
    signs = "!$%&'()*+,:;=@~"
    return f"{parts.scheme}://{quote(host, safe=f'{signs}[]')}{quote(rest, safe=f'{signs}#/?')}"


def filled(**entries: Any) -> dict[str, Any]:
    """The entries that say something: not empty, not zero, not False."""
    return {key: value for key, value in entries.items() if value}


def entries(record: Record, export: str) -> dict[str, Any]:
    """The fields of a record that an export has under a key of its own, see `Field.keys`."""
    return {
        one.keys[export]: getattr(record, one.attribute)
        for one in fields_of(type(record))
        if export in one.keys
    }


def plain_entries(record: Record) -> dict[str, Any]:
    """The fields of a record that hold plain text, by attribute."""
    return {
        one.attribute: getattr(record, one.attribute)
        for one in fields_of(type(record))
        if one.value in PLAIN
    }


def shown_skills(env: BuildEnvironment) -> list[Skill]:
    """The skills that a record shows; one that is only expected is not claimed."""
    skills = portfolio(env).index.skills.values()
    return [skill for skill in skills if skill.evidence or skill.reflections]


def as_json(data: object) -> bytes:
    """The bytes of a JSON file: UTF-8, readable, a newline at the end, no clock, no chance."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


class OneFileBuilder(Builder):
    """A builder that reads the pages and writes one JSON file, on every run."""

    format = "json"
    allow_parallel = True
    #: The name of the file in the build folder.
    filename = ""

    def content(self) -> dict[str, Any]:
        """What the file holds."""
        raise NotImplementedError

    def get_outdated_docs(self) -> str:
        """Words instead of pages, so that Sphinx never finds that there is nothing to do."""
        return self.filename

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a page on the web site, as the html builder names it."""
        return f"{docname}.html"

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing to prepare: no page is written."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write no page."""

    def finish(self) -> None:
        """Write the file."""
        self.outdir.joinpath(self.filename).write_bytes(as_json(self.content()))
