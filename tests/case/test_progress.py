"""How far a State has come by the record, and what an act that was sent back means."""

import pytest
from attrs import evolve

import withdrawal
from withdrawal.case.dossier import dossier_of
from withdrawal.case.progress import _returned_after
from withdrawal.case.question import make_question
from withdrawal.dates import PartialDate
from withdrawal.record.events import Event

DOSSIER = dossier_of(make_question("SWE", "ottawa-1997", as_of="2026-11-21"))


class TestApproved:
    """An approval that the asker supposes."""

    def test_where_the_law_asks_for_none(self):
        """Where the State's procedure knows no vote, the approval is told by its own name."""
        answer = withdrawal.when("FRA", "ottawa-1997", approved="2027-05-08", as_of="2027-06-01")
        assert (answer.progress.stage, answer.progress.reached_on) == (
            "approved by parliament",
            "2027-05-08",
        )
        assert answer.progress.next.startswith("executive-decision")


class TestRoute:
    """By which route a State goes."""

    def test_the_treaty_calls_for_one(self):
        """The treaty to be left decides, where nobody names a route."""
        by_statute = withdrawal.when("GBR", "teu-art-50", as_of="2017-01-20").progress
        usual = withdrawal.when("GBR", "ottawa-1997", as_of="2017-01-20").progress
        assert (by_statute.route, usual.route) == ("statute", "prerogative")


class TestReturned:
    """When an act was sent back, where nothing has followed."""

    @pytest.mark.parametrize(
        ("last", "is_open"), [("2026-05-03", True), ("2026-05-04", True), ("2026-05-05", False)]
    )
    def test_on_the_day_of_the_last_step(self, last, is_open):
        """An act sent back on the day of the last step, or later, is still on its way back."""
        back = Event("returned", PartialDate.parse("2026-05-04"))
        found = _returned_after(PartialDate.parse(last), evolve(DOSSIER, events=(back,)))
        assert found == (back.when if is_open else None)

    def test_never(self):
        """Without a return, or without any step, nothing is on its way back."""
        assert _returned_after(PartialDate.parse("2026-05-04"), evolve(DOSSIER, events=())) is None
