"""The dateline of a document: its day, and never a claim's."""

import pytest

from withdrawal.reading import read
from withdrawal.reading.dateline import dateline_of
from withdrawal.reading.lexicon import language_of

VOTED = "Lithuania's parliament voted on Thursday to leave the Ottawa Convention."


class TestDatelineOf:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            (f"VILNIUS, 9 May 2025 - {VOTED}", "2025-05-09"),
            (f"Vilnius (Own report), 9 May 2025 \u2014 {VOTED}", "2025-05-09"),
            (f"Vilnius, 9 May 2025. {VOTED}", "2025-05-09"),
            (f"A vote in Vilnius\n\n9 May 2025\n\n{VOTED}".replace("\n\n", "\n"), "2025-05-09"),
        ],
    )
    def test_day(self, text, day):
        """A place and a day before a dash, or alone on a line, are a dateline."""
        assert str(dateline_of(text, language_of("en")).day) == day

    @pytest.mark.parametrize(
        "text",
        [
            VOTED,
            "Finland left the Ottawa Convention on 10 January 2026 - and that was that.",
            "The Seimas met - on 9 May 2025.",
            "Angola is no longer a member of OPEC since 1 January 2024.",
            "Finland will leave the Ottawa Convention on 10 January 2026. So it was said.",
            f"Vilnius, Thursday - {VOTED}",
        ],
    )
    def test_none(self, text):
        """What says that something happened is none, nor what names no day."""
        assert dateline_of(text, language_of("en")) is None

    def test_without_year(self):
        """A day without its year is a dateline, but no document's day."""
        assert dateline_of(f"VILNIUS, 9 May - {VOTED}", language_of("en")).day is None


class TestReading:
    def test_is_the_documents_day(self):
        """Where no day is given it is the document's, and a note says so."""
        reading = read(f"VILNIUS, 9 May 2025 - {VOTED}", language="en")
        assert reading.document.date == "2025-05-09"
        assert "dateline" in reading.notes[0]
        assert [str(each.value.day) for each in reading.claims] == ["2025-05-08"]

    def test_a_day_given_wins(self):
        """A day that the reader gives is the document's; the dateline is still no claim's."""
        text = "HELSINKI, 12 January 2026 - Finland is no party to the Ottawa Convention."
        reading = read(text, on="2026-02", language="en")
        assert reading.document.date == "2026-02"
        assert [each.value.day for each in reading.claims] == [None]

    def test_last_week_is_bounds(self):
        """ "Last week" is its first and last day."""
        said = "Finland left the Ottawa Convention last week."
        [claim] = read(said, on="2026-01-14", language="en").claims
        assert (str(claim.value.day), claim.verdict) == ("2026-01-05/2026-01-11", "supported")

    def test_years_of_membership(self):
        """Right years from a wrong beginning are contradicted."""
        said = "No member may leave NATO in its first twenty years after joining."
        [claim] = read(said, on="2025-03-01", language="en").claims
        assert (claim.kind, claim.verdict) == ("lock-in", "contradicted")

    def test_who_was_told_did_not_leave(self):
        """A State that was told of a notice is not the one that gave it."""
        said = "The United States is out of the INF Treaty. Moscow was notified on 2 February 2019."
        [*_, claim] = read(said, on="2019-09-01", language="en").claims
        assert (claim.step, claim.parties, claim.verdict) == ("notified", ("USA",), "supported")

    def test_a_day_of_every_year(self):
        """A day of every year is no day on which something happened."""
        said = "A notice under the whaling convention takes effect on 30 June of the same year."
        assert read(said, on="2019-03-01", language="en").claims == ()
