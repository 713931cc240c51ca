# Each target sets up what it needs from nothing: a virtual environment in .venv with the extras that it uses.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test quality bench screenshots format check

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

demo: .venv/demo ## read an example article in the terminal, then serve the web page
	$(BIN)/khulasa ui/examples/ar.txt
	$(BIN)/khulasa-ui

test: .venv/test check ## run everything: checks, tests, quality floors
	$(BIN)/pytest
	$(BIN)/python -m tests.quality

quality: .venv/test ## score the test articles against their floors, and the shared gold where it is there
	$(BIN)/python -m tests.quality --shared $(SHARED)

bench: .venv/test ## measure speed, start-up and memory, as ratios where two things are compared; then the page, with Chromium
	$(BIN)/python tests/bench.py
	PYTHONPATH=tests $(BIN)/python tests/ui/bench_page.py

screenshots: .venv/test ## draw the pictures of the page in docs/screenshots anew; needs Chromium
	PYTHONPATH=tests $(BIN)/python tests/ui/screenshots.py

format: .venv/test ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: .venv/test ## formatting, lint, types, import borders
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/demo: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable '.[ui]'
	@touch $@

# torch is only needed to train; the tests compare tokenizers with transformers, which works without it.
.venv/test: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable '.[ui,dev]'
	@touch $@
