"""A contradiction of the record would be seen; that there is none `test_check_record` tells."""

from datetime import date

import pytest
from attrs import evolve

from withdrawal.proof import consistency
from withdrawal.proof.consistency import contradictions_of, why_it_need_not
from withdrawal.record.history import history, withdrawal_from_row


def row_of(treaty, party):
    """The last row of a pair on record."""
    return history(treaty, party)[-1]


class TestOneRow:
    @pytest.mark.parametrize(
        ("treaty", "party"),
        [("ottawa-1997", "LTU"), ("rome-statute-1998", "HUN"), ("rome-statute-1998", "BDI")],
    )
    def test_agrees(self, treaty, party):
        """A row that every door repeats has no contradiction."""
        assert list(contradictions_of(row_of(treaty, party))) == []

    def test_another_day_is_seen(self):
        """A row with another day of effect than the answer's is a contradiction."""
        row = evolve(row_of("ottawa-1997", "LTU"), effect=date(2025, 12, 30))
        assert any("2025-12-27" in text for text in contradictions_of(row))

    def test_another_status_is_seen(self):
        """A row that is taken back, and answered as effective, is a contradiction."""
        row = evolve(row_of("ottawa-1997", "LTU"), status="revoked")
        assert any("revoked on record" in text for text in contradictions_of(row))

    def test_a_notice_nobody_knows_is_seen(self):
        """A row that no question finds is a contradiction, and not an error."""
        row = evolve(row_of("ottawa-1997", "LTU"), received=date(2025, 1, 1))
        assert any("cannot be asked about" in text for text in contradictions_of(row))

    def test_a_plan_that_says_otherwise_is_seen(self, monkeypatch):
        """A plan with another end than the answer's is a contradiction."""
        made = consistency.plan("LTU", "ottawa-1997", out_by="2027-01-01", as_of="2026-11-28")
        other = evolve(made, effect_then=date(2026, 1, 1))
        monkeypatch.setattr(consistency, "plan", lambda *_, **__: other)
        found = list(contradictions_of(row_of("ottawa-1997", "LTU")))
        assert found == ["planned to end on 2026-01-01, and answered 2025-12-27."]


class TestKinds:
    @pytest.mark.parametrize("kind", ["suspension", "declaration", "partial-termination"])
    def test_need_not(self, kind):
        """A kind that ends no bond says why the answer may be another one."""
        row = withdrawal_from_row(
            {"treaty": "cfe-1990", "party": "FRA", "kind": kind, "effect": "2020-01-01"}, where=""
        )
        assert "does not end the bond" in why_it_need_not(row)

    def test_without_days(self):
        """Nor need a withdrawal be answered of which no day is on record."""
        row = evolve(row_of("ottawa-1997", "LTU"), received=None, notified=None, effect=None)
        assert why_it_need_not(row).startswith("Neither the day of the notice")

    def test_must(self):
        """A withdrawal with a day must be what is answered."""
        assert why_it_need_not(row_of("ottawa-1997", "LTU")) is None
