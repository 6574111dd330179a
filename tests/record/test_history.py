"""`withdrawal.record.history`: the record of real withdrawals."""

import json
from datetime import date

import pytest

from withdrawal.dates import parse_interval
from withdrawal.errors import DataFileError
from withdrawal.record.history import HISTORY, Withdrawal, history, withdrawal_from_row
from withdrawal.record.kinds import CONFIDENCES


def first_day(row: Withdrawal) -> date:
    """Return the first day a row could be about, known in part or in full."""
    known = (row.known(key) for key in ("received", "notified", "effect", "announced"))
    return next(day.earliest for day in known if day is not None)


class TestHistory:
    """Finding recorded withdrawals."""

    def test_all(self):
        """Every line of the file is a record, and the earliest notice comes first."""
        rows = history()
        assert len(rows) == sum(1 for line in HISTORY.read_text().splitlines() if line.strip())
        first = [first_day(row) for row in rows]
        assert first == sorted(first)

    def test_one_state_and_treaty(self):
        """The United States gave notice of leaving the Paris Agreement twice."""
        rows = history("paris-2015", "USA")
        assert [(row.received, row.effect) for row in rows] == [
            (date(2019, 11, 4), date(2020, 11, 4)),
            (date(2025, 1, 27), date(2026, 1, 27)),
        ]

    def test_party_alone(self):
        """A State's withdrawals are found in every treaty, and only its own."""
        rows = history(party="BOL")
        assert {row.party for row in rows} == {"BOL"}
        assert {"icsid-1965", "single-convention-1961"} <= {row.treaty for row in rows}

    def test_nothing(self):
        """A State that gave no notice has no rows."""
        assert history("ottawa-1997", "NOR") == ()

    def test_every_row_has_a_source(self):
        """No fact stands without its source and a word on how sure it is."""
        for row in history():
            assert row.source, row
            assert row.confidence in CONFIDENCES

    def test_derived_effects_are_flagged(self):
        """A day of effect worked out from the rule is never offered as proof of the rule."""
        derived = [row for row in history() if "worked out from the rule" in (row.note or "")]
        assert len(derived) > 90
        assert all(row.effect_is_computed for row in derived)

    @pytest.mark.parametrize(
        ("treaty", "party", "revoked"),
        [
            ("rome-statute-1998", "ZAF", date(2017, 3, 7)),
            ("rome-statute-1998", "GMB", date(2017, 2, 10)),
            ("rome-statute-1998", "HUN", date(2026, 5, 29)),
            ("who-constitution-1946", "USA", date(2021, 1, 20)),
        ],
    )
    def test_revoked(self, treaty, party, revoked):
        """Notices that were taken back say when, and keep the day that would have applied."""
        row = next(row for row in history(treaty, party) if row.status == "revoked")
        assert row.revoked_on == revoked
        assert row.effect is not None


class TestWithdrawal:
    """One record."""

    def test_given(self):
        """The day of receipt counts, else the date of the notice."""
        row = Withdrawal("t", "SWE", notified=date(2020, 1, 1), received=date(2020, 1, 3))
        assert row.given == date(2020, 1, 3)
        assert Withdrawal("t", "SWE", notified=date(2020, 1, 1)).given == date(2020, 1, 1)

    def test_to_json_and_back(self):
        """Every record survives the way through JSON."""
        for row in history():
            again = json.loads(json.dumps(row.to_json()))
            assert withdrawal_from_row(again, where="here") == row

    def test_conflict(self):
        """A row may bring an armed conflict along."""
        row = withdrawal_from_row(
            {"treaty": "t", "party": "SWE", "conflict": "2027-01-01/.."}, where="here"
        )
        assert row.conflict == parse_interval("2027-01-01/..")


class TestFaults:
    """What is wrong with a row is said with its place, its key and what was expected."""

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ([], "expected a table"),
            ({"treaty": "t"}, "'party' is missing"),
            ({"treaty": "t", "party": "SWE", "recieved": "2020-01-01"}, "'recieved'"),
            ({"treaty": "t", "party": "SWE", "received": "2020-02-30"}, "key received"),
            ({"treaty": "t", "party": "SWE", "received": 2020}, "key received"),
            ({"treaty": "t", "party": "SWE", "status": "over"}, "key status"),
            ({"treaty": "t", "party": "SWE", "effect_is_computed": "yes"}, "true or false"),
            ({"treaty": "t", "party": 7}, "key party"),
            ({"treaty": "t", "party": "SWE", "conflict": "2027"}, "key conflict"),
        ],
    )
    def test_names_the_key(self, row, words):
        """The message names the line, the key and what was expected."""
        with pytest.raises(DataFileError, match=words) as caught:
            withdrawal_from_row(row, where="history.jsonl, line 7")
        assert "history.jsonl, line 7" in caught.value.message
