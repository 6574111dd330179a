"""What the events of a case say to the clause, and what an answer says of the case."""

from datetime import date

import withdrawal
from withdrawal import Case
from withdrawal.record.events import Source, SourceKind


class TestEvents:
    """Events that move the day of effect."""

    def test_named_date(self):
        """A later day that the notice names is the day of effect, where the clause lets it be."""
        case = Case("SWE", "rome-statute-1998")
        case.record("final-vote", on="2027-04-07")
        case.record("notice-received", on="2027-05-03", until="2028-12-31")
        assert case.when(as_of="2027-06-01").effect == date(2028, 12, 31)

    def test_prolonged(self):
        """The end of a period prolonged by an event is the day of effect; the last one counts."""
        case = Case("GBR", "teu-art-50")
        case.record("final-vote", on="2017-03-13")
        case.record("upper-house-vote", on="2017-03-13")
        case.record("promulgation", on="2017-03-16")
        case.record("notice-received", on="2017-03-29")
        assert case.when(as_of="2019-01-01").effect == date(2019, 3, 29)
        case.record("period-extended", on="2019-03-22", until="2019-04-12")
        case.record("period-extended", on="2019-04-11", until="2019-10-31")
        assert case.when(as_of="2019-03-25").effect == date(2019, 4, 12)
        assert case.when(as_of="2019-05-01").effect == date(2019, 10, 31)

    def test_prolonged_when_it_was_opened(self):
        """A prolonged end may be given with the case, before any of its events."""
        case = Case("GBR", "teu-art-50", extended_to="2020-01-31")
        case.record("final-vote", on="2017-03-13")
        case.record("upper-house-vote", on="2017-03-13")
        case.record("promulgation", on="2017-03-16")
        case.record("notice-received", on="2017-03-29")
        assert case.when(as_of="2019-11-01").effect == date(2020, 1, 31)

    def test_taken_back(self, sweden):
        """A notice taken back has its day in the reasons, and the day it would have had effect."""
        case = sweden("2027-05-03")
        case.record("revoked", on="2027-07-01")
        (reason,) = [x for x in case.when(as_of="2027-08-01").because if x.rule == "revoked"]
        assert (reason.start, reason.end) == (date(2027, 5, 3), date(2027, 7, 1))
        assert "taken back on 2027-07-01, before it took effect on 2027-11-03" in reason.text

    def test_no_end_of_time(self):
        """A case knows all that is recorded, whenever it happened."""
        case = Case("SWE", "ottawa-1997")
        case.record("final-vote", on="9998-12-31")
        assert case.known_by(date.max).stage == case.stage == "final-vote"
        assert case.owed()[0].startswith("notice: ")


class TestAssumptions:
    """What an answer takes for granted about the procedure."""

    def test_a_route_that_was_named(self):
        """That the route is this one is assumed, once, only where nobody named it."""
        usual = Case("FIN", "ottawa-1997")
        (assumed,) = usual.procedure.assumptions(usual.route)
        named = Case("FIN", "ottawa-1997", route=usual.route.id)
        assert usual.when(as_of="2026-01-01").assumptions.count(assumed) == 1
        assert assumed not in named.when(as_of="2026-01-01").assumptions


class TestProgress:
    """Where the case stands by its own events."""

    def test_before_and_after_the_first_step(self, sweden):
        """A case has no stage before its first step; then it has one, and the day of it."""
        before = Case("SWE", "ottawa-1997").when(as_of="2027-01-01").standing
        assert (before.stage, before.reached_on) == (None, None)
        after = sweden(None).when(as_of="2027-05-01").standing
        assert (after.stage, after.reached_on) == ("final-vote", "2027-04-07")


class TestObjections:
    """Who objected."""

    def test_what_they_said_together(self):
        """The conclusion of a meeting of the parties is told apart from a party's objection."""
        reasons = withdrawal.when("ukraine", "ottawa", as_of="2026-11-21").because
        rules = {each.text.split(" ")[0]: each.rule for each in reasons}
        assert (rules["Switzerland"], rules["22nd"]) == ("objection", "conclusion")

    def test_a_notice_that_is_disputed(self):
        """A case told by its own events is as disputed as the same notice on record."""
        case = Case("PRK", "npt-1968")
        case.record("notice", on="2003-01-10")
        answer = case.when(as_of="2026-11-21")
        assert (answer.status, answer.effect) == ("disputed", None)
        other = Case("PRK", "npt-1968")
        other.record("notice", on="2003-02-10")
        assert other.when(as_of="2026-11-21").effect == date(2003, 5, 10)

    def test_nobody_named(self):
        """An objection of which only the day is known is another party's."""
        case = Case("UKR", "ottawa-1997", route="suspension")
        case.record("final-vote", on="2025-07-15")
        case.record("promulgation", on="2025-07-15")
        case.record("suspension-notice", on="2025-07-18")
        case.record("objection", on="2025-10-17")
        texts = [each.text for each in case.when(as_of="2025-12-01").because]
        assert "Another party (2025-10-17): objection." in texts


class TestClaims:
    """What others have said that the events contradict."""

    def test_counted_from_the_vote(self, sweden):
        """The last vote recorded is the approval from which the press would count."""
        found = sweden().when(as_of="2027-06-01")
        assert found.effect == date(2027, 11, 3)
        assert date(2027, 10, 7) in {each.effect for each in found.disagreements}

    def test_an_account_without_a_source(self, sweden):
        """An account of the receipt that has no source is named as such when it is overruled."""
        case = sweden(None)
        case.record("notice-received", on="2027-05-03")
        official = Source("un.org", SourceKind.DEPOSITARY)
        case.record("notice-received", on="2027-05-04", source=official)
        (rival,) = [
            x for x in case.when(as_of="2027-06-01").disagreements if x.source == "no source"
        ]
        assert rival.effect == date(2027, 11, 3)
        assert rival.claim == "notice-received: 2027-05-03 instead of 2027-05-04."

    def test_another_account_of_the_vote(self, sweden):
        """A rival account of anything but the notice has the effect of the answer itself."""
        case = sweden()
        case.record("final-vote", on="2027-04-06", source="a newspaper")
        found = case.when(as_of="2027-06-01")
        (rival,) = [each for each in found.disagreements if each.claim.startswith("final-vote: ")]
        assert rival.effect == found.effect == date(2027, 11, 3)
        assert rival.text == "It does not move the date of effect."
