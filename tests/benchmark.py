"""What a portfolio costs, as ratios: ``make benchmark``.

All sides say the same words, with furo, in processes of their own that are built in turn:

floor
    The words as paragraphs, and nothing else: what any page costs.
ours
    Each item with its directive.
listings
    The same, and a page with a gallery, a table and a matrix.
plain MyST
    All that the extension makes is written by hand: a heading with a target for each item, its
    facts, a captioned figure, links both ways (but no indices).
sphinx-needs
    Records, links both ways (skills are needs there) and a table of them.

CPU seconds are compared, which other work on the machine disturbs less than the clock; of several
rounds the least counts. ``--items`` and ``--pages`` choose parts, which can be run one by one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from project import ROOT, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ITEMS, PAGES = (100, 1_000, 10_000), (100, 200, 400)
#: Pages that the items are on; items on each page where pages are counted.
ITEM_PAGES, ITEMS_OF_PAGE = 50, 5
SENTENCE = "I tried it with two people from my study group and wrote down what they said. "
PARTS = ("Situation", "Task", "Action", "Result")
KINDS = ("certificate", "course", "artefact", "project")


def ours(evidence: int) -> str:
    """One evidence item and a reflection on it, with the directives."""
    n = evidence
    parts = "\n\n".join(f"**{part}:** {SENTENCE}" for part in PARTS)
    return f"""
```{{evidence}} Piece of evidence number {n}
:name: item-{n}
:kind: {KINDS[n % len(KINDS)]}
:file: /files/{n % 20}.png
:alt: Sample certificate
:issuer: Work Readiness Programme
:date: 2025-{1 + n % 12:02}-{1 + n % 28:02}
:url: https://example.org/verify/{n}
:skills: skill {n % 12}, skill {n % 7}

{SENTENCE}{SENTENCE}
```

```{{star-reflection}} Reflection number {n}
:name: thoughts-{n}
:evidence: item-{n}
:skills: skill {n % 12}

{parts}
```
"""


def floor(evidence: int) -> str:
    """The words of both, as a reader sees them."""
    n = evidence
    date = f"2025-{1 + n % 12:02}-{1 + n % 28:02}"
    title, about = f"Piece of evidence number {n}", f"Reflection number {n}"
    words = [
        *(KINDS[n % len(KINDS)], title, "Issued by Work Readiness Programme", f"Date {date}"),
        "Verify at example.org",
        f"{title}, Work Readiness Programme, {date}",
        SENTENCE + SENTENCE,
        *(f"Skills skill {n % 12}, skill {n % 7}", f"Reflected on in {about}"),
        *("STAR reflection", about, f"About {title}"),
        *(words for part in PARTS for words in (part, SENTENCE)),
        f"Skills skill {n % 12}",
    ]
    return "\n\n".join(["", *words, ""])


def figure(n: int, date: str) -> str:
    """A certificate without the extension."""
    return f"""```{{figure}} /files/{n % 20}.png
:name: figure-{n}
:alt: Sample certificate

Piece of evidence number {n}, Work Readiness Programme, {date}
```"""


def plain(evidence: int) -> str:
    """The same words without the extension."""
    n = evidence
    parts = "\n\n".join(f"**{part}:** {SENTENCE}" for part in PARTS)
    date = f"2025-{1 + n % 12:02}-{1 + n % 28:02}"
    return f"""
(item-{n})=
## Piece of evidence number {n}

{KINDS[n % len(KINDS)]}

