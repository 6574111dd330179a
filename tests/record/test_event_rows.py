"""Rows: the one format for events in files, and faults that name place, key and expectation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import PartialDate
from withdrawal.errors import DataFileError
from withdrawal.record.events import (
    Confidence,
    Event,
    Source,
    SourceKind,
    Votes,
    event_from_row,
    settle,
)

texts = st.text(min_size=1, max_size=12)
partial = st.one_of(
    st.dates().map(PartialDate.of),
    st.sampled_from(
        ["2025", "2025-06", "2025-06-27?", "2025-01-01/2025-02-01", "../2025", "2025/.."]
    ).map(PartialDate.parse),
)
sources = st.builds(Source, texts, st.sampled_from(SourceKind), st.none() | partial)
events = st.builds(
    Event,
    step=texts,
    when=partial,
    actor=st.none() | texts,
    detail=st.none() | texts,
    votes=st.none() | st.builds(Votes, st.integers(0, 500), st.none() | st.integers(0, 500)),
    sources=st.lists(sources, max_size=3).map(tuple),
    confidence=st.sampled_from(Confidence),
    by=st.none() | st.just("CHE"),
    until=st.none() | st.dates(),
)


class TestRoundTrip:
    @given(events)
    def test_an_event_reads_back(self, event: Event):
        """An event written as a row is read back as the same event."""
        assert event_from_row(event.to_json(), source="here") == event

    @given(st.lists(events, min_size=2, max_size=4))
    def test_rivals_read_back(self, accounts: list[Event]):
        """Accounts that disagree are read back with the same one in use."""
        settled = settle(accounts)
        assert event_from_row(settled.to_json(), source="here") == settled


class TestReading:
    def test_toml_dates(self):
        """A date that the file format itself knows is a date."""
        event = event_from_row(
            {"step": "notice", "when": date(2025, 6, 27), "until": date(2026, 1, 1)}, source="here"
        )
        assert event.when.day == date(2025, 6, 27)
        assert event.until == date(2026, 1, 1)

    def test_a_bare_address(self):
        """A source may be written as an address alone."""
        event = event_from_row({"step": "notice", "when": "2025", "sources": ["a"]}, source="here")
        assert event.sources == (Source("a", SourceKind.USER),)

    def test_a_rival_repeats_what_it_does_not_say(self):
        """A rival account takes step and date over from the first where it gives none."""
        row = {"step": "vote", "when": "2025-06-25", "rivals": [{"votes": "1-2-3"}]}
        (rival,) = event_from_row(row, source="here").rivals
        assert (rival.step, str(rival.when), str(rival.votes)) == ("vote", "2025-06-25", "1-2-3")


class TestFaults:
    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ({"step": "a", "when": "2025-02-30"}, "here: key when: .*2025-02-30.* 28 days"),
            ({"step": "a", "when": 2025}, "here: key when: 2025 is not a date: expected "),
            ({"step": "a"}, "here: the key 'when' is missing"),
            ({"when": "2025"}, "here: the key 'step' is missing"),
            ({"step": 3, "when": "2025"}, "here: key step: 3 is not text"),
            ({"step": "a", "when": "2025", "votes": "many"}, "here: key votes: 'many' .*66-14-2"),
            (
                {"step": "a", "when": "2025", "until": "soon"},
                "here: key until: 'soon' .*expected",
            ),
            ({"step": "a", "when": "2025", "confidence": "sure"}, "expected one of verified"),
            ({"step": "a", "when": "2025", "sources": [{"kind": "press"}]}, "'address' is missing"),
            ({"step": "a", "when": "2025", "sources": [{"address": ""}]}, "'address' is missing"),
            ({"step": "", "when": "2025"}, "here: the key 'step' is missing"),
            ({"step": "a", "when": "2025", "sources": [{"address": "x", "kind": "blog"}]}, "kind"),
            (
                {"step": "a", "when": "2025", "rivals": [{"whem": "2025"}]},
                "here: unknown key 'whem' in rivals#1",
            ),
            ("an event", "here: key .top.: 'an event' is not a table"),
        ],
    )
    def test_place_key_and_expectation(self, row: object, message: str):
        """A malformed row names the place, the key and what was expected."""
        with pytest.raises(DataFileError, match=message):
            event_from_row(row, source="here")

    def test_unknown_key(self):
        """An unknown key is refused with the nearest known ones."""
        with pytest.raises(DataFileError, match="unknown key 'souces': expected") as caught:
            event_from_row({"step": "a", "when": "2025", "souces": []}, source="here")
        assert caught.value.suggestions[0] == "sources"
