"""Sections: what each key of a treaty's file does to its clause."""

import pytest

from withdrawal.datafiles import structure
from withdrawal.dates import Counting, Period
from withdrawal.errors import DataFileError
from withdrawal.law.clause.building import build_clause, landing
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.gates import LockIn, Windows
from withdrawal.law.clause.landings import (
    AnnualDate,
    AtEvent,
    EndOfTerm,
    MonthDay,
    MonthEdge,
    NextDay,
    NextMonth,
)
from withdrawal.law.clause.moves import LaterDate, NotBefore, Prolongation
from withdrawal.law.clause.openings import OnlyIf
from withdrawal.law.clause.operators import ConflictProviso, Operator, Runs, Starts
from withdrawal.law.clause.reckoning import Alternative
from withdrawal.law.clause.sections import ClauseSection, LandsSection

PLAIN = {"exit": "allowed", "starts": {"on": "deposit"}, "runs": {"period": "P6M"}}
DEPOSIT, HALF_YEAR = Starts("deposit"), Runs(Period(months=6))


def clause(
    way: Counting = Counting.CORRESPONDING_DAY, *, is_settled: bool = True, **keys: object
) -> Clause:
    """Build the clause of a table: six months from deposit, with some more keys."""
    section = structure({**PLAIN, **keys}, ClauseSection, source="x.toml")
    return build_clause(section, way, is_settled=is_settled)


def operators(**keys: object) -> tuple[Operator, ...]:
    """Return the operators of such a clause."""
    return clause(**keys).operators


def lands(**keys: object) -> tuple[Operator, ...]:
    """Return the operator of a landing."""
    return landing(structure(keys, LandsSection, source="x.toml"))


class TestLandings:
    @pytest.mark.parametrize(
        ("keys", "operator"),
        [
            ({"on": "day-after", "article": "3"}, NextDay(article="3")),
            ({"on": "first-day-of-next-month", "article": "3"}, NextMonth(article="3")),
            ({"on": "first-day-of-nth-month", "months": 3}, MonthEdge(3)),
            (
                {"on": "last-day-of-nth-month", "months": 0, "article": "3"},
                MonthEdge(0, is_last=True, article="3"),
            ),
            ({"on": "end-of-year"}, AnnualDate(MonthDay(12, 31), MonthDay(12, 31))),
            (
                {"on": "end-of-year", "years_ahead": 1, "year_ends": "06-30", "article": "3"},
                AnnualDate(MonthDay(6, 30), MonthDay(6, 30), 1, article="3"),
            ),
            (
                {"on": "end-of-year", "notice": "P6M", "assumption": "A year.", "article": "3"},
                AnnualDate(
                    MonthDay(12, 31), notice=Period(months=6), assumed="A year.", article="3"
                ),
            ),
            (
                {"on": "end-of-year", "assumption": "A year."},
                AnnualDate(MonthDay(12, 31), MonthDay(12, 31), assumed="A year."),
            ),
            (
                {
                    "on": "annual-date",
                    "date": "01-01",
                    "by": "07-01",
                    "years_before": 1,
                    "is_inclusive": False,
                    "assumption": "A day.",
                    "article": "3",
                },
                AnnualDate(
                    MonthDay(1, 1), MonthDay(7, 1), 1, None, False, "A day.", article="3"
                ),
            ),
            (
                {"on": "annual-date", "date": "06-30", "notice": "P6M"},
                AnnualDate(MonthDay(6, 30), notice=Period(months=6)),
            ),
            (
                {
                    "on": "end-of-term",
                    "from": "treaty-in-force",
                    "initial": "P10Y",
                    "renewal": "P5Y",
                    "notice": "P6M",
                    "article": "3",
                },
                EndOfTerm(
                    "treaty-in-force", Period(10), Period(5), Period(months=6), article="3"
                ),
            ),
            (
                {"on": "end-of-term", "from": "2000-01-01", "initial": "P10Y", "notice": "P1Y"},
                EndOfTerm("2000-01-01", Period(10), None, Period(1)),
            ),
            ({"on": "event", "event": "the end", "article": "3"}, AtEvent("the end", article="3")),
        ],
    )  # fmt: skip
    def test_what_a_landing_stands_for(self, keys: dict[str, object], operator: Operator):
        """Each kind of landing is one operator, with its keys and its article."""
        assert lands(**keys) == (operator,)

    def test_that_day(self):
        """Landing on the day itself needs no operator."""
        assert lands(on="that-day", article="3") == ()
        assert landing(None) == ()

    @pytest.mark.parametrize(
        ("keys", "missing"),
        [
            ({"on": "first-day-of-nth-month"}, "months"),
            ({"on": "last-day-of-nth-month"}, "months"),
            ({"on": "annual-date", "by": "07-01"}, "date"),
            ({"on": "end-of-term", "initial": "P10Y", "notice": "P1Y"}, "from"),
            ({"on": "end-of-term", "from": "2000-01-01", "notice": "P1Y"}, "initial"),
            ({"on": "end-of-term", "from": "2000-01-01", "initial": "P10Y"}, "notice"),
            ({"on": "event"}, "event"),
        ],
    )
    def test_a_key_that_is_needed(self, keys: dict[str, object], missing: str):
        """A landing without a key it needs is refused, and the key is named."""
        with pytest.raises(ValueError, match=f"needs the key '{missing}'") as caught:
            lands(**keys)
        assert str(caught.value) == f"lands on {keys['on']!r} needs the key {missing!r}"

    @pytest.mark.parametrize(
        ("on", "key", "value"),
        [
            ("that-day", "months", 3),
            ("day-after", "notice", "P6M"),
            ("first-day-of-next-month", "months", 3),
            ("first-day-of-nth-month", "years_ahead", 1),
            ("end-of-year", "by", "09-30"),
            ("end-of-year", "is_inclusive", False),
            ("annual-date", "year_ends", "06-30"),
            ("annual-date", "years_ahead", 1),
            ("end-of-term", "by", "09-30"),
            ("end-of-term", "assumption", "A year."),
            ("event", "from", "2000-01-01"),
        ],
    )
    def test_a_key_that_does_not_count(self, on: str, key: str, value: object):
        """A key that a landing would ignore is refused rather than ignored."""
        with pytest.raises(ValueError, match=f"key '{key}' does not count for '{on}'"):
            lands(on=on, **{key: value})

    def test_two_ways_to_say_which_year(self):
        """The end of a year takes a notice before it or a number of years, not both."""
        with pytest.raises(ValueError, match=r"^lands on 'end-of-year' takes .* not both$"):
            lands(on="end-of-year", notice="P6M", years_ahead=1)


