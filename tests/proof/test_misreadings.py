"""The documents against the treaty: who is right, and by how many days the others are off."""

from datetime import date

import pytest

from withdrawal.proof.misreadings import misreadings, sources


class TestMisreadings:
    @pytest.mark.parametrize(
        ("party", "treaty", "days"),
        [
            ("LTU", "ccm-2008", 47),
            ("LVA", "ottawa-1997", 72),
            ("LTU", "ottawa-1997", 49),
            ("EST", "ottawa-1997", 23),
            ("FIN", "ottawa-1997", 22),
            ("POL", "ottawa-1997", 57),
        ],
    )
    def test_days(self, party: str, treaty: str, days: int):
        """Counting from the vote is too early by these days, for each State."""
        found = {(row.party, row.treaty): row.days for row in misreadings()}
        assert found[party, treaty] == days

    def test_the_period_is_that_of_the_claim(self):
        """The wrong reading adds the six months that a document counts from the vote."""
        claimed = {row.party: row.claimed for row in misreadings() if row.treaty == "ottawa-1997"}
        assert claimed["LVA"] == date(2025, 10, 16)

    def test_it_is_computed(self):
        """The difference is that of the two dates, not a number written down."""
        for row in misreadings():
            assert row.days == (row.effect - row.claimed).days
            assert row.vote < row.received < row.effect


class TestSources:
    def test_everything_is_told(self):
        """All five documents, the other reports, the quarrels and their cost are in one place."""
        found = sources().to_json()
        assert found["schema"] == "withdrawal/sources/1"
        assert len(found["documents"]) == 5
        assert found["disagreements"][0]["about"] == "period-starts"
        assert len(found["wrong_reading"]) == 6
        assert found["other_claims"]
        own = {each["source"]["address"] for held in found["documents"] for each in held["claims"]}
        assert own.isdisjoint(each["source"]["address"] for each in found["other_claims"])

    def test_who_is_right_about_the_clock(self):
        """Of the two readings one is supported by article 20(3), the other is not."""
        clock = sources().to_json()["disagreements"][0]["claims"]
        assert {(each["supported"], each["article"].split(",")[0]) for each in clock} == {
            ("no", "art. 20(3)"),
            ("yes", "art. 20(3)"),
        }
