"""How far a State has come by the record, and what an act that was sent back means."""

from attrs import evolve

import withdrawal
from withdrawal.case.answering.so_far import standing_of
from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.asking.question import make_question
from withdrawal.dates import PartialDate
from withdrawal.record.events import Event

ASKED = make_question("LVA", "istanbul-convention-2011", as_of="2026-11-21")
LATVIA = dossier_of(ASKED)


class TestApproved:
    """An approval that the asker supposes."""

    def test_where_the_law_asks_for_none(self):
        """Where the State's procedure knows no vote, the approval is told by its own name."""
        answer = withdrawal.when("FRA", "ottawa-1997", approved="2027-05-08", as_of="2027-06-01")
        assert (answer.standing.stage, answer.standing.reached_on) == (
            "approved by parliament",
            "2027-05-08",
        )
        assert answer.standing.next.startswith("executive-decision")


class TestRoute:
    """By which route a State goes."""

    def test_the_treaty_calls_for_one(self):
        """The treaty to be left decides, where nobody names a route."""
        by_statute = withdrawal.when("GBR", "teu-art-50", as_of="2017-01-20").standing
        usual = withdrawal.when("GBR", "ottawa-1997", as_of="2017-01-20").standing
        assert (by_statute.route, usual.route) == ("statute", "prerogative")


class TestReturned:
    """An act that was sent back."""

    def standing(self, *events):
        """Where Latvia stands on the Istanbul Convention once these things have happened."""
        dossier = evolve(LATVIA, events=tuple(Event(s, PartialDate.parse(d)) for s, d in events))
        return standing_of(ASKED, dossier)

    def test_it_is_taken_again(self):
        """The vote and what follows it are ahead once more."""
        back = self.standing(("final-vote", "2025-10-30"), ("returned", "2025-11-03"))
        assert back.retaking == ("final-vote",)
        assert [each.id for each in back.ahead] == [
            "final-vote",
            "promulgation",
            "publication",
            "notice",
        ]

    def test_once_taken_it_is_behind(self):
        """A vote taken again leaves the signature ahead, with the shorter time for it."""
        again = self.standing(
            ("final-vote", "2025-10-30"), ("returned", "2025-11-03"), ("final-vote", "2025-12-04")
        )
        assert again.retaking == ()
        assert next(each.id for each in again.ahead) == "promulgation"
        assert again.returns == {"promulgation": 1}
