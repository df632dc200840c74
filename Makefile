# The same words that CI uses.  A bare Debian machine with Python 3.11 needs nothing else; root lets the font be installed.
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never
.DEFAULT_GOAL := help
.PHONY: help run setup test test-postgres test-long check bench docs messages lock clean

help: ## show these words
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.ready: pyproject.toml requirements/dev.txt scripts/setup.sh
	sh scripts/setup.sh $(VENV)
	touch $@

run: setup ## the pages with the demonstration at http://127.0.0.1:8000 (PORT, DATA; DEMO=0 starts without it)
	@[ "$(DEMO)" = 0 ] || $(BIN)/xieshang demo --if-empty
	@exec $(BIN)/xieshang serve

setup: $(VENV)/.ready ## prepare .venv and the command .venv/bin/xieshang

test: setup ## every test, on both cores; the walk in Chromium too, where it is found or can be installed
	sh scripts/packages.sh chromium:chromium
	$(BIN)/pytest -n 2 --dist worksteal

test-postgres: setup ## the pages and the races on a PostgreSQL of their own
	sh scripts/packages.sh psql:postgresql
	XIESHANG_DATABASE=postgresql $(BIN)/pytest -n 2 --dist worksteal tests/web

test-long: setup ## the random cases by the thousand
	XIESHANG_CASES=$${XIESHANG_CASES:-long} $(BIN)/pytest -n 2 --dist worksteal tests/generative tests/core/test_erasures.py tests/web/test_races.py

check: setup ## style, types, the map of rooms, the generated documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config .importlinter
	$(BIN)/python -m scripts.reference --check
	$(BIN)/python -m scripts.messages --check

bench: setup ## side-by-side measurements
	$(BIN)/python -m bench

docs: setup ## write the generated documents anew
	$(BIN)/python -m scripts.reference

messages: setup ## collect the messages into the catalogue, and compile it
	$(BIN)/python -m scripts.messages

lock: setup ## lock the dependencies anew, with hashes and without any index address
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements/base.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements/dev.txt

clean: ## remove what was made
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
