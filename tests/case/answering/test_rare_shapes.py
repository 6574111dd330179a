"""Answers of clauses with a rarer shape, by the practice that shows them."""

from datetime import date

import pytest

import withdrawal
from withdrawal import when
from withdrawal.errors import CircumstanceError, UnknownCountryError

PRACTICE = (
    ("France", "1978-07-19", "1978-06-29", date(1978, 12, 31)),
    ("Bulgaria", "1979-07-05", "1979-06", date(1979, 12, 31)),
)


def reasons(answer, rule):
    """Return the reasons of a kind."""
    return [each for each in answer.because if each.rule == rule]


class TestOnlyIf:
    """Open only if something has happened."""

    @pytest.mark.parametrize(
        ("party", "treaty"),
        [
            ("France", "madrid-protocol-1991"),
            ("Thailand", "bangkok-1995"),
            ("Fiji", "rarotonga-1985"),
            ("France", "antarctic-treaty-1959"),
        ],
    )
    def test_not_open(self, party, treaty):
        """Nothing has happened that opens the right: no date, with a notice or without one."""
        for more in ({}, {"received": "2027-08-31"}):
            answer = when(party, treaty, as_of="2026-11-28", **more)
            assert (answer.status, answer.effect, answer.earliest) == ("not-open", None, None)
            assert "allows leaving only if" in answer.sentence

    def test_supposed(self):
        """With the event given there is a date, and the event is told as taken for granted."""
        answer = when(
            "France", "madrid-protocol-1991", received="2027-08-31", event="2027-01-31",
            as_of="2026-11-28",
        )  # fmt: skip
        assert (answer.status, answer.effect) == ("pending", date(2029, 8, 31))
        assert any("That on 2027-01-31 this happened" in each for each in answer.assumptions)

    def test_closed(self):
        """A right that stays open for a year only is told as over."""
        answer = when(
            "France", "rome-statute-1998", way_out="amendment", received="2027-08-31",
            event="2026-01-31", as_of="2026-11-28",
        )  # fmt: skip
        assert answer.status == "not-open"
        assert "the time for it was over after 31 January 2027." in answer.sentence

    def test_not_used(self):
        """An event that the clause has no use for is named as unused."""
        answer = when("France", "ottawa", received="2027-08-31", event="2027-01-31")
        assert any(
            "Not used: the day of an event, 2027-01-31" in each for each in answer.assumptions
        )


class TestFollowers:
    """Others may follow on the same day: the fisheries convention of 1949, 1978 and 1979."""

    @pytest.mark.parametrize(("party", "received", "follows", "effect"), PRACTICE)
    def test_practice(self, party, received, follows, effect):
        """Each follower left on the day of the first, to the day."""
        answer = when(party, "icnaf-1949", received=received, follows=follows, as_of="1980-01-01")
        assert (answer.status, answer.effect) == ("effective", effect)

    def test_not_said(self):
        """Without a word on others the earlier day is a reading with its condition."""
        answer = when("Norway", "icnaf-1949", received="1978-07-19", as_of="1978-08-01")
        assert answer.effect == date(1979, 12, 31)
        (reading,) = (each for each in answer.ambiguities if each.reading == "follows-another")
        assert reading.effect == date(1978, 12, 31)

    @pytest.mark.parametrize("party", ["France", "Bulgaria", "Japan", "Cuba"])
    def test_on_record(self, party):
        """The clause leads each follower on record to its day, so that nothing disagrees."""
        answer = when(party, "icnaf-1949", as_of="1980-01-01")
        assert answer.effect in (date(1978, 12, 31), date(1979, 12, 31))
        assert answer.disagreements == ()
        assert reasons(answer, "followers")

    def test_by_the_name_of_a_state(self):
        """A State stands for its last notice on record by then."""
        answer = when("Iceland", "icrw", received="2019-01-02", follows="Japan", as_of="2019-02-01")
        assert answer.effect == date(2019, 6, 30)

    def test_no_such_notice(self):
        """A State without a notice on record cannot be followed; a word that is none is refused."""
        with pytest.raises(CircumstanceError, match="No notice of Monaco"):
            when("Iceland", "icrw", received="2019-01-02", follows="Monaco")
        with pytest.raises(UnknownCountryError):
            when("Iceland", "icrw", received="2019-01-02", follows="Atlantis-on-Sea")

    def test_unknown_word(self):
        """A word that is no circumstance is a mistake of the program."""
        with pytest.raises(TypeError, match="evnt"):
            when("France", "ottawa", evnt="2027-01-01")


