"""The naive second implementation, loaded from beside its tests."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def naive():
    """Return the module of the second implementation."""
    path = Path(__file__).parent / "naive.py"
    spec = importlib.util.spec_from_file_location("oracle_naive", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
