"""What tables and their sentences say of rows that are easily taken for something else."""

from __future__ import annotations

from withdrawal import ask
from withdrawal.case.roll import parties
from withdrawal.case.survey import survey
from withdrawal.output.tables.parties import parties_report
from withdrawal.output.tables.record import history_report
from withdrawal.output.tables.survey import survey_report
from withdrawal.record.history import history


class TestWhatIsNoWithdrawal:
    """What became of a row is told by what it is."""

    def told(self, treaty: str, party: str) -> list[str]:
        """The lines of a State in the list of a treaty."""
        section = history_report(history(treaty, party)).sections[0]
        return [each.text for each in section.items]

    def test_a_suspension(self) -> None:
        """A suspension in effect is no withdrawal in effect."""
        (line,) = self.told("cfe-1990", "USA")
        assert "operation suspended" in line
        assert "withdrawal in effect" not in line

    def test_taken_back(self) -> None:
        """The day of effect of a notice that was taken back is marked as what would have been."""
        assert "2026-06-02 (would have taken effect)" in self.told("rome-statute-1998", "HUN")[0]


class TestSurvey:
    def test_not_known_whether_a_party(self) -> None:
        """A count says of how many of its pairs it is not known whether the State is a party."""
        made = survey("Sweden", as_of="2026-12-01")
        unknown = made.counts_not_known["not-notified"]
        assert 0 < unknown < made.counts["not-notified"]
        assert f"(not known whether a party: {unknown})" in survey_report(made).sentence


def test_how_many_parties() -> None:
    """The number comes first in a plain answer, and who is not bound yet is named beside it."""
    said = ask("How many parties did the ICC have on 1 December 2024?").text
    assert said.startswith("124 parties on 1 December 2024. Who is a party on a day (124): ")
    assert "Not bound yet: Ukraine." in said


def test_a_day_that_is_not_exact() -> None:
    """Since when a State is bound is marked where that is only the first day that it can be."""
    found = parties("hcch-apostille-1961", on="2026-11-28", as_of="2026-11-28")
    rows = {each.key: each for each in parties_report(found).sections[0].items}
    open_ones = [each for each in found.rows if each.since and not each.since_is_exact]
    exact = [each for each in found.rows if each.since_is_exact]
    assert open_ones
    assert all("at the earliest" in rows[each.party].text for each in open_ones)
    assert all("at the earliest" not in rows[each.party].text for each in exact)
