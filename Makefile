# make run: set up and show the status of the shipped plan. make test: the whole suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES := pyproject.toml build_catalogues.py src/tt_doingoai/locale/vi/LC_MESSAGES/ttdn.po

.DEFAULT_GOAL := help
.PHONY: help dev run demo test coverage mutants lint types golden bench docs check build catalogue schemas clean

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: $(VENV)/pyvenv.cfg $(SOURCES)
	$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/pyvenv.cfg $(SOURCES) constraints.txt
	$(PIP) install --quiet -c constraints.txt -e '.[test,lint]'
	@touch $@

dev: $(VENV)/dev.stamp ## set up for development; with the hooks, where pre-commit is there
	@if git rev-parse --git-dir >/dev/null 2>&1 && command -v pre-commit >/dev/null; then pre-commit install; \
	else echo "No hooks: they need a clone, and pre-commit. make lint types test does the same."; fi

run: $(VENV)/run.stamp ## set up, and show the status of the shipped plan
	$(BIN)/ttdn status

demo: $(VENV)/run.stamp ## a week in an office, told and thrown away
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash demo.sh

test: $(VENV)/dev.stamp ## the whole suite; says what it skipped, and why
	$(BIN)/python -m pytest -n auto

coverage: $(VENV)/dev.stamp ## which branches of the package the suite takes; below 95 % it fails
	$(BIN)/coverage run -m pytest -q -m "not slow"
	$(BIN)/coverage report --skip-covered

# CI=1: Hypothesis tries the same examples every time.
mutants: $(VENV)/dev.stamp ## change the code that judges and keeps, line by line: which change no test notices
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mutation]'
	rm -rf mutants
	CI=1 $(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

lint: $(VENV)/dev.stamp ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## types; of the package on Windows too, where no test is run
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 src

golden: $(VENV)/dev.stamp ## write the golden files anew; read the difference before committing it
	$(BIN)/python -m pytest -q tests/golden tests/scenario tests/unit/loading/test_examples.py --update-golden

bench: $(VENV)/run.stamp ## what commands cost, beside the bare interpreter and beside Taskwarrior
	$(BIN)/python -m bench

docs: $(VENV)/dev.stamp ## write docs/errors.md, the picture and what documents show anew
	$(BIN)/python -m pytest -q tests/docs --update-golden

check: ## what a submission must pass
	bash .ci/run

build: $(VENV)/dev.stamp ## the wheel and the sdist, into dist; then what they must hold
	rm -rf dist
	$(BIN)/hatchling build
	$(BIN)/python check_dist.py dist

catalogue: $(VENV)/dev.stamp ## take new messages into the Vietnamese catalogue
	$(BIN)/python update_catalogue.py

schemas: $(VENV)/dev.stamp ## write the JSON Schemas anew
	$(BIN)/ttdn plan schema plan --output schemas/plan.schema.json
	$(BIN)/ttdn plan schema units --output schemas/units.schema.json

clean: ## remove what was made
	rm -rf $(VENV) dist build mutants .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
