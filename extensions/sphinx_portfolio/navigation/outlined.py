"""The menu of a build, as Sphinx and furo make it, with a token where pages differ."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx_design import icons

from .menu import Menu, Outline, UnknownMenuError, token

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

#: What furo asks Sphinx for.
ASKED: dict[str, Any] = {
    "collapse": False,
    "titles_only": True,
    "maxdepth": -1,
    "includehidden": True,
}
#: A page that no menu leads to.
_NOWHERE = "\0"
#: What is written in titles the same on every page.
WORDS = (
    nodes.Text, nodes.emphasis, nodes.strong, nodes.literal, nodes.inline, nodes.math, nodes.raw,
    nodes.subscript, nodes.superscript, nodes.abbreviation, nodes.acronym, nodes.title_reference,
    nodes.generated, nodes.target, addnodes.index, addnodes.literal_emphasis,
    addnodes.literal_strong, addnodes.manpage,
)  # fmt: skip
#: Icons of sphinx-design; 0.7 has but one node for them.
_ICONS = tuple(vars(icons)[name] for name in ("fontawesome", "sd_icon") if name in vars(icons))
#: What a menu consists of besides.
FRAME = (
    nodes.title, addnodes.compact_paragraph, nodes.bullet_list, nodes.list_item, nodes.reference,
)  # fmt: skip
#: HTML that stays within a line: icons, and marks that Markdown lacks.
_WITHIN_A_LINE = re.compile(
    r"(?:[^<]|</?(?:a|abbr|b|bdi|br|circle|code|del|em|g|i|ins|kbd|mark|path|polygon|rect|s|small"
    r"|span|strong|sub|sup|svg|u|wbr)\b)*",
    re.IGNORECASE,
)


def menu_of(builder: StandaloneHTMLBuilder, page: str, html_of: Callable[[str], str]) -> Menu:
    """The menu of a page, and of all that have the same `pages_with_conditions` above them.

    :param html_of: what furo makes of Sphinx's HTML.
    :raises UnknownMenuError: if it holds what may differ from page to page in other ways.
    """
    outlined = _Outlined(builder)
    stand_in: Any = SimpleNamespace(
        env=_EnvironmentBelow(builder.env, page),
        tags=builder.tags,
        get_relative_uri=outlined.address,
        render_partial=outlined.render,
    )
    html = StandaloneHTMLBuilder._get_local_toctree(stand_in, _NOWHERE, **ASKED)
    return Menu(html_of(html), outlined.outline)


def pages_with_conditions(env: BuildEnvironment) -> frozenset[str]:
    """The pages with ``only`` around a section or a table of contents.

    On the pages below them, Sphinx looks at the condition later, and then shows more.
    """
    return frozenset(page for page, toc in env.tocs.items() if any(toc.findall(addnodes.only)))


class _EnvironmentBelow:
    """An environment in which a page has `_NOWHERE` below it, and so Sphinx makes the menu."""

    def __init__(self, env: BuildEnvironment, page: str) -> None:
        self._env = env
        below = [*env.toctree_includes.get(page, ()), _NOWHERE]
        self.toctree_includes = {**env.toctree_includes, page: below}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


class _Outlined:
    """Takes the place of a builder while Sphinx makes a menu, and writes down what it holds."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.outline = Outline()
        self._builder = builder
        self._linked: list[str] = []

    def address(self, _page: str, linked: str) -> str:
        """A token in place of the address of a page."""
        self._linked.append(linked)
        return token("h", len(self._linked) - 1)

    def render(self, menu: nodes.Element | None) -> dict[str, str]:
        """What the builder makes of the menu, with tokens as classes."""
        if menu is not None:
            self._walk(menu, ())
        return self._builder.render_partial(menu)

    def _walk(self, parent: nodes.Element, above: tuple[tuple[str, int], ...]) -> None:
        """Number all that is in an element.

        :param above: the lists and items around it.
        """
        for child in parent.children:
            if type(child) is nodes.bullet_list:
                self.outline.lists += 1
                self._walk(child, (*above, _marked(child, "u", self.outline.lists - 1)))
            elif type(child) is nodes.list_item:
                self._item(child, above)
            elif type(child) is addnodes.compact_paragraph:
                self._walk(child, above)
            elif type(child) is nodes.reference:
                self._link(child, above)
            elif type(child) is nodes.title:
                self._title(child)
            else:
                raise UnknownMenuError(f"a menu with {type(child).__name__}")

    def _item(self, item: nodes.list_item, above: tuple[tuple[str, int], ...]) -> None:
        number, lists = len(self.outline.items), self.outline.lists
        self.outline.items.append(False)
        self._walk(item, (*above, _marked(item, "l", number)))
        self.outline.items[number] = self.outline.lists > lists

    def _link(self, link: nodes.reference, above: tuple[tuple[str, int], ...]) -> None:
        self._title(link)
        number = len(self.outline.links)
        if number == len(self._linked) or not link["refuri"].startswith(token("h", number)):
            return  # to another site
        page = self._linked[number]
        self.outline.links.append((self._builder.get_target_uri(page), bool(link["anchorname"])))
        mark = _marked(link, "a", number)
        # Sphinx gives these classes to what it looks at for the current page; not within ``only``.
        is_looked_at = any(one.startswith("toctree-l") for one in link.parent["classes"])
        if is_looked_at and not link["anchorname"]:
            self.outline.current.setdefault(page, set()).update((*above, mark))

    def _title(self, title: nodes.Element) -> None:
        """Make sure that every page writes the title in the same way."""
        for part in title.findall():
            if part is title:
                continue
            if type(part) not in (*WORDS, *_ICONS):
                raise UnknownMenuError(f"a title with {type(part).__name__}")
            if type(part) is nodes.math and self._builder.math_renderer_name != "mathjax":
                raise UnknownMenuError("a title with a formula that may become a picture")
            if type(part) is nodes.raw and not _WITHIN_A_LINE.fullmatch(part.astext()):
                raise UnknownMenuError("a title with HTML of its author's")


def _marked(element: nodes.Element, kind: str, number: int) -> tuple[str, int]:
    """An element's kind and number, after it got the token for them."""
    element["classes"].append(token(kind, number))
    return kind, number
