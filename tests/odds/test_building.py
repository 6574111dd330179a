"""From procedures to networks: limits, branches, calendars, and where a case stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from attrs import evolve

from withdrawal.case.proceedings.case import Case
from withdrawal.dates.table import number_of as number
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.stages import DayLimits
from withdrawal.letters import spelt_out
from withdrawal.odds.build import build
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.exact import get_ready
from withdrawal.odds.engine.graph import DONE, SKIPPED, Fork, Outcome, Step
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.steps import FELL, REJECTED, RETURNED, SHELVED, StepMaker, _bounded

MIXED = ("LTU", "LVA", "POL", "FIN", "UKR", "EST", "CHE", "ESP", "DNK", "ROU")
"""States that have between them every kind of step: calendars, lapses, ways back."""

TODAY = date(2026, 11, 21)
ESTIMATES = Estimates.load()


def maker(country: str, route: str | None = None) -> StepMaker:
    """Return what makes the steps of a State's route."""
    state = procedure(country)
    return StepMaker(state, state.route(route), ESTIMATES, date(2026, 1, 1), date(2037, 12, 31))


def step(country: str, stage: str, route: str | None = None) -> Step:
    """Return the step of a stage."""
    return maker(country, route).step(procedure(country).stages[stage])


def outcomes(found: Step, kind: str) -> list[Outcome]:
    """Return the outcomes of a kind."""
    return [each for each in found.outcomes if each.kind == kind]


class TestLimits:
    def test_minimum_and_maximum(self) -> None:
        """Latvia's President proclaims between the tenth and the twenty-first day."""
        (done,) = outcomes(step("LVA", "promulgation", "ordinary"), DONE)
        assert done.duration is not None
        assert (done.duration.first, done.duration.last) == (10, 21)

    def test_sent_back_only_within_its_own_days(self) -> None:
        """The President may ask for reconsideration within ten days only."""
        (back,) = outcomes(step("LVA", "promulgation", "ordinary"), RETURNED)
        assert back.duration is not None
        assert back.duration.last == 10

    def test_silence_is_consent_after_the_limit(self) -> None:
        """The President of Cyprus has four days; what would take longer stands on the fourth."""
        (done, *_) = outcomes(step("CYP", "head-of-state-act"), DONE)
        assert done.duration is not None
        assert done.duration.last == 4
        assert done.duration.probability(4) > 3 * done.duration.probability(3)

    def test_shares_are_kept(self) -> None:
        """What is done in time keeps its chance; the last day takes what would have been late."""
        base, limits = Duration.uniform(1, 10), DayLimits(maximum=4, beyond="deemed-done")
        found, lapsed = _bounded(base, limits, is_known=True)
        assert [found.probability(day) for day in range(1, 6)] == pytest.approx(
            [0.1, 0.1, 0.1, 0.7, 0.0]
        )
        assert lapsed == 0.0

    def test_talk_takes_no_time(self) -> None:
        """A recommendation is made when it is made: no time is set aside for it."""
        made = outcomes(step("LTU", "recommendation"), DONE)
        assert {each.duration.last for each in made if each.duration} == {0}

    def test_a_refusal_takes_its_time(self) -> None:
        """Parliament refuses as late as it would approve, not never and not at once."""
        vote = step("LTU", "final-vote")
        (refused,) = outcomes(vote, REJECTED)
        assert refused.duration == outcomes(vote, DONE)[0].duration

    def test_the_second_time_has_limits_of_its_own(self) -> None:
        """After the Sejm has overruled the Polish President, seven days are left to sign."""
        (back,) = outcomes(step("POL", "promulgation"), RETURNED)
        (signed, *_) = outcomes(back.again[-1], DONE)
        assert signed.duration is not None
        assert signed.duration.last == 7

    def test_a_fixed_window(self) -> None:
        """Switzerland's referendum window lasts a hundred days, no more and no less."""
        (done,) = outcomes(step("CHE", "referendum-window"), DONE)
        assert done.duration is not None
        assert done.duration.probability(100) == 1.0

    def test_sitting_days(self) -> None:
        """New Zealand's fifteen sitting days are counted in sitting days."""
        made = maker("NZL")
        found = made.step(procedure("NZL").stages["tabling"])
        assert found.count is not None
        assert max(o.duration.last for o in outcomes(found, DONE) if o.duration) <= 15

    def test_receipt_is_not_held_against_it(self) -> None:
        """Days counted from a receipt that nobody dates bound nothing, and that is said."""
        made = maker("LTU")
        (done,) = outcomes(made.step(procedure("LTU").stages["promulgation"]), DONE)
        assert done.duration is not None
        assert done.duration.last > 10
        assert any("receipt" in line for line in made.assumed)

    def test_from_a_stage_further_back(self) -> None:
        """A limit that runs from a stage further back bounds nothing either, and is named."""
        made = maker("DNK", "act")
        far = DayLimits(maximum=30, counted_from="first-reading")
        made.step(evolve(procedure("DNK").stages["promulgation"], limits=far))
        (said,) = (each for each in made.assumed if "promulgation keeps its limit" in each)
        assert "at most 30 days" in said
        assert "first reading" in said

    @pytest.mark.rows("country", sorted(procedures()))
    def test_no_limit_is_ignored_in_silence(self, country: str) -> None:
        """Every limit counted from elsewhere than the stage before is among the assumptions."""
        state = procedure(country)
        silent = []
        for route in state.routes:
            made = maker(country, route.id)
            for before, stage in pairwise(made.stages):
                made.step(stage)
                origin, maximum = stage.limits.counted_from, stage.limits.in_days.maximum
                is_far = maximum is not None and origin not in (None, before.id)
                words = spelt_out(stage.id)
                told = any(str(maximum) in each and words in each for each in made.assumed)
                silent += [stage.id] if is_far and not told else []
        assert silent == []


