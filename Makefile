# sphinx-portfolio: `make` shows what can be done. Every target sets itself up.

PYTHON     ?= python3
VENV       ?= .venv
BUILDDIR   ?= build
SPHINXOPTS ?=
TESTOPTS   ?=
BENCHMARKOPTS ?=
PIPOPTS    ?=
# What makes the PDF: latex or typst; if this says nothing, latex where it is installed.
ENGINE     ?=

TEX_PACKAGES := extensions/sphinx_portfolio/latex/packages.txt

BIN    := $(VENV)/bin
BUILD  := $(BIN)/python -m sphinx_portfolio build --output $(BUILDDIR)

.DEFAULT_GOAL := help
.PHONY: help html pdf privacy test test-lowest check benchmark benchmark-files catalogues generated tex-packages clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /:/' | awk -F: '{printf "  make %-15s %s\n", $$1, $$2}'

html: $(VENV)/html.ok ## Build the portfolio as a web site in build/html
	@$(BUILD) html -- $(SPHINXOPTS)

pdf: $(VENV)/pdf.ok ## Build the portfolio as build/pdf/portfolio.pdf; ENGINE=typst needs no TeX
	@$(BUILD) pdf $(if $(ENGINE),--engine $(ENGINE)) -- $(SPHINXOPTS)

privacy: $(VENV)/html.ok ## Look for what your pages give away
	@$(BIN)/python -m sphinx -c . -d $(BUILDDIR)/privacy/doctrees -q -E -b dummy \
	  -D portfolio_leak_check=all docs $(BUILDDIR)/privacy
	@echo "All pages were looked through. If warnings stand above, do what they say; else nothing"
	@echo "was found. No program sees all: docs/guide/building.md ends with what to look at yourself."

test: $(VENV)/test.ok ## Run all tests
	@$(BIN)/python -m pytest $(TESTOPTS)

test-lowest: ## Run the tests that depend on packages with the oldest supported ones
	@$(MAKE) --no-print-directory test VENV=.venv-lowest PIPOPTS="-c tests/lowest.txt" \
	  TESTOPTS='-m "not newest" $(TESTOPTS)'

check: $(VENV)/test.ok ## Check style and types
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

benchmark: $(VENV)/test.ok ## Measure what portfolios cost beside bare words, as ratios
	@$(BIN)/python tests/benchmark.py $(BENCHMARKOPTS)

benchmark-files: $(VENV)/test.ok ## Measure what files cost, as ratios
	@$(BIN)/python tests/benchmark_files.py

catalogues: $(VENV)/test.ok ## Update and compile the translations of the interface
	@cd extensions && ../$(BIN)/python -m sphinx_portfolio.locale.update

generated: $(VENV)/test.ok ## Write what follows from the declarations of options
	@PYTHONPATH=extensions $(BIN)/python tests/generate.py

tex-packages:
	@cat $(TEX_PACKAGES)

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
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[site]' $(PIPOPTS)
	@touch $@

$(VENV)/pdf.ok: pyproject.toml | $(VENV)/bin/python
	@echo "Installing what is needed into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[pdf,site]' $(PIPOPTS)
	@touch $@

$(VENV)/test.ok: pyproject.toml tests/lowest.txt | $(VENV)/bin/python
	@echo "Installing what the tests need into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[pdf,site,test,dev]' $(PIPOPTS)
	@touch $@ $(VENV)/html.ok $(VENV)/pdf.ok
