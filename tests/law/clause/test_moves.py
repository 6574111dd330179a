"""What may move the day after the clause has landed: a floor, a named day, an agreement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import Period, Pieces, Rounding, add
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.moves import LaterDate, NotBefore, Prolongation
from withdrawal.law.clause.operators import STRAIGHT

days = st.dates(date(1990, 1, 1), date(2050, 12, 31))
NOTICE = date(2027, 3, 1)
END = date(2027, 9, 1)


def facts(notice: date = NOTICE, rounding: Rounding = Rounding.DOWN, **known) -> Setting:
    """What a step may look at, with some facts known."""
    return Setting(notice, Circumstances(**known), Conventions(rounding))


class TestNotBefore:
    FLOOR = NotBefore(Period(2), "in-force-for-party")

    @given(days, days, st.builds(Period, st.integers(0, 5), st.integers(0, 20)))
    def test_the_later_of_two_days(self, day: date, anchor: date, period: Period):
        """Effect is the later of the day and the floor, under either rounding."""
        rule = NotBefore(period, "in-force-for-party")
        for rounding in (Rounding.DOWN, Rounding.UP):
            at = facts(rounding=rounding, anchors={"in-force-for-party": anchor})
            floor = add(anchor, period, rounding=rounding)
            assert rule.apply(day, at) == max(day, floor)
            assert rule.pieces(day, day, at) == Pieces((floor,))

    def test_month_end(self):
        """A floor in a short month is its last day, or rounded up the day after."""
        rule = NotBefore(Period(months=6), "2025-08-31")
        early = date(2025, 9, 1)
        assert rule.apply(early, facts()) == date(2026, 2, 28)
        assert rule.apply(early, facts(rounding=Rounding.UP)) == date(2026, 3, 1)

    def test_an_anchor_not_on_record(self):
        """Where the anchor is not known the day stands, and that is an assumption."""
        assert self.FLOOR.apply(END, facts()) == END
        assert self.FLOOR.pieces(NOTICE, END, facts()) == STRAIGHT
        assert self.FLOOR.assumption(facts()) == (
            "That effect is not held back until 2 years after its entry into force for the State; "
            "the day is not on record here."
        )
        assert self.FLOOR.assumption(facts(anchors={"in-force-for-party": NOTICE})) is None

    def test_the_sentence(self):
        """The sentence names the floor; a floor on the anchor itself names only the anchor."""
        assert self.FLOOR.explain(END, END, facts()) == (
            "Effect not before 2 years after its entry into force for the State: 2027-09-01."
        )
        assert NotBefore(Period(), "2027-01-01").explain(END, END, facts()) == (
            "Effect not before 2027-01-01: 2027-09-01."
        )
        assert self.FLOOR.rule == "not-before"


class TestLaterDate:
    @pytest.mark.parametrize(
        ("named", "maximum", "effect", "sentence"),
        [
            (None, None, "2027-09-01", ("The notice may name a later day; none is known, so the "
             "earliest: 2027-09-01.")),
            ("2028-01-01", None, "2028-01-01", "The notice names 2028-01-01: 2028-01-01."),
            ("2027-09-01", None, "2027-09-01", "The notice names 2027-09-01: 2027-09-01."),
            ("2027-08-31", None, "2027-09-01", ("The notice names 2027-08-31, before the earliest "
             "day allowed: 2027-09-01.")),
            ("2028-01-01", "P1Y", "2028-01-01", "The notice names 2028-01-01: 2028-01-01."),
            ("2028-03-01", "P1Y", "2028-03-01", "The notice names 2028-03-01: 2028-03-01."),
            ("2028-03-02", "P1Y", "2028-03-01", ("The notice names 2028-03-02, after the last day "
             "allowed: 2028-03-01.")),
            ("2028-03-02", "P3M", "2027-09-01", ("The notice names 2028-03-02, after the last day "
             "allowed: 2027-09-01.")),
        ],
    )  # fmt: skip
    def test_a_named_day(self, named: str, maximum: str, effect: str, sentence: str):
        """A named day counts between the earliest and the latest the clause allows."""
        rule = LaterDate(maximum=maximum and Period.parse(maximum))
        at = facts(named_date=named and date.fromisoformat(named))
        after = rule.apply(END, at)
        assert str(after) == effect
        assert rule.explain(END, after, at) == sentence
        assert rule.rule == "named-date"

    def test_the_maximum_is_read_by_the_same_rounding(self):
        """The last day allowed is rounded as the reading says."""
        rule = LaterDate(maximum=Period(months=6))
        for rounding, last in ((Rounding.DOWN, "2028-02-29"), (Rounding.UP, "2028-03-01")):
            at = facts(date(2027, 8, 31), rounding, named_date=date(2030, 1, 1))
            assert str(rule.apply(date(2027, 9, 1), at)) == last

    def test_what_is_assumed(self):
        """Without a named day: the earliest where one is required, none where it is optional."""
        assert LaterDate(is_required=True).assumption(facts()) == (
            "That the notice names the earliest day the clause allows."
        )
        assert LaterDate().assumption(facts()) == "That the notice names no later day of effect."
        assert LaterDate().assumption(facts(named_date=END)) is None

    def test_where_it_bends(self):
        """It bends at the named day; with a maximum it looks at the notice too."""
        assert LaterDate().pieces(NOTICE, END, facts()) == STRAIGHT
        assert LaterDate().pieces(NOTICE, END, facts(named_date=END)) == Pieces((END,))
        limited = LaterDate(maximum=Period(1))
        assert limited.pieces(NOTICE, END, facts(named_date=END)) is None
        assert limited.pieces(NOTICE, END, facts()) == STRAIGHT


class TestProlongation:
    BOTH = Prolongation("the Council", True, True)
    SHORTEN = Prolongation("the Council", True, False)
    EXTEND = Prolongation("the Council", False, True)
    NEITHER = Prolongation("the Council", False, False)

    @pytest.mark.parametrize(
        ("rule", "agreed", "extended", "effect"),
        [
            (BOTH, None, None, "2027-09-01"),
            (BOTH, "2027-06-01", None, "2027-06-01"),
            (BOTH, "2027-03-01", None, "2027-03-01"),
            (BOTH, "2027-02-28", None, "2027-09-01"),
            (BOTH, "2028-01-01", None, "2028-01-01"),
            (BOTH, None, "2028-01-01", "2028-01-01"),
            (BOTH, None, "2027-05-01", "2027-09-01"),
            (BOTH, "2027-11-01", "2028-01-01", "2027-11-01"),
            (BOTH, "2028-02-01", "2028-01-01", "2028-02-01"),
            (SHORTEN, "2027-06-01", None, "2027-06-01"),
            (SHORTEN, "2028-01-01", None, "2027-09-01"),
            (SHORTEN, None, "2028-01-01", "2027-09-01"),
            (EXTEND, "2027-06-01", None, "2027-09-01"),
            (EXTEND, "2028-01-01", None, "2028-01-01"),
            (EXTEND, "2027-11-01", "2028-01-01", "2028-01-01"),
            (NEITHER, "2027-06-01", "2028-01-01", "2027-09-01"),
            (NEITHER, "2028-06-01", None, "2027-09-01"),
        ],
    )
    def test_an_agreement(self, rule: Prolongation, agreed: str, extended: str, effect: str):
        """An agreed day counts in the directions allowed, never before the notice."""
        at = facts(
            agreed_date=agreed and date.fromisoformat(agreed),
            extended_to=extended and date.fromisoformat(extended),
        )
        assert str(rule.apply(END, at)) == effect

    def test_the_union(self):
        """Three prolongations and an agreement: the United Kingdom and article 50."""
        at = facts(date(2017, 3, 29), extended_to=date(2020, 1, 31))
        rule = Prolongation("the European Council")
        after = rule.apply(date(2019, 3, 29), at)
        assert after == date(2020, 1, 31)
        assert rule.explain(date(2019, 3, 29), after, at) == (
            "Prolonged by the European Council: 2020-01-31."
        )

    def test_the_sentence(self):
        """The sentence says whether the day was agreed, prolonged or left alone."""
        agreed = facts(agreed_date=date(2027, 6, 1))
        assert self.BOTH.explain(END, date(2027, 6, 1), agreed) == (
            "By agreement of the Council: 2027-06-01."
        )
        assert self.BOTH.explain(END, END, facts()) == (
            "Not moved by agreement of the Council: 2027-09-01."
        )
        assert self.BOTH.rule == "by-agreement"

    def test_brought_forward_by_something_else(self):
        """Where the earlier day comes of another act than the prolongation, that act is named."""
        rule = Prolongation("the Council", shortened_by="the agreement's entry into force")
        agreed = facts(agreed_date=date(2027, 6, 1))
        assert rule.explain(END, date(2027, 6, 1), agreed) == (
            "Brought forward by the agreement's entry into force: 2027-06-01."
        )

    @pytest.mark.parametrize("given", [{"agreed_date": NOTICE}, {"extended_to": NOTICE}])
    def test_a_day_without_use(self, given: dict[str, date]):
        """A day that comes too early to count is named, not passed over."""
        rule = Prolongation("the Council", can_shorten=False)
        assert rule.apply(END, facts(**given)) == END
        assert rule.explain(END, END, facts(**given)) == (
            f"Not moved by agreement of the Council ({NOTICE} does not count here): 2027-09-01."
        )

    @pytest.mark.parametrize(
        ("rule", "words"),
        [
            (BOTH, "brought forward or prolonged"),
            (SHORTEN, "brought forward"),
            (EXTEND, "prolonged"),
            (NEITHER, "moved"),
        ],
    )
    def test_what_is_assumed(self, rule: Prolongation, words: str):
        """Without a word on an agreement, that there is none is an assumption."""
        assert rule.assumption(facts()) == (
            f"That the day is not {words} by agreement of the Council."
        )
        assert rule.assumption(facts(agreed_date=END)) is None
        assert rule.assumption(facts(extended_to=END)) is None

    def test_where_it_bends(self):
        """With an agreement it looks at the notice; without one it is straight."""
        assert self.BOTH.pieces(NOTICE, END, facts()) == STRAIGHT
        assert self.BOTH.pieces(NOTICE, END, facts(agreed_date=END)) is None
        assert self.BOTH.pieces(NOTICE, END, facts(extended_to=END)) is None
