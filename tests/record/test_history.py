"""`withdrawal.record.history`: the record of real withdrawals."""

import json
from datetime import date

import pytest

import withdrawal
from withdrawal.dates import parse_interval
from withdrawal.errors import DataFileError
from withdrawal.record.history import (
    HISTORY,
    Withdrawal,
    faults,
    history,
    line_of,
    withdrawal_from_row,
)
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
            ({"treaty": None, "party": "SWE"}, "'treaty' is missing"),
            ({"treaty": "t", "party": ""}, "'party' is missing"),
            ({"treaty": "t", "party": "SWE", "recieved": "2020-01-01"}, "'recieved'"),
            ({"treaty": "t", "party": "SWE", "received": "2020-02-30"}, "key received"),
            ({"treaty": "t", "party": "SWE", "received": 2020}, "key received"),
            ({"treaty": "t", "party": "SWE", "status": "over"}, "key status"),
            ({"treaty": "t", "party": "SWE", "effect_is_computed": "yes"}, "true or false"),
            ({"treaty": "t", "party": 7}, "key party"),
            ({"treaty": "t", "party": "SWE", "conflict": "2027"}, "key conflict"),
            ({"treaty": "t", "party": "SWE", "kind": "denounciation"}, "key kind: 'denounciation'"),
            ({"treaty": "t", "party": "SWE", "confidence": "probable"}, "key confidence"),
            ({"treaty": "t", "party": "SWE", "named_date": "2027"}, "key named_date"),
            ({"treaty": "t", "party": "SWE", "read": ["recieved"]}, "key read"),
            ({"treaty": "t", "party": "SWE", "is_own": True}, "'is_own'"),
            ({"treaty": "t", "party": "SWE", "status": "announced"}, "key announced"),
            (
                {"treaty": "t", "party": "SWE", "received": "2027-02-01", "effect": "2027-01-01"},
                "key effect: 2027-01-01, before the notice",
            ),
            (
                {"treaty": "t", "party": "SWE", "received": "2027-02-01", "notified": "2027-03-01"},
                "key received",
            ),
        ],
    )
    def test_names_the_key(self, row, words):
        """The message names the line, the key and what was expected."""
        with pytest.raises(DataFileError, match=words) as caught:
            withdrawal_from_row(row, where="history.jsonl, line 7")
        assert "history.jsonl, line 7" in caught.value.message

    @pytest.mark.parametrize(
        ("keys", "words"),
        [
            ({"announced": "2027-03-02", "effect": "2026-09-02"}, "before the announcement of"),
            ({"received": "2026-03-02", "rejoined_on": "2025-03-02"}, "before the notice of"),
            ({"received": "2026-03-02", "revoked_on": "2025-03-02"}, "before the notice of"),
        ],
    )
    def test_the_order_of_days(self, keys, words):
        """Of a step out, notice or none, the reader itself refuses days out of order."""
        for kind in ("withdrawal", "end-of-membership"):
            with pytest.raises(DataFileError, match=words):
                row(kind=kind, **keys)
        assert row(kind="suspension", **keys)

    def test_a_return_before_the_end(self):
        """A State may consent anew before it is out, so that return and effect have no order."""
        assert row(received="2026-03-02", rejoined_on="2026-05-02", effect="2026-09-02")


def row(**keys):
    """Return a row of the record about Sweden."""
    return withdrawal_from_row({"treaty": "ottawa-1997", "party": "SWE", **keys}, where="here")


class TestInPart:
    """Days known only by their month or year."""

    def test_known(self):
        """The exact day is None, its bounds are kept, and JSON has what the file has."""
        found = row(effect="1996", received="1995-11")
        assert (found.effect, found.given) == (None, None)
        assert str(found.known("effect")) == "1996"
        assert found.latest("received") == date(1995, 11, 30)
        assert found.to_json()["effect"] == "1996"
        assert row(effect="1996-01-02").known("effect").is_exact
        assert row().known("effect") is None


