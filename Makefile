# make run: set up and show the status of the shipped plan. make test: the whole suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml build_catalogues.py src/tt_doingoai/locale/vi/LC_MESSAGES/ttdn.po

.DEFAULT_GOAL := help
.PHONY: help run test coverage mutants lint types bench golden catalogue schemas docs clean

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: $(VENV)/pyvenv.cfg $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/pyvenv.cfg $(SOURCES) constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,lint]'
	@touch $@

run: $(VENV)/run.stamp ## set up, and show the status of the shipped plan
	$(BIN)/ttdn status

test: $(VENV)/dev.stamp ## the whole suite
	$(BIN)/python -m pytest

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

types: $(VENV)/dev.stamp ## types
	$(BIN)/mypy

bench: $(VENV)/run.stamp ## what commands cost, beside the bare interpreter and beside Taskwarrior
	$(BIN)/python -m bench

golden: $(VENV)/dev.stamp ## write the golden files anew; read the difference before committing it
	$(BIN)/python -m pytest -q tests/golden tests/scenario tests/unit/loading/test_examples.py --update-golden

catalogue: $(VENV)/dev.stamp ## take new messages into the Vietnamese catalogue
	$(BIN)/pybabel -q extract -k _ -k n_:1,2 -k later --no-location --sort-output -o $(VENV)/ttdn.pot src
	$(BIN)/pybabel -q update -i $(VENV)/ttdn.pot -d src/tt_doingoai/locale -D ttdn -l vi --no-fuzzy-matching --omit-header

schemas: $(VENV)/dev.stamp ## write the JSON Schemas anew
	$(BIN)/ttdn plan schema plan --output schemas/plan.schema.json
	$(BIN)/ttdn plan schema units --output schemas/units.schema.json

docs: $(VENV)/dev.stamp ## write the error catalogue anew
	$(BIN)/python -m pytest -q tests/docs --update-golden

clean: ## remove what was made
	rm -rf $(VENV) dist build mutants .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
