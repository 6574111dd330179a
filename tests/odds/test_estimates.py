"""What past cases say: pooling, evidence, and files that are fresh."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from withdrawal.law.countries import countries
from withdrawal.law.procedures.file import pools
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.pace import AFTER_APPROVAL, FILE, paces
from withdrawal.odds import fitting
from withdrawal.odds.estimates import Estimates, Pace
from withdrawal.odds.evidence import DATA, Span, last_day, past_case, past_cases, spans_of
from withdrawal.odds.fitting import count_branches, pace_text

ESTIMATES = Estimates.load()
CUTOFFS = json.loads((DATA / "durations.json").read_text(encoding="utf-8"))["cutoffs"]


class TestPaceFile:
    def test_it_follows_from_the_estimates(self) -> None:
        """What planning reads is what the estimates say, and has every kind of stage."""
        assert FILE.read_text(encoding="utf-8") == pace_text()
        assert paces().keys() == pools().keys()
        assert all(0 < each.usual < each.cautious for each in paces().values())


class TestLevels:
    def test_the_narrowest_level_is_used(self) -> None:
        """A State's own stage comes first, then its kind, then its phase."""
        assert ESTIMATES.stay("final-vote", "LTU").level.endswith("/LTU")
        assert ESTIMATES.stay("final-vote", "XXX").level == "parliament/final-vote"
        assert ESTIMATES.stay("tabling", "XXX").level == "parliament"

    def test_every_number_says_how_many_cases(self) -> None:
        """Each level says how many spans and cases stand behind it."""
        for name, row in ESTIMATES.levels.items():
            assert row["cases"] >= 1, name
            assert row["observations"] > 0, name
            assert 0 < row["median"] < row["p90"], name

    def test_every_stage_of_every_state_has_a_duration(self) -> None:
        """No stage of any procedure is left without an estimate."""
        for country in ("LTU", "CHE", "NLD", "ECU", "KEN", "XYZ"):
            for stage in procedure(country).stages.values():
                stay = ESTIMATES.stay(stage.kind.id, country)
                assert stay.duration(Pace()).quantile(0.5) is not None

    def test_a_notice_after_an_act_is_a_pool_of_its_own(self) -> None:
        """A notice with an act of parliament behind it is not pooled with the executive's own."""
        names = [kind for span in spans_of(past_case("fin-ottawa-1997")) for kind in span.kinds]
        assert names[-1] == AFTER_APPROVAL
        assert spans_of(past_case("usa-inf-1987"))[0].kinds[-1] == "notice"


class TestPooling:
    def pieces(self, days: int, count: int) -> list[Any]:
        """Return observations of one stage of one State."""
        return [Span(f"case-{n}", "XXX", ("final-vote",), days, days) for n in range(count)]

    @pytest.mark.parametrize(("count", "share"), [(1, 1 / 6), (20, 20 / 25)])
    def test_one_moves_a_little_and_twenty_a_lot(self, count: int, share: float) -> None:
        """An observation counts against the level above as one to five."""
        parent = fitting.Level(math.log(10.0), 1.0)
        level = fitting.fit_level(self.pieces(100, count), parent, is_top=False)
        moved = (level.centre - parent.centre) / math.log(10.0)
        assert moved == pytest.approx(share, abs=0.02)

    def test_censored_days_push_it_later(self) -> None:
        """Waits that still go on make a stage longer than those that are over alone would."""
        parent = fitting.Level(math.log(10.0), 1.0)
        over = self.pieces(10, 8)
        going_on = [Span(f"open-{n}", "XXX", ("final-vote",), 200, None) for n in range(4)]
        alone = fitting.fit_level(over, parent, is_top=True)
        both = fitting.fit_level([*over, *going_on], parent, is_top=True)
        assert both.centre > alone.centre + 0.2

    def test_shares_add_up(self) -> None:
        """The days drawn for the stages of a span add up to the span."""
        import numpy as np

        span = Span("c", "XXX", ("final-vote", "promulgation", "notice"), 30, 34)
        random = np.random.default_rng(1)
        for _ in range(20):
            days = fitting.share_out(span, {(): fitting.Level(2.0, 1.0)}, random)
            assert len(days) == 3
            assert 30 <= sum(days) <= 34


class TestPaces:
    def test_moments(self) -> None:
        """The paces have the mean and variance of the normal distribution they stand for."""
        paces = ESTIMATES.paces()
        assert sum(weight for weight, _ in paces) == pytest.approx(1.0)
        assert sum(w * pace.level for w, pace in paces) == pytest.approx(0.0, abs=1e-12)
        assert sum(w * pace.level**2 for w, pace in paces) == pytest.approx(1.0)

    def test_a_slow_case_is_slow_throughout(self) -> None:
        """At a slow pace a stage's median is longer, and its own spread smaller."""
        stay = ESTIMATES.stay("final-vote", "LTU")
        usual, slow = stay.duration(Pace()), stay.duration(Pace(1.36, 0.35))
        assert slow.quantile(0.5) > usual.quantile(0.5)  # type: ignore[operator]
        ratio = slow.quantile(0.9) / slow.quantile(0.5)  # type: ignore[operator]
        assert ratio < usual.quantile(0.9) / usual.quantile(0.5)  # type: ignore[operator]


