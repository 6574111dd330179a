"""From the notice to effect: clause, windows and revocation, against the scalar clause."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from attrs import evolve

from withdrawal.dates.table import EPOCH
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.odds.build import Risks, treaty_side
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.mass import BEYOND, Mass
from withdrawal.odds.engine.treaty import (
    NO_EFFECT,
    REVOKED,
    Revocation,
    TreatySide,
    chance_by,
    follow,
    revocation_days,
)

FIRST, LAST, TODAY = date(2024, 1, 1), date(2028, 12, 31), date(2025, 3, 18)
START = date(2025, 4, 1).toordinal() - EPOCH
CALM = Risks(None, 0.0, Duration.fixed(1))


def side(treaty: str, facts: Circumstances | None = None, risks: Risks = CALM) -> TreatySide:
    """Return the treaty's side of a case."""
    found = catalogue().treaty(treaty)
    known = found.facts(facts or Circumstances())
    return treaty_side(found, known, risks, first=FIRST, last=LAST, as_of=TODAY)[0]


def day_of(number: int) -> date:
    """Return a number of days since 1970-01-01 as a date."""
    return date.fromordinal(number + EPOCH)


class TestClause:
    @pytest.mark.parametrize(
        "treaty",
        ["ottawa-1997", "ccm-2008", "icrw-1946", "ect-1994", "icsid-1965", "unesco-1945",
         "istanbul-convention-2011", "single-convention-1961", "teu-art-50"],
    )  # fmt: skip
    def test_mass_follows_the_scalar_clause(self, treaty: str) -> None:
        """Every day's mass lands where the clause itself puts a notice of that day."""
        found = catalogue().treaty(treaty)
        facts = found.facts()
        ready = Mass.spread(START, START + 399)
        _, effect, never = follow(side(treaty), ready)
        wanted: dict[date, float] = {}
        for number in range(START, START + 400):
            day = found.clause.effect(day_of(number), facts)
            assert day is not None
            wanted[day] = wanted.get(day, 0.0) + 1 / 400
        for day, chance in wanted.items():
            at = day.toordinal() - EPOCH
            assert effect.on(at, at)[0] == pytest.approx(chance, abs=1e-14)
        assert effect.total + sum(never.values()) == pytest.approx(1.0, abs=1e-12)


class TestWindows:
    def test_a_notice_waits_for_the_window(self) -> None:
        """A notice that is ready while no window is open is given on the window's first day."""
        found = catalogue().treaty("ilo-c158")
        facts = found.facts()
        ready = date(2025, 6, 1)
        assert found.clause.effect(ready, facts) is None
        first = found.clause.earliest_effect(ready, facts)
        assert first is not None
        notice, effect, _ = follow(side("ilo-c158"), Mass.point(ready.toordinal() - EPOCH))
        assert day_of(notice.trimmed().first) == first[0]
        assert day_of(effect.trimmed().first) == first[1]


class TestRevocation:
    def test_share_of_notices(self) -> None:
        """The chance of revocation is taken off effect and named as its reason."""
        taken = evolve(side("ottawa-1997"), revocation=Revocation(0.1))
        _, effect, never = follow(taken, Mass.point(START))
        assert (effect.total, never[REVOKED]) == (pytest.approx(0.9), pytest.approx(0.1))

    def test_standing_so_far(self) -> None:
        """A notice that has stood past the usual times of revocation is less likely to fall."""
        notice = TODAY - timedelta(days=100)
        risky = Revocation(0.2, ((0.25, 0.5), (0.75, 0.5)))
        taken = evolve(side("ottawa-1997"), revocation=risky)
        _, _, never = follow(taken, Mass.point(notice.toordinal() - EPOCH))
        assert never[REVOKED] == pytest.approx(0.1 / 0.9)

    def test_never_on_the_day_of_effect(self) -> None:
        """A notice can be taken back until the day before effect."""
        notices, effects = np.array([100, 100]), np.array([101, 465])
        assert (revocation_days(0.999, notices, effects) < effects).all()
        assert (revocation_days(0.0, notices, effects) == notices).all()

    def test_none_where_effect_is_at_once(self) -> None:
        """Where effect is on the day of notice there is no time to take it back."""
        taken = evolve(side("imf-1944"), revocation=Revocation(0.5))
        _, effect, never = follow(taken, Mass.point(START))
        assert effect.total == 1.0
        assert never == {}


class TestConflict:
    def test_an_open_conflict_is_a_risk_and_not_the_end(self) -> None:
        """A conflict without an end holds effect up for as long as such conflicts last."""
        from withdrawal.dates import parse_interval

        facts = Circumstances(conflicts=(parse_interval("2022-02-24/.."),))
        risks = Risks(None, 0.0, Duration.lognormal(900, 2000))
        _, effect, never = follow(side("ottawa-1997", facts, risks), Mass.point(START))
        assert effect.first > START + 183 or effect.until(START + 183).total < 1.0
        assert effect.total + never.get(BEYOND, 0.0) == pytest.approx(1.0, abs=1e-12)
        assert NO_EFFECT not in never


class TestChanceBy:
    @pytest.mark.parametrize("treaty", ["ottawa-1997", "icrw-1946", "ect-1994", "gc-i-1949"])
    def test_agrees_with_the_distribution(self, treaty: str) -> None:
        """The chance by a day, notice by notice, adds up to the distribution of effect."""
        risks = Risks(Revocation(0.1), 0.002, Duration.lognormal(60, 200))
        taken = side(treaty, risks=risks)
        ready = Mass.spread(START, START + 300)
        by = START + 420
        _, effect, _ = follow(taken, ready)
        found = float(ready.values @ chance_by(taken, ready, by))
        assert found == pytest.approx(effect.until(by).total, abs=1e-12)
