"""What a portfolio costs, as ratios to the same words in plain MyST: ``make benchmark``.

Both sides are built with furo, in turn, in processes of their own; CPU seconds are compared, which
other work on the machine disturbs less than the clock. The plain side writes by hand what the
extension makes: a heading with a target for each item, its facts, a captioned figure, links both
ways. It has no indices.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from project import ROOT, picture

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

```{{figure}} /files/{n % 20}.png
:name: figure-{n}
:alt: Sample certificate

Piece of evidence number {n}, Work Readiness Programme, {date}
```

{SENTENCE}{SENTENCE}

- Skills [](#skill-{n % 12}), [](#skill-{n % 7})
- Reflected on in [](#thoughts-{n})

(thoughts-{n})=
## Reflection number {n}

- About [](#item-{n})

{parts}

- Skills [](#skill-{n % 12})
"""


def make(folder: Path, *, extension: bool, items: int) -> None:
    """Write one of the two source trees."""
    (folder / "files").mkdir(parents=True)
    for n in range(20):
        (folder / "files" / f"{n}.png").write_bytes(picture(800 + n, 560))
    extensions = ["myst_parser", "sphinx_design"] + ["sphinx_portfolio"] * extension
    (folder / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT / 'extensions')!r})\n"
        f"extensions = {extensions}\nhtml_theme = 'furo'\nnumfig = True\n"
    )
    write = ours if extension else plain
    pairs = items // 2
    for page in range(PAGES):
        chosen = range(page * pairs // PAGES, (page + 1) * pairs // PAGES)
        body = "\n".join(map(write, chosen))
        (folder / f"page{page:03}.md").write_text(f"# Page {page}\n{body}")
    skills = "" if extension else "\n".join(f"(skill-{n})=\n## skill {n}\n" for n in range(12))
    contents = "\n".join(f"page{page:03}" for page in range(PAGES))
    (folder / "index.md").write_text(f"# Home\n\n```{{toctree}}\n{contents}\n```\n{skills}\n")


def seconds(folder: Path, out: Path) -> float:
    """CPU seconds of one build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(out)]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="evidence and reflections")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each side")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        make(root / "ours", extension=True, items=options.items)
        make(root / "plain", extension=False, items=options.items)
        clean, unchanged = [], []
        for n in range(options.rounds):
            sides = {side: seconds(root / side, root / f"{side}-{n}") for side in ("ours", "plain")}
            clean.append(sides["ours"] / sides["plain"])
            print(f"clean build {n + 1}: {sides['ours']:.1f} s, plain {sides['plain']:.1f} s")
        for n in range(options.rounds):
            sides = {side: seconds(root / side, root / f"{side}-{n}") for side in ("ours", "plain")}
            unchanged.append(sides["ours"] / sides["plain"])
            print(f"nothing changed {n + 1}: {sides['ours']:.2f} s, plain {sides['plain']:.2f} s")
        size = (root / "ours-0" / ".doctrees" / "environment.pickle").stat().st_size
        print(f"{options.items} items on {PAGES} pages:")
        print(f"  clean build, ours / plain MyST:     {median(clean):.2f}   (at most 1.3)")
        print(f"  nothing changed, ours / plain MyST: {median(unchanged):.2f}   (at most 1.1)")
        print(f"  pickled environment:                {size / 1e6:.2f} MB (less than 2)")


if __name__ == "__main__":
    main()
