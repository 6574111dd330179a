"""Journals that carry documents and reminders, are chained by digests, and can be merged."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from withdrawal import Journal
from withdrawal.case.proceedings.merging import merge, verify
from withdrawal.errors import JournalError

OLD = Path(__file__).parent / "journals" / "withdrawal-case-2.jsonl"


@pytest.fixture
def start(tmp_path):
    """A journal with one event, and its copy for a second person."""
    first = Journal.create(tmp_path / "a.jsonl", "SWE", "ottawa-1997")
    first.record("government-decision", on="2027-03-11")
    second = tmp_path / "b.jsonl"
    second.write_bytes(first.path.read_bytes())
    return first, Journal(second)


def told(journal):
    """Return the details of what a journal holds that still counts."""
    return [each.detail for each in Journal(journal).open().case.history if each.detail]


class TestKept:
    """What a journal carries besides events."""

    def test_a_document(self, start, tmp_path):
        """A document is kept by its name, the digest of its bytes and what it shows."""
        note = tmp_path / "note.txt"
        note.write_bytes(b"received")
        start[0].attach(note, shows="the receipt")
        (made,) = start[0].open().documents
        assert (made.name, made.shows) == ("note.txt", "the receipt")
        assert made.digest == sha256(b"received").hexdigest()

    def test_reminders(self, start):
        """Reminders come in the order of their days."""
        start[0].remind("2027-07-01", "later")
        start[0].remind("2027-06-01", "sooner")
        assert [each.text for each in start[0].open().reminders] == ["sooner", "later"]

    def test_refused(self, start, tmp_path):
        """A document that is not there, an empty reminder and an older schema are refused."""
        with pytest.raises(JournalError, match="cannot be read"):
            start[0].attach(tmp_path / "none.pdf")
        with pytest.raises(JournalError, match="no text"):
            start[0].remind("2027-07-01", " ")
        old = tmp_path / "old.jsonl"
        old.write_bytes(OLD.read_bytes())
        with pytest.raises(JournalError, match="has no documents"):
            Journal(old).remind("2027-07-01", "x")

    def test_an_older_journal_stays_one(self, tmp_path):
        """What is recorded in a journal of an older schema can still be read by its readers."""
        old = tmp_path / "old.jsonl"
        old.write_bytes(OLD.read_bytes())
        Journal(old).record("remark", on="2027-06-01")
        assert json.loads(old.read_text().splitlines()[-1]).keys() == {"n", "event"}


class TestVerify:
    """Digests and order."""

    def test_sound(self, start):
        """A journal that nobody touched is sound."""
        assert verify(start[0].path).lines == 2

    @pytest.mark.parametrize("change", ["words", "order", "left out"])
    def test_touched(self, start, change):
        """A line that was changed, moved or left out is named."""
        for detail in ("one", "two"):
            start[0].record("remark", on="2027-03-20", detail=detail)
        lines = start[0].path.read_text().splitlines()
        changed = {
            "words": [*lines[:2], lines[2].replace("one", "won"), lines[3]],
            "order": [*lines[:2], lines[3].replace('"n":3', '"n":2'), lines[2]],
            "left out": [*lines[:2], lines[3].replace('"n":3', '"n":2')],
        }[change]
        start[0].path.write_text("\n".join(changed) + "\n")
        with pytest.raises(JournalError, match=r"a\.jsonl line 3: the digest is broken"):
            verify(start[0].path)


class TestMerge:
    """Two journals that began as one."""

    def test_nothing_is_lost(self, start, tmp_path):
        """The events of both are there, once each, by their days; an undo stays with its event."""
        first, second = start
        first.record("remark", on="2027-03-20", detail="A")
        second.record("remark", on="2027-03-15", detail="B")
        second.record("remark", on="2027-03-16", detail="taken back")
        second.undo()
        second.remind("2027-07-01", "ask")
        made = merge(first.path, second.path, tmp_path / "m.jsonl")
        assert told(tmp_path / "m.jsonl") == ["B", "A"]
        assert (made.common, made.first, made.second, made.both) == (2, 1, 4, 0)
        assert (made.opened.undone, len(made.opened.reminders)) == (1, 1)
        assert verify(tmp_path / "m.jsonl").lines == 7

    def test_the_same_in_both(self, start, tmp_path):
        """What both recorded after the same beginning is one event."""
        for each in start:
            each.record("remark", on="2027-03-20", detail="A")
        made = merge(start[0].path, start[1].path, tmp_path / "m.jsonl")
        assert (told(tmp_path / "m.jsonl"), made.common) == (["A"], 3)

    def test_taken_back_by_one(self, start, tmp_path):
        """An event of the common beginning that one took back is taken back."""
        start[0].undo()
        start[1].remind("2027-07-01", "ask")
        made = merge(start[0].path, start[1].path, tmp_path / "m.jsonl")
        assert made.opened.case.history == ()
        assert made.opened.undone == 1

    def test_the_same_id_with_other_content(self, start, tmp_path):
        """One id for two contents is refused, with the line."""
        from withdrawal.case.proceedings.lines import chained, written

        first, second = start
        first.remind("2027-07-01", "ask")
        before = second.path.read_bytes().splitlines()[-1]
        name = first.open().entries[-1].id
        row = chained({"reminder": {"on": "2027-07-01", "text": "other"}}, 2, before, name)
        second.path.write_bytes(second.path.read_bytes() + written(row))
        with pytest.raises(JournalError, match=r"b\.jsonl line 3: the id .* something else"):
            merge(first.path, second.path, tmp_path / "m.jsonl")

    def test_refused(self, start, tmp_path):
        """Another case, an older schema, a file that exists and one without a name are refused."""
        other = Journal.create(tmp_path / "c.jsonl", "FIN", "ottawa-1997")
        with pytest.raises(JournalError, match="another case"):
            merge(start[0].path, other.path, tmp_path / "m.jsonl")
        with pytest.raises(JournalError, match="ids to merge by"):
            merge(OLD, OLD, tmp_path / "m.jsonl")
        with pytest.raises(JournalError, match="exists"):
            merge(start[0].path, start[1].path, start[0].path)
        with pytest.raises(JournalError, match="is no file"):
            merge(start[0].path, start[1].path, "")

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
    @given(st.lists(st.tuples(st.booleans(), st.integers(12, 28)), max_size=6))
    def test_either_way(self, tmp_path_factory, recorded):
        """Whoever is named first, the same events are in the journal that is made."""
        folder = tmp_path_factory.mktemp("merge")
        first = Journal.create(folder / "a.jsonl", "SWE", "ottawa-1997")
        second = Journal(folder / "b.jsonl")
        second.path.write_bytes(first.path.read_bytes())
        for number, (is_first, day) in enumerate(recorded):
            journal = first if is_first else second
            journal.record("remark", on=f"2027-03-{day}", detail=str(number))
        merge(first.path, second.path, folder / "m.jsonl")
        merge(second.path, first.path, folder / "n.jsonl")
        every = {str(number) for number in range(len(recorded))}
        assert {*told(folder / "m.jsonl")} == {*told(folder / "n.jsonl")} == every
