"""The benchmarks and the writer of their page, which are no part of the package."""

import sys

import pytest


@pytest.fixture(scope="session")
def writer(load_tool):
    """The program that writes the page of benchmarks."""
    return load_tool("write_benchmarks")


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