class TestBranches:
    def test_a_vote_can_fail_or_wait_for_a_new_government(self) -> None:
        """A final vote may be lost, put off for ever, or wait until there is a new government."""
        kinds = {each.kind for each in step("LTU", "final-vote").outcomes}
        assert {REJECTED, SHELVED, FELL, DONE} <= kinds

    def test_a_vote_outside_the_calendar(self) -> None:
        """Some votes take place whatever the sitting calendar says."""
        assert {each.is_free for each in outcomes(step("LTU", "final-vote"), DONE)} == {True, False}

    def test_optional_stages_may_be_skipped(self) -> None:
        """What the law leaves to choice is skipped with some probability, at once."""
        (skipped,) = outcomes(step("EST", "committee"), SKIPPED)
        assert 0.0 < skipped.probability < 1.0
        assert skipped.is_free

    def test_a_return_takes_the_stages_again(self) -> None:
        """A returned Romanian law passes both chambers again before it is promulgated."""
        (back,) = outcomes(step("ROU", "promulgation"), RETURNED)
        names = [each.name for each in back.again]
        assert names == ["final-vote", "upper-house-vote", "promulgation"]
        assert not outcomes(back.again[-1], RETURNED)

    def test_an_override_goes_past_the_senate(self) -> None:
        """A Polish bill that the Senate refuses goes on once the Sejm has overridden it."""
        (back,) = outcomes(step("POL", "upper-house-vote"), RETURNED)
        assert [each.name for each in back.again] == ["final-vote"]

    def test_given_durations_replace_the_usual(self) -> None:
        """A scenario's own duration takes the place of what past cases say."""
        state = procedure("LTU")
        made = StepMaker(
            state, state.route(), ESTIMATES, date(2026, 1, 1), date(2037, 12, 31),
            given={"final-vote": Duration.fixed(5)},
        )  # fmt: skip
        found = made.step(state.stages["final-vote"])
        assert all(o.duration.first == 5 for o in outcomes(found, DONE) if o.duration)


def built_items(case: Case, day: date) -> Iterator[str]:
    """Yield the names of the items that are open."""
    yield from (item.name for item in build(case, day, ESTIMATES).model.first.items)


