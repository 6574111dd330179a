"""`withdrawal.proof.check_record`: what is wrong is named, and nothing else is lost."""

import json
from datetime import date

import pytest
from attrs import evolve

import withdrawal
from withdrawal.case.roll_compared import counts_on
from withdrawal.cli import main
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.proof import check_record as module
from withdrawal.proof import consistency
from withdrawal.proof.check_record import (
    complaints_of_lists,
    complaints_of_record,
    complaints_of_row,
    complaints_of_the_rest,
    count_of_lines,
)
from withdrawal.record.bound.lists import party_list
from withdrawal.record.history import history, withdrawal_from_row

KNOWN = {"ottawa-1997"}
ROW = {"treaty": "ottawa-1997", "party": "SWE", "received": "2026-03-02", "source": "a gazette"}


def wrong_with(**keys):
    """What is wrong with a row, with other keys than the good one has."""
    row = withdrawal_from_row({**ROW, **keys}, where="here")
    return list(complaints_of_row(row, KNOWN))


class TestRow:
    def test_a_good_row(self):
        """Nothing is wrong with a good row."""
        assert wrong_with() == []

    @pytest.mark.parametrize(
        ("keys", "words"),
        [
            ({"treaty": "otawa"}, "'otawa' is not the id of a treaty"),
            ({"party": "SWD"}, "SWD"),
            ({"follows": "SWD"}, "SWD"),
            ({"follows": "1979-99"}, "key follows"),
            ({"source": ""}, "key source"),
            ({"way_out": "revison"}, "key way_out: 'revison' is no way out of ottawa-1997"),
            ({"confidence": "verified", "note": "the text was not read"}, "key confidence"),
        ],
    )
    def test_what_is_wrong(self, keys, words):
        """Each fault is named by its key, with what was expected."""
        (text,) = wrong_with(**keys)
        assert words in text

    def test_a_kind_without_an_end_has_no_order(self):
        """Days of a row that ends no bond need not follow each other."""
        assert wrong_with(kind="suspension", rejoined_on="2025-03-02") == []


class TestLists:
    def test_a_list_with_another_count(self, monkeypatch):
        """A list that counts itself wrongly is named, with the right count."""
        law, kept = catalogue().treaty("ottawa-1997"), party_list("ottawa-1997")
        monkeypatch.setattr(module, "party_list", lambda _: evolve(kept, count=7))
        right = counts_on(law, kept.as_of)[0]
        assert list(module.complaints_of_count(law)) == [
            f"ottawa-1997: key count: 7, and {right} on {kept.as_of}: expected that."
        ]

    def test_a_treaty_that_is_over(self, monkeypatch):
        """Of a treaty that was over by the day of its list, no count is expected."""
        kept = party_list("itta-1994")
        monkeypatch.setattr(module, "party_list", lambda _: evolve(kept, count=7))
        assert list(module.complaints_of_count(catalogue().treaty("itta-1994"))) == []

    def test_a_list_without_a_day(self, monkeypatch):
        """A list that does not say its day is named."""
        monkeypatch.setattr(module, "party_list", lambda _: None)
        assert list(module.complaints_of_count(catalogue().treaty("ottawa-1997"))) == [
            "ottawa-1997: expected a line with the day that its list is good for."
        ]

    def test_lists_and_their_lines(self, monkeypatch):
        """A list is named by its file: of a treaty that nobody knows, or without its day."""
        monkeypatch.setattr(module, "list_names", lambda: ("ottawa-1997", "tpnw-2017"))
        monkeypatch.setattr(module, "party_list", lambda _: None)
        assert list(complaints_of_lists(KNOWN)) == [
            ("lists.csv", "ottawa-1997: expected a line with the day that its list is good for."),
            ("tpnw-2017.csv", "'tpnw-2017' is not the id of a treaty known here."),
        ]
        assert count_of_lines() > 200


class TestRecord:
    def test_rows_by_their_lines(self, monkeypatch):
        """A row that is wrong, or that an answer contradicts, is named by its line and its pair."""
        row = history("ottawa-1997", "LTU")[-1]
        monkeypatch.setattr(module, "history", lambda: (evolve(row, source=""), row))
        monkeypatch.setattr(consistency, "history", lambda: (evolve(row, status="revoked"), row))
        texts = [text for _, text in complaints_of_record(KNOWN)]
        assert texts[0] == "ottawa-1997, LTU, 2025-06-27: key source: expected one."
        assert all("revoked on record" in text or "planned" in text for text in texts[1:])
        assert len(texts) > 1

    def test_a_row_of_words_alone(self, monkeypatch):
        """A row that nothing but words is known of is named by the day of the words."""
        row = next(row for row in history() if row.announced and not row.notified and not row.given)
        monkeypatch.setattr(module, "history", lambda: (evolve(row, source="", effect=None),))
        texts = [text for _, text in complaints_of_record(KNOWN | {row.treaty})]
        assert f"{row.treaty}, {row.party}, {row.announced}: key source: expected one." in texts

    def test_offices(self, monkeypatch):
        """A fault in the file of offices is named by that file."""

        def broken():
            raise WithdrawalError("key x: expected y.")

        monkeypatch.setattr(module, "offices", broken)
        assert list(complaints_of_the_rest()) == [("offices.toml", "key x: expected y.")]


