"""Questions that contradict themselves are refused, in words that say what was expected."""

from datetime import date, datetime

import pytest

import withdrawal
from withdrawal.case.asking.question import (
    make_question,
    refuse_unknown_way_out,
    resolve_pair,
    split_names,
)
from withdrawal.errors import AmbiguousNameError, CircumstanceError, WithdrawalError
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import catalogue, resolve_treaty


class TestContradictions:
    """What cannot both be so."""

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (
                {"named_date": "2027-05-02"},
                (
                    "The effect named in the notice, 2027-05-02, lies before the receipt of the "
                    "notice, 2027-05-03: expected a later day."
                ),
            ),
            (
                {"agreed_date": "2027-05-02"},
                (
                    "The agreed effect, 2027-05-02, lies before the receipt of the notice, "
                    "2027-05-03: expected a later day."
                ),
            ),
            (
                {"extended_to": "2027-05-02"},
                (
                    "The end of the prolonged period, 2027-05-02, lies before the receipt of the "
                    "notice, 2027-05-03: expected a later day."
                ),
            ),
            (
                {"approved": "2027-05-04"},
                (
                    "Parliament approved on 2027-05-04, after the notice was received on "
                    "2027-05-03: expected the approval first."
                ),
            ),
            (
                {"in_force_for_party": "2027-05-04"},
                (
                    "The notice of 2027-05-03 came before the treaty was in force for the State, "
                    "on 2027-05-04: expected a later notice."
                ),
            ),
        ],
    )
    def test_the_words(self, given, message):
        """The error names both days and what was expected."""
        with pytest.raises(CircumstanceError) as caught:
            make_question("SWE", "rome-statute-1998", received="2027-05-03", **given)
        assert caught.value.message == message

    @pytest.mark.parametrize(
        "key", ["named_date", "agreed_date", "extended_to", "approved", "in_force_for_party"]
    )
    def test_the_same_day(self, key):
        """On the day of receipt itself nothing contradicts."""
        question = make_question(
            "SWE", "rome-statute-1998", received="2027-05-03", **{key: "2027-05-03"}
        )
        owner = question if key == "approved" else question.given
        assert str(getattr(owner, key)) == "2027-05-03"


def test_names_that_cannot_be_told_apart():
    """Words that make a State and a treaty in several ways are shown as they were given."""
    with pytest.raises(AmbiguousNameError, match=r"^'japan ottawa sweden' cannot be told apart"):
        split_names(["japan", "ottawa", "sweden"])


class TestRoutes:
    """A way out that a treaty does not offer."""

    def test_unknown(self):
        """The error lists the ways there are, or that there are none."""
        law = catalogue().treaty("ilo-c028")
        ids = [each.id for each in law.clause.alternatives if each.operators]
        assert len(ids) > 1
        with pytest.raises(CircumstanceError) as caught:
            refuse_unknown_way_out("none-such", law)
        assert caught.value.message.endswith(f"expected {', '.join(ids)}.")
        assert list(caught.value.suggestions) == ids
        with pytest.raises(CircumstanceError, match=r"expected none\.$"):
            refuse_unknown_way_out("none-such", catalogue().treaty("ottawa-1997"))


class TestNumbers:
    """Official numbers that several treaties share."""

    def test_the_others_are_named(self):
        """The treaty that the others hang on is meant, and the answer names those."""
        assert make_question("sweden", "UNTS 30619").same_number == (
            "Biosafety Protocol",
            "Nagoya Protocol",
        )
        assert make_question("sweden", "cbd").same_number == ()
        told = withdrawal.when("sweden", "UNTS 30619").assumptions
        assert any("its number is also that of Biosafety Protocol" in each for each in told)


class TestPairs:
    """A State and a treaty, in either order, by name or as what they are."""

    @pytest.mark.parametrize("first", ["sweden", resolve_country("sweden")])
    @pytest.mark.parametrize("second", ["ottawa", resolve_treaty("ottawa")])
    def test_either_order(self, first, second):
        """A `Country` and a `Treaty` may stand where their names may, in either order."""
        expected = resolve_country("SWE"), resolve_treaty("ottawa-1997")
        assert resolve_pair(first, second) == resolve_pair(second, first) == expected

    @pytest.mark.parametrize(
        ("first", "second", "kind"),
        [
            ("finland", resolve_country("SWE"), "States"),
            (resolve_country("SWE"), resolve_country("FIN"), "States"),
            (resolve_treaty("ottawa"), resolve_treaty("ccm-2008"), "treaties"),
        ],
    )
    def test_two_of_a_kind(self, first, second, kind):
        """Two States, or two treaties, are refused and both named."""
        with pytest.raises(WithdrawalError, match=f"are both {kind}: expected one State and one"):
            resolve_pair(first, second)

    def test_a_moment_counts_with_the_day_it_shows(self):
        """A moment given as a day counts with its own day, for the notice that is followed too."""
        moment = datetime(2027, 1, 1, 23, 59)
        asked = make_question(
            "SWE", "ottawa", received=moment, as_of=moment, named_date=moment, follows=moment
        )
        days = (asked.received.day, asked.as_of, asked.given.named_date, asked.given.leader)
        assert [type(each) for each in days] == [date] * 4
        assert set(days) == {date(2027, 1, 1)}
