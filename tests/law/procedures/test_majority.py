"""`Majority`: how many votes are needed, and were they reached?"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.errors import DataFileError, MajorityError
from withdrawal.law.procedures.majority import Base, Majority, Rule, Seats, Share

FRACTIONS = {
    "three-fifths": Fraction(3, 5),
    "two-thirds": Fraction(2, 3),
    "three-quarters": Fraction(3, 4),
    "all": Fraction(1),
}

votes = st.integers(0, 400)


class TestNeeded:
    """The number of votes a rule asks for."""

    @pytest.mark.parametrize(
        ("rule", "seats", "needed"),
        [
            (Rule.THREE_FIFTHS_OF_MEMBERS, 141, 85),
            (Rule.ABSOLUTE_OF_MEMBERS, 141, 71),
            (Rule.ABSOLUTE_OF_MEMBERS, 450, 226),
            (Rule.TWO_THIRDS_OF_MEMBERS, 450, 300),
            (Rule.TWO_THIRDS_OF_MEMBERS, 257, 172),
            (Rule.ABSOLUTE_OF_MEMBERS, 240, 121),
        ],
    )
    def test_of_all_members(self, rule, seats, needed):
        """A share of all members is rounded up, a bare majority is one more than half."""
        assert Majority(rule, seats).needed() == needed

    def test_simple(self):
        """A simple majority is one vote more than those against."""
        assert Majority(Rule.SIMPLE).needed(against=15) == 16

    def test_of_members_present(self):
        """Abstentions count among the members present, not among the votes cast."""
        present = Majority(Rule.TWO_THIRDS_OF_PRESENT)
        cast = Majority(Rule.TWO_THIRDS_OF_VOTES_CAST)
        assert present.needed(for_=60, against=20, abstain=10) == 60
        assert cast.needed(for_=60, against=20, abstain=10) == 54

    def test_present_but_not_voting(self):
        """Members present who did not vote at all raise the bar where presence counts."""
        rule = Majority(Rule.ABSOLUTE_OF_PRESENT, 100)
        assert rule.needed(for_=66, against=14, abstain=2) == 42
        assert rule.needed(for_=66, against=14, abstain=2, present=85) == 43

    def test_unknown(self):
        """What cannot be known from the votes given is None, never a guess."""
        assert Majority(Rule.ABSOLUTE_OF_MEMBERS).needed() is None
        assert Majority(Rule.SIMPLE).needed(against=None) is None
        assert Majority(Rule.TWO_THIRDS_OF_VOTES_CAST).needed(for_=9, against=None) is None
        assert Majority(Rule.TWO_THIRDS_OF_PRESENT).needed(for_=9, abstain=None) is None

    @given(st.integers(1, 1000), st.sampled_from([r for r in Rule if r.base is Base.MEMBERS]))
    def test_least_number(self, seats, rule):
        """The number needed reaches the share, and one vote less does not."""
        needed = Majority(rule, seats).needed()
        if rule is Rule.ABSOLUTE_OF_MEMBERS:
            assert 2 * needed > seats >= 2 * (needed - 1)
        else:
            share = FRACTIONS[rule.value.removesuffix("-of-members")]
            assert Fraction(needed, seats) >= share > Fraction(needed - 1, seats)

    @pytest.mark.parametrize(
        ("share", "whole", "rounding", "needed"),
        [
            (Share.ABSOLUTE, 137, None, 69),
            (Share.ABSOLUTE, 137, "up", 70),
            (Share.ABSOLUTE, 151, "up", 77),
            (Share.ABSOLUTE, 151, "nearest", 77),
            (Share.ABSOLUTE, 124, "up", 63),
            (Share.TWO_THIRDS, 100, None, 67),
            (Share.TWO_THIRDS, 100, "down", 66),
            (Share.TWO_THIRDS, 130, "nearest", 87),
            (Share.ONE_THIRD, 400, None, 134),
            (Share.HALF, 81, None, 41),
        ],
    )
    def test_rounding(self, share, whole, rounding, needed):
        """An assembly that counts half a seat as one asks for one vote more."""
        assert share.of(whole, rounding) == needed

    @pytest.mark.parametrize("share", Share)
    def test_every_share_is_used_or_a_quorum(self, share):
        """A larger share never asks for fewer members."""
        later = list(Share)[list(Share).index(share) :]
        assert all(share.of(151) <= each.of(151) for each in later)


class TestByDay:
    """A house whose seats change."""

    HOUSE = Majority(
        Rule.ABSOLUTE_OF_MEMBERS,
        151,
        quorum_share=Share.HALF,
        rounding="up",
        seats_by_day=(
            Seats(seats=137, valid_from=date(2013, 5, 14), valid_until=date(2025, 5, 13)),
            Seats(seats=151, valid_from=date(2025, 5, 14)),
        ),
    )

    @pytest.mark.parametrize(
        ("day", "needed", "present"),
        [
            (date(2013, 5, 14), 70, 69),
            (date(2025, 5, 13), 70, 69),
            (date(2025, 5, 14), 77, 76),
            (None, 77, 76),
        ],
    )
    def test_on(self, day, needed, present):
        """The seats of the day set both the majority and the quorum."""
        then = self.HOUSE.on(day)
        assert (then.needed(), then.least_present) == (needed, present)

    def test_before_the_record(self):
        """On a day for which no seats are on record nothing is asked of a vote."""
        then = self.HOUSE.on(date(2010, 9, 14))
        assert (then.needed(), then.least_present) == (None, None)
        then.check(66, 37, 6)

    def test_same_seats_always(self):
        """A majority of fixed seats is the same on every day."""
        assert Majority(Rule.SIMPLE, 460, 230).on(date(2001, 1, 1)) == Majority(
            Rule.SIMPLE, 460, 230
        )


class TestNoOtherVotes:
    """What is needed where nobody votes otherwise."""

    def test_one_vote_is_enough(self):
        """More for than against is one vote where there is none against."""
        assert Majority(Rule.SIMPLE).needed() == 1
        assert Majority(Rule.TWO_THIRDS_OF_PRESENT).needed(for_=9) == 6


class TestCheck:
    """A recorded vote that misses its majority is refused."""

    def test_lithuania(self):
        """84 of 141 are one too few for three fifths; 85 are enough, whoever else voted."""
        rule = Majority(Rule.THREE_FIFTHS_OF_MEMBERS, 141)
        rule.check(85)
        rule.check(107, 0, 3)
        with pytest.raises(MajorityError, match=r"84 votes for .* at least 85 of 141"):
            rule.check(84, 0, 0)

    def test_tie(self):
        """As many for as against is no simple majority."""
        with pytest.raises(MajorityError, match="at least 51"):
            Majority(Rule.SIMPLE).check(50, 50, 0)

    def test_quorum(self):
        """A vote without the quorum fails; an incomplete count is not held against it."""
        rule = Majority(Rule.SIMPLE, 460, 230)
        rule.check(413, 15, 3)
        rule.check(200)
        with pytest.raises(MajorityError, match=r"Only 229 members .* at least 230"):
            rule.check(200, 29, 0)

    def test_more_members_than_seats(self):
        """A vote cannot count more members than the house has."""
        with pytest.raises(MajorityError, match=r"102 members .* 101 seats"):
            Majority(Rule.SIMPLE, 101).check(90, 10, 2)

    def test_too_little_known(self):
        """Where only the votes for are known, a rule about other votes is not checked."""
        Majority(Rule.SIMPLE).check(299)
        Majority(Rule.TWO_THIRDS_OF_PRESENT, 100).check(1)

    @given(st.sampled_from(Rule), votes, votes, votes)
    def test_agrees_with_needed(self, rule, for_, against, abstain):
        """A vote passes exactly when it reaches the number needed."""
        majority = Majority(rule, 1200)
        needed = majority.needed(for_=for_, against=against, abstain=abstain)
        if for_ >= needed:
            majority.check(for_, against, abstain)
        else:
            with pytest.raises(MajorityError):
                majority.check(for_, against, abstain)


class TestWords:
    """A majority reads aloud."""

    @pytest.mark.parametrize(
        ("majority", "words"),
        [
            (
                Majority(Rule.THREE_FIFTHS_OF_MEMBERS, 141),
                "three fifths of all members (85 of 141)",
            ),
            (Majority(Rule.SIMPLE, 460, 230), "more votes for than against, at least 230 present"),
            (Majority(Rule.TWO_THIRDS_OF_VOTES_CAST, 200), "two thirds of votes cast"),
            (Majority(Rule.ABSOLUTE_OF_PRESENT, 100), "more than half of members present"),
            (Majority(Rule.ABSOLUTE_OF_MEMBERS), "more than half of all members"),
            (
                Majority(Rule.THREE_QUARTERS_OF_MEMBERS, 150),
                "three quarters of all members (113 of 150)",
            ),
            (
                Majority(Rule.ABSOLUTE_OF_MEMBERS, 9, voters="delegations"),
                "more than half of all delegations (5 of 9)",
            ),
            (
                Majority(Rule.TWO_THIRDS_OF_MEMBERS, 7, including=("this one", "that one")),
                "two thirds of all members (5 of 7), this one and that one among them",
            ),
            (
                Majority(Rule.ABSOLUTE_OF_PRESENT_OR_REPRESENTED, quorum_share=Share.HALF),
                "more than half of members present or represented, half of all members present",
            ),
            (
                Majority(Rule.SIMPLE, 513, quorum_share=Share.ABSOLUTE),
                "more votes for than against, at least 257 present",
            ),
        ],
    )
    def test_in_words(self, majority, words):
        """The share, its base, and the number where the seats are known."""
        assert str(majority) == words

    @pytest.mark.parametrize("seats", [0, -1])
    def test_seats(self, seats):
        """A house has seats."""
        with pytest.raises(ValueError, match="seats"):
            Majority(Rule.SIMPLE, seats)

    def test_one_quorum(self):
        """A quorum is a number or a share, and never more than the seats."""
        with pytest.raises(DataFileError, match="one of the two"):
            Majority(Rule.SIMPLE, 100, 50, Share.HALF)
        with pytest.raises(DataFileError, match="quorum 101"):
            Majority(Rule.SIMPLE, 100, 101)
