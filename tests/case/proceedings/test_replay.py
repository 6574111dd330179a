"""Every chronology on record replays through the State's own procedure."""

import gc
import sys
from datetime import date

import pytest

from withdrawal import Case
from withdrawal.case.proceedings.same_event import knows
from withdrawal.law.procedures.stages import Phase
from withdrawal.record.chronology import chronologies, chronology

ROUTES = {
    ("LVA", "ottawa-1997"): "urgent",
    ("UKR", "ottawa-1997"): "suspension",
    **{("URY", f"ilo-c{number:03}"): "council-of-state" for number in (2, 24, 25, 45, 89)},
}
IRREGULAR = {
    ("ZAF", "rome-statute-1998"),  # Without parliament; taken back after the court's judgment.
    ("CHE", "ch-eu-free-movement-1999"),  # A popular initiative goes to the people without a bill.
    ("ECU", "unasur-2008"),  # The notice came before the Assembly's approval.
}
STAYED = {("NOR", "ottawa-1997"), ("DEU", "ottawa-1997")}
CASES = [pair for pair in chronologies() if pair not in STAYED]


def replayed(party: str, treaty: str) -> Case:
    """Return the case that the record tells."""
    case = Case(party, treaty, route=ROUTES.get((party, treaty)))
    return case.replay(chronology(party, treaty))


def told_whole(party: str, treaty: str) -> bool:
    """Return whether the record has both the notice and its effect."""
    return {"notice-received", "effect"} <= {each.trigger for each in replayed(party, treaty).path}


class TestEveryChronology:
    @pytest.mark.rows("party, treaty", CASES)
    def test_it_replays(self, party: str, treaty: str):
        """Every recorded order of events is possible in the State's procedure."""
        case = replayed(party, treaty)
        assert len(case.history) == len(chronology(party, treaty))
        is_known = any(knows(case.graph, each.step) for each in chronology(party, treaty))
        assert (case.stage != "considered") is is_known

    @pytest.mark.rows("party, treaty", CASES)
    def test_the_law_was_kept(self, party: str, treaty: str):
        """On the route that was taken no recorded step broke the State's law, save a few."""
        found = replayed(party, treaty).irregularities
        assert bool(found) is ((party, treaty) in IRREGULAR)

    def test_a_bill_of_members_is_not_the_executives(self):
        """Where the executive alone submits, a bill of members brings the case no further."""
        assert [each.step for each in chronology("PER", "achr-1969")] == ["members-bill"] * 2
        assert replayed("PER", "achr-1969").stage == "considered"

    def test_south_africa_without_parliament(self):
        """South Africa's notice of 2016 is kept, and told as given without the approval needed."""
        (told,) = replayed("ZAF", "rome-statute-1998").irregularities
        assert told.startswith("Before notice-received of 2016-10-19 there is no final-vote")
        assert "art. 46" in told

    @pytest.mark.rows("party, treaty", [pair for pair in CASES if told_whole(*pair)])
    def test_the_recorded_effect_is_the_computed_one(self, party: str, treaty: str):
        """Where an effect is on record it was accepted, so it is the clause's own day."""
        case = replayed(party, treaty)
        recorded = next(event for event in case.history if event.step == "effect")
        assert case.phase is Phase.EFFECTIVE
        assert case.when(as_of="2026-11-21").effect == recorded.when.day

    @pytest.mark.parametrize(("party", "treaty"), sorted(STAYED))
    def test_who_declined_to_leave(self, party: str, treaty: str):
        """A State that only said it would stay has not moved."""
        assert replayed(party, treaty).stage == "considered"


class TestHowTheyEnded:
    @pytest.mark.parametrize(
        ("party", "treaty", "phase"),
        [
            ("HUN", "rome-statute-1998", Phase.REVOKED),
            ("ZAF", "rome-statute-1998", Phase.REVOKED),
            ("GMB", "rome-statute-1998", Phase.REVOKED),
            ("LVA", "istanbul-convention-2011", Phase.RETURNED),
            ("UKR", "ottawa-1997", Phase.SUSPENSION_CLAIMED),
            ("GBR", "teu-art-50", Phase.EFFECTIVE),
            ("BOL", "single-convention-1961", Phase.EFFECTIVE),
            ("TUR", "istanbul-convention-2011", Phase.EFFECTIVE),
        ],
    )
    def test_phase(self, party: str, treaty: str, phase: Phase):
        """Each case ends in the phase in which it ended."""
        assert replayed(party, treaty).phase is phase

    def test_hungary_before_it_changed_its_mind(self):
        """Four days before effect Hungary took its notice back; until then 2 June 2026 stood."""
        case = replayed("HUN", "rome-statute-1998")
        before, after = case.when(as_of="2026-05-28"), case.when(as_of="2026-05-29")
        assert (before.status, before.effect) == ("pending", date(2026, 6, 2))
        assert (after.status, after.effect) == ("revoked", None)

    def test_latvia_took_the_urgent_route(self):
        """On the ordinary route the eighth day would have been too soon."""
        case = Case("LVA", "ottawa-1997").replay(chronology("LVA", "ottawa-1997"))
        assert "10 to 21 days" in case.irregularities[0]

    def test_gambia_has_two_dates_of_receipt(self):
        """The depositary's date is used; the one in the press would give another effect."""
        answer = replayed("GMB", "rome-statute-1998").when(as_of="2017-01-01")
        assert answer.effect == date(2017, 11, 10)
        assert date(2017, 11, 4) in {each.effect for each in answer.disagreements}


class TestManyReplays:
    @pytest.mark.slow
    def test_memory_stays_flat(self):
        """Five hundred replays in one process leave nothing behind, not even a block each."""
        events = chronology("EST", "ottawa-1997")
        for _ in range(100):
            Case("EST", "ottawa-1997").replay(events)
        gc.collect()
        before = sys.getallocatedblocks()
        for _ in range(500):
            Case("EST", "ottawa-1997").replay(events)
        gc.collect()
        assert sys.getallocatedblocks() - before < 400
