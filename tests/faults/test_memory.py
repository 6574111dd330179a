"""A process that runs for long: what it keeps from one question to the next has a limit."""

import functools
import importlib
import inspect
import pkgutil
from datetime import date, timedelta

import withdrawal
from withdrawal.law.procedures.library import procedure
from withdrawal.odds.steps import sitting_table


def caches():
    """Return every cache of the package that keeps all it is ever given."""
    names = [each.name for each in pkgutil.walk_packages(withdrawal.__path__, "withdrawal.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    found = [each for module in modules for each in vars(module).values()]
    wrapped = [each for each in found if isinstance(each, functools._lru_cache_wrapper)]
    return [each for each in wrapped if each.cache_parameters()["maxsize"] is None]


def kinds(function):
    """Return what the parameters of a function are said to be."""
    return {str(each.annotation) for each in inspect.signature(function).parameters.values()}


class TestCaches:
    """Days and pairs of names are many, so what is kept of them is limited in number."""

    def test_none_is_kept_by_day(self):
        """No cache without a limit is kept by a day, which any question may bring."""
        assert [each for each in caches() if any("date" in kind for kind in kinds(each))] == []
        assert len(caches()) > 10

    def test_none_is_kept_by_state_and_treaty(self):
        """No cache without a limit is kept for each State and treaty together."""
        named = [(each, set(inspect.signature(each).parameters)) for each in caches()]
        pairs = {each.__name__ for each, names in named if {"treaty", "party"} <= names}
        assert pairs == set()

    def test_sitting_calendars(self):
        """Forecasts from many days do not keep a sitting calendar each."""
        sessions = procedure("LTU").sessions
        for number in range(100):
            first = date(2027, 1, 1) + timedelta(days=number)
            sitting_table(sessions, first, first + timedelta(days=800))
        kept = sitting_table.cache_info()
        assert kept.currsize <= kept.maxsize < 100