class TestKnownFrom:
    """The day from which a fact counts as known."""

    @pytest.mark.parametrize(
        ("keys", "day"),
        [
            ({"received": "2027-02-01", "effect": "2027-08-01"}, date(2027, 2, 1)),
            ({"notified": "2027-01-31", "effect": "2027-08-01"}, date(2027, 1, 31)),
            ({"received": "2027-02"}, date(2027, 2, 28)),
            ({"effect": "2027-08-01"}, date(2027, 8, 1)),
            ({"received": "2027-02-01", "known_on": "2027-03-01"}, date(2027, 3, 1)),
            (
                {"kind": "announced", "status": "announced", "announced": "2027-01-01"},
                date(2027, 1, 1),
            ),
        ],
    )
    def test_its_own_day(self, keys, day):
        """A notice is known from its receipt, unless a source tells of a later day."""
        found = row(**keys)
        assert found.known_from == day
        assert found.as_known_on(day) is not None
        assert found.as_known_on(date.fromordinal(day.toordinal() - 1)) is None

    def test_what_came_later(self):
        """A revocation and a return still to come are left out; a revocation of no day holds."""
        found = row(received="2020-01-01", status="revoked", revoked_on="2020-05")
        assert found.as_known_on(date(2020, 5, 30)).status == "effective"
        assert found.as_known_on(date(2020, 5, 31)).status == "revoked"
        always = row(received="2020-01-01", status="revoked")
        assert always.as_known_on(date(2020, 1, 1)).status == "revoked"
        back = row(received="2020-01-01", effect="2020-07-01", rejoined_on="2021")
        assert back.as_known_on(date(2021, 6, 1)).known("rejoined_on") is None

    def test_announcement_taken_back(self):
        """Until the day it was taken back an announcement stands."""
        keys = {"kind": "announced", "announced": "2027-01-01", "revoked_on": "2027-06-01"}
        found = row(**keys, status="revoked")
        assert found.as_known_on(date(2027, 5, 31)).status == "announced"
        assert found.as_known_on(date(2027, 6, 1)).status == "revoked"


class TestOwnFolder:
    """A folder of the user's own, laid over the record."""

    def lay(self, folder, *rows):
        """Write rows into the folder and return it."""
        lines = (each if isinstance(each, str) else json.dumps(each) for each in rows)
        (folder / "withdrawals.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder

    def test_adds_and_replaces(self, tmp_path):
        """A row with the key of a packaged one takes its place, and is marked."""
        packaged = history("ottawa-1997", "LTU")[0]
        mine = {"treaty": "ottawa-1997", "party": "LTU", "received": str(packaged.received)}
        new = {"treaty": "ottawa-1997", "party": "SWE", "received": "2026-10-01", "source": "me"}
        with withdrawal.knowledge(self.lay(tmp_path, {**mine, "note": "mine"}, new)):
            (found,) = history("ottawa-1997", "LTU")
            assert (found.note, found.is_own, found.to_json()["is_own"]) == ("mine", True, True)
            answer = withdrawal.when("SWE", "ottawa-1997", as_of="2026-11-28")
            assert (answer.status, answer.effect) == ("pending", date(2027, 4, 1))
        assert history("ottawa-1997", "LTU") == (packaged,)
        assert history("ottawa-1997", "SWE") == ()

    def test_a_malformed_line(self, tmp_path):
        """It is named by file, line and key, and nothing else is lost."""
        bad = {"treaty": "ottawa-1997", "party": "SWE", "kind": "withdrawl"}
        good = {"treaty": "ottawa-1997", "party": "NOR", "received": "2026-10-01"}
        with withdrawal.knowledge(self.lay(tmp_path, bad, "{not json", good)):
            assert [each.party for each in history("ottawa-1997") if each.is_own] == ["NOR"]
            texts = [text for _, text in faults()]
        assert (
            "withdrawals.jsonl, line 1: key kind: 'withdrawl' is unknown: expected one of"
            in texts[0]
        )
        assert "line 2: is not JSON" in texts[1]
        assert len(texts) == 2

    def test_as_an_editor_leaves_it(self, tmp_path):
        """A mark of byte order, ends of other systems and rare marks in a text lose no line."""
        row = {"treaty": "ottawa-1997", "party": "SWE", "received": "2026-10-01", "source": "a"}
        lines = [{**row, "note": "one\u2028two\x85"}, {**row, "party": "NOR"}]
        text = "\r\n".join(json.dumps(each, ensure_ascii=False) for each in lines)
        (tmp_path / "withdrawals.jsonl").write_bytes(b"\xef\xbb\xbf" + text.encode())
        with withdrawal.knowledge(tmp_path):
            found = [each for each in history("ottawa-1997") if each.is_own]
            assert [each.party for each in found] == ["NOR", "SWE"]
            assert list(faults()) == []
            assert line_of(found[0]).endswith("withdrawals.jsonl, line 2")

    def test_no_source_is_general_knowledge_beside_an_address(self):
        """What a page does not say is said to stand elsewhere; the page is not cited for it."""
        for row in history():
            source = (row.source or "").casefold()
            assert not ("general knowledge" in source and "http" in source), row

    def test_the_packaged_record_has_no_fault(self):
        """Every packaged line reads."""
        assert list(faults()) == []