class TestOrder:
    def test_gates_core_and_moves(self):
        """Operators stand in the order of the law: who may, what starts, what runs, what moves."""
        assert operators(
            article="20",
            may_notify={
                "not_before": {"period": "P3Y", "from": "in-force-for-party", "article": "1"},
                "windows": {
                    "from": "treaty-in-force",
                    "first_after": "P10Y",
                    "every": "P5Y",
                    "open_for": "P1Y",
                    "article": "2",
                },
            },
            starts={"on": "registration", "article": "3"},
            runs={"period": "P1Y", "article": "4"},
            lands={"on": "first-day-of-next-month", "article": "5"},
            effect_not_before={"period": "P5Y", "from": "parent-in-force", "article": "6"},
            later_date={"required": True, "maximum": "P2Y", "article": "7"},
            agreement={"by": "all", "shorten": False, "extend": True, "article": "8"},
            waits_for={"event": "end-of-armed-conflict", "tested": "at-notice", "article": "9"},
        ) == (
            LockIn(Period(3), "in-force-for-party", article="1"),
            Windows("treaty-in-force", Period(10), Period(5), Period(1), article="2"),
            Starts("registration", article="3"),
            Runs(Period(1), article="4"),
            NextMonth(article="5"),
            NotBefore(Period(5), "parent-in-force", article="6"),
            LaterDate(True, Period(2), article="7"),
            Prolongation("all", False, True, article="8"),
            ConflictProviso("at-notice", article="9"),
        )

    def test_the_plain_clause(self):
        """A start and a period are enough; so is a landing alone."""
        assert operators() == (DEPOSIT, HALF_YEAR)
        section = structure(
            {"exit": "allowed", "lands": {"on": "end-of-year"}}, ClauseSection, source="x"
        )
        built = build_clause(section, Counting.DAY_AFTER, is_settled=True)
        assert built.operators == (AnnualDate(MonthDay(12, 31), MonthDay(12, 31)),)
        assert built.starts_on is None

    def test_what_is_said_in_words(self):
        """Recipients, reasons, conditions, survival, revocation and authorities are kept."""
        built = clause(
            article="20",
            may_notify={"reasons": True, "to": ["depositary"], "conditions": ["in writing"]},
            survival={"period": "P20Y", "text": "Investments stay protected."},
            revocable="Until effect.",
            authorities=["General Comment 26"],
        )
        assert built == Clause(
            operators=(DEPOSIT, HALF_YEAR),
            article="20",
            starts_on="deposit",
            recipients=("depositary",),
            needs_reasons=True,
            conditions=("in writing",),
            survival=Period(20),
            survival_text="Investments stay protected.",
            revocable="Until effect.",
            authorities=("General Comment 26",),
        )


class TestCounting:
    @pytest.mark.parametrize(
        ("depositary", "own", "landing", "used"),
        [
            ("day-after", None, None, "day-after"),
            ("day-after", None, "that-day", "day-after"),
            ("day-after", None, "first-day-of-next-month", "corresponding-day"),
            ("day-after", "corresponding-day", None, "corresponding-day"),
            ("corresponding-day", "day-after", None, "day-after"),
            ("corresponding-day", "day-after", "first-day-of-next-month", "day-after"),
            ("corresponding-day", None, None, "corresponding-day"),
        ],
    )
    def test_whose_counting(self, depositary: str, own: str | None, landing: str, used: str):
        """A clause's own counting holds; the depositary's only where nothing rounds after it."""
        keys = {"counting": own} if own else {}
        keys |= {"lands": {"on": landing}} if landing else {}
        (runs,) = (
            each
            for each in clause(Counting(depositary), **keys).operators
            if isinstance(each, Runs)
        )
        assert runs.counting is Counting(used)

    def test_settled(self):
        """Counting is settled by the depositary's record or by a source of the clause's own."""
        assert clause(is_settled=True).is_counting_settled
        assert not clause(is_settled=False).is_counting_settled
        sourced = clause(is_settled=False, counting_source="a record")
        assert sourced.is_counting_settled


