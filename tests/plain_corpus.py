"""Portfolios made of the forms that people use, each as often as they do.

``python tests/plain_corpus.py FOLDER`` writes them all out, and those written by hand, to look at.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from plain_forms import (
    EVIDENCE_HEADINGS,
    LABELS,
    LAYOUTS,
    MERGED,
    MODULE_HEADINGS,
    REFLECTION_HEADINGS,
    TAILS,
    TARGETS,
    TRAPS,
    Block,
    Labels,
    Layout,
)
from plain_repository import Expected, Repository, artefacts, written_by_hand
from plain_texts import ABOUT, IN_DUTCH, IN_ENGLISH, LANGUAGES, MODULES, TAKEAWAYS, Language
from plain_writing import Evidence, Reflection, Shelf, dealt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEED = 57


@dataclass(frozen=True, slots=True)
class Style:
    """What one person does the same way on all pages; no heading at all is empty."""

    layout: Layout
    blocks: int
    module_heading: str
    evidence_heading: str
    reflection_heading: str
    trap: str
    newline: str = "\n"
    languages: Mapping[str, Language] | None = None
    merged: bool = False

    def language(self, labels: Labels) -> Language:
        """The language of a module is that of its labels."""
        return (self.languages or {"en": IN_ENGLISH, "nl": IN_DUTCH})[labels.language]


@dataclass(slots=True)
class Supplies:
    """What is dealt out to the portfolios, one after the other."""

    random: Random
    labels: Iterator[Labels]
    targets: Iterator[int]
    tails: Iterator[str]
    fifth: Iterator[bool]
    without: Iterator[int | None]
    shelf: Shelf


def generated() -> list[Repository]:
    """57 portfolios as they were counted, and a small one for each further language."""
    random = Random(SEED)
    supplies = _supplies(random)
    counted = [
        _portfolio(f"counted-{number:02}", style, supplies)
        for number, style in enumerate(_styles(random), start=1)
    ]
    return counted + [_in_language(language, random) for language in LANGUAGES]


def _supplies(random: Random) -> Supplies:
    targets = [0] * 35 + [1] * 130 + [2] * 96 + [3] * 30
    random.shuffle(targets)
    return Supplies(
        random,
        iter(_runs(random)),
        iter(targets),
        iter(dealt(TAILS, random)),
        iter(dealt({True: 24, False: 267}, random)),
        iter(dealt({None: 289, 1: 1, 2: 1}, random)),
        Shelf(random, iter(dealt(TARGETS, random))),
    )


def _runs(random: Random) -> list[Labels]:
    """People seldom change the form of their labels, so each comes a few times in a row."""
    runs = [[one] * min(5, one.count - first) for one in LABELS for first in range(0, one.count, 5)]
    random.shuffle(runs)
    return [one for run in runs for one in run]


def _styles(random: Random) -> list[Style]:
    layouts = dealt(LAYOUTS, random)
    evidence = dealt(Counter([*EVIDENCE_HEADINGS, *[""] * 20]), random)
    reflection = dealt(Counter(["", "", *REFLECTION_HEADINGS]), random)
    blocks = dealt({5: 49, 4: 7}, random)
    newlines = dealt({"\n": 51, "\r\n": 5}, random)
    cycles = zip(itertools.cycle(MODULE_HEADINGS), itertools.cycle(TRAPS), strict=False)
    merged = Style(
        Layout.ONE_README, 18, "## {number}. {module}", "**Evidence**", "", "", merged=True
    )
    layouts.remove(Layout.ONE_README)
    columns = zip(layouts, blocks, cycles, evidence, reflection, newlines, strict=False)
    return [merged] + [
        Style(layout, count, heading, proof, account, trap, newline)
        for layout, count, (heading, trap), proof, account, newline in columns
    ]


def _in_language(language: Language, random: Random) -> Repository:
    labels = Labels(random.choice(("**{word}:**", "**{word}**", "**{first} ({word}):**")), 3)
    supplies = replace(
        _supplies(random), labels=itertools.repeat(labels), targets=itertools.repeat(1)
    )
    style = Style(
        Layout.ONE_README,
        3,
        "## {module}",
        f"### {language.evidence}",
        f"### {language.reflection}",
        "",
        languages={"en": language},
    )
    return _portfolio(f"language-{language.code}", style, supplies)


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its title, and its two sides as Markdown with what is in them."""

    number: int
    title: str
    evidence: Evidence
    reflection: Reflection


