"""The rules that every row of the record of withdrawals keeps."""

from collections import Counter
from datetime import date

import pytest

from withdrawal.dates import PartialDate
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.chronology import chronologies, chronology
from withdrawal.record.history import Withdrawal, history

KNOWLEDGE = date(2026, 11, 28)
ROWS = history()
OUT_WITHOUT_A_DAY = {"withdrawal-of-signature", "partial-termination"}


def named(row: Withdrawal) -> str:
    """Return a row as a test's name."""
    return f"{row.treaty} {row.party} {row.given or row.effect or row.announced}"


def is_scored(row: Withdrawal) -> bool:
    """Return whether both days of a row were found, neither worked out from the other."""
    is_found = not (row.effect_is_computed or row.received_is_computed)
    return row.kind.is_scored and bool(row.given and row.effect) and is_found


class TestSize:
    def test_the_record_is_large(self):
        """Six hundred withdrawals are on record, 180 of them with both days found."""
        assert len(ROWS) >= 600
        assert sum(map(is_scored, ROWS)) >= 180

    def test_no_row_stands_twice(self):
        """One notice is one row, whatever its days are called."""
        keys = Counter(
            (each.treaty, each.party, each.party_note, each.kind, named(each)) for each in ROWS
        )
        assert [key for key, count in keys.items() if count > 1] == []

    def test_no_day_of_effect_stands_twice(self):
        """A State does not leave one treaty twice on one day."""
        ended = [each for each in ROWS if each.kind.ends_bond and each.effect is not None]
        keys = Counter((each.treaty, each.party, each.effect) for each in ended)
        assert [key for key, count in keys.items() if count > 1] == []


class TestEveryRow:
    @pytest.mark.rows("row", ROWS, ids=named)
    def test_treaty(self, row: Withdrawal):
        """Every row is about a treaty of the catalogue."""
        assert row.treaty in catalogue()

    @pytest.mark.rows("row", [each for each in ROWS if each.note], ids=named)
    def test_note_is_for_a_reader(self, row: Withdrawal):
        """A note speaks of the exit, never of the work on the record."""
        assert not {"audit", "catalogue's", "TODO", "null"} & set((row.note or "").split())


class TestDays:
    @pytest.mark.rows("row", [r for r in ROWS if r.given and r.effect], ids=named)
    def test_order(self, row: Withdrawal):
        """No notice takes effect before it was given."""
        assert row.given <= row.effect

    @pytest.mark.rows("row", [r for r in ROWS if r.known_on and r.given], ids=named)
    def test_known_after(self, row: Withdrawal):
        """Nothing is known to the public before it has happened."""
        assert row.known_on >= row.given

    @pytest.mark.rows("row", [r for r in ROWS if r.status == "pending"], ids=named)
    def test_pending(self, row: Withdrawal):
        """What is pending takes effect after the day of the knowledge."""
        assert row.effect is not None
        assert row.effect > KNOWLEDGE

    @pytest.mark.rows("row", [r for r in ROWS if r.status == "effective"], ids=named)
    def test_effective(self, row: Withdrawal):
        """What is in effect has a day of effect, in part at least, and that day has come."""
        effect = row.known("effect")
        if effect is None:
            assert row.kind in OUT_WITHOUT_A_DAY
        else:
            assert effect.earliest <= KNOWLEDGE

    def test_one_day_is_read(self):
        """Of two days at most one is worked out from the other."""
        assert not [each for each in ROWS if each.effect_is_computed and each.received_is_computed]

    @pytest.mark.rows("row", [r for r in ROWS if r.read], ids=named)
    def test_read(self, row: Withdrawal):
        """A day said to have been read is on record and was not worked out."""
        assert all(row.known(key) for key in row.read)
        assert not (row.effect_is_computed and "effect" in row.read)
        assert not (row.received_is_computed and "received" in row.read)


class TestAnnounced:
    ROWS = tuple(each for each in ROWS if each.kind == "announced")

    def test_there_are_some(self):
        """Announced exits are on record, some of them taken back."""
        assert {each.status for each in self.ROWS} == {"announced", "revoked"}

    @pytest.mark.rows("row", ROWS, ids=named)
    def test_who_and_when(self, row: Withdrawal):
        """An announcement says who made it and when, and is no notice."""
        assert row.by
        assert row.announced
        assert row.given is None

    def test_status_goes_with_kind(self):
        """Nothing but an announcement has the status of one."""
        assert {each.kind for each in ROWS if each.status == "announced"} == {"announced"}

    def test_taken_back(self):
        """An announcement that was taken back says when."""
        assert all(each.known("revoked_on") for each in self.ROWS if each.status == "revoked")


class TestRomeStatuteIn2026:
    @pytest.mark.parametrize(
        ("party", "effect", "seen"),
        [
            ("NER", date(2027, 6, 18), date(2026, 6, 22)),
            ("BFA", date(2027, 6, 24), date(2026, 6, 30)),
            ("MLI", date(2027, 6, 24), date(2026, 6, 30)),
            ("VEN", date(2027, 7, 24), date(2026, 8, 12)),
            ("TCD", date(2027, 7, 27), date(2026, 8, 5)),
        ],
    )
    def test_five_notices(self, party: str, effect: date, seen: date):
        """Five notices are reported, the receipt worked back, known from the day first seen."""
        (row,) = (each for each in history("rome-statute-1998", party) if each.kind.is_notice)
        assert (row.effect, row.status, row.known_on) == (effect, "pending", seen)
        assert row.confidence == "reported"
        assert row.received_is_computed


class TestFollowers:
    @pytest.mark.rows("row", [each for each in ROWS if each.follows], ids=named)
    def test_first_leaver(self, row: Withdrawal):
        """Who followed a State left on that State's day; else the day followed is told in part."""
        leader = history(row.treaty, row.follows)
        if leader:
            assert row.effect in {each.effect for each in leader}
        else:
            assert PartialDate.parse(row.follows).latest < row.given


class TestChronologies:
    @pytest.mark.rows("party, treaty", chronologies())
    def test_effect_agrees(self, party: str, treaty: str):
        """The effect that a chronology tells is that of a row of the record."""
        told = [e.when.day for e in chronology(party, treaty) if e.step == "effect" and e.when.day]
        days = {each.effect for each in history(treaty, party)}
        assert set(told) <= days


class TestOneActTwoTreaties:
    """An act that concerns two treaties is on record under both."""

    def test_amended_and_unamended(self):
        """What left the Single Convention as amended left the text of 1961 on the same days."""
        days = [
            [(row.received, row.effect, row.rejoined_on) for row in history(key, "BOL")]
            for key in ("single-convention-1961", "single-convention-1961-amended")
        ]
        assert days[0] == days[1] != []

    def test_protocol_with_its_treaty(self):
        """An exit from a protocol that goes with its treaty has the day of that treaty's exit."""
        rows = history("ect-efficiency-protocol-1994")
        assert rows
        for row in rows:
            assert row.effect == history("ect-1994", row.party)[0].effect

    def test_a_later_notice(self):
        """Spain left the League by a second notice, after the first was taken back."""
        found = [row.status for row in history("league-covenant-1919", "ESP")]
        assert found == ["revoked", "effective"]
