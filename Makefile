# From the Floor. `make demo` shows it alive; `make test` proves it. Everything else is listed by `make help`.
SHELL  := /bin/bash
VENV   := .venv
PY     := $(VENV)/bin/python
FLOOR  := $(VENV)/bin/floor
STAMP  := $(VENV)/.set-up

.PHONY: help setup demo test lint types bench soak casebook docs browser clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## make .venv with everything in it

$(STAMP): requirements-dev.txt pyproject.toml
	@python3.11 -m venv $(VENV) 2>/dev/null || python3 -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## a living organisation on SQLite, served at http://localhost:8000
	@$(FLOOR) demo $(ARGS)
