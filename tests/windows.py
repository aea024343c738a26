"""A page of a browser that one test after the other looks at, each as if it were new."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

# Colours on their way to others are none that anybody reads.
ARRIVE = """() => document.getAnimations().filter((move) => move instanceof CSSTransition)
  .forEach((move) => move.finish())"""
_KEPT: WeakKeyDictionary[Browser, Page] = WeakKeyDictionary()


@contextmanager
def window(
    browser: Browser,
    width: int = 1280,
    height: int = 720,
    *,
    color_scheme: Literal["light", "dark"] = "light",
    reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
    forced_colors: Literal["active", "none"] = "none",
) -> Iterator[Page]:
    """A page of this size, for somebody who likes it so.

    A really new one costs two processes, and with them more than most looks at a page. Only what
    cannot be taken back needs one: scripts of the start, and contexts with other options.
    """
    page = _KEPT.pop(browser, None) or browser.new_context().new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        media="null",
        color_scheme=color_scheme,
        reduced_motion=reduced_motion,
        forced_colors=forced_colors,
    )
    yield page
    _KEPT[browser] = _cleaned(page)


def _cleaned(page: Page) -> Page:
    """The page without what a test leaves behind."""
    page.unroute_all()
    page.goto("about:blank")
    tools = page.context.new_cdp_session(page)
    tools.send("Storage.clearDataForOrigin", {"origin": "file://", "storageTypes": "all"})
    tools.send("Page.resetNavigationHistory")
    tools.detach()
    return page


def violations(page: Page, *within: str) -> list[str]:
    """What axe finds in a page, or within what is selected; the page may have been asked before."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate(ARRIVE)
    found = page.evaluate(
        """(within) => axe.run(within.length ? { include: within } : document,
          { reporter: "no-passes" }).then((results) => results.violations)""",
        within,
    )
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
