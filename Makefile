# Every command a developer needs; `make help` lists them.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
TEMPLATES = find src -path '*/templates/*' -name '*.html' -print0 | xargs -0

.PHONY: help setup ready lock format messages lint types layers unit installed journeys test bench \
  demo demo-reset migrations wheel clean
.DEFAULT_GOAL := help

help: ## list every target
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

demo: ready ## open a furnished house on this machine; Ctrl-C stops it, the data stays
	@exec $(BIN)/hanse demo

demo-reset: ready ## remove the demo's data, so that the next start furnishes it anew
	@exec $(BIN)/hanse demo-reset

test: lint types layers unit installed journeys ## everything that must pass

# the environment: versions and hashes from the lock, nothing else

setup: .venv/.synced ## create the environment from the lock

# running needs less than developing; an environment for development serves for both
ready:
	@if [ -e .venv/.synced ]; then $(MAKE) -s .venv/.synced; else $(MAKE) -s .venv/.ready; fi

$(BIN)/uv: requirements/uv.txt
	@test -x $(BIN)/python || test -n "$(PYTHON)" || { echo "Hanse needs Python 3.11 or newer."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements/uv.txt
	touch $@

.venv/.ready: requirements/run.txt requirements/build.txt pyproject.toml $(BIN)/uv
	$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements/run.txt requirements/build.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

.venv/.synced: requirements/dev.txt pyproject.toml $(BIN)/uv
	$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements/dev.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

lock: $(BIN)/uv ## write the hash-locked requirements anew
	cd requirements && for name in uv build run dev bench; do \
	  ../$(BIN)/uv pip compile -q --generate-hashes --no-header --python-version 3.11 $$name.in -o $$name.txt; done

# the parts of `make test`

format: setup ## format code and templates
	$(BIN)/ruff check --fix -q . && $(BIN)/ruff format -q .
	-@$(TEMPLATES) $(BIN)/djade --target-version 5.2
	-@$(TEMPLATES) $(BIN)/djangofmt --indent-width 2

messages: setup ## collect the words on screen for translation and compile them (needs GNU gettext)
	cd src/hanse && ../../$(BIN)/python -m django makemessages --settings hanse.config.settings \
	  -l en -l de --no-obsolete --no-location && \
	  ../../$(BIN)/python -m django compilemessages --settings hanse.config.settings -l de

lint: setup ## check code style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup ## check types
	$(BIN)/mypy src

layers: setup ## check who may import whom
	$(BIN)/lint-imports --no-logo --no-cache

unit: setup ## run the tests that need neither browser nor second installation
	$(BIN)/python -m pytest -m "not journey and not installed" -n 2 --dist loadgroup

installed: setup ## try the wheel in an empty environment, and a PostgreSQL server of the system
	$(BIN)/python -m pytest tests/installed

journeys: setup ## walk through the pages with a real browser, found or installed
	HANSE_BROWSER="$$($(BIN)/python tools/browser.py)" $(BIN)/python -m pytest tests/journeys -n 2 --dist loadgroup

# now and then

.venv-bench/.synced: requirements/bench.txt | setup
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	$(BIN)/uv pip sync -q --compile-bytecode --python .venv-bench/bin/python --require-hashes requirements/bench.txt
	touch $@

bench: .venv-bench/.synced setup ## measure speed, memory and quality beside red-dwarf (QUICK=1: two minutes)
	PYTHONPATH=src:. $(BIN)/python -m benchmarks $(if $(QUICK),quick)

migrations: setup ## write migrations for changed models (NAME says what changes)
	$(BIN)/python -m django makemigrations --settings hanse.config.settings_test --name $(NAME)

wheel: setup ## build dist/hanse-VERSION.whl
	$(BIN)/hatchling build -t wheel

clean: ## remove what can be made anew (not the demo's data)
	rm -rf .venv .venv-bench build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
