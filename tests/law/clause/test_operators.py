"""The operators every clause has: what starts the clock, what runs, what it waits for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import Counting, Interval, Period, Pieces, Rounding, end_of_period
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.operators import (
    STRAIGHT,
    ConflictProviso,
    Obstacle,
    Operator,
    Runs,
    Starts,
    adding,
    anchor_in_words,
    kind_of,
)

days = st.dates(date(1945, 1, 1), date(2100, 12, 31))
periods = st.builds(Period, st.integers(0, 12), st.integers(0, 24), st.integers(0, 400))
DAY = date(2027, 3, 1)
EXPIRY = date(2027, 9, 1)


def setting(*conflicts: str, notice: date = DAY, **ways) -> Setting:
    """What an operator may look at: conflicts written as START/END."""
    spans = []
    for each in conflicts:
        start, _, end = each.partition("/")
        until = None if end == ".." else date.fromisoformat(end)
        spans.append(Interval(date.fromisoformat(start), until))
    return Setting(notice, Circumstances(conflicts=tuple(spans)), Conventions(**ways))


class TestAnchors:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("treaty-in-force", "the entry into force of the treaty"),
            ("in-force-for-party", "its entry into force for the State"),
            ("parent-in-force", "the entry into force of the parent treaty"),
            ("consent-of-party", "the State's consent to be bound"),
            ("obligations-assumed", "the day the State took on the control obligations"),
            ("end-of-transitional-period", "the end of the transitional period"),
            ("2013-08-20", "2013-08-20"),
            ("first-budget", "the first budget"),
        ],
    )
    def test_in_words(self, name: str, words: str):
        """An anchor reads as words; a date as it is written."""
        assert anchor_in_words(name) == words


class TestShared:
    def test_what_an_operator_need_not_say(self):
        """By default an operator assumes nothing, says little, and is asked about every notice.

        What it did to the day it has to say itself.
        """
        step = Operator()
        assert step.rule == "step"
        assert step.article is None
        assert step.obstacle(DAY, setting()) == Obstacle(
            "unknown", "No day follows from 2027-03-01."
        )
        assert step.assumption(setting()) is None
        assert step.pieces(DAY, EXPIRY, setting()) is None
        with pytest.raises(NotImplementedError):
            step.explain(DAY, DAY, setting())


class TestStarts:
    @given(days)
    def test_the_day_itself(self, day: date):
        """What starts the clock does not move it."""
        assert Starts("deposit").apply(day, setting()) == day
        assert Starts("deposit").pieces(day, day, setting()) == STRAIGHT

    @pytest.mark.parametrize(
        ("event", "sentence"),
        [
            ("receipt-by-depositary", "The clock starts when the depositary receives the notice"),
            (
                "receipt-by-organization",
                "The clock starts when the organization receives the notice",
            ),
            ("receipt-by-other-party", "The clock starts when the other party receives the notice"),
            (
                "receipt-by-other-parties",
                "The clock starts when the other parties receive the notice",
            ),
            ("date-of-notification", "The clock starts on the day of the notification"),
            ("deposit", "The clock starts when the instrument is deposited"),
            ("registration", "The clock starts when the denunciation is registered"),
            (
                "circulation-by-depositary",
                "The clock starts when the depositary circulates the notice",
            ),
            ("formalization", "The clock starts when the denunciation is formally delivered"),
        ],
    )
    def test_the_sentence(self, event: str, sentence: str):
        """The sentence names the event and the day."""
        assert Starts(event).explain(DAY, DAY, setting()) == f"{sentence}: 2027-03-01."
        assert Starts(event).rule == "starts"


class TestRuns:
    @given(days, periods, st.sampled_from(Counting), st.none() | st.sampled_from(Counting))
    def test_the_reading_decides(
        self, day: date, period: Period, own: Counting, chosen: Counting | None
    ):
        """Months are counted as the reading says, else as the clause does; days never otherwise."""
        counting = (chosen or own) if period.is_calendar else Counting.CORRESPONDING_DAY
        for rounding in (Rounding.DOWN, Rounding.UP):
            found = Runs(period, own).apply(day, setting(rounding=rounding, counting=chosen))
            assert found == end_of_period(day, period, rounding=rounding, counting=counting)

    @pytest.mark.parametrize(
        ("counting", "effect", "sentence"),
        [
            (Counting.CORRESPONDING_DAY, "2025-12-27", "6 months from 2025-06-27: 2025-12-27."),
            (
                Counting.DAY_AFTER,
                "2025-12-28",
                "6 months from 2025-06-27 and one day more, as this depositary counts: 2025-12-28.",
            ),
            (
                Counting.RECEIPT_COUNTED,
                "2025-12-26",
                "6 months from 2025-06-27, the day of receipt included: 2025-12-26.",
            ),
        ],
    )
    def test_three_countings(self, counting: Counting, effect: str, sentence: str):
        """The three ways of counting six months, and how each reads."""
        runs, start = Runs(Period(months=6), counting), date(2025, 6, 27)
        after = runs.apply(start, setting())
        assert str(after) == effect
        assert runs.explain(start, after, setting()) == sentence
        assert runs.rule == "runs"

    def test_a_month_end_is_explained(self):
        """Where the day is missing, the sentence says what counts and cites the recorded case."""
        runs, start = Runs(Period(months=6)), date(2027, 8, 31)
        down = runs.explain(start, runs.apply(start, setting()), setting())
        assert down == (
            "6 months from 2027-08-31: 2028-02-29. The month has no day 31, so its last day "
            "counts (by analogy, European Convention on the Calculation of Time-Limits, art. 4(2); "
            "in the one exit on record, United Kingdom and Tunis, a notice of 30 August 1950 took "
            "effect six months later on 28 February 1951)."
        )
        up = setting(rounding=Rounding.UP)
        sentence = runs.explain(start, runs.apply(start, up), up)
        assert sentence.startswith("6 months from 2027-08-31: 2028-03-01. ")
        assert "The month has no day 31, so its next day counts" in sentence

    def test_no_period(self):
        """A clause without a period takes effect on the day itself, under every counting."""
        for counting in Counting:
            runs = Runs(Period(), counting)
            assert runs.apply(DAY, setting()) == DAY
            assert runs.explain(DAY, DAY, setting()) == (
                "No period runs; effect at once: 2027-03-01."
            )

    def test_where_it_bends(self):
        """A period of months bends only in the days a month may lack; one of days never."""
        assert adding(Period(days=90)) == STRAIGHT
        assert adding(Period(months=1)) == Pieces((), (1, 29, 30, 31), 1)
        assert adding(Period(1, 2, 3)) == Pieces((), (1, 29, 30, 31), 2)
        assert adding(Period(10)) == Pieces((), (1, 29, 30, 31), 10)
        assert Runs(Period(months=6)).pieces(DAY, EXPIRY, setting()) == adding(Period(months=6))


class TestConflictProviso:
    @pytest.mark.parametrize(
        ("conflicts", "effect"),
        [
            ([], EXPIRY),
            (["2027-03-10/2027-05-01"], EXPIRY),
            (["2027-08-15/2028-02-03"], date(2028, 2, 3)),
            (["2027-08-15/.."], None),
            (["2027-09-01/2028-02-03"], date(2028, 2, 3)),
            (["2027-09-02/2028-02-03"], EXPIRY),
            (["2027-08-15/2027-09-01"], EXPIRY),
            (["2027-08-15/2027-09-02"], date(2027, 9, 2)),
            (["2027-08-15/2028-02-03", "2028-01-01/2028-06-01"], date(2028, 6, 1)),
            (["2028-01-01/2028-06-01", "2027-08-15/2028-02-03"], date(2028, 6, 1)),
            (["2027-08-15/2028-02-03", "2028-02-03/2028-06-01"], date(2028, 6, 1)),
            (["2027-08-15/2028-02-03", "2028-02-04/2028-06-01"], date(2028, 2, 3)),
            (["2027-08-15/2028-02-03", "2027-12-01/2028-01-01"], date(2028, 2, 3)),
            (["2027-08-15/2028-02-03", "2028-01-01/.."], None),
        ],
    )
    def test_tested_at_expiry(self, conflicts: list[str], effect: date | None):
        """In a conflict when the period ends, effect waits for its end, and for one within it."""
        assert ConflictProviso("at-expiry").apply(EXPIRY, setting(*conflicts)) == effect

    @pytest.mark.parametrize(
        ("conflicts", "effect"),
        [
            (["2027-03-01/2027-05-01"], EXPIRY),
            (["2027-03-02/2028-02-03"], EXPIRY),
            (["2027-02-01/2028-02-03"], date(2028, 2, 3)),
            (["2027-02-01/2027-03-01"], EXPIRY),
            (["2027-02-01/.."], None),
            (["2027-02-01/2027-06-01", "2027-05-01/2028-02-03"], date(2028, 2, 3)),
        ],
    )
    def test_tested_at_notice(self, conflicts: list[str], effect: date | None):
        """Tested at notice, only a conflict of that day holds the effect back."""
        assert ConflictProviso("at-notice").apply(EXPIRY, setting(*conflicts)) == effect

    @given(days, st.lists(st.tuples(days, st.integers(1, 2000)), max_size=4), st.booleans())
    def test_monotone_and_never_in_a_conflict(self, day: date, drawn, at_notice: bool):
        """A later expiry is never held back less; what comes out at expiry is in no conflict."""
        spans = tuple(Interval(start, start + timedelta(days=n)) for start, n in drawn)
        facts = Circumstances(conflicts=spans)
        rule = ConflictProviso("at-notice" if at_notice else "at-expiry")
        after = [rule.apply(day + timedelta(days=n), Setting(day, facts)) for n in (0, 1, 30, 400)]
        assert after == sorted(after)
        assert after[0] >= day
        if not at_notice:
            assert not any(span.contains(after[0]) for span in spans)

    @pytest.mark.parametrize(
        ("tested", "conflicts", "sentence"),
        [
            (
                "at-expiry",
                [],
                (
                    "No armed conflict when the period ends (2027-09-01) is recorded or assumed: "
                    "2027-09-01."
                ),
            ),
            (
                "at-expiry",
                ["2027-03-10/2027-05-01"],
                "Not in an armed conflict when the period ends (2027-09-01): 2027-09-01.",
            ),
            (
                "at-expiry",
                ["2027-08-15/2028-02-03"],
                (
                    "In an armed conflict when the period ends (2027-09-01): effect waits for its "
                    "end, 2028-02-03."
                ),
            ),
            (
                "at-notice",
                [],
                "No armed conflict at the notice (2027-03-01) is recorded or assumed: 2027-09-01.",
            ),
            (
                "at-notice",
                ["2027-02-01/2027-05-01"],
                "In an armed conflict at the notice (2027-03-01), but over by then: 2027-09-01.",
            ),
            (
                "at-notice",
                ["2027-03-10/2027-05-01"],
                "Not in an armed conflict at the notice (2027-03-01): 2027-09-01.",
            ),
        ],
    )
    def test_the_sentence(self, tested: str, conflicts: list[str], sentence: str):
        """The sentence says what was tested, on which day, and what came of it."""
        rule, given_facts = ConflictProviso(tested), setting(*conflicts)
        after = rule.apply(EXPIRY, given_facts)
        assert rule.explain(EXPIRY, after, given_facts) == sentence

    def test_without_an_end(self):
        """While no end is known the answer is conditional, from the day the period ends."""
        facts = setting("2027-02-15/..")
        assert ConflictProviso("at-expiry").obstacle(EXPIRY, facts) == Obstacle(
            "conditional",
            "The State is in an armed conflict when the period ends (2027-09-01), and no end of "
            "it is known: effect waits for that end.",
            since=EXPIRY,
        )
        assert (
            ConflictProviso("at-notice")
            .obstacle(EXPIRY, facts)
            .text.startswith("The State is in an armed conflict at the notice (2027-03-01), ")
        )

    def test_what_is_assumed(self):
        """Without a word on conflicts, peace on the day of the test is an assumption."""
        assert ConflictProviso("at-expiry").assumption(setting()) == (
            "That the State is not engaged in an armed conflict when the period ends."
        )
        assert ConflictProviso("at-notice").assumption(setting()) == (
            "That the State is not engaged in an armed conflict on the day of the notice."
        )
        assert ConflictProviso().assumption(setting("2027-03-10/2027-05-01")) is None

    def test_where_it_bends(self):
        """At expiry it bends where conflicts begin and end; at notice it looks at the notice."""
        facts = setting("2027-03-10/2027-05-01", "2027-08-15/..")
        assert ConflictProviso("at-expiry").pieces(DAY, EXPIRY, facts) == Pieces(
            (date(2027, 3, 10), date(2027, 5, 1), date(2027, 8, 15))
        )
        assert ConflictProviso("at-notice").pieces(DAY, EXPIRY, facts) is None
        assert ConflictProviso("at-notice").pieces(DAY, EXPIRY, setting()) == STRAIGHT

    def test_what_else_it_waits_for(self):
        """Where effect waits for more than the end, both are named in words."""
        rule = ConflictProviso("at-expiry", ("release-and-repatriation", "an-armistice"))
        found = rule.obstacle(EXPIRY, setting("2027-08-15/.."))
        assert found.text.endswith(
            "waits for the later of its end and the end of release and repatriation and an "
            "armistice."
        )


class TestKinds:
    @pytest.mark.parametrize(
        ("operator", "kind"),
        [
            (Runs(Period(1)), "runs"),
            (Starts("deposit"), "starts"),
            (ConflictProviso(), "conflict-proviso"),
        ],
    )
    def test_as_a_word(self, operator, kind: str):
        """The kind of an operator is its name as a word."""
        assert kind_of(operator) == kind
