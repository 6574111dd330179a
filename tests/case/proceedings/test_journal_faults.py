"""Faults in the lines of a journal: each is refused by number, and nothing is guessed."""

import json
from pathlib import Path

import pytest

from withdrawal import Journal
from withdrawal.case.proceedings.journal import SCHEMA
from withdrawal.errors import JournalError

HEADER = {"schema": SCHEMA, "party": "SWE", "treaty": "ottawa-1997"}
REMARK = {"n": 1, "event": {"step": "remark", "when": "2027-01-01"}}


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Return a journal of an invented Swedish case with one event."""
    made = Journal.create(tmp_path / "sweden.jsonl", "Sweden", "Ottawa Convention")
    made.record("government-decision", on="2027-01-14", actor="Government")
    return made


class TestFaults:
    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            ([{**HEADER, "schema": "withdrawal/case/9"}], "line 1: the schema is .*newer version"),
            ([{}], "line 1: the schema is None"),
            ([3], "line 1: 3 is not an object"),
            (
                [{**HEADER, "colour": "red"}],
                "line 1: unknown key 'colour': expected",
            ),
            ([{**HEADER, "party": "Atlantis"}], "line 1: 'Atlantis'"),
            (
                [{**HEADER, "circumstances": {"war": 1}}],
                "line 1: unknown key 'war' in circumst",
            ),
            ([HEADER, {**REMARK, "n": 2}], "line 2: the number is 2: expected 1"),
            ([HEADER, REMARK, REMARK], "line 3: the number is 1: expected 2"),
            ([HEADER, {"n": 1, "event": {"step": "remark"}}], "line 2: .*'when' is missing"),
            ([HEADER, {"n": 1, "event": 3}], "line 2: key event: 3 is not a table"),
            ([HEADER, {"n": 1, "event": None}], "line 2: key event: None is nothing: expected"),
            ([HEADER, {"n": 1, "undo": None}], "line 2: key undo: None is nothing: expected"),
            ([{**HEADER, "party": ""}], "line 1: the key 'party' is missing: expected a value"),
            ([HEADER, {"n": 1}], "line 2: it says nothing: expected one of event, undo, "),
            ([HEADER, {**REMARK, "n": True}], "line 2: the number is True: expected 1"),
            ([HEADER, {**REMARK, "n": 1.0}], "line 2: the number is 1.0: expected 1"),
            (
                [HEADER, {**REMARK, "undoo": True}],
                "line 2: it says 'event', 'undoo'",
            ),
            (
                [HEADER, {**REMARK, "undo": True}],
                "line 2: it says 'event', 'undo'",
            ),
            (
                [HEADER, REMARK, {**REMARK, "n": 2, "undo": False}],
                "line 3: it says 'event', 'undo'",
            ),
            (
                [HEADER, REMARK, {"n": 2, "undo": False}],
                "line 3: key undo: False is unknown: expected one of true",
            ),
            (
                [HEADER, REMARK, {"n": 2, "undo": 1}],
                "line 3: key undo: 1 is unknown: expected one of true",
            ),
            (
                [HEADER, {"n": 1, "event": {**REMARK["event"], "detail": "\udcff"}}],
                "line 2: .*UTF-8",
            ),
            ([{**HEADER, "facts": "urgent"}], "line 1: key facts: 'urgent' is not a list"),
            ([HEADER, {"n": 1, "undo": True}], "line 2: There is nothing to undo"),
            (
                [HEADER, {"n": 1, "event": {"step": "effect", "when": "2027"}}],
                "line 2: 'effect' cannot happen",
            ),
        ],
    )
    def test_the_line_is_named(self, tmp_path: Path, rows: list[object], message: str):
        """A whole line that makes no sense is named, and nothing is guessed."""
        path = tmp_path / "a.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with pytest.raises(JournalError, match=message):
            Journal(path).open()

    def test_the_line_is_named_once(self, tmp_path: Path):
        """The place of a fault stands at the beginning of the message and nowhere else."""
        path = tmp_path / "a.jsonl"
        for rows in ([HEADER, {"n": 1, "event": {"step": "remark"}}], [{**HEADER, "x": 1}], [3]):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            with pytest.raises(JournalError) as caught:
                Journal(path).open()
            assert caught.value.message.startswith(f"a.jsonl line {len(rows)}: ")
            assert caught.value.message.count("a.jsonl") == 1

    @pytest.mark.parametrize("depth", [*range(900, 1000, 7), 200_000])
    @pytest.mark.parametrize(
        "line", ["{}", '{{"n":1,"event":{}}}', '{{"n":1,"event":{{"step":"remark","when":{}}}}}']
    )
    def test_nested_too_deeply(self, journal: Journal, line: str, depth: int):
        """A line nested however deeply is refused by number."""
        header = journal.path.read_bytes().split(b"\n")[0]
        nested = line.format("[" * depth + "]" * depth)
        journal.path.write_bytes(header + b"\n" + nested.encode() + b"\n")
        with pytest.raises(JournalError, match="line 2: "):
            journal.open()

    def test_not_json(self, journal: Journal):
        """A broken line before the last newline is no torn tail: it is refused by number."""
        data = journal.path.read_bytes().split(b"\n")
        data[1] = data[1][:10]
        journal.path.write_bytes(b"\n".join(data))
        with pytest.raises(JournalError, match="line 2: not JSON"):
            journal.open()
