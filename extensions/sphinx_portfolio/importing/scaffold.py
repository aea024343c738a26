"""What every project has beside its pages: what it needs, and how it is built and published."""

from __future__ import annotations

from ..version import __version__
from .editors import editor_files

_RELEASE = ".".join(__version__.split(".")[:2])
_NEXT = f"{_RELEASE.partition('.')[0]}.{int(_RELEASE.partition('.')[2]) + 1}"

_REQUIREMENTS = f"""\
# What builds this portfolio: python -m pip install -r requirements.txt
sphinx-portfolio[serve,site]>={_RELEASE},<{_NEXT}
"""

_READ_THE_DOCS = """\
# Read the Docs runs these commands at the root of the checkout. conf.py stands there and the pages
# in docs/, which its own command does not expect, so the command is given here.
version: 2

build:
  os: ubuntu-24.04
  tools:
    python: "3.13"
  jobs:
    build:
      html:
        - python -m sphinx -T -n -b html -c . -d build/doctrees docs $READTHEDOCS_OUTPUT/html

sphinx:
  configuration: conf.py

python:
  install:
    - requirements: requirements.txt
"""

_GITHUB_PAGES = """\
# GitHub builds and publishes the portfolio after each change, once you chose "GitHub Actions" under
# Settings, Pages. A warning stops nothing; the log of the run shows it.
name: Publish the portfolio
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: true
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
          cache: pip
      - run: python -m pip install -r requirements.txt
      - run: sphinx-portfolio build html
      - uses: actions/upload-pages-artifact@v3
        with:
          path: build/html
      - id: deployment
        uses: actions/deploy-pages@v4
"""

_GIT_IGNORE = """\
# What the import found; it names what is private.
/IMPORT.md
/build/
/.venv/
__pycache__/
"""

#: Files by their path in the project.
SCAFFOLD = {
    "requirements.txt": _REQUIREMENTS,
    ".readthedocs.yaml": _READ_THE_DOCS,
    ".gitignore": _GIT_IGNORE,
    ".github/workflows/pages.yml": _GITHUB_PAGES,
    **editor_files(),
}
