"""How good such forecasts have been: from the kept scores, by kind and lead, at every door."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from withdrawal import forecast
from withdrawal.odds.forecast import HINDSIGHT, Hindsight, Share, lead_of
from withdrawal.odds.scoring.summary import hindsight_text
from withdrawal.odds.scoring.table import read
from withdrawal.output.forecast import forecast_report

TABLE = Path(__file__).parents[2] / "docs" / "evidence" / "forecast-scores.csv.gz"
HALF = Share(0.5, 0.25, 0.75)
SEEN = Hindsight("pending", "a year", 40, 9, 8, 7, HALF, Share(0.8, 0.6, 0.9), 31, 0.14, HALF)


class TestFile:
    def test_it_follows_from_the_kept_scores(self) -> None:
        """The file says what the table of scores beside the page of evidence says."""
        kept = HINDSIGHT.read_text(encoding="utf-8")
        day = date.fromisoformat(json.loads(kept)["scored"])
        assert hindsight_text(read(TABLE).rows, day) == kept


class TestSentence:
    def test_shares_with_their_intervals(self) -> None:
        """What held, what was off and what never came are told with intervals and counts."""
        assert SEEN.sentence.startswith(
            "40 such forecasts (parliament still to approve, even odds within a year) of 8 past "
            "cases, those that acted together taken as one, had been scored by "
        )
        assert SEEN.sentence.endswith(
            "Of those that took effect, the 80% range held the day in 80% (60% to 90%), and half "
            "of the even odds were off by 31 days or less. Never was given 14%, and came in 50% "
            "(25% to 75%)."
        )

    def test_few_cases_give_no_share(self) -> None:
        """Of fewer than five groups that took effect no share is told, only that they are few."""
        few = evolve(SEEN, came=4)
        assert few.sentence.endswith(". 4 took effect, too few to show a share.")
        assert "%" not in few.sentence

    @pytest.mark.parametrize(
        ("days", "lead"), [(1, "a year"), (365, "a year"), (366, "two years"), (731, "more")]
    )
    def test_leads(self, days: int, lead: str) -> None:
        """How far ahead the even odds lie is told in three steps."""
        assert lead_of(days) == lead


class TestForecast:
    def test_of_its_own_kind_and_lead(self) -> None:
        """A forecast tells how those fared that waited for the same, as long ahead."""
        made = forecast("moldova", "cis-charter-1993", as_of="2026-11-28")
        assert made.median is not None
        assert made.hindsight is not None
        assert made.hindsight.kind == "pending"
        assert made.hindsight.lead == lead_of((made.median - made.as_of).days)
        told = " ".join(each.text for each in forecast_report(made).of("hindsight"))
        assert told == made.hindsight.sentence == made.to_json()["hindsight"]["sentence"]

    @pytest.mark.parametrize(
        ("party", "treaty", "told"),
        [
            ("SWE", "ottawa-1997", "That cannot be known"),
            ("USA", "unesco-1945", "Forecasts from after the notice are not scored"),
        ],
    )
    def test_what_is_not_scored_says_so(self, party: str, treaty: str, told: str) -> None:
        """Of a supposition, and after a notice, there are no scores, and that is said."""
        made = forecast(party, treaty, as_of="2026-11-22")
        assert made.hindsight is None
        (each,) = forecast_report(made).of("hindsight")
        assert each.text.startswith(told)

    def test_a_known_day_says_nothing(self) -> None:
        """Where the day is known there is no forecast to be judged."""
        made = forecast("LTU", "ottawa-1997", as_of="2026-11-22")
        assert not forecast_report(made).of("hindsight")
