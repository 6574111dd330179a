"""Every clause of the catalogue against a second, naive implementation that shares no code."""

import datetime
import random
import tomllib

import pytest

from withdrawal.dates import Interval
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.treaties.catalogue import DIRECTORY, catalogue
from withdrawal.law.treaties.treaty import DATA

OWN = {"in-force-for-party": (1950, 3, 31), "consent-of-party": (1949, 12, 31)}
"""A State's own anchor days: month ends, so that terms and lock-ins meet short months."""

RULES = {"exit", "starts", "runs", "lands", "later_date", "waits_for", "agreement", "effect_at",
         "effect_not_before", "counting", "may_notify", "only_if", "first_act", "followers",
         "consent"}  # fmt: skip
"""The parts of a clause that move a day; the others are words and side ways out."""


def _tuple(day):
    """Return a date as the naive implementation writes it."""
    return None if day is None else (day.year, day.month, day.day)


def _date(day):
    """Return a tuple as a date."""
    return None if day is None else datetime.date(*day)


@pytest.fixture(scope="session")
def tables(naive):
    """Return the data files as plain tables, by treaty."""
    return naive.treaties(DIRECTORY)


@pytest.fixture(scope="session")
def counting():
    """Return how each depositary counts, read plainly."""
    text = (DATA / "depositaries.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)["depositaries"]
    return {each["name"]: each["counting"] for each in listed}


def _counting_of(table, counting):
    """Return the counting of the first depositary whose way is on record."""
    known = [counting[name] for name in table.get("depositaries", []) if name in counting]
    return known[0] if known else "corresponding-day"


def _anchors(table):
    """Return the anchor days of a treaty, its own and the State's."""
    anchors = {name: _tuple(day) for name, day in table.get("anchors", {}).items()}
    if "in_force" in table:
        anchors["treaty-in-force"] = _tuple(table["in_force"])
    return {**anchors, **OWN}


def _boundaries():
    """Return days on which rules change: month ends, leap days, the turn of quarters and years."""
    days = []
    for year in (1947, 1960, 1999, 2000, 2023, 2024, 2027, 2096, 2100):
        for month in range(1, 13):
            first = datetime.date(year, month, 1)
            days += [first - datetime.timedelta(days=2), first - datetime.timedelta(days=1)]
            days += [first, first + datetime.timedelta(days=1)]
    return days


def _random_days(seed, count):
    """Return days between 1945 and 2100."""
    chance = random.Random(seed)
    low, high = datetime.date(1945, 1, 1).toordinal(), datetime.date(2100, 12, 31).toordinal()
    return [datetime.date.fromordinal(chance.randint(low, high)) for _ in range(count)]


def _expected(naive, table, day, counting, **more):
    """Return the naive day of effect; None where there is none or nobody can say."""
    how = _counting_of(table, counting)
    try:
        return naive.effect(table["clause"], _tuple(day), _anchors(table), how, **more)
    except (naive.CannotSayError, naive.NoNoticeError):
        return None


def _facts(**more):
    """Return circumstances with the State's own anchor days."""
    return Circumstances(anchors={name: _date(day) for name, day in OWN.items()}, **more)


_NAMES = {"named": "named_date", "agreed": "agreed_date", "event": "event",
          "first_act": "first_act", "leader": "leader"}  # fmt: skip
"""What the package calls the days that the naive implementation is given."""


def _differences(naive, tables, counting, days, **more):
    """Return the first days on which the two implementations differ, over all treaties."""
    spans = tuple(Interval(_date(start), _date(end)) for start, end in more.get("conflicts", ()))
    given = {_NAMES[key]: _date(day) for key, day in more.items() if key in _NAMES}
    facts = _facts(conflicts=spans, **given)
    found = []
    for key, table in tables.items():
        if table["clause"]["exit"] != "allowed":
            continue
        treaty = catalogue().treaty(key)
        complete = treaty.facts(facts)
        for day in days:
            computed = _tuple(treaty.clause.effect(day, complete))
            expected = _expected(naive, table, day, counting, **more)
            if computed != expected:
                found.append((key, day.isoformat(), computed, expected))
                break
    return found


@pytest.fixture(scope="module")
def different(tables, counting):
    """The treaties whose rule is not that of another with the same anchor days."""
    rules = {}
    for key, table in tables.items():
        said = {name: part for name, part in table["clause"].items() if name in RULES}
        rules.setdefault(repr((said, _anchors(table), _counting_of(table, counting))), key)
    return {key: tables[key] for key in rules.values()}


class TestEveryTreaty:
    """The two implementations agree on every treaty."""

    def test_same_treaties(self, tables):
        """Both read the same treaties from the same files."""
        assert set(tables) == set(catalogue())

    def test_boundary_days(self, naive, tables, counting):
        """They agree around month ends, leap days and the turn of the year, for every treaty."""
        days = random.Random(7).sample(_boundaries(), 8)
        assert _differences(naive, tables, counting, days) == []

    @pytest.mark.slow
    def test_many_boundary_days(self, naive, different, counting):
        """They agree on boundary days of nine years, for every different rule."""
        days = random.Random(8).sample(_boundaries(), 72)
        assert len(different) >= 400
        assert _differences(naive, different, counting, days) == []

    @pytest.mark.slow
    def test_random_days(self, naive, different, counting):
        """They agree on 60 random days from 1945 to 2100, for every different rule."""
        assert _differences(naive, different, counting, _random_days(1969, 60)) == []


class TestCircumstances:
    """They agree where an armed conflict or a named day matters."""

    @pytest.mark.parametrize(
        "conflicts",
        [
            [((2027, 1, 10), (2028, 6, 1))],
            [((2026, 6, 1), None)],
            [((2027, 8, 15), (2028, 2, 3)), ((2028, 1, 1), (2028, 6, 1))],
        ],
    )
    def test_conflicts(self, naive, tables, counting, conflicts):
        """Effect waits for the end of the conflict under way when the treaty looks."""
        some = {key: table for key, table in tables.items() if "waits_for" in table["clause"]}
        days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=9 * n) for n in range(120)]
        assert len(some) >= 20
        assert _differences(naive, some, counting, days, conflicts=conflicts) == []

    def test_named_day(self, naive, tables, counting):
        """A later day named in the notice counts where the clause lets it, within its limit."""
        days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=41 * n) for n in range(12)]
        assert _differences(naive, tables, counting, days, named=(2027, 8, 31)) == []


