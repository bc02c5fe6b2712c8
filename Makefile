# From the Floor. `make demo` shows it alive; `make test` proves it. Everything else is listed by `make help`.
SHELL  := /bin/bash
VENV   := .venv
PY     := $(VENV)/bin/python
FLOOR  := $(VENV)/bin/floor
STAMP  := $(VENV)/.set-up

ORACLES := .venv-oracles
# What asks the database in its own ways, and what several do at once, every day; all rooms have their turn in `make soak`.
AT_ONCE       := $(addprefix floor/polls/tests/test_,handing_in.py two_at_once.py tampering_while_open.py an_election.py) \
                 $(addprefix floor/meetings/tests/test_,two_devices.py motions_at_once.py)
ON_POSTGRESQL := floor/book floor/house $(AT_ONCE)
THEN_TOO      := floor/polls floor/promises floor/meetings floor/press floor/congress floor/site tests/casebook

.PHONY: help setup demo test on-sqlite lint types bench soak oracles casebook docs browser clean

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

test on-sqlite soak types: export FLOOR_HOME := $(shell mktemp -d)
test: setup browser lint ## everything that must hold, on SQLite and on PostgreSQL
	@$(MAKE) --no-print-directory -j 2 types on-sqlite
	@$(PY) -W ignore -m tests.postgres $(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow and not browser" -k "not pages and not importing and not telling" $(ON_POSTGRESQL)

on-sqlite: setup
	@$(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow" $(ARGS)

lint: setup ## ruff: form and faults
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: setup ## mypy, strict on law, count and book
	@$(VENV)/bin/mypy

browser: ## Chromium for the browser tests, from the system's packages
	@test -x /usr/bin/chromium || (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null)

bench: setup ## every figure, each a ratio within one run
	@$(PY) -W ignore -m bench

soak: setup browser ## what takes too long for every day: a million members, independent readers
	@FLOOR_REBUILD=all FLOOR_INDEPENDENT=1 $(VENV)/bin/pytest -m slow $(ARGS)
	@FLOOR_REBUILD=all $(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow and not browser" floor/count floor/law floor/house $(THEN_TOO)
	@$(PY) -W ignore -m tests.postgres $(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow and not browser" floor/house $(THEN_TOO)

oracles: $(ORACLES)/.set-up ## counts compared with other people's programs, in an environment of their own
	@$(ORACLES)/bin/python -m pytest -q -c tests/oracles/pytest.ini --rootdir tests/oracles --confcutdir tests/oracles -p no:cacheprovider tests/oracles $(ARGS)

$(ORACLES)/.set-up: requirements-oracles.txt
	@python3.11 -m venv $(ORACLES) 2>/dev/null || python3 -m venv $(ORACLES)
	@$(ORACLES)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-oracles.txt
	@touch $@

casebook: setup ## which historical cases run as tests, and which wait for what
	@$(PY) -W ignore -m tests.casebook.cases

docs: setup ## the documentation as a site in site-docs/
	@$(PY) -W ignore -m docs.reference
	@$(VENV)/bin/mkdocs build --quiet --strict

clean: ## take away what was made
	@rm -rf $(VENV) $(ORACLES) build site-docs .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
