"""The risk of a conflict, against every way in which the first one can begin and end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pytest

from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.mass import Mass, added
from withdrawal.odds.engine.treaty import ConflictRisk

ORIGIN, LIMIT = 20000, 20014
HAZARD = 0.2
LASTING = Duration.empirical({1: 0.5, 2: 0.2, 4: 0.3})
REMAINING = Duration.empirical({2: 0.6, 5: 0.4})

Spans = tuple[tuple[int, int], ...]


def histories(peace_from: int, spans: Spans = ()) -> Iterator[tuple[float, Spans]]:
    """Yield every first conflict from a day of peace on, and none, with its probability."""
    still = 1.0
    for begin in range(peace_from + 1, LIMIT + 1):
        for index, chance in enumerate(LASTING.values.tolist()):
            if chance:
                yield still * HAZARD * chance, (*spans, (begin, begin + LASTING.first + index))
        still *= 1.0 - HAZARD
    yield still, spans


def every_history(*, at_war: bool) -> list[tuple[float, Spans]]:
    """Return every course from the origin, in peace or in a conflict that goes on."""
    if not at_war:
        return list(histories(ORIGIN))
    found = []
    for index, chance in enumerate(REMAINING.values.tolist()):
        if chance:
            end = ORIGIN + REMAINING.first + index
            first = ((ORIGIN - 9, end),)
            found += [(chance * rest, course) for rest, course in histories(end, first)]
    return found


def held_until(day: int, spans: Spans) -> int | None:
    """Return the end of the conflict that a day falls in."""
    return next((end for begin, end in spans if begin <= day < end), None)


def risk(*, at_war: bool = False, tested: str = "at-expiry") -> ConflictRisk:
    """Return the risk under test."""
    remaining = REMAINING if at_war else None
    return ConflictRisk(HAZARD, LASTING, ORIGIN, LIMIT, remaining, tested)  # type: ignore[arg-type]


@pytest.mark.parametrize("at_war", [False, True])
class TestConflictRisk:
    def test_effect_waits_for_the_end(self, at_war: bool) -> None:
        """An expiry in a conflict moves to its end; in peace it stays."""
        expiry = Mass(ORIGIN + 1, np.array([0.1, 0.3, 0.0, 0.2, 0.4]))
        wanted: dict[int, float] = defaultdict(float)
        for chance, spans in every_history(at_war=at_war):
            for index, mass in enumerate(expiry.values.tolist()):
                day = expiry.first + index
                wanted[held_until(day, spans) or day] += chance * mass
        found = risk(at_war=at_war).delay(expiry, np.arange(expiry.first, expiry.last + 1))
        for day in range(ORIGIN, LIMIT + 1):
            assert found.on(day, day)[0] == pytest.approx(wanted[day], abs=1e-12)

    def test_tested_at_notice(self, at_war: bool) -> None:
        """Where the notice is tested, effect is the later of expiry and end of the conflict."""
        notice = Mass(ORIGIN + 1, np.array([0.5, 0.2, 0.3]))
        expiry = np.array([ORIGIN + 4, ORIGIN + 5, ORIGIN + 5])
        wanted: dict[int, float] = defaultdict(float)
        for chance, spans in every_history(at_war=at_war):
            for index, mass in enumerate(notice.values.tolist()):
                end = held_until(notice.first + index, spans)
                wanted[max(int(expiry[index]), end or 0)] += chance * mass
        found = risk(at_war=at_war, tested="at-notice").delay(notice, expiry)
        for day in range(ORIGIN, LIMIT + 1):
            assert found.on(day, day)[0] == pytest.approx(wanted[day], abs=1e-12)

    def test_notice_before_the_origin(self, at_war: bool) -> None:
        """A notice received before is held up by the conflict that is going on, and by no other."""
        notice, expiry = Mass.point(ORIGIN - 3), np.array([ORIGIN + 1])
        found = risk(at_war=at_war, tested="at-notice").delay(notice, expiry)
        wanted: dict[int, float] = defaultdict(float)
        for day in range(ORIGIN, LIMIT + 1):
            chance = REMAINING.probability(day - ORIGIN) if at_war else float(day == ORIGIN)
            wanted[max(day, ORIGIN + 1)] += chance
        for day in range(ORIGIN, LIMIT + 1):
            assert found.on(day, day)[0] == pytest.approx(wanted[day], abs=1e-12)

    def test_notice_before_the_conflict(self, at_war: bool) -> None:
        """A notice received in peace is not held up by a conflict that began after it."""
        given = risk(at_war=at_war, tested="at-notice")
        given.since = ORIGIN - 2
        for expiry in (ORIGIN - 1, ORIGIN + 1):
            found = given.delay(Mass.point(ORIGIN - 3), np.array([expiry]))
            assert found.on(expiry, expiry)[0] == pytest.approx(1.0)
            assert found.total == pytest.approx(1.0)
        assert given.over_by(ORIGIN, np.array([ORIGIN - 3])).tolist() == [1.0]

    def test_over_by(self, at_war: bool) -> None:
        """The chance to be out by a day is that of no conflict that lasts longer."""
        by = ORIGIN + 9
        found = risk(at_war=at_war).over_by(by, np.arange(ORIGIN, by + 1))
        for day in range(ORIGIN, by + 1):
            wanted = sum(
                chance
                for chance, spans in every_history(at_war=at_war)
                if (held_until(day, spans) or day) <= by
            )
            assert found[day - ORIGIN] == pytest.approx(wanted, abs=1e-12)


class TestFarAhead:
    """Periods that expire so late that no conflict of today lasts until then."""

    FAR = 40_000
    LIMIT = ORIGIN + FAR + 9

    @pytest.mark.parametrize("tested", ["at-expiry", "at-notice"])
    @pytest.mark.parametrize("remaining", [None, REMAINING])
    def test_parts_add_up(self, tested: str, remaining: Duration | None) -> None:
        """What expires soon and what expires in a hundred years are delayed as each is alone."""
        lasting = Duration.lognormal(365.0, 1825.0)
        risk = ConflictRisk(1e-4, lasting, ORIGIN, self.LIMIT, remaining, tested)  # type: ignore[arg-type]
        days = Mass(ORIGIN + 1, np.array([0.3, 0.0, 0.7]))
        expiry = np.array([ORIGIN + 9, ORIGIN + 10, ORIGIN + self.FAR])
        if tested == "at-expiry":
            days = added((Mass.point(ORIGIN + 9).scaled(0.3), Mass.point(expiry[-1]).scaled(0.7)))
            expiry = np.arange(days.first, days.last + 1)
        found = risk.delay(days, expiry)
        alone = [
            risk.delay(Mass.point(days.first + n), expiry[n : n + 1])
            for n in np.flatnonzero(days.values).tolist()
        ]
        wanted = 0.3 * alone[0].on(ORIGIN, self.LIMIT) + 0.7 * alone[1].on(ORIGIN, self.LIMIT)
        assert np.allclose(found.on(ORIGIN, self.LIMIT), wanted, atol=1e-12)

    def test_the_first_of_all_those_days(self) -> None:
        """A conflict that never ends may have begun on any day until then."""
        endless = Duration(1, np.array([0.5]), 0.5)
        risk = ConflictRisk(1e-5, endless, ORIGIN, self.LIMIT)
        day = ORIGIN + self.FAR
        found = risk.delay(Mass.point(day), np.array([day]))
        begun = 1.0 - (1.0 - 1e-5) ** self.FAR
        that_day = 1e-5 * (1.0 - 1e-5) ** (self.FAR - 1)
        assert found.on(day, day)[0] == pytest.approx(1.0 - 0.5 * begun - 0.5 * that_day)
        assert found.on(day + 1, day + 1)[0] == pytest.approx(0.5 * that_day)


class TestEdges:
    def test_on_the_last_days(self) -> None:
        """The last day counted has its own chance; a day after it stands as that one."""
        found = risk().over_by(LIMIT, np.arange(LIMIT - 2, LIMIT + 40))
        for index, day in enumerate((LIMIT - 2, LIMIT - 1, LIMIT)):
            wanted = sum(
                chance
                for chance, spans in every_history(at_war=False)
                if (held_until(day, spans) or day) <= LIMIT
            )
            assert found[index] == pytest.approx(wanted, abs=1e-12)
        assert (np.diff(found) <= 1e-12).all()
        assert (found[2:] == found[2]).all()

    def test_no_hazard_no_delay(self) -> None:
        """Without a hazard every effect stays on its day."""
        expiry = Mass(ORIGIN + 3, np.array([0.4, 0.6]))
        calm = ConflictRisk(0.0, LASTING, ORIGIN, LIMIT)
        found = calm.delay(expiry, np.array([ORIGIN + 3, ORIGIN + 4]))
        assert np.allclose(found.on(ORIGIN + 3, ORIGIN + 4), [0.4, 0.6])

    def test_a_conflict_of_no_days_counts_as_one(self) -> None:
        """A conflict lasts a day at least, or it would not be one."""
        short = ConflictRisk(0.1, Duration.uniform(0, 2), ORIGIN, LIMIT)
        assert short.lasting.probability(0) == 0.0
        assert short.lasting.probability(1) == pytest.approx(2 / 3)
