# Every command a developer needs; `make help` lists them.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: help setup lock format lint types layers unit test journeys bench demo demo-reset wheel clean
.DEFAULT_GOAL := help

help: ## list every target
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

setup: .venv/.synced ## create the environment from the lock

$(BIN)/uv: requirements/uv.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements/uv.txt
	touch $@

.venv/.synced: requirements/dev.txt pyproject.toml $(BIN)/uv
	$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements/dev.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

lock: $(BIN)/uv ## write the hash-locked requirements anew
	cd requirements && for name in uv run dev bench; do \
	  ../$(BIN)/uv pip compile -q --generate-hashes --no-header --python-version 3.11 $$name.in -o $$name.txt; done

format: setup ## format code and templates
	$(BIN)/ruff check --fix -q . && $(BIN)/ruff format -q .
	-@find src -path '*/templates/*' -name '*.html' | xargs $(BIN)/djade --target-version 5.2
	-@find src -path '*/templates/*' -name '*.html' | xargs $(BIN)/djangofmt --indent-width 2

lint: setup ## check code style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup ## check types
	$(BIN)/mypy src

unit: setup ## run the tests that need no browser
	$(BIN)/python -m pytest -m "not journey"

test: lint types unit ## everything that must pass: lint, types, layers, tests, journeys
