"""The life of a treaty: what its file may say of it, and what it then says of a day."""

from datetime import date
from pathlib import Path

import pytest

from withdrawal.dates import Interval
from withdrawal.errors import DataFileError
from withdrawal.law.treaties.life import Life, untold_endings
from withdrawal.law.treaties.treaty import Treaty, read_treaties

FILE = """
id = "zanzibar-1990"
title = "Pact of Zanzibar"
sources = ["the text"]
confidence = "reported"
{life}
[clause]
exit = "allowed"
[clause.runs]
period = "P3M"
"""


def read(folder: Path, life: str) -> Treaty:
    """Read a treaty file with some keys of life."""
    path = folder / "own.toml"
    path.write_text(FILE.format(life=life), encoding="utf-8")
    return read_treaties(path)[0]


class TestReading:
    def test_every_key(self, tmp_path: Path):
        """All that can be said of a life is read from the file."""
        treaty = read(
            tmp_path,
            """
            kind = "arrangement"
            closed = true
            in_force = 1991-01-01
            ended = 2021-06-19
            ended_range = "2021-06-03/2021-06-19"
            ended_how = "abrogated"
            replaced_by = ["paris-2015"]
            successor = "another pact"
            suspended_since = 2020-01-01
            provisionally_applied = 1990-06-01
            term_ends = 2030-01-01
            binds_still = "two islands"
            life_source = "the gazette"
            life_confidence = "reported"
            """,
        )
        assert treaty.kind == "arrangement"
        assert treaty.closed
        assert treaty.ended_range == Interval(date(2021, 6, 3), date(2021, 6, 19))
        assert treaty.replaced_by == ("paris-2015",)
        assert treaty.ending_in_words == "abrogated"
        assert (treaty.life_source, treaty.life_confidence) == ("the gazette", "reported")
        assert treaty.confidence == "reported"

    def test_nothing_said(self, tmp_path: Path):
        """A file that says nothing of a life is a treaty, open and not known to have ended."""
        treaty = read(tmp_path, "")
        assert (treaty.kind, treaty.closed, treaty.ended) == ("treaty", False, None)
        assert not treaty.is_eventful
        assert treaty.ending_in_words is None

    @pytest.mark.parametrize(
        ("life", "complaint"),
        [
            ('ended_how = "expired"', "key ended_how: expected the key ended beside it"),
            ('ended_range = "2021-06-03/2021-06-19"', "key ended_range: expected the key ended"),
            (
                'ended = 2021-06-18\nended_range = "2021-06-03/2021-06-19"',
                "key ended_range: expected it to end on the day of the key ended, 2021-06-18",
            ),
            (
                "ended = 2021-06-18\nnot_in_force = true",
                "key not_in_force: a treaty that has ended was in force",
            ),
            (
                "in_force = 2022-01-01\nended = 2021-06-18",
                "key ended: 2021-06-18 lies before in_force: expected a later day",
            ),
            ('ended = 2021-06-18\nended_how = "gone"', "key ended_how: 'gone' is unknown"),
            ('kind = "pact"', "key kind: 'pact' is unknown: expected one of treaty, model-clause"),
            ('ended_range = "2021"', "key ended_range: '2021' is not a span of days"),
            ('replaced_by = "paris-2015"', "key replaced_by: 'paris-2015' is not a list"),
        ],
    )
    def test_what_cannot_have_been(self, tmp_path: Path, life: str, complaint: str):
        """A life that contradicts itself is refused by file and key."""
        with pytest.raises(DataFileError) as caught:
            read(tmp_path, life)
        assert caught.value.message.startswith(f"own.toml: {complaint}")


class TestDays:
    def test_the_first_day_without_it(self):
        """The day of the end is the first day on which a treaty is over."""
        life = Life(in_force=date(1991, 1, 1), ended=date(2021, 6, 19))
        assert not life.is_over_by(date(2021, 6, 18))
        assert life.is_over_by(date(2021, 6, 19))

    def test_not_in_force(self):
        """A treaty that is not in force is not over either."""
        life = Life(not_in_force=True)
        assert not life.is_over_by(date(2030, 1, 1))

    def test_suspended(self):
        """A suspended treaty is suspended from its day on."""
        life = Life(suspended_since=date(1994, 1, 1))
        assert not life.is_suspended_on(date(1993, 12, 31))
        assert life.is_suspended_on(date(1994, 1, 1))


class TestGaps:
    def test_an_end_without_a_manner(self):
        """An end must say how it came."""
        (gap,) = Life(ended=date(2021, 6, 19)).gaps()
        assert gap.startswith("key ended_how: ")
        assert not list(Life(ended=date(2021, 6, 19), ended_how="expired").gaps())

    def test_replaced_by_nothing(self):
        """What was replaced must say by what: an id, or words where the catalogue has none."""
        (gap,) = Life(ended=date(2021, 6, 19), ended_how="replaced").gaps()
        assert gap.startswith("key replaced_by: ")
        for more in ({"replaced_by": ("paris-2015",)}, {"successor": "another pact"}):
            assert not list(Life(ended=date(2021, 6, 19), ended_how="replaced", **more).gaps())

    @pytest.mark.parametrize(
        "status",
        [
            "abrogated (Conference of 2017)",
            "terminated 2002-06-13",
            "replaced: athens-protocol-2002",
            "not in force",
            "suspended 1994",
            "withdrawn by the Conference",
        ],
    )
    def test_words_without_a_key(self, status: str):
        """Words that tell of an end need a key of life that says so."""
        assert list(untold_endings(Life(), status, ())) == ["status"]
        told = Life(binds_still="those that did not join the new treaty")
        assert not list(untold_endings(told, status, ()))

    @pytest.mark.parametrize(
        ("note", "is_told"),
        [
            ("Not in force as far as known.", True),
            ("superseded by the new agreement", True),
            ("Revised by Convention No. 32 (in force 1934-10-30).", False),
            ("The amendment ended a doubt.", False),
        ],
    )
    def test_notes(self, note: str, is_told: bool):
        """A note that opens with an end counts; one that speaks of something else does not."""
        assert bool(list(untold_endings(Life(), None, (note,)))) is is_told