- Issued by Work Readiness Programme
- Date {date}
- Verify at [example.org](https://example.org/verify/{n})

{figure(n, date)}

{SENTENCE}{SENTENCE}

- Skills [](#skill-{n % 12}), [](#skill-{n % 7})
- Reflected on in [](#thoughts-{n})

(thoughts-{n})=
## Reflection number {n}

- About [](#item-{n})

{parts}

- Skills [](#skill-{n % 12})
"""


def needs(evidence: int) -> str:
    """The same words as needs of sphinx-needs, linked to their skills."""
    n = evidence
    parts = "\n\n".join(f"**{part}:** {SENTENCE}" for part in PARTS)
    date = f"2025-{1 + n % 12:02}-{1 + n % 28:02}"
    return f"""
````{{evidence}} Piece of evidence number {n}
:id: item-{n}
:kind: {KINDS[n % len(KINDS)]}
:issuer: Work Readiness Programme
:date: {date}
:url: https://example.org/verify/{n}
:skills: skill-{n % 12}, skill-{n % 7}

{figure(n, date)}

{SENTENCE}{SENTENCE}
````

```{{reflection}} Reflection number {n}
:id: thoughts-{n}
:about: item-{n}
:skills: skill-{n % 12}

{parts}
```
"""


NEEDS = """
needs_types = [
    {"directive": "evidence", "title": "Evidence", "prefix": "E_"},
    {"directive": "reflection", "title": "Reflection", "prefix": "R_"},
    {"directive": "skill", "title": "Skill", "prefix": "S_"},
]
needs_fields = dict.fromkeys(("kind", "issuer", "date", "url"), {"schema": {"type": "string"}})
needs_links = {
    "about": {"outgoing": "About", "incoming": "Reflected on in"},
    "skills": {"outgoing": "Skills", "incoming": "Shown by"},
}
needs_id_regex = ".*"
"""
LISTINGS = """
```{evidence-gallery}
```

```{evidence-table}
```

```{skills-matrix}
```
"""
NEEDTABLE = """
```{needtable}
:types: evidence
:columns: title, kind, issuer, date, skills
```
"""
SKILLS = "\n".join(f"(skill-{n})=\n## skill {n}\n" for n in range(12))
SKILL_NEEDS = "\n".join(f"```{{skill}} skill {n}\n:id: skill-{n}\n```\n" for n in range(12))


@dataclass(frozen=True)
class Side:
    """One way to write the same portfolio: its items, and one more page if there is text for it."""

    items: Callable[[int], str]
    extension: str = ""
    config: str = ""
    page: str = ""


SIDES = {
    "floor": Side(floor),
    "ours": Side(ours, "sphinx_portfolio"),
    "listings": Side(ours, "sphinx_portfolio", page=LISTINGS),
    "plain MyST": Side(plain, page=SKILLS),
    "sphinx-needs": Side(needs, "sphinx_needs", NEEDS, NEEDTABLE + SKILL_NEEDS),
}


def make(folder: Path, side: Side, items: int, count: int = ITEM_PAGES) -> None:
    """Write one of the source trees: so many items, on ``count`` pages."""
    (folder / "files").mkdir(parents=True)
    for n in range(20):
        (folder / "files" / f"{n}.png").write_bytes(picture(800 + n, 560))
    extensions = ["myst_parser", "sphinx_design", *filter(None, [side.extension])]
    (folder / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT / 'extensions')!r})\n"
        f"extensions = {extensions}\nhtml_theme = 'furo'\nnumfig = True\n{side.config}"
    )
    pages = {}
    pairs = items // 2
    for number in range(count):
        chosen = range(number * pairs // count, (number + 1) * pairs // count)
        body = "\n".join(map(side.items, chosen))
        pages[f"page{number:03}"] = f"# Page {number}\n{body}"
    if side.page:
        pages["more"] = f"# More\n{side.page}"
    contents = "\n".join(pages)
    pages["index"] = f"# Home\n\n```{{toctree}}\n{contents}\n```\n"
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text)


@dataclass
class Cost:
    """What a side costs: CPU seconds of three builds, and megabytes."""

    clean: float = float("inf")
    touched: float = float("inf")
    unchanged: float = float("inf")
    memory: float = float("inf")
    environment: float = 0.0

    def measure(self, folder: Path, out: Path) -> None:
        """Build three times; what is less than before counts."""
        clean, memory = build(folder, out)
        page = folder / "page000.md"
        page.write_text(f"{page.read_text()}\n{SENTENCE}\n")
        touched, _ = build(folder, out)
        unchanged, _ = build(folder, out)
        self.clean, self.memory = min(self.clean, clean), min(self.memory, memory)
        self.touched = min(self.touched, touched)
        self.unchanged = min(self.unchanged, unchanged)
        self.environment = (out / ".doctrees" / "environment.pickle").stat().st_size / 1e6


def build(folder: Path, out: Path) -> tuple[float, float]:
    """CPU seconds of one build with all that it starts, and its largest memory in megabytes."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(out)]
    # Installed packages are compiled; so are all of these, by the first build.
    compiled = {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    others = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, env={**others, **compiled})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def costs(root: Path, names: Iterable[str], rounds: int, items: int, pages: int) -> dict[str, Cost]:
    """What all sides cost, built in turn."""
    found = {name: Cost() for name in names}
    for name in found:
        make(root / name, SIDES[name], items, pages)
    for _ in range(rounds):
        for name, cost in found.items():
            out = root / f"{name}-built"
            shutil.rmtree(out, ignore_errors=True)
            cost.measure(root / name, out)
    for name in found:
        shutil.rmtree(root / name)
    return found


def table(title: str, found: dict[str, Cost]) -> str:
    """The costs in Markdown: seconds as parts of those of the first side, with its own in CPU s."""
    base = next(iter(found.values()))
    rows = [f"| {title} | {' | '.join(found)} |", f"|---|{'---:|' * len(found)}"]
    for words, name in (
        ("clean build", "clean"),
        ("one page touched", "touched"),
        ("nothing changed", "unchanged"),
    ):
        first = getattr(base, name)
        others = [f"{getattr(cost, name) / first:.2f}" for cost in list(found.values())[1:]]
        rows.append(f"| {words} | {' | '.join([f'1 ({first:.1f} s)', *others])} |")
    for words, name in (("peak memory", "memory"), ("environment", "environment")):
        sizes = [
            f"{getattr(cost, name):.{1 if name == 'environment' else 0}f} MB"
            for cost in found.values()
        ]
        rows.append(f"| {words} | {' | '.join(sizes)} |")
    return "\n".join(rows) + "\n"


def growth(found: dict[int, dict[str, Cost]]) -> str:
    """How many times the fewest pages the most cost."""
    fewest, most = min(found), max(found)
    ratios = (
        f"{name} {found[most][name].clean / cost.clean:.1f}" for name, cost in found[fewest].items()
    )
    return f"{fewest} → {most} pages, clean build: {', '.join(ratios)} times\n"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="What a portfolio costs, as ratios.")
    parser.add_argument("--items", type=int, nargs="*", help=f"so many on {ITEM_PAGES} pages")
    parser.add_argument(
        "--pages", type=int, nargs="*", help=f"so many with {ITEMS_OF_PAGE} items each"
    )
    parser.add_argument("--rounds", type=int, default=2, help="builds of each side")
    parser.add_argument("--sides", nargs="+", default=list(SIDES), choices=list(SIDES))
    chosen = parser.parse_args()
    names: list[str] = chosen.sides
    if "sphinx-needs" in names and find_spec("sphinx_needs") is None:
        print("sphinx-needs is left out: it is not installed (pip install sphinx-needs)\n")
        names.remove("sphinx-needs")
    is_all = chosen.items is None and chosen.pages is None
    by_pages: dict[int, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        costs(root, names, 1, 2, 1)  # compiles what is imported
        for items in ITEMS if is_all else chosen.items or ():
            found = costs(root, names, chosen.rounds, items, ITEM_PAGES)
            print(table(f"{items:,} items on {ITEM_PAGES} pages", found), flush=True)
        for pages in PAGES if is_all else chosen.pages or ():
            items = pages * ITEMS_OF_PAGE
            by_pages[pages] = costs(root, names, chosen.rounds, items, pages)
            print(table(f"{pages} pages of {ITEMS_OF_PAGE} items", by_pages[pages]), flush=True)
    if len(by_pages) > 1:
        print(growth(by_pages))


if __name__ == "__main__":
    main()
