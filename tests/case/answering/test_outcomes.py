"""`withdrawal.case.answering.outcomes`: days known in part, and clauses of the user's own."""

from datetime import date

import pytest
from attrs import evolve

import withdrawal
from withdrawal import errors
from withdrawal.case.answering.outcome import answer_to
from withdrawal.case.answering.recorded import on_record
from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.asking.matter import matter_of
from withdrawal.case.asking.question import make_question
from withdrawal.dates import Counting
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.history import Withdrawal


def when(party, treaty="ottawa-1997", **facts):
    """Ask with a fixed day."""
    return withdrawal.when(party, treaty, as_of="2026-11-21", **facts)


class TestReceivedInPart:
    """A day of receipt known only in part gives bounds, and what else they may be."""

    def test_partial_date_gives_bounds(self):
        """A month of receipt gives the first and the last possible day of effect."""
        answer = when("sweden", received="2027-06")
        assert (answer.effect, answer.earliest, answer.latest) == (
            None,
            date(2027, 12, 1),
            date(2027, 12, 30),
        )

    @pytest.mark.parametrize(
        ("received", "bounds", "other"),
        [
            ("2027-08", (date(2028, 2, 1), date(2028, 2, 29)), [date(2028, 3, 1)]),
            ("2027-08-31/2027-10-31", (date(2028, 2, 29), date(2028, 4, 30)),
             [date(2028, 3, 1), date(2028, 5, 1)]),
            ("../2027-08-31", (date(1999, 11, 1), date(2028, 2, 29)), [date(2028, 3, 1)]),
            ("2027-07", (date(2028, 1, 1), date(2028, 1, 31)), []),
        ],
    )  # fmt: skip
    def test_readings_of_the_bounds(self, received, bounds, other):
        """Where a bound falls on a day that a month has not, the other reading is named too."""
        answer = when("sweden", received=received)
        assert (answer.earliest, answer.latest) == bounds
        assert [each.effect for each in answer.ambiguities] == other

    def test_readings_of_an_unsettled_counting(self):
        """Where no record settles how months are counted, each bound has its other day."""
        answer = when("norway", "anti-fouling-2001", received="2027-06")
        assert (answer.earliest, answer.latest) == (date(2028, 6, 1), date(2028, 6, 30))
        assert [each.effect for each in answer.ambiguities] == [date(2028, 6, 2), date(2028, 7, 1)]

    def test_part_of_a_month_too_early(self):
        """Where the first days are too early, the bound is the first day that is not.

        Canada may leave the desertification convention by a notice of 21 March 2020 at the
        earliest, three years after it came into force for it again.
        """
        answer = when("canada", "unccd-1994", received="2020-03")
        assert (answer.earliest, answer.latest) == (date(2021, 3, 21), date(2021, 3, 31))


class TestOwnClause:
    """A clause without a data file."""

    def test_first_of_the_month(self):
        """A notice of 1 March with three months lands on 1 July."""
        answer = withdrawal.when(
            "sweden", period="P3M", then="first-day-of-next-month", received="2027-03-01"
        )
        assert answer.effect == date(2027, 7, 1)

    def test_counting(self):
        """The day-after counting adds one day."""
        answer = withdrawal.when(
            "sweden", period="P6M", counting="day-after", received="2027-01-24"
        )
        assert answer.effect == date(2027, 7, 25)

    @pytest.mark.parametrize(
        ("words", "name"),
        [({"then": "end-of-year"}, "then"), ({"counting": Counting.DAY_AFTER}, "counting")],
    )
    def test_not_for_a_treaty(self, words: dict, name: str):
        """A treaty has a clause of its own: words for another one are refused, not ignored."""
        with pytest.raises(errors.CircumstanceError, match=f"{name} is .*own clause"):
            withdrawal.when("sweden", "ottawa", received="2027-03-01", **words)

    def test_days_cannot_be_counted_otherwise(self):
        """Nor does a way of counting months fit a period of days."""
        with pytest.raises(errors.DataFileError, match="90 days"):
            withdrawal.when("sweden", period="P90D", counting="day-after", received="2027-01-24")

    def test_one_effect_for_all_days(self):
        """Where all days of receipt lead to the same day of effect, that day is the answer."""
        answer = when("sweden", "unesco", received="2026-11")
        assert (answer.effect, answer.earliest, answer.latest) == (date(2027, 12, 31), None, None)


