# casework: `make demo` runs a city, `make test` proves it, `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup tools demo test check format bench lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(BIN)/.installed  ## install what running needs, pinned, into .venv; nothing else

tools: $(BIN)/.tools  ## install what testing needs, too

PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(BIN)/.installed: requirements.lock requirements-build.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(BIN)/.tools: $(BIN)/.installed requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup  ## run the demo city on this machine (Ctrl-C stops it; PORT=8001 for another port)
	@exec $(BIN)/casework demo --port $(PORT)

test: tools  ## run every test
	@$(BIN)/python -m pytest -q

check: tools  ## format, lint, import contracts, types, then every test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

format: tools  ## format and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: tools  ## measure everything in one run and print the table
	@$(BIN)/python -m tests.benchmarks

lock: tools  ## renew the pinned versions
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml --extra traces --group dev -o requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -c requirements-dev.lock pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -c requirements-dev.lock --group build -o requirements-build.lock

clean:  ## remove the installation and the demo's data
	rm -rf .venv var
