"""`Journal.record`: what it takes, and that nothing recorded elsewhere is lost in silence."""

import json
from datetime import date
from pathlib import Path

import pytest

from withdrawal import Journal
from withdrawal.errors import JournalError


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Return a journal of an invented Swedish case with one event."""
    made = Journal.create(tmp_path / "sweden.jsonl", "Sweden", "Ottawa Convention")
    made.record("final-vote", on="2027-04-07", votes="240-100-9", source="riksdagen.se")
    return made


class TestDetails:
    @pytest.mark.parametrize(
        ("details", "said"),
        [
            ({"on": "2027-04-08", "when": "2027"}, "'when' is nothing that an event tells"),
            ({"vote": "1-0-0", "on": "2027-04-08"}, "'vote' is nothing"),
            ({"votes": "1-0-0"}, "has no day"),
        ],
    )
    def test_details(self, journal: Journal, details: dict[str, str], said: str):
        """A detail of no such name, or an event without a day, is refused by name."""
        before = journal.path.read_bytes()
        with pytest.raises(JournalError, match=said):
            journal.record("promulgation", **details)
        assert journal.path.read_bytes() == before

    def test_nothing_is_lost(self, journal: Journal):
        """A case that is kept in a journal takes no event that the journal would not have."""
        case = journal.open().case
        with pytest.raises(JournalError, match=r"expected Journal\.record"):
            case.record("remark", on="2027-05-01", detail="lost")
        with pytest.raises(JournalError, match=r"Journal\.undo"):
            case.undo()
        trial = case.known_by(date.max)
        trial.record("remark", on="2027-05-01")
        assert len(trial.history) == len(case.history) + 1

    def test_the_default_route_is_kept(self, tmp_path: Path):
        """The route taken by default is on file, and another default leaves the case as it is."""
        path = tmp_path / "latvia.jsonl"
        Journal.create(path, "Latvia", "cedaw")
        header = json.loads(path.read_text("utf-8"))
        assert header["route"] is None
        assert header["default_route"] == "ordinary"
        path.write_text(json.dumps({**header, "default_route": "urgent"}) + "\n", "utf-8")
        case = Journal(path).open().case
        assert case.route.id == "urgent"
        assert not case.is_route_named

    def test_the_route_of_its_first_day(self, tmp_path: Path):
        """The route that the law of the first day calls for is on file, and undone with it."""
        made = Journal.create(tmp_path / "burundi.jsonl", "Burundi", "cedaw")
        default = made.open().case.route.id
        made.record("remark", on="2016-10-01")
        made.record("government-decision", on="2016-10-12")
        lines = [json.loads(line) for line in made.path.read_text("utf-8").splitlines()]
        taken = made.open().case.route.id
        assert taken != default
        assert [line.get("route") for line in lines[1:]].count(taken) == 1
        made.undo()
        made.undo()
        assert made.open().case.route.id == default
        made.record("government-decision", on="2026-10-12")
        assert made.open().case.route.id == default
