# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run demo test check lint types contracts features bench chaos clean test-postgresql

PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3,$(if $(shell command -v $(p) 2>/dev/null && $(p) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo ok),$(p))))
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml build_support/backend.py $(wildcard forms/browser/package*.json forms/browser/*.mjs forms/browser/src/*)
WORKERS ?= 2
# airline, hospital or rail
SECTOR ?= airline

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed  ## set everything up and show a storm at http://127.0.0.1:8000 (SECTOR=hospital, SECTOR=rail: theirs)
	$(BIN)/amends demo --serve --sector $(SECTOR)

TESTS = $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

test: $(VENV)/.dev chromium  ## set everything up and run all tests, on SQLite, and what touches the database on PostgreSQL too
	$(TESTS)
	$(TESTS) -rs --database postgresql $(TOUCHING)
	$(TESTS) -rs --database postgresql tests/test_features.py -m assurance

# Where PostgreSQL cannot be started these skip loudly, and fail in CI; TEST_DATABASE_URL names another server.
TOUCHING = $(addprefix tests/integration/test_,store_*.py recovery.py times.py world.py jobs_*.py moving.py backup.py stop_and_start.py many_processes.py)

test-postgresql: $(VENV)/.dev chromium  ## run all tests on PostgreSQL
	$(TESTS) -rs --database postgresql

check: lint types contracts test  ## what must be green before a change is handed in

lint: $(VENV)/.dev  ## style and likely mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/amends check --no-features

types: $(VENV)/.dev  ## types
	mkdir -p .typing/amends && ln -sfn ../../engine ../../forms ../../features .typing/amends/
	$(BIN)/pyright --pythonpath $(BIN)/python

contracts: $(VENV)/.dev  ## who may import whom
	$(BIN)/lint-imports

# One house after another dies of kill -9 at every point of engine/faults.py, ROUNDS times at each; ON=postgresql for the other database.
ROUNDS ?= 20
ON ?= sqlite
chaos: $(VENV)/.dev  ## die at every named point, 20 times each; takes an hour or more (ROUNDS=1 is quicker)
	ROUNDS=$(ROUNDS) $(BIN)/python -m pytest tests/chaos tests/test_faults.py --database $(ON) -n $(WORKERS) -v

features: $(VENV)/.dev  ## the principles, with evidence in build/
	$(BIN)/python -m pytest tests/test_features.py

bench: $(VENV)/.dev  ## what a step costs, beside the library as documented; figures in build/
	$(BIN)/python -m benchmarks $(BENCH)

conformance: $(VENV)/.dev  ## the engine against the standard: 2,000 random diagrams, 5,000 broken files, 200 diagrams driven
	$(BIN)/python -m pytest -o python_files='long_*.py' tests/conformance -n $(WORKERS) -p no:cacheprovider

clean:  ## forget the environment and what was built (never the data in instance/)
	rm -rf $(VENV) .typing build dist forms/static/built forms/browser/node_modules *.egg-info

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Amends needs Python 3.11 or newer with venv; none was found."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# The browser tests need Chromium. Where it is missing and may be installed, Debian's package is; otherwise they skip loudly (and fail in CI).
.PHONY: chromium
chromium:
	@sh build_support/chromium.sh
