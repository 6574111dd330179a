"""Scores: what they measure, from when, against whom, and that nothing is left out unsaid."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.odds.climatology import FILE, Climatology
from withdrawal.odds.climatology import HORIZON as FOLLOWED
from withdrawal.odds.evidence import cases_known_by, past_case, past_cases
from withdrawal.odds.scoring.landmarks import HORIZON, MODELS, SILENCE, landmarks, truth_of
from withdrawal.odds.scoring.summary import mean, perfect, skill, summary, thirds, weights
from withdrawal.odds.scoring.table import (
    METRICS,
    Row,
    Scores,
    crps,
    crps_of_each,
    measures,
    read,
    score,
    score_case,
    write,
)


def sure(days: int) -> np.ndarray:
    """Return the forecast of one who names a day."""
    return (np.arange(HORIZON + 1) >= days).astype(float)


def drawn(weights_: list[float]) -> np.ndarray:
    """Return a forecast of the first days, and of never by the last weight."""
    chances = np.cumsum(weights_[:-1]) / sum(weights_)
    return np.concatenate([chances, np.full(HORIZON + 1 - len(chances), chances[-1])])


WEIGHTS = st.lists(st.floats(0.01, 1.0), min_size=2, max_size=8)


class TestCrps:
    def test_one_day_scores_its_error(self) -> None:
        """For a single day the score is the error in days, and nothing where it is right."""
        assert [crps(sure(40), day) for day in (30, 40, 55)] == [10, 0, 15]

    @given(WEIGHTS, st.integers(0, 12))
    def test_against_scoringrules(self, given_: list[float], days: int) -> None:
        """The score of a mass is that of another library, which weighs an ensemble of days."""
        scoringrules = pytest.importorskip("scoringrules")
        mass = np.array(given_) / sum(given_)
        chances = drawn([*given_, 0.0])
        wanted = scoringrules.crps_ensemble(
            float(days), np.arange(len(mass), dtype=float), ens_w=mass, estimator="nrg"
        )
        assert crps(chances, days) == pytest.approx(float(wanted), abs=1e-6)

    @given(WEIGHTS)
    def test_never_counts(self, given_: list[float]) -> None:
        """The chance of never is scored: it costs where the day came, and pays where it did not."""
        chances = drawn(given_)
        surer = drawn([*given_[:-1], given_[-1] / 2])
        assert crps(surer, 0) < crps(chances, 0)
        assert crps(surer, None) > crps(chances, None)

    @given(WEIGHTS, st.lists(st.integers(0, 20), min_size=1), st.integers(0, 15), st.booleans())
    def test_many_at_once(
        self, given_: list[float], days: list[int], until: int, log: bool
    ) -> None:
        """Many days at once score what each scores, as far as it was followed."""
        chances = drawn(given_)
        found = crps_of_each(chances, np.array(days), until, log=log)
        each = [crps(chances, day if day <= until else None, until, log=log) for day in days]
        assert found == pytest.approx(each)


class TestMeasures:
    def test_a_range_that_ends_in_never_holds_it(self) -> None:
        """Where a tenth or more is given to never, the 80% range holds such a case."""
        assert measures(drawn([4, 4, 2]), None)["in_80"] == 1.0
        assert measures(drawn([6, 5.9, 0.1]), None)["in_80"] == 0.0

    def test_what_was_not_followed(self) -> None:
        """Of an open case the score goes as far as it was seen, and the rest is not known."""
        found = measures(drawn([1, 1, 1, 1]), None, until=400)
        assert found["crps"] == pytest.approx(crps(drawn([1, 1, 1, 1]), None, 400))
        assert found["brier_1"] == pytest.approx(0.75**2)
        assert np.isnan([found[name] for name in ("brier_2", "brier_never", "pit", "error")]).all()

    def test_names(self) -> None:
        """Every measure has its name."""
        assert tuple(measures(sure(3), 3)) == METRICS


class TestLandmarks:
    def test_steps_and_silence(self) -> None:
        """A case is forecast on each step, and every thirty days in which none was reported."""
        marks = landmarks(past_case("ltu-ottawa-1997"))
        assert not isinstance(marks, str)
        days = {mark.as_of: mark.silence for mark in marks}
        assert days[date(2025, 5, 8)] == 0
        assert days[date(2025, 5, 16) + timedelta(days=SILENCE)] == SILENCE
        assert all(silent % SILENCE == 0 for silent in days.values())
        assert max(days) < date(2025, 6, 27)

    def test_every_case_is_scored_or_says_why_not(self) -> None:
        """No case is left out without a word, and none is scored against a computed day."""
        found = {case.id: landmarks(case) for case in past_cases()}
        assert all(isinstance(each, str) or each for each in found.values())
        scored = [past_case(name) for name, each in found.items() if not isinstance(each, str)]
        assert len(scored) >= 80
        for case in scored:
            assert case.notice is None or not (
                case.notice.effect_is_computed and case.notice.status == "effective"
            )

    def test_ends(self) -> None:
        """A case given up never takes effect; an open one is followed as far as somebody looked."""
        over, still = truth_of(past_case("uga-rome-statute-1998")), past_case("irl-ect-1994")
        assert not isinstance(over, str)
        assert over.over == date(2017, 4, 4)
        marks = landmarks(still)
        assert not isinstance(marks, str)
        assert all((mark.as_of + timedelta(days=mark.until)) == still.looked for mark in marks)
        assert all(mark.days is None and mark.until < HORIZON for mark in marks)


class TestKnownBy:
    def test_nothing_later(self) -> None:
        """On a day no case has a step, a notice or a look from after it."""
        day = date(2025, 5, 10)
        for case in cases_known_by(day):
            assert all((event.when.latest or date.max) <= day for event in case.events)
            assert case.notice is None or (case.notice.given or day) <= day
            assert case.looked is None or case.looked <= day

    def test_climatology_knows_nothing_later(self) -> None:
        """What was given after the cut-off day is a wait still going on."""
        day = date(2025, 6, 1)
        known, kept = Climatology.load(day), json.loads(FILE.read_text(encoding="utf-8"))["days"]
        before = [row for row in kept if date.fromisoformat(row["as_of"]) < day]
        given_by = [
            row["end"] == "notice" and date.fromisoformat(row["until"]) <= day for row in before
        ]
        assert known.given.tolist() == given_by
        assert sum(given_by) < sum(row["end"] == "notice" for row in before)
        assert not (known.given & (known.left > FOLLOWED)).any()
        assert known.size < Climatology.load(date(2026, 1, 1)).size


@pytest.fixture(scope="module")
def scored() -> Scores:
    """Return the scores of a few cases, with drawn truths."""
    names = ("blr-aarhus-1998", "deu-ect-1994", "mys-rome-statute-1998", "jpn-league-covenant-1919")
    return score([past_case(name) for name in names], draws=50, workers=1)


class TestTable:
    def test_what_cannot_be_scored_is_listed(self, scored: Scores) -> None:
        """A case without a landmark, or from before the first cut-off day, says so."""
        assert "mys-rome-statute-1998" in scored.not_scored
        assert any(name.startswith("jpn-league") for name in scored.not_scored)
        assert {row.case for row in scored.rows} == {"blr-aarhus-1998", "deu-ect-1994"}

    def test_every_forecaster_has_every_measure(self, scored: Scores) -> None:
        """No row lacks a forecaster or a measure; what cannot be taken is nan."""
        for row in scored.rows:
            assert tuple(row.scores) == MODELS
            assert all(tuple(each) == METRICS for each in row.scores.values())

    def test_written_and_read(self, scored: Scores, tmp_path) -> None:
        """The file gives back what was written, to five figures."""
        path = tmp_path / "scores.csv.gz"
        write(scored, path)
        again = read(path)
        assert again.not_scored == scored.not_scored
        for one, other in zip(scored.rows, again.rows, strict=True):
            assert evolve(one, scores={}, drawn={}) == evolve(other, scores={})
            for model in MODELS:
                wanted = pytest.approx(one.scores[model], rel=1e-4, nan_ok=True)
                assert other.scores[model] == wanted

    def test_the_press_counts_from_the_vote(self) -> None:
        """After Lithuania's vote the press's day is six months from it: 49 days early."""
        rows, _ = score_case("ltu-ottawa-1997")
        assert {row.as_of: row for row in rows}[date(2025, 5, 8)].scores["press"]["error"] == 49.0


def row(case: str, group: str, days: int | None, crps_: float, never: float = 0.1) -> Row:
    """Return a row on which the forecast scores so much, and every other twice as much."""
    scores = {
        model: dict.fromkeys(METRICS, crps_ * (1 if model == "forecast" else 2)) for model in MODELS
    }
    scores["forecast"] |= {"never": never, "out_1": 0.5, "out_2": 0.5}
    return Row(case, group, None, date(2020, 1, 1), "vote", 0, days, HORIZON, scores=scores)


class TestSummary:
    def test_weights(self) -> None:
        """Groups count alike, then their cases, then the landmarks of a case."""
        rows = [
            row("a", "g", 5, 1.0),
            row("a", "g", 5, 3.0),
            row("b", "g", 5, 6.0),
            row("c", "h", 5, 10.0),
        ]
        assert weights(rows).tolist() == [0.125, 0.125, 0.25, 0.5]
        assert mean(rows, "forecast", "crps") == pytest.approx(7.0)

    def test_skill(self) -> None:
        """Half of another's score on every row is half of it with certainty."""
        rows = [row(f"c{n}", f"g{n}", 5, 1.0 + n) for n in range(6)]
        found = skill(rows, "crps", "forecast", "climatology")
        assert found["ratio"] == pytest.approx(0.5)
        assert found["interval"] == pytest.approx([0.5, 0.5])

    def test_thirds(self) -> None:
        """The chances of never are held against what came, in three parts."""
        rows = [row(f"c{n}", f"g{n}", None if n > 3 else 9, 1.0, n / 10) for n in range(6)]
        assert [each["came"] for each in thirds(rows)] == [0.0, 0.0, 1.0]

    def test_figures(self, scored: Scores) -> None:
        """The summary says how many forecasts of how many cases, and what a right one scores."""
        found = summary(scored)
        assert (found["cases"], found["forecasts"]) == (2, len(scored.rows))
        assert sum(found["not_scored"].values()) == len(scored.not_scored)
        for each in perfect(scored.rows).values():
            assert 0.0 <= each["met"] <= 1.0
            assert each["interval"][0] <= each["mean"] <= each["interval"][1]
