"""What a list of parties is called, by whether anybody read one."""

import pytest

import withdrawal
from withdrawal.output.telling import headline
from withdrawal.record.bound.lists import is_list_read


class TestGeneralKnowledge:
    """A list that nobody read is no list of its day, complete."""

    @pytest.mark.parametrize("treaty", ["eea-1992", "nafo-2007"])
    def test_it_is_called_so(self, treaty):
        """Headline, sentence, caption and what a row rests on say general knowledge."""
        assert not is_list_read(treaty)
        answer = withdrawal.when("Norway", treaty, as_of="2026-12-01")
        roll = withdrawal.parties(treaty, on="2026-12-01")
        told = (headline(answer), answer.sentence, roll.sentence, roll.rows[0].rests_on)
        assert all("general knowledge of" in each.casefold() for each in told)
        assert not any("the list of" in each.casefold() for each in told)

    def test_a_list_that_was_read(self):
        """One of which a line was read keeps its name."""
        assert is_list_read("ottawa-1997")
        answer = withdrawal.when("Norway", "ottawa", as_of="2026-12-01")
        assert "by the list of" in headline(answer)
