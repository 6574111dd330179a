"""The journal of a case: append-only, validated, and open to every later version."""

import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from withdrawal import Interval, Journal, Treaty
from withdrawal.case.proceedings import durable
from withdrawal.case.proceedings.journal import SCHEMA
from withdrawal.dates import PartialDate
from withdrawal.errors import (
    CircumstanceError,
    EventOrderError,
    JournalError,
    UnknownTreatyError,
    WithdrawalError,
)
from withdrawal.law.treaties.catalogue import catalogue

FIXTURES = Path(__file__).parent / "journals"

OWN = """
id = "zanzibar-2030"
title = "Pact of Zanzibar"
short_names = ["Zanzibar Pact"]
sources = ["the text"]
confidence = "known"
[clause]
exit = "allowed"
[clause.runs]
period = "P3M"
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Return a journal of an invented Swedish case with two events."""
    made = Journal.create(tmp_path / "sweden.jsonl", "Sweden", "Ottawa Convention")
    made.record("government-decision", on="2027-01-14", actor="Government")
    made.record("final-vote", on="2027-04-07", votes="240-100-9", source="riksdagen.se")
    return made


def lines(journal: Journal) -> list[dict[str, object]]:
    """Return the lines of a journal as data."""
    return [json.loads(line) for line in journal.path.read_text("utf-8").splitlines()]


