"""`withdrawal.parties`: who is a party on a day, who has left, and what that rests on."""

from datetime import date

import pytest

import withdrawal
from withdrawal.case.roll import COLUMNS, PartyRow
from withdrawal.case.roll_compared import Difference, differences_of
from withdrawal.errors import DateFormatError, UnknownTreatyError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.parties import membership

ON = "2026-03-01"


@pytest.fixture(scope="module")
def ottawa():
    """The parties to the Ottawa Convention after five had left."""
    return withdrawal.parties("ottawa", on=ON, as_of="2026-11-28")


def row_of(found, party):
    """The row of a State."""
    return next(each for each in found.rows if each.party == party)


class TestParties:
    def test_the_counts(self, ottawa):
        """The sentence counts the parties and those who left, and names the list."""
        assert ottawa.sentence == (
            "161 parties on 1 March 2026 by the list of 20 February 2026, complete; 5 have left."
        )
        assert {each.party for each in ottawa.left} == {"EST", "FIN", "LTU", "LVA", "POL"}

    def test_nobody_counted_where_nothing_lists_them(self):
        """Without a list none on record is no count of nought."""
        assert withdrawal.parties("iarc-1965", on=ON, as_of="2026-11-28").sentence == (
            "No parties on 1 March 2026 on record; no list of parties is kept here."
        )

    def test_one_that_left(self, ottawa):
        """A State that left has both days, and the record of withdrawals behind it."""
        row = row_of(ottawa, "LTU")
        assert (row.value, str(row.left_on), row.basis) == ("not-a-party", "2025-12-27", "record")
        assert "notice of 27 June 2025" in row.rests_on

    def test_one_that_stays(self, ottawa):
        """A party has the day since which the treaty binds it, and the list behind it."""
        row = row_of(ottawa, "AUT")
        assert (row.value, str(row.since), row.left_on) == ("party", "1999-03-01", None)
        assert row.rests_on == "the list of 20 February 2026, complete"

    def test_consent_taken_back_before_it_bound(self):
        """A State that took its consent back before it bound is no party, and none that left."""
        found = withdrawal.parties("rome-statute-1998", on="2026-11-01", as_of="2026-11-28")
        row = next(each for each in found.rows if each.party == "MYS")
        assert (row.value, row.left_on, row.has_left) == ("not-a-party", None, False)
        assert {each.party for each in found.left} == {"BDI", "PHL"}

    def test_before_they_left(self):
        """On a day before, those who left later are parties."""
        found = withdrawal.parties("ottawa", on="2025-01-01", as_of="2026-11-28")
        assert {"EST", "FIN", "LTU", "LVA", "POL"} <= {each.party for each in found.of("party")}

    def test_whose_notice_will_be_over(self):
        """On a day still to come who is expected to be out by then is no party, and it is said."""
        found = withdrawal.parties("unesco", on="2027-01-01", as_of="2026-11-28")
        row = row_of(found, "USA")
        assert (row.value, str(row.left_on), row.basis) == ("not-a-party", "2026-12-31", "record")
        assert row.note == "To be expected: its notice runs until 31 December 2026."
        assert {"USA", "NIC"} <= {each.party for each in found.left}
        assert {each.party for each in found.expected} == {"USA", "NIC"}
        assert found.sentence.endswith("1 has left; 2 are expected to have left by then.")

    def test_as_it_was_known(self):
        """An exit that became known later ends nothing in an earlier state of knowledge."""
        found = withdrawal.parties("ottawa", as_of="2025-03-01")
        assert row_of(found, "LTU").value == "party"

    def test_every_decision_is_that_of_membership(self, ottawa):
        """No row decides by a rule of its own."""
        law, day = catalogue().treaty("ottawa-1997"), date(2026, 3, 1)
        for row in ottawa.rows:
            assert row.value == membership(law, row.party, day).value

    def test_every_state(self):
        """Where the list says that all States are parties, each has a row."""
        found = withdrawal.parties("gc-iv-1949", on=ON)
        assert len(found.of("party")) > 190
        assert "*" not in {each.party for each in found.rows}

    def test_json(self, ottawa):
        """The JSON has the columns of the table, and the counts."""
        data = ottawa.to_json()
        assert data["schema"] == "withdrawal/parties/1"
        assert tuple(data["parties"][0]) == COLUMNS
        assert data["counts"]["left"] == 5

    def test_bad_input(self):
        """A name or a day that makes no sense is refused."""
        with pytest.raises(UnknownTreatyError):
            withdrawal.parties("no such treaty at all")
        with pytest.raises(DateFormatError):
            withdrawal.parties("ottawa", on="yesterday")


class TestDifferences:
    def test_text(self):
        """A difference names the State, both words, the day and the source."""
        found = Difference("t-1", "FRA", "party", "no", date(2026, 1, 31), "a book")
        assert found.text == "t-1, FRA: party here, no on 2026-01-31 according to a book"

    def test_only_contradictions(self):
        """What is not known here is no difference, nor is what agrees."""
        words = {"party": "not-a-party", "member": "not-a-party", "no": "party"}
        for key in ("ottawa-1997", "rome-statute-1998", "npt-1968"):
            for each in differences_of(catalogue().treaty(key)):
                assert each.party is None or each.here == words.get(each.there, "party")


def test_a_row_without_anything():
    """A row of a State of which nothing is known is empty but for its name."""
    row = PartyRow("FRA", "France", "not-known").to_json()
    assert {key for key, value in row.items() if value} == {
        "party", "name", "value", "confidence",
    }  # fmt: skip
