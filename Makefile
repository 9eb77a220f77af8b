# Two commands set everything up from a bare clone: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements-dev.lock
.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs pages lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "headwater needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.python pyproject.toml $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(LOCK) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(LOCK) -e '.[dev]'
	@touch $@

demo: $(VENV)/.base ## screen the demonstration files and show the queue
	$(BIN)/headwater screen demo/*.csv --out demo-review

test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## run the benchmarks (long)
	$(BIN)/python -m benchmarks

docs: $(VENV)/.dev ## build the documentation, strictly
	$(BIN)/mkdocs build --strict

pages: $(VENV)/.dev ## renew the generated pages of the documentation
	$(BIN)/python docs/_pages/make.py

lock: $(VENV)/.dev ## renew the development lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-header --no-annotate --output-file $(LOCK) pyproject.toml

clean: ## remove what the other targets made
	rm -rf $(VENV) demo-review site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
