"""The benchmarks, which are no part of the package."""

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def page():
    """What the page of benchmarks shows."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module("benchmarks._page")


@pytest.fixture(scope="session")
def common(page):
    """What the benchmarks share."""
    return sys.modules["benchmarks._common"]
