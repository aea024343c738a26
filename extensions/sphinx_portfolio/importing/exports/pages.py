"""The pages of a portfolio that is made from an export: each kind of entry has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...names import slug, unique
from ...writing.plain_words import escaped, listed, markdown, prose, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model import Profile
    from ...writing.plain_words import Block
    from .items import Item

#: A longer name is cut, between two words.
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A page of items; ``page`` is its name, and there is none without an item."""

    page: str
    title: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the home page says: ``headline`` is one line, ``summary`` any text."""

    title: str
    headline: str = ""
    summary: str = ""
    profiles: Sequence[Profile] = ()


def pages(
    welcome: Welcome, sections: Iterable[Section], lists: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The pages of a portfolio, by path.

    :param lists: what is known by words only, such as skills, by heading; they share a page.
    """
    sections = [section for section in sections if section.items]
    lists = {heading: words for heading, words in lists.items() if words}
    items = [item for section in sections for item in section.items]
    names = iter(unique(map(_name, items)))
    made = {f"{one.page}.md": _page(one, [next(names) for _ in one.items]) for one in sections}
    if lists:
        made[f"{slug(next(iter(lists)))}.md"] = _page_of_lists(lists)
    menu = [path.removesuffix(".md") for path in made]
    return {"index.md": _home(welcome, menu, has_items=bool(items)), **made}


def evidence(item: Item, name: str) -> str:
    """The directive for an item; ``name`` is what links call it."""
    options = {
        "name": name,
        "kind": item.kind,
        "issuer": item.issuer,
        "date": item.date,
        "expires": item.expires,
        "credential-id": item.credential_id,
        "url": item.url,
    }
    lines = [f":::{{evidence}} {escaped(item.title)}"]
    lines += [f":{option}: {value(words)}" for option, words in options.items() if words]
    lines += listed("skills", item.skills) if item.skills else []
    if text := markdown(item.text):
        mark = "> " if item.is_quoted else ""
        lines += ["", *(f"{mark}{line}".rstrip(" ") for line in text.split("\n"))]
    return "".join(f"{line}\n" for line in [*lines, ":::"])


def _name(item: Item) -> str:
    name = slug(item.title) or item.kind
    if len(name) <= _LONGEST_NAME:
        return name
    cut = name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
    return cut.strip("-._")


def _page(section: Section, names: Iterable[str]) -> str:
    found = (evidence(item, name) for item, name in zip(section.items, names, strict=True))
    return "\n".join([f"# {section.title}\n", *found])


def _page_of_lists(lists: Mapping[str, Sequence[str]]) -> str:
    headings = list(lists)
    level = {heading: "#" if heading == headings[0] else "##" for heading in headings}
    parts = [f"{level[heading]} {heading}\n\n{_list(words)}\n" for heading, words in lists.items()]
    return "\n".join(parts)


def _list(words: Sequence[str]) -> str:
    return markdown([tuple(words)])


def _home(welcome: Welcome, menu: Sequence[str], *, has_items: bool) -> str:
    return "\n".join(_home_parts(welcome, menu, has_items))


def _home_parts(welcome: Welcome, menu: Sequence[str], has_items: bool) -> Iterator[str]:
    yield f"# {escaped(welcome.title)}\n"
    if welcome.headline:
        yield f"**{escaped(welcome.headline)}**\n"
    about: list[Block] = prose(welcome.summary)
    if about:
        yield f"{markdown(about)}\n"
    if welcome.profiles:
        links = (f"[{escaped(one.network)}](<{one.url}>)" for one in welcome.profiles)
        yield f"{' · '.join(links)}\n"
    if menu:
        entries = "".join(f"{name}\n" for name in menu)
        yield f"```{{toctree}}\n:hidden:\n\n{entries}```\n"
    if has_items:
        yield "## Year by year\n\n```{portfolio-timeline}\n```\n"