class TestTwoActs:
    """Two acts with a gap: the Amazon treaty."""

    def test_earliest(self):
        """Where neither is done, the first is supposed today and the second after the gap."""
        answer = when("Brazil", "acto-1978", as_of="2026-11-01")
        assert (answer.status, answer.earliest) == ("not-notified", date(2028, 1, 30))

    def test_plan(self):
        """A plan asks for no delivery before the gap can be over."""
        plan = withdrawal.plan("Brazil", "acto-1978", out_by="2028-01-29", as_of="2026-11-01")
        assert (plan.latest_receipt, plan.earliest_possible) == (None, date(2028, 1, 30))
        plan = withdrawal.plan("Brazil", "acto-1978", out_by="2028-01-30", as_of="2026-11-01")
        assert plan.latest_receipt == date(2027, 1, 30)


class TestForAll:
    """A notice that ends the treaty for all: Washington, 29 December 1934."""

    def test_who_gave_it(self):
        """The sentence says that the treaty ends for all."""
        answer = when("Japan", "washington-naval-1922", as_of="1935-01-01")
        assert (answer.status, answer.effect) == ("pending", date(1936, 12, 31))
        assert "ends the Washington Naval Treaty for all its parties" in answer.sentence

    def test_another(self):
        """For another party the treaty ends on the same day, without a notice of its own."""
        answer = when("United States", "washington-naval-1922", as_of="1935-01-01")
        assert (answer.status, answer.effect) == ("pending", date(1936, 12, 31))
        assert not answer.is_supposed
        assert "by the notice of Japan" in answer.sentence

    def test_not_before_it_was_known(self):
        """Before that notice nothing of it is known."""
        answer = when("United States", "washington-naval-1922", as_of="1934-12-28")
        assert answer.status == "not-notified"


class TestSplits:
    """Duties that end on another day: the tax treaty of Hungary and the United States."""

    def test_practice(self):
        """The treaty ends six months after the notice, its effects on taxes a year later."""
        answer = when("USA", "us-hungary-tax-1979", received="2022-07-08", as_of="2022-09-01")
        assert answer.effect == date(2023, 1, 8)
        (split,) = reasons(answer, "splits")
        assert split.end == date(2024, 1, 1)


class TestOtherEnds:
    """Ends that need no notice, and exits that need another's."""

    def test_deemed(self):
        """Who leaves the Council of Europe leaves what its members alone may be in."""
        answer = when("Russia", "coe-terrorism-suppression-1977", as_of="2023-01-01")
        assert (answer.status, answer.effect) == ("effective", date(2022, 3, 16))
        assert "without a notice of its own" in answer.sentence

    def test_only_with_the_parent(self):
        """A treaty that cannot be left alone gives the answer on the one it hangs on."""
        court = when("Bolivia", "andean-court-1979", as_of="2026-11-28")
        parent = when("Bolivia", "andean-cartagena-1969", as_of="2026-11-28")
        assert (court.status, court.earliest) == (parent.status, parent.earliest)
        assert court.treaty == "andean-court-1979"
        assert court.sentence.startswith("The Andean Court Treaty can be left only together with")

    def test_request(self):
        """A request has no date without consent, and one with it."""
        answer = when("China", "apsco-2005", received="2027-01-01", as_of="2026-11-28")
        assert (answer.status, answer.effect) == ("conditional", None)
        assert "only if the Council of the Organization consents" in answer.sentence

    def test_dues(self):
        """What effect depends on besides is told."""
        answer = when("USA", "ilo-constitution-1919", received="2027-01-01", as_of="2026-11-28")
        (owed,) = reasons(answer, "subject-to")
        assert owed.article == "1(5)"

    def test_lapse(self):
        """A number of parties below which the treaty lapses is told with today's number."""
        (lapse,) = reasons(when("France", "genocide-1948", as_of="2026-11-28"), "lapse")
        assert "fewer than 16 parties" in lapse.text
        assert "as far as is known here there are" in lapse.text