FAULTS = {
    "withdrawals.jsonl": [
        {**ROW, "kind": "wihdrawal"},
        {**ROW, "effect": "2026-02-30"},
        {**ROW, "effect": "2026-01-02"},
        {**ROW, "recieved": "2026-03-02"},
        "not json",
        ROW,
        {**ROW, "treaty": "own-2020"},
        {**ROW, "treaty": "nobodys-2020"},
    ],
    "parties/ottawa-1997.csv": [
        "party,status,consent_date,kind,in_force_for_party,left_on,source,confidence,note",
        "USA,party,2001-01-01,accession,2001-07-01,2005-01-01,x,known,",
        "USA,party,2003-01-01,accession,2003-07-01,,x,known,",
        "IND,partie,2001-01-01,accession,,,x,known,",
        "CHN,party,2001-01-01,accession,,,x,known,",
    ],
    "parties/lists.csv": [
        "treaty,as_of,complete,count,official_count,official_on,official_source,note",
        "ottawa-1997,2026-02-20,yes,many,,,,",
    ],
    "chronology/ottawa-1997/SWE.jsonl": [
        {"step": "final-vote", "when": "2026-01-02"},
        {"step": "notice", "whenn": "2026-03-02"},
        {"step": "debate", "when": "2025-01-02"},
    ],
    "treaties/mine.toml": ['id = "mine-2020"', 'titel = "Mine"'],
    "treaties/own.toml": [
        'id = "own-2020"',
        'title = "My own"',
        'sources = ["mine"]',
        'confidence = "known"',
        "[clause]",
        'exit = "allowed"',
        'runs = { period = "P3M" }',
    ],
    "parties/nothing-1900.csv": [
        "party,status,consent_date,kind,in_force_for_party,left_on,source,confidence,note",
        "CHN,party,2001-01-01,accession,,,x,known,",
    ],
}
"""Files of a folder of one's own, with a fault in most lines."""

NAMED = (
    ("withdrawals.jsonl, line 1", "wihdrawal"),
    ("withdrawals.jsonl, line 2", "key effect"),
    ("withdrawals.jsonl, line 3", "key effect"),
    ("withdrawals.jsonl, line 4", "recieved"),
    ("withdrawals.jsonl, line 5", "not JSON"),
    ("withdrawals.jsonl, line 8", "'nobodys-2020' is not the id of a treaty known here."),
    ("nothing-1900.csv", "'nothing-1900' is not the id of a treaty known here."),
    ("ottawa-1997.csv, line 3", "USA"),
    ("ottawa-1997.csv, line 4", "partie"),
    ("lists.csv, line 2", "key count: 'many'"),
    ("SWE.jsonl line 2", "whenn"),
    ("SWE.jsonl line 3", "expected the order"),
    ("mine.toml", "titel"),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of one's own in which much is wrong."""
    monkeypatch.delenv("WITHDRAWAL_DATA", raising=False)
    for name, lines in FAULTS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        texts = (each if isinstance(each, str) else json.dumps(each) for each in lines)
        path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return tmp_path


class TestOwnFolder:
    def test_nothing_else_is_lost(self, folder):
        """What reads is used, whatever stands beside it."""
        with withdrawal.knowledge(folder):
            assert history("ottawa-1997", "SWE")[-1].received == date(2026, 3, 2)
            assert withdrawal.when("SWE", "ottawa", as_of="2026-11-28").effect
            found = {each.party: each for each in withdrawal.parties("ottawa").rows}
            assert found["CHN"].value == "party"
            assert found["AUT"].value == "party"

    @pytest.mark.slow
    def test_every_fault_is_named(self, folder, capsys):
        """Each is named by file, line and key, exit code 1; what is packaged is sound.

        Nothing in the product contradicts the record; a treaty of the same folder is known to it.
        """
        assert main(["check", "--json", "--data", str(folder)]) == 1
        found = json.loads(capsys.readouterr().out)
        told = [f"{each['file']}: {each['text']}" for each in found["findings"]]
        for where, what in NAMED:
            assert any(where in text and what in text for text in told), (where, what, told)
        own = (
            *(str(folder), "treaties: mine.toml: ", "lists.csv: ottawa-1997: "),
            "nothing-1900.csv: ",
        )
        assert [text for text in told if not text.startswith(own)] == []
        assert not any("own-2020" in text for text in told)
        assert found["treaties"] >= 800
        assert found["clauses"] >= found["treaties"] - 60
        assert found["records"] >= 300
        assert found["parties"] > 25_000


class TestDifferences:
    def test_they_are_no_faults(self, capsys):
        """A list that differs from a second source is sound; the difference is told."""
        from withdrawal.case.roll_compared import Difference
        from withdrawal.output.tables.record import check_report
        from withdrawal.output.text import report_text
        from withdrawal.proof.check import Check

        found = Difference("t-1", None, "3", "4", date(2026, 1, 31), "a book")
        result = Check(1, 1, 1, 1, (), (found,))
        assert result.is_sound
        assert "1 difference from" in report_text(check_report(result))
        assert result.to_json()["differences"] == [found.to_json()]
