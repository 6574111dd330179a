"""The benchmarks and the writer of their page, which are no part of the package."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def writer():
    """The program that writes the page of benchmarks."""
    path = ROOT / "tools" / "write_benchmarks.py"
    spec = importlib.util.spec_from_file_location("write_benchmarks", path)
    module = importlib.util.module_from_spec(spec)
    before = sys.path.copy()
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


@pytest.fixture(scope="session")
def common(writer):
    """What the benchmarks share."""
    return sys.modules["benchmarks._common"]


@pytest.fixture(scope="session")
def charts(writer):
    """The drawings of the page."""
    return sys.modules["benchmark_charts"]


@pytest.fixture(scope="session")
def bars(writer):
    """What the drawings show."""
    return sys.modules["benchmark_bars"]
