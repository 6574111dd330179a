"""`withdrawal.when` on treaties that bind nobody, days without use, and what is only not known."""

from datetime import date, timedelta

import pytest

import withdrawal

TODAY = "2026-11-21"


def when(party, treaty="ottawa-1997", **facts):
    """Ask with a fixed day unless another is given."""
    return withdrawal.when(party, treaty, **{"as_of": TODAY, **facts})


class TestOutOfForce:
    """Treaties that bind nobody, not yet or no more."""

    def test_not_yet(self):
        """Nobody is a party to a treaty that has not entered into force, whatever was ratified."""
        answer = when("Germany", "ctbt")
        assert (answer.status, answer.earliest, answer.is_bound) == ("not-in-force", None, False)
        assert answer.because[0].text.startswith("The treaty has not entered into force")
        assert when("Germany", "ctbt", received="2026-01-31").effect is None

    @pytest.mark.parametrize(
        ("party", "treaty", "ended", "before"),
        [
            ("Russia", "inf-1987", date(2019, 8, 2), "pending"),
            ("Russia", "abm-1972", date(2002, 6, 13), "pending"),
            ("Russia", "new-start-2010", date(2026, 2, 5), "suspended"),
        ],
    )
    def test_over(self, party, treaty, ended, before):
        """From the day a treaty was over nobody can leave it; the day before it still bound.

        The notice of the United States that ended it for both was then pending.
        """
        answer = withdrawal.when(party, treaty, as_of=ended)
        assert (answer.status, answer.because[0].end) == ("ended", ended)
        still = withdrawal.when(party, treaty, as_of=ended - timedelta(days=1))
        assert (still.status, still.is_bound) == (before, still.is_membership_known or None)
        assert not any(str(ended) in each for each in still.assumptions)

    def test_who_left_it(self):
        """Who ended it by leaving has left, on the day on record."""
        answer = when("USA", "inf-1987")
        assert (answer.status, answer.effect) == ("effective", date(2019, 8, 2))
        assert "On record of the treaty itself: terminated 2019-08-02." in answer.assumptions

    def test_no_general_right(self):
        """Where leaving is the remedy for one rare case only, no date is given."""
        answer = when("Chile", "antarctic-treaty-1959")
        assert (answer.status, answer.earliest) == ("not-open", None)
        assert "a review conference" in answer.because[-2].text


def test_barred():
    """A treaty whose text excludes leaving is told so in a sentence of its own."""
    assert when("Sweden", "un-charter-1945").status == "no-exit"
    reason = when("Pakistan", "indus-waters-1960").because[0]
    assert (reason.rule, reason.text) == ("no-exit", "The treaty does not allow a party to leave.")


def test_suspension():
    """A claim of suspension is a reason of its own kind."""
    assert when("Ukraine", "ottawa").because[1].rule == "suspension"


class TestWhatIsGivenButNotUsed:
    """What the asker supposes is used or named, never dropped."""

    @pytest.mark.parametrize("fact", ["named_date", "agreed_date", "extended_to"])
    def test_no_place_for_it(self, fact):
        """A day for which the clause has no place is said not to be used."""
        answer = when("Sweden", "ccm-2008", received="2026-11-05", **{fact: "2027-12-31"})
        assert answer.effect == date(2027, 5, 5)
        (said,) = [each for each in answer.assumptions if "2027-12-31" in each]
        assert said.startswith("Not used: ")

    def test_used(self):
        """Where the clause has a place for it, nothing is said of that."""
        answer = when("Sweden", "rome statute", received="2026-11-05", named_date="2028-01-31")
        assert answer.effect == date(2028, 1, 31)
        assert not any("Not used: the day" in each for each in answer.assumptions)


class TestSaying:
    """Nothing is told as a fact that is only not on record, or still to come."""

    def test_no_notice(self):
        """That there was no notice is not known: none is on record."""
        assert when("Sweden").sentence.startswith("No notice by Sweden of withdrawal from the")

    def test_supposed(self):
        """A notice still to come would have effect; one on record has it."""
        assert "would take effect" in when("Sweden", received="2027-08-31").sentence
        assert "would take effect" in when("Sweden", received="2026-11/2027-02").sentence
        assert "would take effect" in when("Sweden", received="2026-11-02").sentence

    def test_partly_ahead(self):
        """A notice that may still lie ahead has not been reached."""
        answer = when("Sweden", received="2026-11/2027-02")
        assert answer.standing.stage is None
        assert any("is received on a day within" in each for each in answer.assumptions)

    def test_last_day(self):
        """On its last day the State is bound still, where effect comes with the end of the day."""
        assert withdrawal.when("UK", "teu-art-50", as_of="2020-01-31").is_bound is True
        assert withdrawal.when("UK", "teu-art-50", as_of="2020-02-01").is_bound is False

    def test_an_open_conflict(self):
        """While a conflict goes on effect cannot lie in the past, and the conflict is named."""
        answer = when("Ukraine", "ottawa", received="2026-01-30")
        assert (answer.status, answer.earliest) == ("conditional", answer.as_of)
        given = when("Sweden", received="2026-02-01", conflict="2026-07-01/..")
        assert given.status == "conditional"
        assert any("An armed conflict: " in each for each in answer.assumptions)

    def test_disputed(self):
        """The day on record of a disputed notice is nobody's view, only what would follow."""
        reading = when("North Korea", "npt-1968").ambiguities[0]
        assert (reading.reading, reading.effect) == ("if-it-has-effect", date(2003, 4, 10))

    def test_source_of_an_exit(self):
        """That a State has left is told with the source of its exit, not of the list of parties."""
        answer = when("Lithuania", "ottawa-1997", received="2026-03-01")
        (reason,) = answer.because
        assert reason.text == "Lithuania left on 2025-12-27."
        assert "2015" not in reason.source
