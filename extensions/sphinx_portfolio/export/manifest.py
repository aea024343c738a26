"""``portfolio-manifest``: the published files, each with its SHA-256, for ``sha256sum -c``."""

from __future__ import annotations

from ..domain import portfolio
from ..model import Evidence
from .common import OneFileBuilder


class ManifestBuilder(OneFileBuilder):
    """Writes a list of the files that the web site offers, relative to its root."""

    name = "portfolio-manifest"
    format = ""
    filename = "manifest.sha256"
    epilog = (
        "The list is in %(outdir)s. In the folder of the web site: sha256sum -c manifest.sha256"
    )

    def finish(self) -> None:
        """Write the list, in the order of the names."""
        domain = portfolio(self.env)
        lines = {
            f"{_escaped(digest, domain.medium.site_file(copy.name))}\n"
            for record in domain.index.records
            if isinstance(record, Evidence)
            for _artefact, copy, digest in domain.publishing.offered(record)
        }
        text = "".join(sorted(lines, key=lambda line: line.partition("  ")[2]))
        self.outdir.joinpath(self.filename).write_text(text, "utf-8")


def _escaped(digest: str, name: str) -> str:
    """One line of the list, as ``sha256sum`` of GNU coreutils reads it."""
    if "\\" in name or "\n" in name:
        escaped = name.replace("\\", "\\\\").replace("\n", "\\n")
        return f"\\{digest}  {escaped}"
    return f"{digest}  {name}"
