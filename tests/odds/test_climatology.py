"""Climatology: past waits, weighed by likeness, censored where they went on."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from withdrawal import forecast
from withdrawal.law.procedures.library import procedure
from withdrawal.odds.climatology import FILE, Climatology
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.known import is_talk, kind_of_wait
from withdrawal.odds.scoring.landmarks import climatology_rows

CUTOFF = date(2026, 1, 1)


def past(
    left: list[float],
    ends: str,
    silence: list[float] | None = None,
    groups: list[int] | None = None,
    talk: list[bool] | None = None,
) -> Climatology:
    """Return cases of one kind, one landmark each: n a notice, g given up, o open."""
    count = len(left)
    return Climatology(
        CUTOFF,
        np.arange(count),
        np.array(groups or range(count), dtype=np.int64),
        np.zeros(count, dtype=np.int64),
        np.array(talk or [False] * count),
        np.array(silence or [0.0] * count),
        np.array(left, dtype=float),
        np.array([end == "n" for end in ends], dtype=bool),
        np.array([end == "g" for end in ends], dtype=bool),
    )


class TestWaits:
    def test_never_is_the_share_that_was_given_up(self) -> None:
        """Of four cases one was given up: the chance of no notice is a quarter."""
        chances = past([10, 20, 30, 40], "nnng").waits("executive", 0)
        assert chances[-1] == pytest.approx(0.75, abs=1e-6)
        assert chances[0] == 0.0
        assert (np.diff(chances) >= 0).all()

    def test_open_cases_are_censored(self) -> None:
        """An open case counts as long as it was seen, and as those that lasted longer then."""
        chances = past([10, 100, 30, 1000], "nnon").waits("executive", 0)
        assert chances[-1] == pytest.approx(1.0, abs=1e-3)
        assert chances[60] == pytest.approx(0.25 + 0.375 * 0.13, abs=0.06)

    def test_silence_tells(self) -> None:
        """A case long silent is likened to those that were silent as long."""
        climate = past([10, 10, 10, 500], "nnng", [0, 0, 0, 400])
        assert climate.waits("executive", 0)[-1] > 0.9
        assert climate.waits("executive", 400)[-1] < 0.3

    def test_cases_that_acted_together_count_once(self) -> None:
        """Three States that gave notice together weigh as much as one that gave the matter up."""
        climate = past([10, 10, 10, 500], "nnng", groups=[0, 0, 0, 1])
        assert climate.waits("executive", 0)[-1] == pytest.approx(0.5, abs=1e-6)

    def test_talk_is_likened_to_talk(self) -> None:
        """After mere talk those count more of which only talk was known, after a deed the rest."""
        climate = past([10, 500], "ng", talk=[False, True])
        after = {talk: climate.waits("executive", 0, talk=talk)[-1] for talk in (True, False)}
        assert after[True] == pytest.approx(0.3 / 1.3, abs=1e-6)
        assert after[False] == pytest.approx(1.0 / 1.3, abs=1e-6)

    def test_what_is_talk(self) -> None:
        """Advice and announcements are talk by whatever name; decisions and votes are not."""
        stages = {stage.kind.id: stage for stage in procedure("LTU").stages.values()}
        assert is_talk("joint-recommendation", stages["recommendation"])
        assert is_talk("announcement", stages["government-decision"])
        assert not is_talk("government-decision", stages["government-decision"])
        assert not is_talk("final-vote", stages["final-vote"])

    def test_without_any_case(self) -> None:
        """Where nothing is known no notice is expected."""
        assert not past([], "").waits("executive", 0).any()


class TestKind:
    def test_by_the_approvals(self) -> None:
        """A case waits for parliament until its last approval is given."""
        state = procedure("LTU")
        stages = state.stages_of(state.route())
        votes = [stage.id for stage in stages if stage.kind.id == "final-vote"]
        assert kind_of_wait(stages, ()) == "pending"
        assert kind_of_wait(stages, [stage.id for stage in stages]) == "done"
        assert votes
        assert kind_of_wait(stages, votes) == "done"
        others = [stage.id for stage in stages if stage.id not in votes]
        assert kind_of_wait(stages, others) == "pending"
        assert kind_of_wait([], ()) == "executive"


class TestForecast:
    def test_half_and_half(self) -> None:
        """Past waits alone tell whether, both half each when; supposed lengths move both."""
        case = {"party": "moldova", "treaty": "cis-charter-1993", "as_of": "2026-11-28"}
        told = forecast(**case)
        assert any("halfway between theirs" in each for each in told.assumptions)
        assert told.climatology is not None
        assert told.probability_never == pytest.approx(told.climatology.probability_never, abs=0.02)
        assert told.effect.reasons["no notice is given"] > 0
        quick, slow = (
            forecast(**case, durations={"notice": {"fixed": days}}).median for days in (1, 400)
        )
        assert quick < told.median < slow  # type: ignore[operator]

    def test_silence_is_not_slowness(self) -> None:
        """A month in which nothing is reported moves Lithuania's median by less than two."""
        medians = [
            forecast("lithuania", "ottawa", as_of=day).median
            for day in ("2025-05-16", "2025-06-15")
        ]
        assert abs((medians[1] - medians[0]).days) < 60  # type: ignore[operator]

    def test_a_supposition_gives_no_chance_of_never(self) -> None:
        """A State that has not spoken of leaving is taken to go through with it."""
        told = forecast("france", "paris-2015", as_of="2025-05-01")
        assert told.is_supposed
        assert told.probability_never == 0.0
        assert "goes through with it" in told.sentence


class TestFile:
    def test_it_follows_from_the_record(self) -> None:
        """The file holds the landmarks of the record, and the estimates their cut-off days."""
        kept = json.loads(FILE.read_text(encoding="utf-8"))["days"]
        assert kept == json.loads(json.dumps(list(climatology_rows())))
        assert Estimates.load(date(2019, 5, 1)).cutoff == date(2019, 1, 1)
        assert Estimates.load(date(1990, 1, 1)).cutoff == date(2005, 1, 1)
