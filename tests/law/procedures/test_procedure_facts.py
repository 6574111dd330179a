"""What the law of a State makes of a date, one test for each article that was read again."""

from datetime import date

import pytest

from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.limits import window
from withdrawal.law.procedures.stages import RECEIPT


def stages_of(country, route=None):
    """Return the ids of a route's stages, in order."""
    return procedure(country).route(route).stages


def first_day(country, route, stage, days):
    """Return the first lawful day of a stage once others took place."""
    rule = procedure(country)
    order = rule.order(rule.route(route))
    found = window(rule.stages[stage], days, order, start=date(2025, 1, 1))
    return found.lawful_from


class TestReceipt:
    """Limits that run from the day on which an act is received, not from the vote."""

    @pytest.mark.parametrize(
        ("country", "stage", "days"),
        [
            ("POL", "upper-house-vote", 30),  # Constitution art. 121(2)
            ("POL", "urgent-upper-house-vote", 14),  # Constitution arts 121(2), 123(3)
            ("FIN", "president-decision", 3),  # Constitution § 77(1)
            ("ROU", "final-vote", 45),  # Constitution art. 75(2)
        ],
    )
    def test_maximum(self, country, stage, days):
        """The days run from receipt, so the day of the vote gives no last lawful day."""
        rule = procedure(country)
        limits = rule.stages[stage].limits
        assert (limits.counted_from, limits.maximum) == (RECEIPT, days)
        route = next(each for each in rule.routes if stage in each.stages)
        over = {each: date(2025, 6, 25) for each in route.stages[: route.stages.index(stage)]}
        found = window(rule.stages[stage], over, rule.order(route), start=date(2025, 1, 1))
        assert found.lawful_until is None


class TestReadings:
    """How often a chamber reads a bill, and what lies between."""

    def test_latvia_three_readings(self):
        """Three readings unless the bill is urgent (Rules of Procedure arts 105, 114)."""
        votes = {"first-reading", "second-reading", "final-vote"}
        assert votes <= set(stages_of("LVA"))
        assert procedure("LVA").parliament.readings == 3
        for route in ("urgent", "urgent-by-majority"):
            assert "second-reading" not in stages_of("LVA", route)

    def test_latvia_days_between_readings(self):
        """Five days before the second and the third reading (arts 90(2), 104(2))."""
        first = date(2025, 4, 3)
        second = first_day("LVA", "ordinary", "second-reading", {"first-reading": first})
        third = first_day("LVA", "ordinary", "final-vote", {"second-reading": second})
        assert (second, third) == (date(2025, 4, 8), date(2025, 4, 13))

    def test_latvia_none_where_urgent(self):
        """An urgent bill may be read twice on one day (Rules of Procedure art. 92)."""
        day = date(2025, 4, 3)
        over = {"urgent-first-reading": day}
        assert first_day("LVA", "urgent", "urgent-final-vote", over) == day


class TestPromulgation:
    """From which vote the days for a signature run."""

    def test_denmark_waits_for_no_referendum(self):
        """Assent may follow the vote at once; thirty days from it (Constitution ss. 22, 42(6))."""
        stages = stages_of("DNK", "act")
        assert stages.index("promulgation") == stages.index("act-vote") + 1
        limits = procedure("DNK").stages["promulgation"].limits
        assert (limits.maximum, limits.counted_from) == (30, "act-vote")

    def test_italy_from_the_last_vote(self):
        """A month from the final adoption, in whichever chamber (Constitution art. 73)."""
        rule = procedure("ITA")
        limits = rule.stages["promulgation"].limits
        assert (limits.maximum, limits.unit, limits.counted_from) == (1, "month", None)
        assert rule.stages["upper-house-vote"].returns[0].to == ("final-vote",)

    def test_cyprus_four_days(self):
        """The President has four days from the decision; silence lets it stand (art. 57)."""
        limits = procedure("CYP").stages["head-of-state-act"].limits
        assert (limits.maximum, limits.counted_from) == (4, "government-decision")
        assert limits.beyond == "deemed-done"