class TestReasons:
    """Each reason says where its rule stands."""

    def test_what_a_notice_would_wait_for(self):
        """After a suspension the proviso has its article and the treaty's source."""
        reason = when("ukraine").because[-1]
        assert (reason.rule, reason.article) == ("waits-for", "20(3)")
        assert reason.source == "Convention text, art. 20 (wetten.overheid.nl, BWBV0001384)"

    def test_why_there_is_no_earliest_day(self):
        """Where no notice would have an effect, the obstacle has its article and source."""
        answer = when("sweden", "eumetsat-1983")
        (reason,) = [each for each in answer.because if each.rule == "obstacle"]
        assert answer.earliest is None
        assert (reason.article, reason.source) == (
            "19",
            "https://wetten.overheid.nl/BWBV0002717 (authentic text)",
        )

    def test_overtaken_without_a_note(self):
        """Where the record does not say what overtook a notice, no more is said than is known."""
        question = make_question("SWE", "ottawa-1997", received="2027-05-03", as_of="2027-12-01")
        days = {"received": date(2027, 5, 3), "effect": date(2027, 8, 1)}
        row = Withdrawal("ottawa-1997", "SWE", **days, kind="overtaken")
        matter = matter_of(question, evolve(dossier_of(question), notices=(row,)))
        answer = answer_to(on_record(matter, row))
        (told,) = [each.text for each in answer.because if each.rule == "recorded"]
        assert told == (
            "Sweden ceased to be a party on 2027-08-01, otherwise than by its own notice."
        )

    def test_overtaken_later(self):
        """Before a notice was overtaken it is told as any other, and nothing of what came."""
        answer = withdrawal.when("GBR", "london-fisheries-1964", as_of="2017-07-04")
        assert (answer.kind, answer.effect) == ("withdrawal", date(2019, 7, 3))
        assert answer.sentence.endswith("takes effect on 3 July 2019.")
        assert not any("2020" in each.text for each in answer.because)

    def test_overtaken_after_its_own_day(self):
        """Of an exit that came after the notice had run out, no notice is told as still running."""
        answer = withdrawal.when("GBR", "london-fisheries-1964", as_of="2026-11-21")
        assert answer.effect == date(2020, 1, 31)
        assert answer.sentence.endswith("31 January 2020, otherwise than by its own notice.")

    @pytest.mark.parametrize("as_of", ["2022-03-16", "2022-03-17"])
    def test_out_without_a_notice(self, as_of):
        """Who ceased to be a member is out on that very day, and the list says why."""
        answer = withdrawal.when("russia", "coe-statute-1949", as_of=as_of)
        assert answer.status == "effective"
        assert answer.effect == date(2022, 3, 16)
        assert not answer.is_bound


class TestSilentTreaties:
    """A treaty that says nothing of leaving it."""

    @pytest.mark.parametrize(
        ("received", "days"),
        [("2028-02-28", ["2029-02-28"]), ("2028-02-29", ["2029-02-28", "2029-03-01"])],
    )
    def test_twelve_months_from_a_day_the_year_lacks(self, received, days):
        """Both readings are told where the twelve months of art. 56 end on a day there is not."""
        found = withdrawal.when("FRA", "cedaw-1979", received=received, as_of="2026-11-21")
        readings = [each for each in found.ambiguities if "art-56" in each.reading]
        assert [str(each.effect) for each in readings] == days


class TestMissing:
    """A day that is missing from the record is not told as law."""

    def test_no_treaty_waits_for_what_is_missing(self):
        """Where a day is not on record, no sentence says that effect waits for an event."""
        missing = 0
        for law in map(catalogue().treaty, catalogue()):
            if not any(each.rule == "lands" for each in law.clause.operators):
                continue
            found = withdrawal.when("FRA", law, received="2027-08-31", as_of="2026-11-21")
            told = [each.text for each in found.because if each.rule == "obstacle"]
            if found.status == "conditional" and any("not on record here" in x for x in told):
                missing += 1
                assert "event" not in found.sentence
                assert "which is not on record" in found.sentence
        assert missing > 0
