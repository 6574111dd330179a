"""Events, votes and sources: values that read aloud, and the rule between accounts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.datafiles import is_text
from withdrawal.dates import PartialDate
from withdrawal.errors import VotesFormatError, WithdrawalError
from withdrawal.record.events import (
    Confidence,
    Event,
    Source,
    SourceKind,
    Votes,
    known_by,
    make_event,
    settle,
)

counts = st.one_of(st.none(), st.integers(0, 9999))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def event(when: str, *sources: Source, step: str = "final-vote", **more: object) -> Event:
    """Return an event with a date and sources."""
    return Event(step, PartialDate.parse(when), sources=sources, **more)  # type: ignore[arg-type]


class TestVotes:
    def test_text(self):
        """For, against and abstaining, joined by hyphens."""
        assert Votes.parse("66-14-2") == Votes(66, 14, 2)

    def test_tuple(self):
        """A tuple stands for the same three numbers."""
        assert Votes.parse((66, 14, 2)) == Votes.parse([66, 14, 2]) == Votes(66, 14, 2)

    def test_unknown_numbers(self):
        """A number the record does not give is a question mark, or left out."""
        assert Votes.parse("299-?-?") == Votes.parse("299") == Votes.parse((299,)) == Votes(299)

    def test_votes_cast(self):
        """Votes cast are those for and against, where both are known."""
        assert Votes(66, 14, 2).cast == 80
        assert Votes(299).cast is None

    def test_a_count_stays_as_it_is(self):
        """A count of votes is accepted where a text is."""
        assert Votes.parse(Votes(1, 2, 3)) == Votes(1, 2, 3)

    @given(st.builds(Votes, st.integers(0, 9999), counts, counts))
    def test_text_reads_back(self, votes: Votes):
        """What a count prints is what it is read from."""
        assert Votes.parse(str(votes)) == votes

    @pytest.mark.parametrize(
        "bad", ["", "x", "-1", "66-14-2-1", "66:14", "?-1-2", (), (None, 1), (1, -1), (True,), 7]
    )
    def test_other_forms_are_refused(self, bad: object):
        """Anything else is refused by name, with the form expected."""
        with pytest.raises(VotesFormatError, match="66-14-2"):
            Votes.parse(bad)  # type: ignore[arg-type]

    def test_json(self):
        """As data the three numbers have names."""
        assert Votes(66, 14).to_json() == {"for": 66, "against": 14, "abstain": None}


class TestSource:
    def test_what_a_person_types(self):
        """A bare address is a source of the user's own."""
        assert Source.of("https://example.org").kind is SourceKind.USER

    def test_a_source_stays_as_it_is(self):
        """A source is accepted where an address is."""
        source = Source("art. 20", SourceKind.TREATY_TEXT)
        assert Source.of(source) is source

    @pytest.mark.parametrize("bad", ["", " ", Source(""), 5, None, "\udcff", Source(5)])
    def test_an_address_is_needed(self, bad: object):
        """A source without an address that can be written is refused."""
        with pytest.raises(WithdrawalError, match="source is"):
            Source.of(bad)  # type: ignore[arg-type]

    def test_json(self):
        """As data: address, kind, date."""
        source = Source("a", SourceKind.PRESS, PartialDate.parse("2025-05"))
        assert source.to_json() == {"address": "a", "kind": "press", "date": "2025-05"}

    def test_the_best_source_comes_first(self):
        """An event lists the source it trusts most first."""
        press, text = Source("a"), Source("b", SourceKind.TREATY_TEXT)
        assert event("2025", press, text).sources == (text, press)


class TestMakeEvent:
    """An event from what a person types."""

    def test_sources(self):
        """One source, several, or what yields them: each becomes a source of the event."""
        one = Source("a", SourceKind.USER)
        for given_source in ("a", one, ["a"], (one,), (each for each in "a")):
            assert make_event("remark", on="2027", source=given_source).sources == (one,)
        assert make_event("remark", on="2027").sources == ()

    @pytest.mark.parametrize("key", ["step", "actor", "detail", "by"])
    @pytest.mark.parametrize("bad", [5, ["a"], b"a", "\udcff", "a\ud800b"])
    def test_text(self, key: str, bad: object):
        """What should be text, and is not or cannot be written, is refused by name."""
        with pytest.raises(WithdrawalError, match=f"^{key} is .*: expected text"):
            make_event(**{"step": "remark", "on": "2027", key: bad})  # type: ignore[arg-type]

    @pytest.mark.parametrize("bad", [5, [5], "", [""], b"a", object()])
    def test_no_source(self, bad: object):
        """What is no source is refused by name."""
        with pytest.raises(WithdrawalError, match=r"^source is"):
            make_event("remark", on="2027", source=bad)  # type: ignore[arg-type]

    @given(st.text(st.characters()))
    def test_text_can_be_written(self, text: str):
        """Text is what UTF-8 can hold."""
        assert is_text(text) is (text.encode(errors="ignore").decode() == text)


