"""What sources and laws disagree about: rival accounts, returns, broken limits, suspensions."""

from datetime import date

import pytest

from withdrawal import Case
from withdrawal.case.proceedings.same_event import account_of
from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.stages import Phase
from withdrawal.record.events import Source, SourceKind


class TestAccounts:
    def test_both_are_kept(self, latvia):
        """Another account of a vote is kept; the official record is the one in use."""
        case = latvia()
        official = Source("saeima.lv", SourceKind.OFFICIAL_RECORD)
        case.record("final-vote", on="2025-04-17", votes="68-14-2", source=official)
        event = case.history[-1]
        assert (str(event.when), str(event.votes)) == ("2025-04-17", "68-14-2")
        assert str(event.rivals[0].when) == "2025-04-16"
        assert len(case.history) == 2

    def test_the_answer_lists_the_others_with_their_effect(self, sweden):
        """A rival date of receipt gives a rival date of effect, named with its source."""
        case = sweden(None)
        case.record("notice-received", on="2027-05-03", source="UN")
        case.record("notice-received", on="2027-05-04", source="a newspaper")
        answer = case.when(as_of="2027-06-01")
        assert answer.effect == date(2027, 11, 3)
        (rival,) = [each for each in answer.disagreements if each.source == "a newspaper"]
        assert rival.effect == date(2027, 11, 4)

    def test_an_account_that_agrees_adds_a_source(self, sweden):
        """The same day and votes from another source are one account with two sources."""
        case = sweden(None)
        case.record("notice-received", on="2027-05-03", source="UN")
        case.record("notice-received", on="2027-05-03", source="a newspaper")
        assert [source.address for source in case.history[-1].sources] == ["UN", "a newspaper"]
        assert case.history[-1].rivals == ()

    @pytest.mark.parametrize(
        ("first", "then", "told"),
        [
            (None, "300-20-5", "300-20-5"),
            ("300-20-5", None, "300-20-5"),
            ("300-20-?", "300-?-5", "300-20-5"),
        ],
    )
    def test_what_one_leaves_out_the_other_fills_in(self, first, then, told):
        """Accounts of which neither says otherwise are one; nothing is told as a quarrel."""
        case = Case("SWE", "ottawa-1997")
        case.record("final-vote", on="2027-02-10", votes=first, source="a newspaper")
        case.record("final-vote", on="2027-02", votes=then, source="riksdagen.se", actor="Riksdag")
        (event,) = case.history
        assert (str(event.when), str(event.votes), event.actor) == ("2027-02-10", told, "Riksdag")
        assert event.rivals == ()
        claims = [each.claim for each in case.when(as_of="2027-03-01").disagreements]
        assert not any("instead of" in each for each in claims)

    def test_other_numbers_are_a_quarrel(self):
        """Votes of which one number differs are kept as two accounts."""
        case = Case("SWE", "ottawa-1997")
        case.record("final-vote", on="2027-02-10", votes="300-20-5", source="riksdagen.se")
        case.record("final-vote", on="2027-02-10", votes="300-21-?", source="a newspaper")
        (event,) = case.history
        assert [str(each.votes) for each in event.rivals] == ["300-21-?"]

    def test_an_account_that_would_come_first_must_fit(self, latvia):
        """A better source for an impossible order is refused, and nothing changes."""
        case = latvia()
        case.record("promulgation", on="2025-04-24")
        before = case.history
        text = Source("text", SourceKind.TREATY_TEXT)
        with pytest.raises(EventOrderError):
            case.record("final-vote", on="2025-05-30", source=text)
        assert case.history == before

    def test_a_refusal_is_no_account_of_the_vote(self):
        """A rejection on record is an account of itself, not of the stage that it refused."""
        case = Case("Latvia", "Ottawa Convention")
        case.record("rejected", on="2025-04-16")
        assert account_of(case.course, "rejected") == 0
        refused = case.entries[0].transition.stage
        assert account_of(case.course, refused.id) is None


class TestDayLimits:
    """What the State's own law says against a recorded day."""

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2025-04-25", "sooner"),
            ("2025-04-26", None),
            ("2025-05-07", None),
            ("2025-05-08", "later"),
        ],
    )
    def test_sooner_or_later(self, latvia, day, said):
        """Promulgation takes 10 to 21 days from the vote: before and after is named as such."""
        case = latvia()
        case.record("promulgation", on=day)
        words = " ".join(case.irregularities)
        assert words == "" if said is None else f"came {said} after final-vote" in words


class TestSuspension:
    def test_it_is_disputed(self):
        """A claim of suspension gives no date; objections are reasons."""
        case = Case("UKR", "ottawa-1997", route="suspension")
        case.record("final-vote", on="2025-07-15", votes=(299,))
        case.record("promulgation", on="2025-07-15")
        case.record("suspension-notice", on="2025-07-18")
        case.record("objection", on="2025-10-17", by="CHE", actor="Switzerland")
        answer = case.when(as_of="2026-01-01")
        assert (answer.status, answer.effect) == ("disputed", None)
        assert any("Switzerland" in reason.text for reason in answer.because)


class TestReturns:
    def test_once_only(self, latvia):
        """Latvia's President may send a law back once."""
        case = latvia()
        case.record("returned", on="2025-04-22")
        case.record("final-vote", on="2025-05-08", votes="60-20-2")
        with pytest.raises(EventOrderError, match="promulgation"):
            case.record("returned", on="2025-05-10")
        case.record("promulgation", on="2025-05-20")

    def test_rejected_is_the_end(self):
        """A bill voted down is the end of the case."""
        case = Case("LVA", "ottawa-1997")
        case.record("rejected", on="2025-04-16", votes="14-66-2")
        assert case.phase is Phase.REJECTED
        with pytest.raises(EventOrderError, match="it is over"):
            case.record("promulgation", on="2025-05-01")


class TestIrregularities:
    def test_sooner_than_the_law_allows(self, latvia):
        """What the State's law did not allow is kept and said, for it happened."""
        case = latvia()
        case.record("promulgation", on="2025-04-24")
        (text,) = case.irregularities
        assert "sooner" in text
        assert "10 to 21 days" in text
        assert text in case.when(as_of="2025-05-01").assumptions

    def test_the_urgent_route_allows_it(self, latvia):
        """On the urgent route the eighth day is no irregularity."""
        case = latvia(route="urgent")
        case.record("promulgation", on="2025-04-24")
        assert case.irregularities == ()

    def test_later_than_the_law_allows(self, latvia):
        """The same for a limit that has passed."""
        case = latvia()
        case.record("promulgation", on="2025-06-24")
        assert "later" in case.irregularities[0]