class TestCreate:
    def test_the_first_line(self, tmp_path: Path):
        """The first line says what the case is and in which schema it is kept."""
        journal = Journal.create(
            tmp_path / "a.jsonl", "Latvia", "ottawa", route="urgent", conflict=["2027-08-15/.."]
        )
        assert lines(journal) == [
            {
                "schema": SCHEMA,
                "party": "LVA",
                "treaty": "ottawa-1997",
                "route": "urgent",
                "default_route": None,
                "facts": [],
                "circumstances": {"conflict": ["2027-08-15/.."]},
            }
        ]
        assert journal.open().case.route.id == "urgent"

    def test_without_hard_links(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        """On a disk without hard links a journal is created whole, and never over another."""

        def refused(*names: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)
        made = Journal.create(tmp_path / "a.jsonl", "Sweden", "Ottawa Convention")
        assert [each["party"] for each in lines(made)] == ["SWE"]
        with pytest.raises(JournalError, match="exists: expected the name of a new file"):
            Journal.create(tmp_path / "a.jsonl", "Latvia", "Ottawa Convention")
        assert [each["party"] for each in lines(made)] == ["SWE"]
        assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]

    def test_compact(self, journal: Journal):
        """A line is JSON without blanks, in the letters of the language, ended by a line feed."""
        journal.record("remark", on="2027-04-08", detail="åtta röster")
        for line in journal.path.read_text("utf-8").splitlines(keepends=True):
            row = json.loads(line)
            assert line == json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
        assert "åtta röster" in journal.path.read_text("utf-8")

    def test_facts(self, tmp_path: Path):
        """Words that hold in the case are kept and choose the same route again."""
        made = Journal.create(tmp_path / "a.jsonl", "Latvia", "ottawa", facts=["urgent"])
        assert made.open().case.facts == ("urgent",)

    @pytest.mark.parametrize(
        "conflict",
        [
            "2027-08-15/..",
            Interval(date(2027, 8, 15), None),
            ["2027-08-15/.."],
            (each for each in ("2027-08-15/..",)),
            frozenset({"2027-08-15/.."}),
        ],
        ids=["text", "interval", "list", "generator", "set"],
    )
    def test_conflicts(self, tmp_path: Path, conflict: object):
        """Conflicts are kept in whatever form a case takes them."""
        made = Journal.create(tmp_path / "a.jsonl", "Sweden", "ottawa", conflict=conflict)
        assert made.open().case.question.conflicts == (Interval(date(2027, 8, 15), None),)

    @pytest.mark.parametrize("day", ["2028-01-01", date(2028, 1, 1), datetime(2028, 1, 1, 12)])
    def test_days(self, tmp_path: Path, day: date | str):
        """A day is kept as a day, with or without an hour."""
        made = Journal.create(tmp_path / "a.jsonl", "Sweden", "ottawa", named_date=day)
        assert lines(made)[0]["circumstances"] == {"named_date": "2028-01-01"}
        assert made.open().case.question.given.named_date == date(2028, 1, 1)

    @pytest.mark.parametrize(
        ("treaty", "message"),
        [
            (Treaty.plain("P6M"), "'own-clause' is not a treaty"),
            (evolve(catalogue().resolve("ottawa"), title="Ours"), "expected a treaty of the cat"),
        ],
    )
    def test_a_treaty_of_no_catalogue(self, tmp_path: Path, treaty: Treaty, message: str):
        """A treaty that could not be found again by its id has no journal."""
        with pytest.raises(JournalError, match=message):
            Journal.create(tmp_path / "a.jsonl", "Sweden", treaty)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("facts", [[5], ["\udcff"], [None], ["urgnet"], "urgnet"])
    def test_facts_are_known(self, tmp_path: Path, facts: list[object]):
        """What is no word on which a route depends is no fact of a journal."""
        with pytest.raises(CircumstanceError, match="is not a fact"):
            Journal.create(tmp_path / "a.jsonl", "Sweden", "ottawa", facts=facts)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", ["", ".", "/"])
    def test_no_name(self, name: str):
        """A journal has a file name."""
        with pytest.raises(JournalError, match="expected the name of a new file"):
            Journal.create(name, "Sweden", "ottawa")

    def test_another_catalogue(self, tmp_path: Path):
        """A journal kept with another catalogue is read with it."""
        (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
        own = catalogue().extended(tmp_path)
        made = Journal.create(tmp_path / "a.jsonl", "Sweden", "Zanzibar Pact", catalogue=own)
        assert made.open().case.treaty.id == "zanzibar-2030"
        with pytest.raises(WithdrawalError, match="zanzibar-2030"):
            Journal(made.path).open()

    def test_it_never_overwrites(self, journal: Journal):
        """A file that exists is left as it is."""
        before = journal.path.read_bytes()
        with pytest.raises(JournalError, match="exists"):
            Journal.create(journal.path, "Sweden", "ottawa")
        assert journal.path.read_bytes() == before

    def test_a_case_that_makes_no_sense(self, tmp_path: Path):
        """No file is made for a case that makes no sense."""
        with pytest.raises(UnknownTreatyError):
            Journal.create(tmp_path / "a.jsonl", "Sweden", "no such treaty")
        assert list(tmp_path.iterdir()) == []

    def test_no_directory(self, tmp_path: Path):
        """A file that cannot be written is named."""
        with pytest.raises(JournalError, match="cannot be written"):
            Journal.create(tmp_path / "none" / "a.jsonl", "Sweden", "ottawa")


class TestRecord:
    def test_one_event_a_line(self, journal: Journal):
        """Each event is one numbered line, and the case opens as it was recorded."""
        assert [line.get("n") for line in lines(journal)] == [None, 1, 2]
        opened = journal.open()
        assert opened.case.stage == "final-vote"
        assert opened.lines == 3
        assert str(opened.case.history[-1].votes) == "240-100-9"

    @pytest.mark.parametrize(
        ("step", "on"),
        [("government-decision", "2027-04-08"), ("notice", "2027-01-01"), ("notice", "2027-02-30")],
    )
    def test_the_impossible_does_not_get_in(self, journal: Journal, step: str, on: str):
        """What a case refuses is not written."""
        before = journal.path.read_bytes()
        with pytest.raises(WithdrawalError):
            journal.record(step, on=on)
        assert journal.path.read_bytes() == before

    @pytest.mark.parametrize(
        "more",
        [
            {"source": ""},
            {"source": " "},
            {"source": ["a", ""]},
            {"source": 5},
            {"source": [5]},
            {"source": "\udcff"},
            {"detail": 5},
            {"detail": "\udcff"},
            {"actor": ["a"]},
            {"by": b"SWE"},
            {"votes": (10_000, 1, 1)},
            {"on": PartialDate("2027", None, None)},
        ],
        ids=repr,
    )
    def test_what_could_not_be_read_does_not_get_in(
        self, journal: Journal, more: dict[str, object]
    ):
        """What the reader would refuse, or read as something else, is not written."""
        before = journal.path.read_bytes()
        with pytest.raises(WithdrawalError):
            journal.record("remark", **{"on": "2027-05-01", **more})
        assert journal.path.read_bytes() == before
        assert journal.open().lines == 3

    @given(
        detail=st.one_of(st.none(), st.text(st.characters(), max_size=20)),
        address=st.one_of(st.none(), st.text(st.characters(), max_size=5)),
        votes=st.one_of(st.none(), st.tuples(st.integers(0, 20_000), st.integers(0, 9))),
        on=st.sampled_from(["2027", "2027-05~", "../2027-05-01", date(2027, 5, 1)]),
    )
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_what_is_acknowledged_is_read(self, journal: Journal, **details: object):
        """What is acknowledged opens as it was recorded; what is refused leaves no trace."""
        kept = journal.open().case.history
        try:
            event = journal.record("remark", source=details.pop("address"), **details)
        except WithdrawalError:
            assert journal.open().case.history == kept
        else:
            assert journal.open().case.history == (*kept, event)

    def test_another_account(self, journal: Journal):
        """A second account of an event is a line of its own, and is settled on opening."""
        journal.record("final-vote", on="2027-04-08", source="a newspaper")
        event = journal.open().case.history[-1]
        assert len(lines(journal)) == 4
        assert [str(rival.when) for rival in event.rivals] == ["2027-04-08"]

    def test_undo_appends(self, journal: Journal):
        """Undo is a line of its own: what was written stays written."""
        before = journal.path.read_bytes()
        assert journal.undo().step == "final-vote"
        assert journal.path.read_bytes().startswith(before)
        opened = journal.open()
        assert (opened.case.stage, opened.undone) == ("government-decision", 1)
        journal.record("final-vote", on="2027-04-08")
        assert journal.open().case.stage == "final-vote"

    def test_undo_of_what_was_said_twice(self, journal: Journal):
        """Of a remark recorded twice one is taken back."""
        for _ in range(2):
            journal.record("remark", on="2027-05-01", detail="again")
        assert journal.undo().detail == "again"
        assert [event.step for event in journal.open().case.history][2:] == ["remark"]

    def test_nothing_to_undo(self, tmp_path: Path):
        """Where nothing was recorded nothing can be taken back."""
        with pytest.raises(EventOrderError):
            Journal.create(tmp_path / "a.jsonl", "Sweden", "ottawa").undo()

    def test_a_wrong_name_leaves_nothing_behind(self, tmp_path: Path):
        """A journal that does not exist is named, and no lock is left."""
        with pytest.raises(JournalError, match="cannot be read"):
            Journal(tmp_path / "none.jsonl").record("remark", on="2027-01-01")
        assert list(tmp_path.iterdir()) == []


class TestFiles:
    def test_in_use(self, journal: Journal, monkeypatch: pytest.MonkeyPatch):
        """A journal that another process keeps is given up after a while, by name."""
        monkeypatch.setattr(durable, "_WAIT", 0.05)
        with (
            FileLock(journal.path.with_name("sweden.jsonl.lock")),
            pytest.raises(JournalError, match="in use by another process"),
        ):
            journal.record("remark", on="2027-05-01")

    def test_no_lock(self, journal: Journal):
        """Where no lock can be made nothing is written."""
        journal.path.with_name("sweden.jsonl.lock").unlink()
        journal.path.with_name("sweden.jsonl.lock").mkdir()
        before = journal.path.read_bytes()
        with pytest.raises(JournalError, match="cannot be locked"):
            journal.record("remark", on="2027-05-01")
        assert journal.path.read_bytes() == before

    def test_a_tail_that_cannot_be_set_aside_stays(self, journal: Journal):
        """Where the torn tail cannot be kept elsewhere it is not cut off."""
        with journal.path.open("ab") as file:
            file.write(b"torn")
        journal.path.with_name("sweden.jsonl.torn").mkdir()
        before = journal.path.read_bytes()
        with pytest.raises(JournalError, match="cannot be mended"):
            journal.record("remark", on="2027-05-01")
        assert journal.path.read_bytes() == before

    def test_a_full_disk(self, journal: Journal, monkeypatch: pytest.MonkeyPatch):
        """An event that could not be written is not acknowledged, and the journal still opens."""

        def full(handle: int, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        with pytest.raises(JournalError, match="No space left"):
            journal.record("remark", on="2027-05-01")
        monkeypatch.undo()
        assert journal.open().lines == 3

    def test_it_reads_aloud(self, journal: Journal):
        """A journal says where it is."""
        assert repr(journal) == f"<Journal {journal.path}>"


class TestTornTail:
    def test_every_byte(self, journal: Journal):
        """Cut at any byte, the journal opens with every line that is whole, and no other."""
        whole = journal.path.read_bytes()
        header = whole.index(b"\n") + 1
        for size in range(header, len(whole)):
            journal.path.write_bytes(whole[:size])
            opened = journal.open()
            kept = whole[:size].count(b"\n")
            assert opened.lines == kept
            assert opened.torn == whole[:size].rpartition(b"\n")[2]
            assert len(opened.case.history) == kept - 1

    def test_it_is_set_aside(self, journal: Journal):
        """A torn tail is moved to a file of its own before the next event, never dropped."""
        with journal.path.open("ab") as file:
            file.write(b'{"n":3,"event":{"step":"not')
        journal.record("publication", on="2027-04-20")
        assert journal.set_aside == (b'{"n":3,"event":{"step":"not',)
        kept = journal.path.with_name("sweden.jsonl.torn").read_bytes()
        assert kept == b'{"n":3,"event":{"step":"not\n'
        assert [line.get("n") for line in lines(journal)] == [None, 1, 2, 3]

    def test_two_crashes(self, journal: Journal):
        """The tails of two crashes are both kept."""
        for text in (b"one", b"two"):
            with journal.path.open("ab") as file:
                file.write(text)
            journal.record("remark", on="2027-04-20")
        assert journal.path.with_name("sweden.jsonl.torn").read_bytes() == b"one\ntwo\n"

    def test_opening_changes_nothing(self, journal: Journal):
        """Opening reports a torn tail and leaves the file alone."""
        with journal.path.open("ab") as file:
            file.write(b"torn")
        before = journal.path.read_bytes()
        assert journal.open().torn == b"torn"
        assert journal.path.read_bytes() == before

    def test_only_a_torn_header(self, tmp_path: Path):
        """A file without one whole line is no journal."""
        path = tmp_path / "a.jsonl"
        path.write_bytes(b'{"schema":')
        with pytest.raises(JournalError, match="no whole line"):
            Journal(path).open()


class TestVersions:
    @pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.jsonl")), ids=lambda path: path.stem)
    def test_journals_of_every_version_open(self, path: Path):
        """A journal written in any schema so far opens in this version, to the same state."""
        opened = Journal(path).open()
        expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
        assert opened.case.stage == expected["stage"]
        assert opened.undone == expected["undone"]
        assert [str(event.when) for event in opened.case.history] == expected["dates"]
        assert str(opened.case.when(as_of="2028-12-31").effect) == expected["effect"]

    def test_there_is_one_of_this_version(self):
        """The schema that is written now has its fixture."""
        stems = {path.stem for path in FIXTURES.glob("*.jsonl")}
        assert SCHEMA.replace("/", "-") in stems
