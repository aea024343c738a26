"""Fixtures: small source trees that are built for real."""

from __future__ import annotations

import itertools
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from demonstration import Demonstration
from project import Project
from shortcuts import here
from sphinx_portfolio.files import bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what regenerates ``tests/golden``."""
    parser.addoption("--regenerate", action="store_true", help="write tests/golden anew")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to write what is to be compared, where that is the point."""
    if config.getoption("--regenerate") and os.environ.get("CI"):
        raise pytest.UsageError("golden files are not written in CI")


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """A maker of source trees: ``project({"index.md": "…"}, html_theme="furo")``."""
    numbers = itertools.count()

    def make(files: dict[str, str | bytes], **config: object) -> Project:
        return Project(tmp_path / f"project-{next(numbers)}", files, config)

    return make


@pytest.fixture
def workers_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers run in this process, for files of ours that can do no harm."""
    monkeypatch.setattr(bounded, "run", here)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration, built once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    return Demonstration((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; CI must have one."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a browser: apt-get install chromium")
        pytest.skip("browser tests skipped: apt-get install chromium to run them")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