class TestStanding:
    def test_nothing_done(self) -> None:
        """A case in which nothing has happened begins today, with two kinds of talk beside."""
        built = build(Case("LTU", "ottawa-1997"), TODAY, ESTIMATES)
        first = built.model.first.items[0]
        assert isinstance(first, Fork)
        assert first.name == "recommendation+state-defence-council"
        assert built.model.first.opening.start.first == number(TODAY)

    def test_stages_done_are_not_open(self) -> None:
        """What is over, or passed over, is not open any more."""
        case = Case("EST", "ottawa-1997")
        case.record("government-approval", on="2025-04-24")
        case.record("first-reading", on="2025-05-21")
        assert list(built_items(case, date(2025, 5, 30))) == [
            "final-vote", "promulgation", "publication", "notice",
        ]  # fmt: skip

    def test_a_fork_that_has_begun(self) -> None:
        """Where one Czech chamber has voted, only the other is waited for."""
        case = Case("CZE", "echr-1950")
        case.record("government-decision", on="2026-01-10")
        case.record("upper-house-vote", on="2026-02-01")
        model = build(case, date(2026, 3, 1), ESTIMATES).model
        names = [each.name for each in model.first.steps]
        assert names == ["first-reading", "committee", "final-vote", "head-of-state-act", "notice"]
        opening = model.first.opening
        assert opening.branches is not None
        assert opening.branches[0].first == number(date(2026, 1, 10))

    def test_a_day_known_in_part_is_spread(self) -> None:
        """A step known to the month may have happened on any day of it."""
        case = Case("LTU", "ottawa-1997")
        case.record("final-vote", on="2025-05-08")
        case.record("president-signature", on="2025-05-12/2025-05-16")
        start = build(case, date(2025, 6, 1), ESTIMATES).model.first.opening.start
        assert start.values.tolist() == pytest.approx([0.2] * 5)

    def test_sent_back_by_a_stage_that_is_over(self) -> None:
        """What the Polish Senate refuses the Sejm votes on once more; then the President signs."""
        case = Case("POL", "ottawa-1997")
        case.record("joint-recommendation", on="2025-03-18")
        case.record("first-reading", on="2025-05-20")
        case.record("final-vote", on="2025-06-25")
        case.record("returned", on="2025-07-03")
        assert list(built_items(case, date(2025, 7, 5))) == [
            "final-vote", "court-review", "promulgation", "publication", "submission-to-president",
            "denunciation-act", "notice",
        ]  # fmt: skip
        sent_back = case.standing
        assert sent_back.retaking == ("final-vote",)
        assert sent_back.sent_back[0].id == "upper-house-vote"
        assert sent_back.returns == {"upper-house-vote": 1}
        case.record("final-vote", on="2025-07-10")
        assert (case.standing.retaking, case.standing.sent_back) == ((), None)
        assert next(built_items(case, date(2025, 7, 11))) == "court-review"

    def test_talk_taken_up_again_counts_anew(self) -> None:
        """A joint recommendation in March restarts what a council discussed in January."""
        case = Case("LTU", "ottawa-1997")
        case.record("recommendation", on="2025-01-03")
        case.record("state-defence-council", on="2025-01-17")
        from withdrawal.record.events import make_event

        case.replay([make_event("joint-recommendation", on="2025-03-18")])
        start = build(case, date(2025, 4, 1), ESTIMATES).model.first.opening.start
        assert start.first == number(date(2025, 3, 18))


class TestEveryRoute:
    @pytest.mark.rows(
        "country, route", [(c, each.id) for c in MIXED for each in procedure(c).routes]
    )
    def test_mass_sums_to_one(self, country: str, route: str) -> None:
        """On every route of States of every kind days and endings sum to one within 1e-12."""
        case = Case(country, "rome-statute-1998", route=route)
        found = get_ready(build(case, TODAY, ESTIMATES).model)
        total = found.notice.total + sum(found.never.values())
        assert total == pytest.approx(1.0, abs=1e-12)
        assert found.notice.total > 0.7
