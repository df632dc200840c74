# The same words that CI uses.  A bare Debian machine with Python 3.11 needs nothing else; root lets the font be installed.
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never
.DEFAULT_GOAL := help
.PHONY: help setup test test-long check bench docs messages lock clean

help: ## show these words
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.ready: pyproject.toml requirements/dev.txt scripts/setup.sh
	sh scripts/setup.sh $(VENV)
	touch $@

setup: $(VENV)/.ready ## prepare .venv and the command .venv/bin/xieshang

test: setup ## every test, on both cores
	$(BIN)/pytest -n 2 --dist worksteal

test-long: setup ## the random cases by the thousand
	XIESHANG_CASES=long $(BIN)/pytest -n 2 --dist worksteal tests/generative

check: setup ## style, types, the map of rooms, the generated documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config .importlinter
	$(BIN)/python -m scripts.reference --check

bench: setup ## side-by-side measurements
	$(BIN)/python -m bench

docs: setup ## write the generated documents anew
	$(BIN)/python -m scripts.reference

messages: setup ## collect the messages into the catalogue, and compile it
	sh scripts/messages.sh $(BIN)

lock: setup ## lock the dependencies anew, with hashes and without any index address
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements/base.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements/dev.txt

clean: ## remove what was made
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
