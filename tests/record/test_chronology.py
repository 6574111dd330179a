"""Chronologies: the dated steps of real exits, kept one file a case."""

import json
from datetime import date
from pathlib import Path

import pytest

from withdrawal.errors import DataFileError
from withdrawal.record.chronology import chronologies, chronology, read_events
from withdrawal.record.events import Confidence, Event, SourceKind, known_by


def one(party: str, treaty: str, step: str) -> Event:
    """Return the one event of a step."""
    (found,) = (event for event in chronology(party, treaty) if event.step == step)
    return found


class TestWhatIsOnRecord:
    @pytest.mark.parametrize(
        ("party", "treaty", "received", "effect"),
        [
            ("EST", "ottawa-1997", "2025-06-27", "2025-12-27"),
            ("LVA", "ottawa-1997", "2025-06-27", "2025-12-27"),
            ("LTU", "ottawa-1997", "2025-06-27", "2025-12-27"),
            ("FIN", "ottawa-1997", "2025-07-10", "2026-01-10"),
            ("POL", "ottawa-1997", "2025-08-20", "2026-02-20"),
            ("LTU", "ccm-2008", "2024-09-06", "2025-03-06"),
        ],
    )
    def test_the_six_exits(self, party: str, treaty: str, received: str, effect: str):
        """The six exits have the receipt and the effect that the depositary records."""
        assert str(one(party, treaty, "notice-deposited").when) == received
        assert str(one(party, treaty, "effect").when) == effect

    def test_votes(self):
        """Votes are the ones the parliaments published."""
        assert str(one("LTU", "ottawa-1997", "final-vote").votes) == "107-0-3"
        assert str(one("LVA", "ottawa-1997", "final-vote").votes) == "66-14-2"

    def test_ukraine_suspended(self):
        """Ukraine's notice is a claim of suspension; no notice of withdrawal is on record."""
        steps = [event.step for event in chronology("UKR", "ottawa-1997")]
        assert "notice-deposited" not in steps
        assert "effect" not in steps
        assert str(one("UKR", "ottawa-1997", "suspension-notice").when) == "2025-07-18"
        assert str(one("UKR", "ottawa-1997", "depositary-circulated").when) == "2025-07-21"
        assert str(one("UKR", "ottawa-1997", "states-parties-conclusion").when) == "2025-12-05"

    def test_objections_stand_with_the_case_they_are_about(self):
        """Six States objected to Ukraine's suspension, each named as the one that acted."""
        objected = {
            event.by
            for event in chronology("UKR", "ottawa-1997")
            if event.step == "objection-to-suspension"
        }
        assert objected == {"AUT", "BEL", "CHE", "COL", "NOR", "NZL"}

    def test_brexit_was_prolonged_three_times(self):
        """Each prolongation carries the day to which it went."""
        until = [
            str(event.until)
            for event in chronology("GBR", "teu-art-50")
            if event.step == "period-extended"
        ]
        assert until == ["2019-04-12", "2019-10-31", "2020-01-31"]

    def test_rivals_are_kept(self):
        """A report that differs is kept beside the account in use."""
        (rival,) = one("UKR", "ottawa-1997", "suspension-notice").rivals
        assert str(rival.when) == "2025-06"

    def test_no_chronology(self):
        """A case without a chronology has no events, which is no error."""
        assert chronology("SWE", "ottawa-1997") == ()
        assert chronology("LTU", "no-such-treaty") == ()

    def test_as_of(self):
        """On the day of the joint recommendation nothing later is known."""
        known = known_by(chronology("LTU", "ottawa-1997"), date(2025, 3, 18))
        assert known[-1].step == "joint-recommendation"


class TestEveryChronology:
    @pytest.mark.rows("party, treaty", chronologies())
    def test_it_reads(self, party: str, treaty: str):
        """Every file is well formed, in order, and every fact has a source or is uncertain."""
        events = chronology(party, treaty)
        assert events
        for event in events:
            assert event.sources or event.confidence is Confidence.UNCERTAIN

    def test_all_kinds_of_sources_are_said(self):
        """No source in the packaged record is of the kind that users type."""
        kinds = {
            source.kind
            for party, treaty in chronologies()
            for event in chronology(party, treaty)
            for source in event.sources
        }
        assert SourceKind.USER not in kinds


class TestFaults:
    def write(self, folder: Path, *lines: str) -> Path:
        """Write a chronology and return its path."""
        path = folder / "XXX.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def test_a_broken_line_is_named(self, tmp_path: Path):
        """A line that is not JSON is named by file and number."""
        path = self.write(tmp_path, json.dumps({"step": "a", "when": "2025"}), "{")
        with pytest.raises(DataFileError, match=r"XXX\.jsonl line 2: is not JSON"):
            read_events(path)

    def test_a_wrong_order_is_refused(self, tmp_path: Path):
        """An event whose last possible day lies before an earlier line is out of order."""
        path = self.write(
            tmp_path,
            json.dumps({"step": "a", "when": "2025-05-08"}),
            json.dumps({"step": "b", "when": "2025-04"}),
        )
        with pytest.raises(DataFileError, match="line 2: b of 2025-04 stands after"):
            read_events(path)

    def test_an_order_that_dates_leave_open_is_kept(self, tmp_path: Path):
        """Where dates are partial the order of the lines is a fact of its own."""
        path = self.write(
            tmp_path,
            json.dumps({"step": "a", "when": "2025-05-08"}),
            "",
            json.dumps({"step": "b", "when": "2025-05"}),
        )
        assert [event.step for event in read_events(path)] == ["a", "b"]
