"""Distributions of days, and what they are made of: edges where a slip goes unseen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from withdrawal.dates import DayTable, Period, Pieces, Rounding, add
from withdrawal.dates.table import EPOCH
from withdrawal.errors import DataFileError, DateRangeError, WithdrawalError
from withdrawal.law.procedures.library import procedure
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.odds.api import forecast
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.graph import DONE, Outcome, Step
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.estimates import Estimates

FIRST = date(2027, 1, 1)
HALVES = Distribution.of(Mass(FIRST.toordinal() - EPOCH, np.array([0.5, 0.0, 0.5])), {})


class TestShares:
    @pytest.mark.parametrize("share", [1.0, 1.5, -0.1, float("nan"), True, "0.5", None])
    def test_what_is_no_share_is_refused(self, share: Any) -> None:
        """A range holds a share of the days: a number from 0 to below 1, named as it was given."""
        with pytest.raises(DateRangeError, match=f"{share!r} is not a share"):
            Distribution.known(date(2026, 1, 1)).interval(share)


class TestQuantiles:
    """The first day by which it has happened with some probability."""

    @pytest.mark.parametrize(
        ("level", "days"), [(0.25, 0), (0.5, 0), (0.500001, 2), (0.75, 2), (1.0, 2)]
    )
    def test_on_the_edge(self, level: float, days: int) -> None:
        """A level that is reached on a day exactly is that day's, not the next one's."""
        assert HALVES.quantile(level) == FIRST + timedelta(days=days)

    @pytest.mark.parametrize("level", [0.0, -0.1, 1.01])
    def test_no_level(self, level: float) -> None:
        """What is not a probability above zero is refused."""
        with pytest.raises(DateRangeError, match=r"expected above 0 and at most 1\.$"):
            HALVES.quantile(level)


class TestInterval:
    """The range in the middle."""

    @pytest.mark.parametrize("share", [0.5, 0.8])
    def test_equal_tails(self, share: float) -> None:
        """As much lies before a range as after it."""
        made = Distribution.of(Mass.spread(0, 999), {})
        ends = made.interval(share)
        assert ends == (made.quantile((1 - share) / 2), made.quantile((1 + share) / 2))
        assert ends is not None
        assert (ends[1] - ends[0]).days == pytest.approx(1000 * share, abs=1)


class TestComplaints:
    """What is refused, in whole sentences."""

    def test_outcomes(self) -> None:
        """Outcomes that are no distribution are refused by name and sum."""
        with pytest.raises(DataFileError) as caught:
            Step("vote", (Outcome(DONE, 0.5, Duration.fixed(1)),))
        assert caught.value.message == (
            "The outcomes of 'vote' have probabilities that sum to 0.5: expected none below zero, "
            "and one in all."
        )

    def test_outside_a_table(self) -> None:
        """Mass outside the days of a table is refused, and the days are named."""

        def six_months(day: date) -> date:
            return add(day, Period(months=6), rounding=Rounding.DOWN)

        pieces = Pieces((), (1, 29, 30, 31))
        table = DayTable.compile(six_months, FIRST, date(2027, 12, 31), pieces=pieces)
        with pytest.raises(
            DateRangeError, match=r"^a day with probability is outside .*2027-12-31"
        ):
            Mass.point(FIRST.toordinal() - EPOCH - 1).moved(table)


COMMITTEE = procedure("LTU").stages["committee"]


class TestEstimates:
    """What past cases say of a kind of stage."""

    @pytest.mark.parametrize(("happened", "expected"), [(2, False), (3, True), (4, True)])
    def test_recorded_from_the_threshold_on(self, happened: int, *, expected: bool) -> None:
        """A kind counts as recorded where at least three fifths of its cases date it."""
        cases = [f"case-{n}" for n in range(5)]
        counts = {"recorded": {"committee": {"could": cases[:4], "happened": cases[:happened]}}}
        estimates = evolve(Estimates.load(), counts=counts)
        assert estimates.shows(COMMITTEE) is expected

    def test_few_records(self) -> None:
        """With fewer than three records a stage counts as recorded where it is an approval."""
        counts: Any = {"recorded": {"committee": {"could": ["a", "b"], "happened": []}}}
        estimates = evolve(Estimates.load(), counts=counts)
        assert estimates.shows(evolve(COMMITTEE, is_binding_approval=True))
        assert not estimates.shows(COMMITTEE)

    def test_later_cases_do_not_count(self) -> None:
        """Cases that were over only later do not make a kind one of which there are enough."""
        cases = [f"case-{n}" for n in range(4)]
        recorded = {"committee": {"could": cases, "happened": cases}}
        over = dict.fromkeys(cases[:2], "2019-01-01") | dict.fromkeys(cases[2:], "2022-01-01")
        known = evolve(Estimates.load(), counts={"recorded": recorded, "over": over})
        shown = [evolve(known, cutoff=date(year, 1, 1)).shows(COMMITTEE) for year in (2020, 2023)]
        assert shown == [False, True]


class TestAnotherCatalogue:
    """Treaties of the user's own."""

    def test_forecast(self, tmp_path: Any) -> None:
        """A forecast is made of a treaty that only the given catalogue has."""
        (tmp_path / "own.toml").write_text(
            'id = "zanzibar-2030"\ntitle = "Pact of Zanzibar"\nshort_names = ["Zanzibar Pact"]\n'
            'sources = ["the text"]\nconfidence = "known"\n[clause]\nexit = "allowed"\n'
            '[clause.runs]\nperiod = "P3M"\n',
            encoding="utf-8",
        )
        own = catalogue().extended(tmp_path)
        made = forecast("SWE", "Zanzibar Pact", as_of="2026-11-21", catalogue=own)
        assert made.treaty == "zanzibar-2030"
        with pytest.raises(WithdrawalError):
            forecast("SWE", "Zanzibar Pact", as_of="2026-11-21")