class TestLaterOfTwo:
    """Effect waits for the later of two ends: the Geneva Conventions."""

    @pytest.mark.parametrize(
        ("repatriated", "effect"),
        [
            (None, date(2028, 5, 1)),
            ("2027-06-01", date(2028, 5, 1)),
            ("2029-01-31", date(2029, 1, 31)),
        ],
    )
    def test_the_later_counts(self, repatriated, effect):
        """Peace and repatriation: the later; where only peace is known the other is supposed."""
        answer = when(
            "USA", "gc-i-1949", received="2027-01-31", conflict="2026-12-01/2028-05-01",
            repatriated=repatriated, as_of="2026-11-28",
        )  # fmt: skip
        assert answer.effect == effect
        supposed = any("release and repatriation" in each for each in answer.assumptions)
        assert supposed == (repatriated is None)


class TestNoTreaties:
    """Model clauses and articles are no treaties: their sentences say so."""

    def test_model(self):
        """Under a model clause a notice would take effect; nobody is a party to it."""
        answer = when("France", "oecd-model-tax-art-32", received="2027-12-31", as_of="2026-11-28")
        assert answer.sentence == (
            "Under this clause, the OECD Model art. 32, a notice by France of 31 December 2027 "
            "would take effect on 1 January 2029."
        )

    def test_article(self):
        """Under an article of the law of treaties it could, at the earliest."""
        answer = when(
            "France", "vclt-art-62-fundamental-change", received="2027-12-31", as_of="2026-11-28"
        )
        assert answer.sentence.startswith("Under this article, the VCLT 62,")
        assert answer.sentence.endswith("could take effect on 31 March 2028 at the earliest.")

    def test_barred(self):
        """A treaty that lets nobody leave is not told as one that is silent."""
        answer = when("Pakistan", "indus-waters-1960", as_of="2026-11-28")
        assert answer.status == "no-exit"
        assert "does not let Pakistan leave by a notice of its own" in answer.sentence


class TestRivals:
    """Texts that are read in two ways show both days."""

    def test_day_150(self):
        """The conventional forces treaty: the 150th day, or the day after it."""
        answer = when("Russia", "cfe-1990")
        readings = {each.reading: each.effect for each in answer.ambiguities}
        assert readings["day-150"] == date(2023, 11, 6)
        assert answer.effect == date(2023, 11, 7)

    def test_the_last_day_of_a_term(self):
        """A term ends on its anniversary, or with the day before it."""
        answer = when("France", "genocide-1948", received="2027-01-31", as_of="2026-11-28")
        readings = {each.reading: each.effect for each in answer.ambiguities}
        assert answer.effect == date(2031, 1, 12)
        assert readings["term-ends-the-day-before"] == date(2031, 1, 11)

    def test_after_the_last_term(self):
        """Where no term runs any more there is no such reading."""
        answer = when("Turkey", "montreux-1936", received="2027-01-31", as_of="2026-11-28")
        assert "term-ends-the-day-before" not in {each.reading for each in answer.ambiguities}

    @pytest.mark.parametrize(
        ("party", "treaty", "reading"),
        [
            ("Cuba", "icgeb-1983", "effect-after-five-years"),
            ("Colombia", "caf-1968", "when-bought-back"),
        ],
    )
    def test_in_the_files(self, party, treaty, reading):
        """A rival reading in a treaty's file has its own day, or none where it is the same."""
        answer = when(
            party, treaty, received="2027-01-31", in_force_for_party="2023-01-31",
            as_of="2026-11-28",
        )  # fmt: skip
        readings = {each.reading: each.effect for each in answer.ambiguities}
        assert readings.get(reading, date(2028, 1, 31)) > date(2027, 1, 31)
