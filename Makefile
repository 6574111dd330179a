# The one entry to the house. `make demo` and `make test` do all their own set-up.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LEAN   := $(VENV)/.ready-lean
READY  := $(VENV)/.ready
export PYTHONUTF8 := 1
export PYTHONDONTWRITEBYTECODE := # compiled once: tests and commands start sooner

.PHONY: help demo test fast check lint types docs wheel bench evidence questions reading proof part exhaustive fuzz faults supply data clean

help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(LEAN): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[cli]"
	$(BIN)/python -m compileall -q withdrawal
	@touch $@

$(READY): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[all]" --group dev
	$(BIN)/python -m compileall -q withdrawal
	@touch $@ $(LEAN)

demo: $(LEAN) ## the answer the project grew out of, on real data
	@$(BIN)/withdrawal when lithuania ottawa
	@echo
	@$(BIN)/python examples/wrong_by_days.py

test: $(READY) ## the whole test suite, with branch coverage
	HYPOTHESIS_PROFILE=ci $(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered

fast: $(READY) ## the fast tests only
	$(BIN)/python -m pytest -m "not slow" -x

check: lint types part test docs wheel ## everything that must hold before a change lands

lint: $(READY) ## ruff, and dangerous calls; the tests check the data files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/bandit --quiet --recursive withdrawal --skip B101

types: $(READY) ## mypy --strict on the package and the typing tests
	$(BIN)/mypy

docs: $(READY) ## the documentation, warnings as errors
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

wheel: $(READY) ## build the wheel, install it elsewhere, ask it
	$(BIN)/nox -s build wheel

questions: $(READY) ## how well plain questions are understood, by language and intent
	$(BIN)/python tools/score_questions.py

reading: $(READY) ## how well documents are read, by language and kind
	$(BIN)/python tools/score_reading.py tests/reading/passages/*.jsonl

proof: $(READY) ## every clause on every day, every procedure on every path, every exit at every door
	$(BIN)/python tests/exhaustive
	WITHDRAWAL_PAIRS=1000 $(BIN)/python -m pytest -n 2 tests/doors/test_same_answer.py

part: $(READY) ## a fortieth of the proof, another one each day
	$(BIN)/python tests/exhaustive --part today/40

exhaustive: proof # as it was called in 1.0.0

N ?= 1000000
fuzz: $(READY) ## bad inputs for every door: make fuzz N=10000
	$(BIN)/python tests/fuzz --inputs $(N)

faults: $(READY) ## writers of journals, exports and papers, killed by lot
	$(BIN)/python tests/faults

supply: $(READY) ## same bytes twice, lowest versions, each extra alone, each Python
	$(BIN)/nox

bench: $(READY) ## speed as ratios against named peers, in one run
	$(BIN)/python -m benchmarks

evidence: $(READY) ## every page of evidence, written anew: make evidence PAGES="benchmarks backtest"
	$(BIN)/python tools/evidence.py $(PAGES)

SNAPSHOTS := tests/law/clause/test_snapshot.py tests/case/answering/test_snapshot.py \
             tests/odds/test_snapshot.py
data: $(READY) ## regenerate the indexes and snapshots that are derived from data files
	$(BIN)/python -m withdrawal.law
	$(BIN)/python -m withdrawal.record
	$(BIN)/python -m withdrawal.odds.fitting pace
	$(BIN)/python -m pytest -n 2 $(SNAPSHOTS) --rewrite
	$(BIN)/python tools/write_changes.py
	$(BIN)/python tools/write_dictionary.py

clean: ## remove what was made
	rm -rf $(VENV) .nox build dist docs/_build .coverage htmlcov .mypy_cache .ruff_cache .pytest_cache
