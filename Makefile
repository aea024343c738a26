# sphinx-portfolio: `make` shows what can be done. Every target sets itself up.

PYTHON     ?= python3
VENV       ?= .venv
BUILDDIR   ?= build
SPHINXOPTS ?=
TESTOPTS   ?=
PIPOPTS    ?=

TEX := latexmk texlive-luatex texlive-latex-recommended texlive-latex-extra \
       texlive-fonts-recommended tex-gyre fonts-texgyre lmodern fonts-dejavu fonts-noto-color-emoji

BIN    := $(VENV)/bin
SPHINX := $(BIN)/python -m sphinx -c . -d $(BUILDDIR)/doctrees $(SPHINXOPTS)

.DEFAULT_GOAL := help
.PHONY: help html pdf test test-lowest check benchmark catalogues generated tex-packages clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /:/' | awk -F: '{printf "  make %-12s %s\n", $$1, $$2}'

html: $(VENV)/html.ok ## Build the portfolio as a web site in build/html
	@$(SPHINX) -b html docs $(BUILDDIR)/html
	@echo "Open $(BUILDDIR)/html/index.html in a browser."

pdf: $(VENV)/pdf.ok ## Build the portfolio as build/latex/portfolio.pdf
	@command -v latexmk lualatex >/dev/null || \
	  { echo "A PDF needs TeX. On Debian or Ubuntu: apt-get install $(TEX)"; exit 1; }
	@$(SPHINX) -b latex docs $(BUILDDIR)/latex
	@cd $(BUILDDIR)/latex && latexmk -lualatex -interaction=nonstopmode -halt-on-error -silent \
	  portfolio.tex >latexmk.log 2>&1 || { tail -n 30 latexmk.log; exit 1; }
	@$(BIN)/python -m sphinx_portfolio.latex.log $(BUILDDIR)/latex/portfolio.log
	@echo "The PDF is $(BUILDDIR)/latex/portfolio.pdf."

test: $(VENV)/test.ok ## Run all tests
	@$(BIN)/python -m pytest $(TESTOPTS)

test-lowest: ## Run all tests with the oldest supported packages
	@$(MAKE) --no-print-directory test VENV=.venv-lowest PIPOPTS="-c tests/lowest.txt"

check: $(VENV)/test.ok ## Check style and types
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

benchmark: $(VENV)/test.ok ## Measure what 10,000 items cost, as ratios
	@$(BIN)/python tests/benchmark.py

catalogues: $(VENV)/test.ok ## Update and compile the translations of the interface
	@cd extensions && ../$(BIN)/python -m sphinx_portfolio.locale.update

generated: $(VENV)/test.ok ## Write what follows from the declarations of options
	@PYTHONPATH=extensions $(BIN)/python tests/generate.py

tex-packages:
	@echo $(TEX)

clean: ## Remove everything that was built
	rm -rf $(BUILDDIR)

# -- Set-up: a virtual environment, made again when pyproject.toml changes ----

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "The venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/html.ok: pyproject.toml | $(VENV)/bin/python
	@echo "Installing what is needed into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e . $(PIPOPTS)
	@touch $@

$(VENV)/pdf.ok: pyproject.toml | $(VENV)/bin/python
	@echo "Installing what is needed into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[pdf]' $(PIPOPTS)
	@touch $@

$(VENV)/test.ok: pyproject.toml tests/lowest.txt | $(VENV)/bin/python
	@echo "Installing what the tests need into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[pdf,test,dev]' $(PIPOPTS)
	@touch $@ $(VENV)/html.ok $(VENV)/pdf.ok
