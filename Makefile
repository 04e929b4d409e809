# The two commands: make demo, make test. Both set up everything by themselves and are quick
# the second time. PYTHON names the interpreter to build .venv with.

PYTHON ?= python3
BIN := .venv/bin
PINS := pyproject.toml constraints.txt
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt

# What a fresh Debian lacks is installed there, by root and in silence; nowhere else, and by nobody else.
DEBIAN_ROOT := { [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; }
APT := fetch() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$1 >/dev/null 2>&1; }; \
  try() { fetch $$1 || { apt-get update -qq >/dev/null 2>&1 && fetch $$1; }; }; try

.PHONY: help demo test check bench docs fix chromium
.DEFAULT_GOAL := help

help:
	@echo "make demo    the findings and the report of the reference case ukraine-2025"
	@echo "make test    everything that must hold: lint, types, layers, tests, examples of the documentation"
	@echo "make check   the quick part of it: lint, types, layers"
	@echo "make bench   how fast it is, beside its peers; takes long, Ctrl-C keeps what is printed"
	@echo "make docs    the documentation, in docs/_build"
	@echo "make fix     mend what can be mended by machine: lint, format"

demo: .venv/.base
	@mkdir -p build
	@$(BIN)/irenic assess ukraine-2025
	@$(BIN)/irenic report ukraine-2025 -q -o build/ukraine-2025.html >/dev/null
	@echo "the report: $(CURDIR)/build/ukraine-2025.html"

test: check chromium
	@echo "test: the whole suite, with examples and coverage"
	@$(BIN)/python -m pytest -q -n 2 --cov

check: .venv/.dev
	@echo "check: lint"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@echo "check: types"
	@$(BIN)/mypy
	@echo "check: layers"
	@said=$$($(BIN)/lint-imports 2>&1) || { echo "$$said"; exit 1; }

# Peers under other licences, and heavy ones, live in an environment of their own.
PEERS := negmas==0.16.0 pygambit==17.0.0b2 ema-workbench==2.5.3 SALib==1.6.0

# ROWS chooses sections, and sizes: make bench ROWS="start war=20". The last one, whole, takes long.
bench: .venv/.dev .bench-venv/.peers
	@echo "bench: speed, in ratios"
	@$(BIN)/python -m benchmarks $(ROWS)

docs: .venv/.dev
	@echo "docs: building docs/_build/index.html"
	@$(BIN)/sphinx-build -q -n -W --keep-going docs docs/_build

fix: .venv/.dev
	@echo "fix: lint and format"
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# The virtual environment, made anew only where a pin or a dependency has changed.
.venv/bin/python:
	@echo "setup: .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Irenic needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; $(DEBIAN_ROOT) && \
	  echo "setup: Debian's python3-venv" && $(APT) python3-venv && $(PYTHON) -m venv .venv; } || \
	  { rm -rf .venv; echo "Python's venv module does not work; on Debian: apt-get install python3-venv"; exit 1; }

.venv/.base: $(PINS) | .venv/bin/python
	@echo "setup: what the product needs"
	@$(PIP) -e .
	@touch $@

.venv/.dev: $(PINS) | .venv/bin/python
	@echo "setup: what the product and its tests need"
	@$(PIP) -e '.[dev]'
	@touch .venv/.base $@

.bench-venv/.peers: Makefile | .venv/bin/python
	@echo "setup: the peers to measure against"
	@$(BIN)/python -m venv --clear .bench-venv
	@.bench-venv/bin/python -m pip install -qq --disable-pip-version-check $(PEERS)
	@touch $@

# Tests in a browser need a Chromium. A fresh Debian gets its own; elsewhere one must be there.
chromium:
	@found() { for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name >/dev/null 2>&1 && return 0; done; return 1; }; \
	if ! found && $(DEBIAN_ROOT); then \
	  echo "setup: Debian's chromium, for the tests in a browser"; $(APT) chromium || true; \
	fi; \
	found || printf '%s\n' \
	  "**********************************************************************" \
	  "  No Chromium is installed: THE TESTS IN A BROWSER WILL BE SKIPPED." \
	  "**********************************************************************"
