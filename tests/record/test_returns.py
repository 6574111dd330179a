"""Since when a State is bound again that had left."""

import pytest

from withdrawal.questions import ask
from withdrawal.record.history import history
from withdrawal.record.parties import came_back


class TestCameBack:
    @pytest.mark.parametrize(
        ("treaty", "party", "day"),
        [
            ("paris-2015", "USA", "2021-02-19"),
            ("icsid-1965", "ECU", "2021-09-03"),
            ("iccpr-op1-1966", "TTO", "1998-08-26"),
            ("icrw-1946", "NLD", "1962-05-04"),
            ("cites-1973", "ARE", "1990-05-09"),
        ],
    )
    def test_is_the_day_of_the_new_bond(self, treaty: str, party: str, day: str):
        """A State is back when the treaty binds it anew, not when it consented."""
        assert str(came_back(history(treaty, party)[0])) == day

    def test_questions_tell_the_same(self):
        """Who asks when a State came back is told the day that lists of the record have."""
        reply = ask("When did the US rejoin the Paris Agreement?", as_of="2026-11-30")
        assert "19 February 2021" in reply.text
