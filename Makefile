# The one entry to the house: `make demo`, `make test`, `make check`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test fast check lint types docs wheel bench clean

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[all]" --group test --group lint --group docs
	touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/python -m withdrawal.cli when lithuania ottawa
	@$(BIN)/python examples/first_look.py

test: $(STAMP)
	HYPOTHESIS_PROFILE=ci $(BIN)/python -m pytest

fast: $(STAMP)
	$(BIN)/python -m pytest -m "not slow"
