"""What a clause may look at besides the day."""

from datetime import date

import pytest

from withdrawal.dates import Rounding
from withdrawal.law.circumstances import Circumstances, Conventions, Setting


class TestAnchors:
    def test_a_known_day(self):
        """An anchor stands for the day that is known for it."""
        facts = Circumstances(anchors={"treaty-in-force": date(1999, 3, 1)})
        assert facts.anchor("treaty-in-force") == date(1999, 3, 1)
        assert facts.anchor("in-force-for-party") is None

    def test_a_day_written_out(self):
        """An anchor may be a date itself."""
        assert Circumstances().anchor("2013-08-20") == date(2013, 8, 20)


class TestValues:
    def test_equal_facts_are_one_key(self):
        """Circumstances are values: equal ones are one key of a cache, others are not."""
        one, same, other = (
            Circumstances(anchors={"treaty-in-force": date(1999, 3, day)}) for day in (1, 1, 2)
        )
        assert one == same != other
        assert hash(one) == hash(same)
        assert len({one, same, other}) == 2
        assert Circumstances(named_date=date(2025, 1, 1)) not in {Circumstances()}

    def test_defaults(self):
        """Nothing is known by default, months are rounded down, and nothing can be changed."""
        setting = Setting(date(2025, 1, 1))
        assert setting.facts == Circumstances()
        assert setting.conventions == Conventions(Rounding.DOWN, None)
        with pytest.raises(AttributeError):
            setting.facts.route = "x"  # type: ignore[misc]
        with pytest.raises(TypeError):
            Circumstances().anchors["x"] = date(2025, 1, 1)  # type: ignore[index]
