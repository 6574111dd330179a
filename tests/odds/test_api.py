"""`withdrawal.forecast`: what it promises, on real cases."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import withdrawal
from withdrawal.errors import CircumstanceError, ScenarioError, UnknownCountryError
from withdrawal.odds.api import forecast
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.known import recorded_case

LITHUANIA = forecast("Lithuania", "ottawa-1997", as_of="2025-03-18")


class TestTestedAtNotice:
    """The Geneva Conventions: a denunciation during a conflict waits, tested when it is given."""

    @pytest.mark.parametrize(
        ("began", "is_held"), [(None, False), ("2026-08-15", True), ("2026-09-15", False)]
    )
    def test_a_notice_that_was_given(self, began: str | None, *, is_held: bool) -> None:
        """Given in peace it takes effect after a year, whatever has happened since."""
        case = withdrawal.Case("SWE", "gc-i-1949")
        case.record("final-vote", on="2026-08-01")
        steps = {"notice": "2026-09-03", **({"conflict-began": began} if began else {})}
        for step, day in sorted(steps.items(), key=lambda each: each[1]):
            case.record(step, on=day)
        days, _ = forecast(case, as_of="2026-11-21").pmf
        assert days[0] == np.datetime64("2027-09-03")
        assert (len(days) > 1) is is_held


class TestSums:
    @settings(max_examples=15)
    @given(
        st.sampled_from(["LTU", "LVA", "EST", "FIN", "POL"]),
        st.dates(date(2025, 1, 1), date(2026, 3, 1)),
    )
    def test_mass_sums_to_one(self, party: str, day: date) -> None:
        """Days and reasons sum to one within 1e-12, on any day of any case."""
        made = forecast(party, "ottawa-1997", as_of=day)
        total = float(made.pmf[1].sum()) + made.probability_never
        assert total == pytest.approx(1.0, abs=1e-12)

    def test_pmf(self) -> None:
        """The mass function comes as days and probabilities of the same length."""
        days, chances = LITHUANIA.pmf
        assert days.dtype == np.dtype("datetime64[D]")
        assert len(days) == len(chances)
        assert (chances >= 0).all()

    def test_quantiles_and_chances_agree(self) -> None:
        """A quantile is the first day by which its share of the exits has taken effect."""
        happens = 1.0 - LITHUANIA.probability_never
        for level in (0.05, 0.25, 0.5, 0.75, 0.95):
            day = LITHUANIA.quantile(level)
            assert day is not None
            assert LITHUANIA.probability_by(day) >= level * happens - 1e-12
            assert LITHUANIA.probability_by(day - timedelta(days=1)) < level * happens

    def test_no_effect_before_the_period_is_over(self) -> None:
        """A notice given tomorrow takes effect in six months, so nothing lies before."""
        assert LITHUANIA.probability_by("2025-09-18") == 0.0


class TestKnownCases:
    def test_a_known_case_is_one_day(self) -> None:
        """Once effect has come there is nothing left to chance."""
        made = forecast("Lithuania", "ottawa-1997", as_of="2026-03-01")
        assert made.effect.is_known
        assert made.median == made.mean == made.mode == date(2025, 12, 27)
        assert made.probability_by("2025-12-26") == 0.0
        assert made.probability_by("2025-12-27") == 1.0

    def test_peace_is_not_taken_for_granted(self) -> None:
        """What the forecast reckons with, an armed conflict, it does not take for granted."""
        assumed = withdrawal.when("Lithuania", "ottawa-1997", as_of="2025-07-01").assumptions
        (peace,) = [each for each in assumed if "armed conflict" in each]
        made = forecast("Lithuania", "ottawa-1997", as_of="2025-07-01")
        assert peace not in made.assumptions

    def test_after_the_notice_only_the_treatys_side_is_open(self) -> None:
        """Once the notice is in, the day follows unless it is revoked or a war comes."""
        made = forecast("Lithuania", "ottawa-1997", as_of="2025-07-01", conflict_a_year=0.0)
        assert made.quantile(0.01) == made.quantile(0.99) == date(2025, 12, 27)
        assert set(made.effect.reasons) == {"revoked"}

    @pytest.mark.parametrize(
        ("party", "treaty", "day", "reason"),
        [
            ("HUN", "rome-statute-1998", "2026-06-30", "revoked"),
            ("USA", "ottawa-1997", "2026-01-01", "not-a-party"),
            ("PRK", "iccpr-1966", "1997-11-30", "no-effect"),
            ("PRK", "iccpr-1966", "1997-08-30", "no-exit"),
            ("LTU", "iccpr-1966", "2026-01-01", "no-exit"),
            ("UKR", "ottawa-1997", "2025-09-01", "suspension claimed instead"),
        ],
    )
    def test_no_exit_is_an_answer(self, party: str, treaty: str, day: str, reason: str) -> None:
        """A State that is out of the question gets a forecast of never, with the reason."""
        made = forecast(party, treaty, as_of=day)
        assert made.effect.reasons == {reason: 1.0}
        assert made.median is None

    def test_the_reasons_outlast_a_claim_of_suspension(self) -> None:
        """A claimed suspension is disputed, and the forecast tells it apart from other disputes."""
        made = forecast("UKR", "ottawa-1997", as_of="2025-09-01")
        assert made.status == "disputed"
        assert made.sentence.endswith("does not take effect (suspension claimed instead).")

    def test_a_case_of_ones_own(self) -> None:
        """A case that was never on record is forecast from its own events."""
        case = withdrawal.Case("SWE", "ottawa-1997")
        case.record("government-decision", on="2027-03-11")
        made = forecast(case, as_of="2027-04-01")
        assert made.known == {"government-decision": "2027-03-11"}
        assert made.median is not None
        assert made.median > date(2027, 10, 1)


class TestUndated:
    """Steps that the record does not date, but that must have been taken."""

    def test_shown_by_what_followed(self) -> None:
        """A vote that the record does not have is not invented; the notice is kept without it."""
        case = recorded_case("ESP", "league-covenant-1919")
        assert {"final-vote", "upper-house-vote"} <= case.standing.over
        assert not {"final-vote", "upper-house-vote"} & case.standing.days.keys()
        assert "there is no final-vote" in case.irregularities[0]


class TestOnlyWhatWasKnown:
    @pytest.mark.parametrize("day", ["2025-03-18", "2025-05-09", "2025-06-14"])
    def test_later_events_make_no_difference(self, day: str) -> None:
        """A forecast from a day is the same whether or not the record goes on after it."""
        whole = forecast("POL", "ottawa-1997", as_of=day)
        cut = recorded_case("POL", "ottawa-1997").known_by(date.fromisoformat(day))
        again = forecast(cut, as_of=day)
        assert whole.effect.reasons == again.effect.reasons
        assert (whole.pmf[1] == again.pmf[1]).all()

    def test_conditioning_moves_it_later(self) -> None:
        """Every day on which nothing has happened makes an early date less likely."""
        case = withdrawal.Case("EST", "ottawa-1997")
        case.record("government-decision", on="2025-04-24")
        days = [forecast(case, as_of=date(2025, 4, 24) + timedelta(days=n)) for n in (0, 30, 120)]
        medians = [made.median for made in days]
        assert None not in medians
        assert medians == sorted(medians)  # type: ignore[type-var]


class TestWhatIf:
    def test_a_duration_of_ones_own(self) -> None:
        """A given duration replaces the usual one."""
        made = forecast(
            "LTU", "ottawa-1997", as_of="2025-05-20", durations={"notice": {"fixed": 300}}
        )
        assert made.quantile(0.05) is not None
        assert made.quantile(0.05) >= date(2026, 9, 1)  # type: ignore[operator]

    def test_an_unknown_stage_is_refused(self) -> None:
        """A duration for a stage that the route does not have is refused by name."""
        with pytest.raises(ScenarioError, match="'finalvote' is not a stage") as caught:
            forecast("LTU", "ottawa-1997", durations={"finalvote": {"fixed": 3}})
        assert "final-vote" in caught.value.suggestions

    def test_war_moves_effect(self) -> None:
        """A higher hazard of a conflict makes late effect likelier, and never an earlier one."""
        calm = forecast("EST", "ottawa-1997", as_of="2025-07-01", conflict_a_year=0.0)
        tense = forecast("EST", "ottawa-1997", as_of="2025-07-01", conflict_a_year=0.2)
        for day in ("2025-12-27", "2026-06-01", "2027-06-01"):
            assert tense.probability_by(day) <= calm.probability_by(day)

    def test_routes_differ(self) -> None:
        """A Swiss decree that no referendum can be asked against is the faster one."""
        usual = forecast("CHE", "ottawa-1997", as_of="2025-06-26")
        simple = forecast("CHE", "ottawa-1997", as_of="2025-06-26", route="simple")
        assert simple.median is not None
        assert usual.median is not None
        assert simple.median < usual.median


class TestNeverAndDriver:
    def test_reasons_make_never(self) -> None:
        """The reasons add up to the chance of never."""
        assert sum(LITHUANIA.effect.reasons.values()) == LITHUANIA.probability_never

    def test_the_driver_narrows_the_range(self) -> None:
        """The stage that drives the spread is an open one, and knowing it would narrow it."""
        assert LITHUANIA.driver is not None
        assert LITHUANIA.driver.stage in LITHUANIA.stages
        assert LITHUANIA.driver.days_without < LITHUANIA.driver.days

    def test_stages_come_in_order(self) -> None:
        """Each stage's median comes no earlier than that of the stage before."""
        medians = [each.median for each in LITHUANIA.stages.values()]
        assert medians == sorted(medians)  # type: ignore[type-var]


