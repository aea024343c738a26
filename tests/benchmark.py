"""What a portfolio costs, as ratios: ``make benchmark``.

It is compared with the same words in plain MyST, where all that the extension makes is written by
hand: a heading with a target for each item, its facts, a captioned figure, links both ways (but no
indices); with itself and a page of listings; and with sphinx-needs, which makes records, links both
ways (skills are needs there) and a table of them, too. All sides are built with furo, in turn, in processes of their own; CPU seconds are
compared, which other work on the machine disturbs less than the clock.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from project import ROOT, picture

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = 100
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
    "ours": Side(ours, "sphinx_portfolio"),
    "plain MyST": Side(plain, page=SKILLS),
    "listings": Side(ours, "sphinx_portfolio", page=LISTINGS),
    "sphinx-needs": Side(needs, "sphinx_needs", NEEDS, NEEDTABLE + SKILL_NEEDS),
}


def make(folder: Path, side: Side, items: int) -> None:
    """Write one of the source trees."""
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
    for number in range(PAGES):
        chosen = range(number * pairs // PAGES, (number + 1) * pairs // PAGES)
        body = "\n".join(map(side.items, chosen))
        pages[f"page{number:03}"] = f"# Page {number}\n{body}"
    if side.page:
        pages["more"] = f"# More\n{side.page}"
    contents = "\n".join(pages)
    pages["index"] = f"# Home\n\n```{{toctree}}\n{contents}\n```\n"
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text)


def seconds(folder: Path, out: Path) -> float:
    """CPU seconds of one build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(out)]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratios(root: Path, rounds: int, *names: str) -> dict[tuple[str, str], float]:
    """What building one side costs beside another, for all sides that are built in turn."""
    found: dict[tuple[str, str], list[float]] = {}
    for n in range(rounds):
        times = {name: seconds(root / name, root / f"{name}-{n}") for name in names}
        print(f"  round {n + 1}:", ", ".join(f"{name} {t:.2f} s" for name, t in times.items()))
        for one in names:
            for other in names:
                found.setdefault((one, other), []).append(times[one] / times[other])
    return {pair: median(each) for pair, each in found.items()}


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="evidence and reflections")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each side")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name, side in SIDES.items():
            make(root / name, side, options.items)
        print("CPU seconds of a clean build")
        clean = ratios(root, options.rounds, *SIDES)
        print("CPU seconds when nothing changed")
        unchanged = ratios(root, options.rounds, "ours", "plain MyST")
        size = (root / "ours-0" / ".doctrees" / "environment.pickle").stat().st_size
        print(f"{options.items} items on {PAGES} pages:")
        for words, value, limit in (
            ("clean build, ours / plain MyST", clean["ours", "plain MyST"], "at most 1.3"),
            ("nothing changed, ours / plain MyST", unchanged["ours", "plain MyST"], "at most 1.1"),
            ("clean build, with listings / without", clean["listings", "ours"], "at most 1.5"),
            (
                "clean build, sphinx-needs / ours with listings",
                clean["sphinx-needs", "listings"],
                "at least 2.5",
            ),
            ("pickled environment, in MB", size / 1e6, "less than 2"),
        ):
            print(f"  {words:<47} {value:5.2f}   ({limit})")


if __name__ == "__main__":
    main()