class TestShapes:
    """They agree where the right must be open, or where others have a say."""

    @pytest.mark.parametrize(
        ("shape", "given", "count"),
        [
            ("only_if", {"event": (2026, 3, 31)}, 5),
            ("first_act", {"first_act": (2026, 3, 31)}, 5),
            ("followers", {"leader": (2026, 5, 31)}, 7),
            ("followers", {"leader": (2026, 12, 31)}, 7),
            ("followers", {"leader": (2026, 1, 31)}, 7),
            ("consent", {"agreed": (2027, 2, 28)}, 1),
        ],
    )
    def test_shapes(self, naive, tables, counting, shape, given, count):
        """Before, on and after the day that matters, for every clause of the shape."""
        some = {key: table for key, table in tables.items() if shape in table["clause"]}
        assert len(some) >= count
        days = [datetime.date(2025, 11, 3) + datetime.timedelta(days=n) for n in range(500)]
        assert _differences(naive, some, counting, days, **given) == []

    @pytest.mark.parametrize("shape", ["only_if", "consent"])
    def test_nothing_without_it(self, naive, tables, counting, shape):
        """Without the event or the consent both say that there is no day."""
        shaped = {key: table for key, table in tables.items() if shape in table["clause"]}
        assert shaped
        for key, table in shaped.items():
            day = datetime.date(2026, 7, 1)
            facts = catalogue().treaty(key).facts(_facts())
            assert catalogue().treaty(key).clause.effect(day, facts) is None
            assert _expected(naive, table, day, counting) is None


class TestRoutes:
    """They agree on the alternative routes that can be computed."""

    def test_routes(self, naive, tables, counting):
        """Each route is a small clause of its own."""
        days = random.Random(11).sample(_boundaries(), 25)
        for key, table in tables.items():
            treaty = catalogue().treaty(key)
            how = _counting_of(table, counting)
            for route in table["clause"].get("alternatives", []):
                if not {"starts", "runs", "lands"} & set(route):
                    continue
                event = days[0] if "only_if" in route else None
                facts = treaty.facts(_facts(way_out=route["id"], event=event))
                own = {"counting": table["clause"].get("counting", how), **route}
                for day in days:
                    expected = _expected(
                        naive, {**table, "clause": own}, day, counting, event=_tuple(event)
                    )
                    assert _tuple(treaty.clause.effect(day, facts)) == expected, (key, day)