class TestJson:
    def test_schema(self) -> None:
        """The JSON has the keys it promises, and is JSON."""
        data = json.loads(json.dumps(LITHUANIA.to_json()))
        assert data["schema"] == "withdrawal/forecast/2"
        assert data["median"] == str(LITHUANIA.median)
        assert "Ottawa Convention" in data["sentence"]
        assert list(data["quantiles"]) == ["0.05", "0.10", "0.25", "0.50", "0.75", "0.90", "0.95"]
        assert {"probability_by", "probability_never", "stages", "assumptions"} <= data.keys()
        assert all(0 <= chance <= 1 for chance in data["probability_by"].values())
        assert data["evidence"]["final-vote"]["cases"] >= 1

    def test_quantiles_count_never(self) -> None:
        """A quantile is the first day its chance is reached, null where that is never."""
        made = forecast("Latvia", "istanbul-convention-2011", as_of="2026-11-21")
        told = made.to_json()["quantiles"]
        days = {float(level): day for level, day in told.items()}
        assert {level for level, day in days.items() if day is None} == {
            level for level in days if level > 1.0 - made.probability_never
        }
        assert days[0.05] is not None
        assert days[0.95] is None
        for level, day in days.items():
            if day is not None:
                assert made.probability_by(day) >= level - 1e-9
                before = date.fromisoformat(day) - timedelta(days=1)
                assert made.probability_by(before) < level

    def test_half_years_to_the_end_of_the_calendar(self) -> None:
        """Where a conflict lasts to the last day there is, no half-year after it is asked for."""
        made = forecast("Latvia", "ottawa", as_of="2025-03-18", conflict="2024-01-01/9999-12-31")
        assert list(made.to_json()["probability_by"]) == ["9999-12-31"]

    def test_branches_tell_other_states_from_its_own(self) -> None:
        """Each branch has its chance, its cases, and how many of them are of other States."""
        branches = LITHUANIA.to_json()["branches"]
        assert {"revoked", "rejected", "shelved"} <= branches.keys()
        assert all(0 < each["probability"] < 1 for each in branches.values())
        counted = {name: each for name, each in branches.items() if name != "skipped"}
        for name, each in counted.items():
            assert 0 <= each["happened"] <= each["cases"], name
            assert 0 < each["of_other_states"] <= each["cases"], name
        others, cases = branches["revoked"]["of_other_states"], branches["revoked"]["cases"]
        told = f"{'all' if others == cases else f'{others} of them'} of other States"
        assert any(told in line for line in LITHUANIA.assumptions)

    def test_every_assumption_has_its_evidence(self) -> None:
        """Each branch is said with its probability, and with cases or the word assumed."""
        branches = [line for line in LITHUANIA.assumptions if "probability" in line]
        assert branches
        assert all("past cases" in line or "assumed" in line for line in branches)