class TestBranches:
    def test_a_choice_with_a_chance_of_its_own(self) -> None:
        """Where a stage left to choice has a chance of its own, that one is used."""
        assert ESTIMATES.skipped("court-review") == ESTIMATES.branch("skipped-court-review")

    def test_evidence(self) -> None:
        """A branch says in how many past cases it happened, or that it is assumed."""
        branch = ESTIMATES.branch("returned")
        assert branch.evidence("TUV").startswith(f"{branch.happened} of {branch.could} past cases")
        assert ESTIMATES.branch("skipped").evidence("TUV") == "assumed"

    def test_cases_of_other_states(self) -> None:
        """It says how many of the cases are of other States: all, where the State has none."""
        branch = ESTIMATES.branch("returned")
        assert branch.evidence("TUV").endswith("past cases, all of other States")
        own = sum(case.startswith("ltu-") for case in branch.cases)
        assert own > 0
        assert branch.of_others("LTU") == branch.could - own  # type: ignore[operator]
        told = f"past cases, {branch.of_others('LTU')} of them of other States"
        assert branch.evidence("LTU").endswith(told)
        assert ESTIMATES.branch("skipped").of_others("LTU") is None

    def test_a_case_begins_with_its_state(self) -> None:
        """Every case counted is named after its State, by which own cases are told from others."""
        for name in ("returned", "rejected", "shelved", "government-fell", "revoked"):
            codes = {case.partition("-")[0].upper() for case in ESTIMATES.branch(name).cases}
            assert codes <= {*countries()}, name

    def test_what_was_not_over_does_not_count(self) -> None:
        """A branch counts the cases that were over on the cut-off day, and no later one."""
        early, late = (
            Estimates.load(date(2025, 6, 1)).branch("returned"),
            ESTIMATES.branch("returned"),
        )
        assert (early.happened, late.happened) == (0, 1)
        assert set(early.cases) < set(late.cases)

    def test_without_any_case_it_is_rare(self) -> None:
        """A branch of which nothing is known happens in one of twenty."""
        counts = {"returned": {"happened": [], "could": []}}
        assert evolve(ESTIMATES, counts=counts).branch("returned").probability == 0.05

    def test_shares_of_a_case(self) -> None:
        """Several stages that share a case's chance of refusal have it between them."""
        branch = ESTIMATES.branch("rejected")
        left = (1.0 - branch.per_stage(3)) ** 3
        assert left == pytest.approx(1.0 - branch.probability)

    def test_every_case_named_is_on_record(self) -> None:
        """Each case that a branch counts is a past case, or is said to be counted besides."""
        counts = json.loads((DATA / "branches.json").read_text(encoding="utf-8"))
        known = {case.id for case in past_cases()} | {"est-ottawa-1997-2023"}
        del counts["fractions"], counts["over"]
        rows = [*counts.pop("optional").values(), *counts.pop("recorded").values()]
        named = {
            case.partition(":")[0]
            for row in (*rows, *counts.values())
            for key in ("happened", "could")
            for case in row[key]
        }
        assert len(named) > 10
        assert named <= known


class TestCutoffs:
    def test_one_a_year_and_the_last_day_on_record(self) -> None:
        """There is a fit for the first of each year from 2005, and for the last day on record."""
        days = [date.fromisoformat(day) for day in CUTOFFS]
        assert days == fitting.cutoff_days()
        assert (days[0], days[-1]) == (date(2005, 1, 1), last_day())

    def test_a_day_takes_the_newest_that_is_not_later(self) -> None:
        """A look back uses what was known then: of Lithuania's exit of 2025 nothing in 2024."""
        early, late = Estimates.load(date(2024, 12, 31)), Estimates.load(date(2026, 2, 1))
        assert (early.cutoff, late.cutoff) == (date(2024, 1, 1), date(2026, 1, 1))
        assert "head_of_state/promulgation/LTU" not in early.levels
        assert any(name.endswith("/LTU") for name in late.levels)


class TestFresh:
    def test_branch_counts_are_those_of_the_record(self) -> None:
        """The counts of branches are what the record gives today."""
        kept = json.loads((DATA / "branches.json").read_text(encoding="utf-8"))
        assert json.loads(json.dumps(count_branches())) == kept

    @pytest.mark.slow
    def test_durations_are_those_of_the_record(self) -> None:
        """The first fits are what the record gives today, number for number."""
        made = fitting.fitted(fitting.cutoff_days()[:6])["cutoffs"]
        for day, found in made.items():
            kept = CUTOFFS[day]
            assert found["spans"] == kept["spans"]
            assert found["levels"].keys() == kept["levels"].keys()
            for name, row in found["levels"].items():
                assert row["cases"] == kept["levels"][name]["cases"]
                assert row["median"] == pytest.approx(kept["levels"][name]["median"], rel=0.02)