def _portfolio(name: str, style: Style, supplies: Supplies) -> Repository:
    start = supplies.random.randrange(len(MODULES))
    modules = [_module(number, start, style, supplies) for number in range(1, style.blocks + 1)]
    pages = dict(_LAYOUTS[style.layout](style, modules, supplies.random))
    own = [path for module in modules for path in module.evidence.files]
    if supplies.random.random() < 0.4:
        own.append("unlinked/Certificate nobody names.pdf")
    files = {path: text.replace("\n", style.newline).encode() for path, (text, _) in pages.items()}
    expected = {path: page for path, (_, page) in pages.items() if page != Expected()}
    return Repository(name, files | artefacts(own), expected)


def _module(number: int, start: int, style: Style, supplies: Supplies) -> Module:
    labels = MERGED if style.merged else next(supplies.labels)
    language = style.language(labels)
    title = language.modules[(start + number) % len(language.modules)]
    up = style.layout in {Layout.FOLDER_PER_MODULE, Layout.REFLECTIONS_APART}
    evidence = supplies.shelf.evidence(title, next(supplies.targets), "../" if up else "")
    reflection = Reflection.written(
        title,
        labels,
        language,
        supplies.random,
        merged=style.merged,
        fifth=next(supplies.fifth),
        without=next(supplies.without),
    )
    tail = next(supplies.tails)
    # A heading of what follows is no deeper than the parts, or it would belong to the last.
    deeper = "##" if labels.block is Block.HEADINGS else "####"
    tail = tail.format(deeper=deeper, takeaway=supplies.random.choice(TAKEAWAYS))
    if supplies.random.random() < 0.01:
        reflection = reflection.twice()
    return Module(number, title, evidence, replace(reflection, tail=tail))


Pages: TypeAlias = "Iterator[tuple[str, tuple[str, Expected]]]"


def _heading(style: Style, module: Module) -> str:
    return style.module_heading.format(
        module=module.title, MODULE=module.title.upper(), number=module.number, emoji="🧩"
    )


def _both(style: Style, module: Module, random: Random) -> tuple[str, Expected]:
    """Evidence and reflection of a module, in one order or the other."""
    evidence, heading = module.evidence, style.evidence_heading
    reflection = module.reflection.under(style.reflection_heading.format(module=module.title))
    after = random.random() < (0.15 if heading or module.reflection.closed else 0)
    if after and not heading:
        # Nobody could tell words between the last part and an artefact from that part.
        evidence = replace(evidence, prose="")
    sides = [evidence.under(heading), reflection]
    if after:
        sides.reverse()
    text = "\n\n".join([_heading(style, module), *filter(None, sides)])
    return text, Expected(
        module.evidence.expected, module.reflection.expected, module.reflection.may
    )


def _together(pages: list[Expected]) -> Expected:
    return Expected(
        tuple(one for page in pages for one in page.evidence),
        tuple(one for page in pages for one in page.reflections),
        frozenset(one for page in pages for one in page.may),
    )


def _front(style: Style, random: Random) -> str:
    title = random.choice(("# Digital Portfolio", "# My Portfolio 💼", "Portfolio\n=========", ""))
    about = random.choice((f"## About Me\n\n{random.choice(ABOUT)}", random.choice(ABOUT), ""))
    return "\n\n".join(filter(None, (title, about, style.trap))) + "\n\n"