class TestArguments:
    def test_callable_from_the_package(self) -> None:
        """The package itself answers to the function's name, however it was imported."""
        from withdrawal.odds.engine.durations import Duration

        assert Duration is not None
        assert withdrawal.forecast("LTU", "ottawa", as_of="2026-03-01").effect.is_known

    def test_a_treaty_is_needed(self) -> None:
        """A State without a treaty is no question."""
        with pytest.raises(CircumstanceError, match="expected a State and a treaty"):
            forecast("LTU")

    def test_unknown_names(self) -> None:
        """Unknown names are refused with suggestions, as everywhere."""
        with pytest.raises(UnknownCountryError):
            forecast("Lithuenia", "ottawa-1997", as_of="2025-03-18")

    def test_levels_are_checked(self) -> None:
        """A quantile is asked for between nought and one."""
        with pytest.raises(ValueError, match="is not a level"):
            LITHUANIA.quantile(1.5)


class TestDistribution:
    def test_a_distribution_of_never(self) -> None:
        """Where it never happens there is no day to name."""
        none = Distribution(Mass.empty(), {"revoked": 1.0})
        assert none.median is none.mean is none.mode is none.interval(0.8) is None
        assert none.spread == 0.0
        assert none.probability_by("2030-01-01") == 0.0

    @pytest.mark.parametrize(
        ("chances", "day"),
        [([0.1, 0.0, 0.9], 20002), ([0.09, 0.81], 20001), ([0.1, 0.8], None), ([1.0], 20000)],
    )
    def test_main_day(self, chances: list[float], day: int | None) -> None:
        """The main day holds nine tenths of what happens, whatever the chance of never is."""
        each = Distribution(Mass(20000, np.array(chances)), {"never": max(1.0 - sum(chances), 0.0)})
        expected = None if day is None else date(1970, 1, 1) + timedelta(days=day)
        assert each.main_day == expected

    def test_no_main_day(self) -> None:
        """What never happens has no main day."""
        assert Distribution(Mass.empty(), {"revoked": 1.0}).main_day is None

    def test_probability_on(self) -> None:
        """Each day has its chance, and days outside have none."""
        each = Distribution(Mass(20000, np.array([0.1, 0.7])), {"never": 0.2})
        days = ["2024-10-03", "2024-10-04", "2024-10-05", "2024-10-06"]
        assert [each.probability_on(day) for day in days] == [0.0, 0.1, 0.7, 0.0]

    def test_mean_mode_and_spread(self) -> None:
        """Mean, mode and spread are those of the days it happens on."""
        each = Distribution(Mass(20000, np.array([0.1, 0.0, 0.7])), {"never": 0.2})
        assert each.mode == date(1970, 1, 1) + timedelta(days=20002)
        assert each.mean == each.mode
        assert each.spread == pytest.approx((0.125 * 1.75**2 + 0.875 * 0.25**2) ** 0.5)


class TestLeftAndCameBack:
    """A forecast looks ahead from the bond that is in place on its day."""

    def test_out(self) -> None:
        """Canada is out of the desertification convention in 2015: that exit is the answer."""
        found = forecast("CAN", "unccd-1994", as_of="2015-06-01")
        assert found.effect.quantile(0.5) == date(2014, 3, 28)

    def test_begins_anew(self) -> None:
        """Bound again, it begins anew, and not before the three years of the second bond."""
        found = forecast("CAN", "unccd-1994", as_of="2018-06-01")
        assert found.status == "not-notified"
        assert found.effect.quantile(0.01) >= date(2021, 3, 21)

    def test_out_at_the_time(self) -> None:
        """The last attempt begun by the day counts: the United States was out of UNESCO in 1990."""
        found = forecast("USA", "unesco-1945", as_of="1990-01-01")
        assert found.effect.quantile(0.5) == date(1984, 12, 31)

    def test_not_known_whether_a_party(self) -> None:
        """Without a list of parties the forecast says so."""
        found = forecast("FRA", "au-pair-placement-1969", as_of="2020-01-01")
        assert any(each.startswith("On whether the State") for each in found.assumptions)