class TestSettle:
    """Treaty text, then an official record, then the newest source."""

    def test_treaty_text_beats_the_record(self):
        """The treaty's text is used before an official record."""
        text = event("2025-12-27", Source("art. 20", SourceKind.TREATY_TEXT))
        record = event("2025-12-28", Source("gazette", SourceKind.OFFICIAL_RECORD))
        assert settle([record, text]).when == text.when

    @pytest.mark.parametrize(
        "kind", [SourceKind.OFFICIAL_RECORD, SourceKind.DEPOSITARY, SourceKind.COURT]
    )
    def test_records_beat_the_press(self, kind: SourceKind):
        """A record, a depositary or a court is used before a newer report of the press."""
        press = event("2025-06-26", Source("p", date=PartialDate.parse("2026-01-01")))
        record = event("2025-06-25", Source("r", kind, PartialDate.parse("2025-07-01")))
        assert settle([press, record]).when == record.when

    def test_the_newest_report_is_used(self):
        """Between reports of the same rank the newest is used; undated ones come last."""
        old = event("2025-04-16", Source("o", date=PartialDate.parse("2025-04-16")))
        new = event("2025-04-17", Source("n", date=PartialDate.parse("2025-04-20")))
        bare = event("2025-04-18", Source("u"))
        none = event("2025-04-19")
        settled = settle([none, bare, old, new])
        assert [str(rival.when)[-2:] for rival in settled.rivals] == ["16", "18", "19"]
        assert settled.when == new.when

    def test_the_first_stays_where_the_rule_is_silent(self):
        """Where the rule does not decide, the first account stays."""
        assert settle([event("2025-01-01"), event("2025-01-02")]).when.text == "2025-01-01"

    @given(st.lists(st.tuples(days, st.sampled_from(SourceKind), days), min_size=1, max_size=6))
    def test_nothing_is_lost(self, given_accounts: list[tuple[date, SourceKind, date]]):
        """Every account is kept: one is used, the others travel with it."""
        accounts = [
            event(str(day), Source(f"{n}", kind, PartialDate.of(published)))
            for n, (day, kind, published) in enumerate(given_accounts)
        ]
        settled = settle(accounts)
        kept = {settled.sources, *(rival.sources for rival in settled.rivals)}
        assert kept == {account.sources for account in accounts}

    def test_settling_again_changes_nothing(self):
        """Rivals are settled among themselves only once."""
        settled = settle([event("2025-01-01", Source("a")), event("2025-01-02", Source("b"))])
        assert settle([settled]) == settled


class TestKnownBy:
    def test_a_day_is_known_on_that_day(self):
        """An exact day counts from that day on."""
        assert event("2025-05-08").is_known_by(date(2025, 5, 8))
        assert not event("2025-05-08").is_known_by(date(2025, 5, 7))

    def test_a_month_is_known_when_it_is_over(self):
        """A partial date counts once its last possible day has come."""
        assert event("2025-05").is_known_by(date(2025, 5, 31))
        assert not event("2025-05").is_known_by(date(2025, 5, 30))

    def test_an_open_end_is_never_known(self):
        """An event without a last day is not known to have happened."""
        assert not event("2025-05-08/..").is_known_by(date(9999, 12, 31))

    @given(st.lists(days, max_size=8), days)
    def test_later_knowledge_never_leaks(self, happened: list[date], as_of: date):
        """Every event known by a day lies on or before it, and none of those is missing."""
        events = [event(str(day)) for day in happened]
        assert [one.when.day for one in known_by(events, as_of)] == [
            day for day in happened if day <= as_of
        ]


class TestReading:
    def test_it_reads_aloud(self):
        """Date, step, votes and actor, in that order."""
        vote = event("2025-04-16", votes=Votes(66, 14, 2), actor="Saeima")
        assert str(vote) == "2025-04-16: final-vote 66-14-2 (Saeima)"
        assert str(event("2025-04")) == "2025-04: final-vote"

    def test_json_leaves_out_what_is_empty(self):
        """Empty values are left out of the data."""
        assert event("2025", confidence=Confidence.VERIFIED).to_json() == {
            "step": "final-vote",
            "when": "2025",
            "confidence": "verified",
        }
