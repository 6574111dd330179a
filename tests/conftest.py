"""What all tests share: how hypothesis searches, and how work is counted rather than timed.

``HYPOTHESIS_PROFILE=ci`` makes every run the same; the default, ``dev``, looks somewhere new each
time; ``brief`` looks at a tenth, for when other things than values are tried. None has a deadline,
because a machine may be busy.
"""

import importlib.util
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

TOOLS = Path(__file__).parents[1] / "tools"

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.register_profile("brief", derandomize=True, deadline=None, max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """End a run in CI as failed if a test was skipped: nobody else would ever have tried it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def load_tool():
    """Return a function that loads a program of `tools`, by its name, as a module."""

    def load(name):
        """Return the module; what it imports from beside it is found, too."""
        before = sys.path.copy()
        sys.path.insert(0, str(TOOLS))
        try:
            spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
        finally:
            sys.path[:] = before
        return module

    return load


@pytest.fixture(scope="session")
def count_calls():
    """Return a function that counts the calls that another one leads to, in Python and in C.

    What is only done once is done before, so the count is the same again on any machine, however
    busy it is.
    """

    def count(function):
        """Return how many calls a function without arguments leads to."""
        function()
        calls = 0

        def note(frame, event, argument):
            """Count a call."""
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(note)
        try:
            function()
        finally:
            sys.setprofile(before)
        return calls

    return count
