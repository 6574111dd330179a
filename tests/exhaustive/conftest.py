"""The modules of the exhaustive proof, loaded from beside its tests."""

import importlib
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def load():
    """Return a function that loads a module of the proof by its name."""
    sys.path.insert(0, str(HERE))
    yield importlib.import_module
    sys.path.remove(str(HERE))


@pytest.fixture(scope="session")
def rules(load):
    """Return the module that lists the rules."""
    return load("rules")


@pytest.fixture(scope="session")
def every_day(load):
    """Return the module that asks about every day."""
    return load("every_day")


@pytest.fixture(scope="session")
def every_path(load):
    """Return the module that plays every path."""
    return load("every_path")


@pytest.fixture(scope="session")
def every(rules):
    """Return every rule there is to prove."""
    return rules.every_rule(rules.every_treaty())
