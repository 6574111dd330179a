"""What all tests share: how hypothesis searches, and how work is counted rather than timed.

``HYPOTHESIS_PROFILE=ci`` makes every run the same, on sixty examples; the default, ``dev``, looks
somewhere new each time; ``brief`` looks at a tenth, for when other things than values are tried.
None has a deadline, because a machine may be busy.
"""

import gc
import importlib.util
import os
import re
import reprlib
import sys
import tomllib
from contextlib import ExitStack, contextmanager
from functools import wraps
from itertools import count
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings

HERE = Path(__file__).parent
TOOLS = HERE.parent / "tools"
DATA = HERE / "data"

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("dev", deadline=None)
settings.register_profile("brief", derandomize=True, deadline=None, max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def counting(config):
    """Return what of `pytest-cov` counts lines in this process, if anything does."""
    return getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session):
    """End the coverage that `pytest-cov` begins in a worker as if it led the others.

    It would take over, and take as long, whenever that of the worker pauses.
    """
    own = counting(session.config)
    if own is not None and hasattr(session.config, "workerinput"):
        own.pause()
        if beneath := Coverage.current():
            beneath.stop()
        own.resume()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """End a run in CI as failed if a test was skipped: nobody else would ever have tried it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


AROUND = frozenset({"docs", "examples", "fuzz", "supply"})
"""Tests that go round the house: what they run the tests of the rooms cover."""


def pytest_collection_modifyitems(items):
    """Leave the lines that slow tests run uncounted: what they run others cover, in less time."""
    for item in items:
        within = item.path.parts[len(HERE.parts) :]
        if item.get_closest_marker("slow") or not AROUND.isdisjoint(within):
            item.add_marker("no_cover")


COUNTED = 20
"""How many rows of a rule, or examples of Hypothesis, are run with their lines counted: the others
run the same lines, and to count them takes as long as to run them."""


@contextmanager
def uncounted(config):
    """Count no lines, as `pytest-cov` itself leaves out those of a test."""
    own = counting(config)
    if own is None or not own.started:
        yield
        return
    own.pause()
    try:
        yield
    finally:
        own.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Count the lines of what Hypothesis tries first."""
    found = getattr(getattr(item, "obj", None), "hypothesis", None)
    if found is None:
        return (yield)
    inner, runs = found.inner_test, count()
    with ExitStack() as stack:

        @wraps(inner)
        def tried(*args, **kwargs):
            if next(runs) == COUNTED:
                stack.enter_context(uncounted(item.config))
            return inner(*args, **kwargs)

        found.inner_test = tried
        try:
            return (yield)
        finally:
            found.inner_test = inner


def pytest_generate_tests(metafunc):
    """Make one test of a rule and its ``rows``: thousands of tests take minutes to collect."""
    mark = metafunc.definition.get_closest_marker("rows")
    if mark is not None:
        names, rows = mark.args
        assert rows, "a rule without rows cannot fail"
        used = [name for name in re.findall(r"\w+", names) if name in metafunc.fixturenames]
        metafunc.parametrize(used, [(rows,) * len(used)], ids=["rows"])


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Try a rule on each of its rows, and tell together those that break it."""
    mark = pyfuncitem.get_closest_marker("rows")
    if mark is None:
        return None
    names, rows = mark.args
    rest, step = [*rows], max(1, len(rows) // COUNTED)
    spread = rest[::step]
    del rest[::step]
    broken = dict(_broken(pyfuncitem, names, spread, **mark.kwargs))
    with uncounted(pyfuncitem.config):
        broken |= _broken(pyfuncitem, names, rest, **mark.kwargs)
    if broken:
        first = "; ".join([*broken][:40])
        raise ExceptionGroup(f"{len(broken)} of {len(rows)} rows: {first}", [*broken.values()])
    return True


def _broken(pyfuncitem, names, rows, ids=reprlib.repr):
    """Yield the name of each row that breaks a rule, and how."""
    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    for row in rows:
        values = row if "," in names else (row,)
        told = dict(zip(re.findall(r"\w+", names), values, strict=True))
        try:
            pyfuncitem.obj(**given | {name: told[name] for name in told.keys() & given.keys()})
        except Exception as error:
            error.add_note(f"with {ids(row)}")
            yield ids(row), error


def pytest_addoption(parser):
    """Let the snapshots be written anew, for their difference to be read (`make data`)."""
    parser.addoption("--rewrite", action="store_true", help="write the snapshots anew")


@pytest.fixture(scope="session")
def snapshot(request):
    """Return a function that gives the kept lines of a snapshot, to compare with those made now."""

    def kept(name, made):
        """Return the lines of a file, which are those made where it is to be written anew."""
        path = DATA / name
        if request.config.getoption("--rewrite"):
            path.write_text("".join(f"{line}\n" for line in made), encoding="utf-8")
        return path.read_text(encoding="utf-8").splitlines()

    return kept


@pytest.fixture(scope="session")
def asked():
    """What the snapshots of answers and of forecasts ask."""
    return tomllib.loads((DATA / "asked.toml").read_text(encoding="utf-8"))


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

    def counted(function):
        """Return how many calls a function without arguments leads to."""
        function()
        calls = 0

        def note(frame, event, argument):
            """Count a call."""
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        gc.disable()  # Whoever is told of collections would be counted.
        sys.setprofile(note)
        try:
            function()
        finally:
            sys.setprofile(before)
            gc.enable()
        return calls

    return counted
