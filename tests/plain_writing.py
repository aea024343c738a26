"""How one module of an invented portfolio is written: its evidence, and its reflection."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from plain_forms import (
    ADDRESSES,
    BODIES,
    EMOJI,
    FILE_NAMES,
    FOLDERS,
    OTHER_FILES,
    PICTURE_FILES,
    PLACES,
    USELESS,
    VIDEO_FILES,
    Block,
    Labels,
    Place,
    Syntax,
)
from plain_repository import ExpectedEvidence, ExpectedReflection
from plain_texts import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from plain_texts import Language

T = TypeVar("T")
PARTS = ("situation", "task", "action", "result", "reflection")


def dealt(counts: Mapping[T, int], random: Random) -> list[T]:
    """All that is counted, as often as it is, in an order of chance."""
    cards = [one for one, count in counts.items() for _ in range(count)]
    random.shuffle(cards)
    return cards


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of a module as Markdown; ``files`` are the artefacts that it names."""

    title: str
    text: str
    targets: tuple[str, ...]
    files: tuple[str, ...]
    prose: str = ""

    @property
    def expected(self) -> tuple[ExpectedEvidence, ...]:
        return (ExpectedEvidence(self.title, self.targets),) if self.targets else ()

    def under(self, heading: str) -> str:
        return "\n\n".join(filter(None, (heading, self.prose, self.text)))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Artefacts to be had, in the forms that are dealt."""

    random: Random
    targets: Iterator[tuple[Place, Syntax]]

    def evidence(self, title: str, count: int, up: str) -> Evidence:
        """So many targets, as list, as paragraphs or as lines, with a few words."""
        if not count:
            said = ("The evidence is in the repo.", "See the folder of this module.", "")
            return Evidence(title, self.random.choice(said), (), ())
        made = [self._target(title, up) for _ in range(count)]
        lines = [line for line, _, _ in made]
        prose = self.random.choice((*PROSE, "", "", ""))
        files = tuple(path for _, _, path in made if path)
        targets = tuple(target for _, target, _ in made)
        return Evidence(title, self._laid_out(title, lines), targets, files, prose)

    def _laid_out(self, title: str, lines: list[str]) -> str:
        form = self.random.choice(("paragraphs", "paragraphs", "list", "lines", "titles"))
        if form == "list" and not any(line.startswith("<v") for line in lines):
            mark = self.random.choice(("- ", "* ", "1. ", "-"))
            return "\n".join(mark + line for line in lines)
        if form == "titles" and len(lines) > 1:
            titled = (f"**{n}. {title}, part {n}**\n\n{line}" for n, line in enumerate(lines, 1))
            return "\n\n".join(titled)
        return ("\n" if form == "lines" else "\n\n").join(lines)

    def _target(self, title: str, up: str) -> tuple[str, str, str]:
        """Markdown, the address in it, and the path of the file in the repository."""
        place, syntax = next(self.targets)
        n = self.random.randrange(100, 99999)
        path = ""
        if place in ADDRESSES:
            if place in {Place.BLOB, Place.PINNED}:
                path = self._path(title, syntax)
            uuid = f"{self.random.getrandbits(128):032x}"
            uuid = "-".join((uuid[:8], uuid[8:12], uuid[12:16], uuid[16:20], uuid[20:]))
            written = ADDRESSES[place].format(n=n, uuid=uuid, path=quote(path, safe="/()'+&"))
            return self._marked(syntax, written, title), written, path
        path = self._path(title, syntax)
        start = "/" if place is Place.FROM_ROOT else self.random.choice(("", "", "./")) + up
        start = start.replace("./../", "../")
        written = start + path
        if syntax in {Syntax.LINK, Syntax.PICTURE}:
            form = self.random.choice(("%20", "%20", "raw", "<>") if " " in path else ("raw",))
            if form == "<>":
                return self._marked(syntax, f"<{written}>", title), written, path
            if form == "%20":
                written = start + quote(path, safe="/()'+&")
        return self._marked(syntax, written, title), written, path

    def _path(self, title: str, syntax: Syntax) -> str:
        suffixes = {
            Syntax.VIDEO: VIDEO_FILES,
            Syntax.IMG: PICTURE_FILES,
            Syntax.PICTURE: PICTURE_FILES,
        }
        suffix = self.random.choice(suffixes.get(syntax, (*OTHER_FILES, *PICTURE_FILES)))
        # A picture that is a PDF is nothing that GitHub shows, but people try.
        if syntax is Syntax.PICTURE and self.random.random() < 0.03:
            suffix = ".pdf"
        stem = title.replace(" ", "_").lower()
        name = self.random.choice(FILE_NAMES)
        n = self.random.randrange(100, 9999)
        return self.random.choice(FOLDERS) + name.format(stem=stem, Stem=title, n=n) + suffix

    def _marked(self, syntax: Syntax, written: str, title: str) -> str:
        words = self.random.choice((title, f"{title} certificate", "View", "here"))
        alt = self.random.choice((*USELESS, title))
        match syntax:
            case Syntax.LINK:
                return f"[{words}]({written})"
            case Syntax.PICTURE:
                return f"![{alt}]({written})"
            case Syntax.IMG:
                return f'<img width="400" alt="{alt}" src="{written}" />'
            case Syntax.ANCHOR:
                return f'<a href="{written}" target="_blank">{words}</a>'
            case Syntax.VIDEO:
                return f'<video width="320" controls>\n  <source src="{written}">\n</video>'
            case Syntax.BARE:
                return f"{words}: {written}"


@dataclass(frozen=True, slots=True)
class Reflection:
    """The reflection of a module as Markdown, and its parts; ``tail`` follows the last one."""

    text: str
    expected: tuple[ExpectedReflection, ...]
    closed: bool
    tail: str = ""

    #: Addresses inside parts, which are no evidence of their own.
    may = frozenset({"https://example.org/star", "https://example.org/in-a-part.png"})

    @classmethod
    def written(
        cls,
        title: str,
        labels: Labels,
        language: Language,
        random: Random,
        *,
        merged: bool = False,
        fifth: bool = False,
        without: int | None = None,
    ) -> Reflection:
        """Write the parts in one form, each with a sentence or two of its own.

        :param merged: Task and Action have one label.
        :param fifth: a part follows that STAR does not have.
        :param without: the position of a part that is left out.
        """
        names = list(language.labels[: 5 if fifth else 4])
        wanted = [number for number in range(len(names)) if number != without]
        bodies = {
            n: _body(language.sentences[PARTS[n]], labels, random).replace("{module}", title)
            for n in wanted
        }
        if merged:
            names[1], bodies[2] = f"{names[1]} & {names[2]}s", bodies[1]
            wanted.remove(2)
        place = _place(labels, random)
        text = _laid_out(
            [(_label(labels, names[n], n), bodies[n]) for n in wanted], labels.block, place
        )
        parts = {PARTS[n]: bodies[n] for n in sorted(bodies)}
        model = "starr" if fifth else "star"
        closed = labels.block is not Block.HEADINGS
        return cls(text, (ExpectedReflection(parts, title, model),), closed)

    def under(self, heading: str) -> str:
        return "\n\n".join(filter(None, (heading, self.text, self.tail)))

    def twice(self) -> Reflection:
        """The same block pasted again."""
        return replace(self, text=f"{self.text}\n\n{self.text}", expected=self.expected * 2)


def _body(sentences: tuple[str, ...], labels: Labels, random: Random) -> str:
    said = " ".join(random.sample(sentences, min(len(sentences), random.choice((1, 2)))))
    more = random.choice(dealt(BODIES, random))
    simple = labels.block in {Block.BULLETS, Block.TABLE, Block.ITEMS}
    return said + ("" if simple else more)


def _place(labels: Labels, random: Random) -> str:
    """What stands between label and text; a label without a colon stands alone."""
    places = {
        place: count
        for place, count in PLACES.items()
        if (place != " " or labels.closed) and (labels.block is not Block.BULLETS or place == " ")
    }
    if labels.block is Block.HEADINGS:
        places = {"\n": 1, "\n\n": 1}
    return random.choice(dealt(places or {" ": 1}, random))


def _label(labels: Labels, word: str, number: int) -> str:
    return labels.template.format(
        word=word,
        WORD=word.upper(),
        first=word[0],
        rest=word[1:],
        wrong=word[:4] + word[5:] if number == 0 else word,
        emoji=EMOJI[number],
    )


def _laid_out(parts: list[tuple[str, str]], block: Block, place: str) -> str:
    match block:
        case Block.BULLETS:
            return "\n".join(f"- {label}{place}{body}" for label, body in parts)
        case Block.TABLE:
            rows = (f"| {label} | {body} |" for label, body in parts)
            return "\n".join(itertools.chain(("| STAR | |", "|---|---|"), rows))
        case Block.ITEMS:
            items = (f"<li>{label} {body}</li>" for label, body in parts)
            return "\n".join(("<ul>", *items, "</ul>"))
        case _:
            return "\n\n".join(f"{label}{place}{body}" for label, body in parts)
