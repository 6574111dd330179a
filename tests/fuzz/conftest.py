"""The modules of the fuzzer, loaded from beside its tests."""

import importlib
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def load():
    """Return a function that loads a module of the fuzzer by its name."""
    sys.path.insert(0, str(HERE))
    yield importlib.import_module
    sys.path.remove(str(HERE))


@pytest.fixture(scope="session")
def targets(load):
    """Return every target, by name."""
    return load("targets").TARGETS


@pytest.fixture(scope="session")
def mutate(load):
    """Return the module that makes bad inputs."""
    return load("mutate")


@pytest.fixture(scope="session")
def runner(load):
    """Return the command's module."""
    spec = importlib.util.spec_from_file_location("fuzz_main", HERE / "__main__.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_main"] = module
    load("targets")
    spec.loader.exec_module(module)
    return module
