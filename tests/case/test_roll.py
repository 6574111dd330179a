"""`withdrawal.parties`: who is a party on a day, who has left, and what that rests on."""

from datetime import date

import pytest

import withdrawal
from withdrawal.case.roll import COLUMNS, PartyRow
from withdrawal.case.roll_compared import Difference, differences_of
from withdrawal.case.roll_of_state import ties_of
from withdrawal.errors import DateFormatError, UnknownTreatyError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.exporting.rows import ROWS
from withdrawal.output.tables.treaties import treaty_json, treaty_report
from withdrawal.record.bound.lists import PartyList, party_list
from withdrawal.record.history import history
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

    def test_consent_before_it_binds(self):
        """A State that has consented and is not bound yet stands apart, with both its days."""
        found = withdrawal.parties("icc", on="2024-12-01", as_of="2026-11-28")
        row = row_of(found, "UKR")
        assert (row.stands, str(row.joined), str(row.since)) == (
            "consented",
            "2024-10-25",
            "2025-01-01",
        )
        assert [each.party for each in found.consented] == ["UKR"]
        assert found.sentence.startswith("124 parties")
        assert found.counts["party"] == 125
        assert "1 State more consented, not bound yet" in found.sentence
        later = withdrawal.parties("icc", on="2025-01-01", as_of="2026-11-28")
        assert row_of(later, "UKR").stands == "party"
        assert not later.consented

    def test_a_treaty_not_in_force_binds_nobody(self):
        """Before the entry into force those that consented are no parties yet."""
        found = withdrawal.parties("icc", on="2002-06-30", as_of="2026-11-28")
        assert {each.stands for each in found.of("party")} == {"consented"}

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
        assert "1 has left; 2 are expected to have left by then." in found.sentence

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


class TestWhatIsNotKnown:
    """A roll says of what day its list is, and what nobody can know from it."""

    def told(self, treaty, on):
        """The sentence on a day."""
        return withdrawal.parties(treaty, on=on, as_of="2026-11-28").sentence

    def test_before_the_treaty_was_there(self):
        """Before it was adopted there was no treaty; before it bound, who had consented."""
        assert self.told("ottawa", "1990-01-01").endswith(
            " There was no such treaty yet: it was adopted on 18 September 1997."
        )
        assert self.told("ottawa", "1998-01-01").startswith("No parties on 1 January 1998")
        assert "States more consented, not bound yet" in self.told("ottawa", "1998-01-01")
        assert self.told("ctbt-1996", "1996-09-10").endswith(
            "The treaty was not in force on that day."
        )

    def test_a_day_to_come(self):
        """Of a day that has not come only what is known today is told."""
        told = self.told("ottawa", "2027-06-01")
        assert "That day is still to come; this is what is known on 28 November 2026." in told
        assert "who has joined" not in told

    def test_a_list_long_before_the_day(self):
        """A list over two years older does not tell who has joined since."""
        unknown = "who has joined since then is not known here"
        assert unknown in self.told("ottawa", "2028-02-21")
        assert unknown not in self.told("ottawa", "2028-02-20")

    def test_nobody_else_may_join(self):
        """Where the treaty is closed, or over, no later party can be missing."""
        closed = next(
            key
            for key in catalogue()
            if catalogue().treaty(key).closed and (party_list(key) or PartyList(key)).as_of
        )
        assert "who has joined" not in self.told(closed, "2040-01-01")
        assert self.told("inf-1987", "2040-01-01").endswith("in force since 2 August 2019.")


class TestDisputed:
    """A State of which it is disputed whether it has left counts as a party, and is marked."""

    PAIRS = sorted({(row.party, row.treaty) for row in history() if row.status == "disputed"})

    @pytest.mark.parametrize("day", ["1975-01-01", "2004-01-01", "2026-11-28"])
    def test_marked_where_when_says_so(self, day):
        """The roll of a day marks those, and only those, whose answer of that day is disputed."""
        told, marked = set(), set()
        for party, treaty in self.PAIRS:
            found = withdrawal.when(party, treaty, as_of=day)
            if found.status == "disputed" and found.membership.value == "party":
                told.add((party, treaty))
            rows = withdrawal.parties(treaty, on=day, as_of=day).disputed
            marked |= {(row.party, treaty) for row in rows}
        assert marked == told
        assert len(told) == {"1975-01-01": 2, "2004-01-01": 5, "2026-11-28": 10}[day]

    def test_how_a_count_treats_it(self):
        """The sentence, the counts and the row say that it is counted, and why there is doubt."""
        found = withdrawal.parties("npt", on="2026-11-28", as_of="2026-11-28")
        assert "; 1 whose leaving or return is disputed is counted as a party." in found.sentence
        assert (found.counts["party"], found.counts["disputed"]) == (191, 1)
        row = row_of(found, "PRK")
        assert (row.value, row.stands, row.to_json()["is_disputed"]) == ("party", "disputed", True)
        assert row.note == (
            "It is disputed whether its step to leave of 10 January 2003 had any effect; it is "
            "counted as a party."
        )

    def test_before_the_step(self):
        """Before its step nothing of it is disputed."""
        assert not withdrawal.parties("npt", on="2002-12-31").disputed

    def test_a_later_consent_settles_it(self):
        """Who consented anew after the step is a party like others."""
        assert not withdrawal.parties("icrw-1946", on="2026-11-28").disputed

    def test_over_time(self):
        """The count over time says of whom it is disputed."""
        found = withdrawal.parties_over_time("npt", as_of="2026-11-28")
        assert found.disputed == ("PRK",)
        assert found.sentence.endswith(
            "1 whose leaving or return is disputed is counted as a party."
        )

    def test_the_treaties_of_the_state(self):
        """The list of a State's treaties has the same mark."""
        day = date(2026, 11, 28)
        stands = {each.treaty: each.stands for each in ties_of("PRK", day, day)}
        assert (stands["npt-1968"], stands["iccpr-1966"]) == ("disputed", "party")

    def test_the_treaty_in_full(self):
        """The treaty in full names it below its parties, and marks it in JSON."""
        law = catalogue().treaty("npt-1968")
        told = [item.text for each in treaty_report(law).sections for item in each.items]
        assert "1 whose leaving or return is disputed is counted as a party: PRK." in told
        bonds = treaty_json(law)["parties"]
        assert {code for code, each in bonds.items() if each["is_disputed"]} == {"PRK"}

    def test_a_question_in_words(self):
        """An answer to a question in words names it, in the reader's language."""
        asked = "Wer ist Vertragspartei des Atomwaffensperrvertrags?"
        assert "Umstritten: Nordkorea." in str(withdrawal.ask(asked, as_of="2026-11-28"))

    def test_year_by_year(self):
        """The export of years marks each year in which it was disputed."""
        rows = [each for each in ROWS["panel"]() if each["treaty"] == "npt-1968"]
        years = [each["year"] for each in rows if each["is_disputed"]]
        assert (years[0], {each["party"] for each in rows if each["is_disputed"]}) == (
            2003,
            {"PRK"},
        )


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


def test_a_notice_of_a_day_not_known_runs_on_no_day_before():
    """Of an exit whose notice has no day on record, no earlier day says that it was under way."""
    then = withdrawal.parties("llmc-1976", on="1990-01-01", as_of="2026-12-01")
    assert then.leaving == ()
    assert len(then.left) == 0
