"""Circumstances are built in one place, whole or one by one, for everything that takes them."""

from datetime import date

import numpy as np
import pytest

import withdrawal
from withdrawal.case.asking.given import CIRCUMSTANCES, circumstances
from withdrawal.case.asking.question import make_question
from withdrawal.dates import Interval
from withdrawal.errors import DateFormatError
from withdrawal.law.circumstances import Circumstances

WAR = Circumstances(conflicts=(Interval(date(2027, 1, 1), date(2029, 5, 5)),))
DAY = "2027-08-31"


class TestBuilding:
    @pytest.mark.parametrize("name", [each for each in CIRCUMSTANCES if each != "way_out"])
    def test_a_mistake_names_its_word(self, name):
        """What cannot be read is refused under the name it was given by."""
        if name == "follows":
            with pytest.raises(withdrawal.WithdrawalError, match="soon"):
                circumstances({name: "soon"}, "ottawa-1997")
            return
        with pytest.raises(DateFormatError, match=f"^{name}: 'soon' is not"):
            circumstances({name: "soon"}, "ottawa-1997")

    def test_an_unknown_word(self):
        """A word that names no circumstance is refused."""
        with pytest.raises(TypeError, match="unexpected keyword argument 'weather'"):
            circumstances({"weather": "fine"}, "ottawa-1997")

    def test_only_what_is_given_is_supposed(self):
        """What is not given, or is None, is left to the record."""
        found, supposed = circumstances({"event": "2020-01-01", "conflict": None}, "ottawa-1997")
        assert found == Circumstances(event=date(2020, 1, 1))
        assert supposed == {"event"}

    def test_peace_may_be_supposed(self):
        """An empty conflict says that there is none, whatever is on record."""
        at_war = make_question("UKR", "ottawa-1997")
        at_peace = make_question("UKR", "ottawa-1997", conflict=[])
        assert (at_war.conflicts, at_peace.conflicts) == (None, ())

    def test_a_word_beside_the_whole(self):
        """What is given by name counts before what is given whole."""
        found, supposed = circumstances({"given": WAR, "named_date": DAY}, "ottawa-1997")
        assert found.named_date == date(2027, 8, 31)
        assert found.conflicts == WAR.conflicts
        assert supposed == {"conflicts", "named_date"}


class TestEverywhere:
    """Whatever takes circumstances takes them whole, and says the same as one by one."""

    WORDS = "2027-01-01/2029-05-05"

    def test_when(self):
        """`when`."""
        asked = [
            withdrawal.when("SWE", "ottawa", received=DAY, as_of="2026-11-21", **given)
            for given in ({"given": WAR}, {"conflict": self.WORDS})
        ]
        assert asked[0] == asked[1]
        assert asked[0].effect == date(2029, 5, 5)

    def test_effects(self):
        """`effects`."""
        days = np.array([DAY], "datetime64[D]")
        assert effects_of(days, given=WAR) == effects_of(days, conflict=self.WORDS)

    def test_plan(self):
        """`plan`."""
        plans = [
            withdrawal.plan("SWE", "ottawa", out_by="2030-01-01", as_of="2026-11-21", **given)
            for given in ({"given": WAR}, {"conflict": self.WORDS})
        ]
        assert plans[0] == plans[1]

    def test_a_case(self):
        """`Case`."""
        opened = withdrawal.Case("SWE", "ottawa", given=WAR)
        assert opened.question == withdrawal.Case("SWE", "ottawa", conflict=self.WORDS).question


def effects_of(days, **given):
    """The days of effect, as a list."""
    return withdrawal.effects("ottawa", days, **given).tolist()