def _one_readme(style: Style, modules: list[Module], random: Random) -> Pages:
    made = [_both(style, module, random) for module in modules]
    rule = random.choice(("\n\n", "\n\n---\n\n"))
    contents = "\n".join(
        f"- [{module.title}](#{module.title.lower().replace(' ', '-')})" for module in modules
    )
    front = _front(style, random) + (f"{contents}\n\n" if random.random() < 0.4 else "")
    text = front + rule.join(text for text, _ in made) + "\n"
    yield "README.md", (text, _together([page for _, page in made]))


def _index(style: Style, places: Mapping[str, str], random: Random) -> str:
    """A page of links; some of them lead nowhere."""
    links = [f"[{title}]({place})" for title, place in places.items()]
    if random.random() < 0.3:
        links.append("[Module to come](Module%20to%20come.md)")
    start = random.choice(("- ", "* ", "1. ", "-", "| "))
    if start == "| ":
        links = ["| Page |", "|---|", *(f"| {link} |" for link in links)]
        start = ""
    return _front(style, random) + "\n".join(start + link for link in links) + "\n"


def _file_per_module(style: Style, modules: list[Module], random: Random) -> Pages:
    names = {module.title: _file_name(module.title, random) + ".md" for module in modules}
    places = {title: name.replace(" ", "%20") for title, name in names.items()}
    yield "README.md", (_index(style, places, random), Expected())
    back = random.choice(("", "\n\n---\n\n[⬅ Back](README.md)", "\n\n[Home](README.md)"))
    for module in modules:
        text, page = _both(style, module, random)
        yield names[module.title], (text + back + "\n", page)
    if random.random() < 0.15:
        yield "empty.md", ("", Expected())


def _folder_per_module(style: Style, modules: list[Module], random: Random) -> Pages:
    names = {m.title: f"{m.number}. {m.title}" for m in modules}
    places = {title: name.replace(" ", "%20") + "/" for title, name in names.items()}
    yield "README.md", (_index(style, places, random), Expected())
    for module in modules:
        text, page = _both(style, module, random)
        yield f"{names[module.title]}/README.md", (text + "\n", page)


def _reflections_apart(style: Style, modules: list[Module], random: Random) -> Pages:
    suffix = random.choice((".md", ".md", ".md", ""))
    places = {m.title: f"reflections/{_file_name(m.title, random)}{suffix}" for m in modules}
    links = {title: place.replace(" ", "%20") for title, place in places.items()}
    yield "README.md", (_index(style, links, random), Expected())
    for module in modules:
        proof = module.evidence.under("")
        text = (
            f"# {module.title} – {style.evidence_heading.strip('#* :') or 'Evidence'}\n\n{proof}\n"
        )
        yield f"evidence/{module.number}.md", (text, Expected(module.evidence.expected))
        account = module.reflection.under(style.reflection_heading.format(module=module.title))
        yield (
            places[module.title],
            (
                f"# {module.title}\n\n{account}\n",
                Expected((), module.reflection.expected, module.reflection.may),
            ),
        )


def _file_name(title: str, random: Random) -> str:
    """A third of all names have blanks."""
    return random.choice((title, title.replace(" ", "_"), title.replace(" ", "").lower()))


_LAYOUTS = {
    Layout.ONE_README: _one_readme,
    Layout.FILE_PER_MODULE: _file_per_module,
    Layout.FOLDER_PER_MODULE: _folder_per_module,
    Layout.REFLECTIONS_APART: _reflections_apart,
}


def main(folder: Path) -> None:
    """Write all portfolios below a folder, each with what is expected of its pages beside it."""
    for repository in (*generated(), *written_by_hand()):
        repository.write(folder / repository.name)
        expected = {
            name: asdict(page) | {"may": sorted(page.may)}
            for name, page in repository.expected.items()
        }
        (folder / f"{repository.name}.json").write_text(
            json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