class TestAlternatives:
    def test_another_route(self):
        """A route has its own start, period, landing and floor, counted as the clause counts."""
        built = clause(
            Counting.DAY_AFTER,
            alternatives=[
                {
                    "id": "urgent",
                    "text": "In urgent cases.",
                    "article": "2",
                    "starts": {"on": "registration"},
                    "runs": {"period": "P1M"},
                    "effect_not_before": {"period": "P1Y", "from": "2000-01-01", "article": "3"},
                    "parties": ["LTU"],
                },
                {"id": "amendment", "text": "After an amendment.", "lands": {"on": "day-after"}},
                {"id": "words", "text": "Not reckoned."},
            ],
        )
        assert built.alternatives == (
            Alternative(
                "urgent",
                "In urgent cases.",
                (
                    Starts("registration"),
                    Runs(Period(months=1), Counting.DAY_AFTER),
                    NotBefore(Period(1), "2000-01-01", article="3"),
                ),
                "2",
                ("LTU",),
            ),
            Alternative("amendment", "After an amendment.", (NextDay(),)),
            Alternative("words", "Not reckoned."),
        )

    def test_opened_by_an_event(self):
        """A way out that something has to open has that before its period."""
        gate = {"text": "an amendment has failed"}
        (way,) = clause(alternatives=[{"id": "x", "text": "X.", "only_if": gate}]).alternatives
        assert way.operators == (OnlyIf("an amendment has failed"),)

    def test_rival_reading(self):
        """A rival reading is counted as the clause is, with its own keys in their place."""
        rival = {"id": "r", "text": "it runs a year", "runs": {"period": "P1Y"}}
        (read,) = clause(Counting.DAY_AFTER, rival_readings=[rival]).shapes.rivals
        assert read.operators == (DEPOSIT, Runs(Period(1), Counting.DAY_AFTER))


class TestRefusals:
    def test_a_split_of_two_kinds(self):
        """Duties end so long after the effect or after the notice, and not both."""
        both = {"text": "Duties.", "period": "P1Y", "runs": {"period": "P2Y"}}
        with pytest.raises(ValueError, match=r"takes 'period' .* or 'runs' .*, not both"):
            clause(splits=[both])
        for key in ("period", "runs"):
            assert len(clause(splits=[{"text": "Duties.", key: both[key]}]).shapes.splits) == 1

    def test_counting_of_days(self):
        """A way to count months says nothing of days, and the refusal names the periods."""
        days = {"runs": {"period": "P90D"}, "counting": "day-after"}
        other = [{"id": "x", "text": "X.", "runs": {"period": "P7D"}}]
        with pytest.raises(ValueError, match="says nothing of 90 days and 7 days, because"):
            clause(**days, alternatives=other)


class TestExits:
    def test_a_way_out_needs_something_to_reckon_by(self):
        """A treaty that may be left says when at least in one way."""
        section = structure({"exit": "allowed"}, ClauseSection, source="x")
        with pytest.raises(ValueError, match="needs one of the keys 'starts', 'runs' and 'lands'"):
            build_clause(section, Counting.CORRESPONDING_DAY, is_settled=True)

    @pytest.mark.parametrize("way", ["silent", "barred"])
    def test_no_way_out_reckons_nothing(self, way: str):
        """A treaty that cannot be left has no period."""
        with pytest.raises(ValueError, match=f"exit '{way}' has no use for the key 'starts'"):
            clause(exit=way)
        section = structure({"exit": way}, ClauseSection, source="x")
        built = build_clause(section, Counting.CORRESPONDING_DAY, is_settled=True)
        assert (built.exit, built.operators) == (way, ())

    def test_other_words(self):
        """An exit, a start or a test outside the vocabulary is refused by the reader."""
        for keys, expected in (
            ({"exit": "maybe"}, "allowed, silent, barred"),
            ({"starts": {"on": "vote"}}, "receipt-by-depositary, receipt-by-organization"),
            ({"lands": {"on": "Monday"}}, "that-day, day-after, first-day-of-next-month"),
            ({"waits_for": {"event": "peace", "tested": "at-expiry"}}, "end-of-armed-conflict"),
            (
                {"waits_for": {"event": "end-of-armed-conflict", "tested": "later"}},
                "at-expiry, at-notice",
            ),
        ):
            with pytest.raises(DataFileError, match=f"expected one of {expected}"):
                clause(**keys)