class TestParliamentFirst:
    """Parliaments that approve, whatever silence was taken for."""

    def test_austria(self):
        """Nationalrat and Bundesrat approve before the President acts (B-VG art. 50(1))."""
        order = stages_of("AUT")
        wanted = ["final-vote", "upper-house-vote", "head-of-state-act", "notice"]
        assert [each for each in order if each in wanted] == wanted
        assert procedure("AUT").stages["upper-house-vote"].limits.maximum == 56

    def test_united_states_and_nato(self):
        """180 days of notice to the committees before the Senate (22 U.S.C. 1928f(c))."""
        over = {"executive-decision": date(2025, 1, 1), "congress-notice": date(2025, 6, 30)}
        assert first_day("USA", "senate", "congress-notice", over) == date(2025, 6, 30)
        assert "congress-notice" in stages_of("USA", "senate")

    def test_spain_asks_within_ninety_working_days(self):
        """Ninety days to ask, sixty to decide, in session (Rules of Congress arts 90, 155, 160)."""
        stages = procedure("ESP").stages
        for stage, days in (("request", 90), ("final-vote", 60)):
            limits = stages[stage].limits
            assert (limits.maximum, limits.unit, limits.only_in_session) == (days, "working", True)


class TestNoticeFirst:
    """Where the notice may come before parliament has approved."""

    @pytest.mark.parametrize(
        ("country", "route", "facts", "later"),
        [
            # Practice of 2022: notice 15 March 2022, law 28 February 2023.
            ("RUS", "urgent", ["urgent"], "law-after-notice"),
            # Kingdom Act on approval and publication of treaties arts 10, 14.
            ("NLD", "urgent", ["urgent"], "approval-after-notice"),
            # Constitution arts 48, 49(I): the presidential decree makes public what was done.
            ("BRA", "congress", [], "decree"),
        ],
    )
    def test_approval_follows(self, country, route, facts, later):
        """The notice does not wait for what follows it."""
        chosen = procedure(country).route(facts=facts)
        assert chosen.id == route
        assert chosen.stages.index("notice") < chosen.stages.index(later)

    def test_russia_suspends_at_once(self):
        """The President suspends by decree, and the law comes later (101-FZ art. 37)."""
        chosen = procedure("RUS").route(facts=["suspension", "urgent"])
        assert "final-vote" not in chosen.stages
        assert procedure("RUS").stages[chosen.stages[-1]].kind.id == "suspension-claim"

    def test_netherlands_tells_both_days_of_2024(self):
        """Where two sources differ by a day, both stand."""
        assert "27 or 28 June" in procedure("NLD").practice


class TestSittings:
    """On which days a vote can be expected."""

    @pytest.mark.parametrize(
        ("country", "day", "sits"),
        [
            ("RUS", "2025-07-15", True),  # Rules of the State Duma art. 40
            ("RUS", "2025-12-29", True),
            ("RUS", "2026-07-15", False),  # the year of an election
            ("CHE", "2021-05-31", True),  # Parliament Act art. 2
            ("CHE", "2021-10-01", True),
            ("CHE", "2026-11-30", True),
            ("CHE", "2026-06-29", False),
            ("PHL", "2026-06-15", False),  # Constitution art. VI s. 15
            ("PHL", "2026-06-08", True),
            ("ZAF", "2027-01-12", False),  # programme of Parliament
            ("ZAF", "2026-11-25", True),
            ("NZL", "2026-11-10", False),  # dissolved for the election of 7 November 2026
            ("NZL", "2026-06-24", True),
        ],
    )
    def test_day(self, country, day, sits):
        """A day is a sitting day or it is not."""
        assert procedure(country).sessions.is_sitting_day(date.fromisoformat(day)) is sits

    def test_australia_counts_joint_sitting_days(self):
        """Fifteen days on which both Houses sit take more than three weeks (1996 reforms)."""
        rule = procedure("AUS")
        assert rule.sessions is not None
        assert rule.stages["tabling"].limits.unit == "joint-sitting"
        assert "both Houses sit" in rule.stages["tabling"].note

    def test_netherlands_term(self):
        """Thirty days of silence after laying, moved past weekends and holidays (art. 5)."""
        rule = procedure("NLD")
        laid = {"laid-before-parliament": date(2026, 3, 4)}
        order = rule.order(rule.route())
        found = window(
            rule.stages["tacit-approval"],
            laid,
            order,
            start=date(2026, 1, 1),
            sessions=rule.sessions,
        )
        # 3 April 2026 is Good Friday, 6 April Easter Monday.
        assert found.lawful_from == date(2026, 4, 7)
