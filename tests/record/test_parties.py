"""`withdrawal.record.parties`: who is bound by what, and what the lists do not know."""

from datetime import date
from itertools import pairwise

import pytest

import withdrawal
from withdrawal.errors import DataFileError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record import parties
from withdrawal.record.bound import lists
from withdrawal.record.bound.lists import list_names
from withdrawal.record.history import history
from withdrawal.record.parties import membership, memberships


class TestMembership:
    """What is known of one State and one treaty."""

    def test_a_party(self):
        """Consent, its kind and its source are kept; signature alone is no consent."""
        known = membership("ottawa-1997", "POL", date(2015, 3, 1))
        (bond,) = known.bonds
        assert (known.value, bond.consent_date, bond.kind) == (
            "party",
            date(2012, 12, 27),
            "ratification",
        )
        assert bond.source
        assert known.basis == "list"

    def test_when_it_was_bound(self):
        """The treaty's own rule turns consent into the day of being bound: Poland, 1 June 2013."""
        (bond,) = membership("ottawa-1997", "POL").bonds
        treaty = catalogue().treaty("ottawa-1997")
        assert treaty.in_force_for(bond.consent_date) == date(2013, 6, 1)

    @pytest.mark.parametrize(
        ("treaty", "party", "left"),
        [
            ("ottawa-1997", "LTU", date(2025, 12, 27)),
            ("ccm-2008", "LTU", date(2025, 3, 6)),
            ("rome-statute-1998", "PHL", date(2019, 3, 17)),
            ("teu-art-50", "GBR", date(2020, 1, 31)),
            ("istanbul-convention-2011", "TUR", date(2021, 7, 1)),
        ],
    )
    def test_left(self, treaty, party, left):
        """A withdrawal on record that took effect is the day the State left."""
        assert membership(treaty, party).latest.left_on == left

    @pytest.mark.parametrize(
        ("treaty", "party"), [("npt-1968", "PRK"), ("rome-statute-1998", "HUN")]
    )
    def test_did_not_leave(self, treaty, party):
        """A disputed or revoked notice does not end the bond."""
        assert membership(treaty, party).latest.left_on is None

    def test_rejoined(self):
        """Canada left the desertification convention in 2014 and is bound again."""
        before, now = membership("unccd-1994", "CAN").bonds
        assert (before.consent_date, before.left_on) == (date(1995, 12, 1), date(2014, 3, 28))
        assert (now.consent_date, now.left_on) == (date(2016, 12, 21), None)

    @pytest.mark.parametrize("party", ["USA", "RUS", "CHN", "IND", "PAK", "KOR"])
    def test_not_a_party(self, party):
        """The great powers outside the Ottawa Convention are known to be outside."""
        assert membership("ottawa-1997", party).value == "not-a-party"

    @pytest.mark.parametrize("party", ["POL", "LVA", "EST", "FIN"])
    def test_never_in_cluster_munitions(self, party):
        """Four neighbours of Lithuania were never in the Convention on Cluster Munitions."""
        assert membership("ccm-2008", party).value == "not-a-party"

    def test_absence_is_no_fact(self):
        """Absence from a list that does not name everybody is not known, and the note says why."""
        found = membership("ilo-c130", "SSD", date(2020, 1, 1))
        assert (found.value, found.basis) == ("not-known", None)
        assert "does not name it" in found.note

    def test_no_list(self):
        """Where no list is kept, nothing is claimed."""
        found = membership("au-pair-placement-1969", "FRA", date(2026, 11, 28))
        assert found.value == "not-known"
        assert found.note

    def test_notice_shows_a_party(self):
        """A notice on record shows that the State was a party then, and that this is inferred."""
        found = membership("au-pair-placement-1969", "NOR", date(2024, 12, 1))
        assert (found.value, found.basis) == ("party", "record")
        assert found.latest.left_on == date(2025, 5, 28)

    def test_before_anything_shows_it(self):
        """Before the first day that shows it bound, whether it was is not known."""
        assert membership("au-pair-placement-1969", "NOR", date(1999, 1, 1)).value == "not-known"

    def test_universal(self):
        """Every State is a party to the Geneva Conventions."""
        assert membership("gc-iv-1949", "FRA").value == "party"


class TestOnADay:
    """One rule decides for every day."""

    @pytest.mark.parametrize(
        ("treaty", "party", "day", "value"),
        [
            ("cites-1973", "ARE", "1976-01-01", "party"),
            ("cites-1973", "ARE", "1989-01-01", "not-a-party"),
            ("cites-1973", "ARE", "1991-01-01", "party"),
            ("unesco-1945", "SGP", "1980-01-01", "party"),
            ("unesco-1945", "SGP", "1990-01-01", "not-a-party"),
            ("unesco-1945", "SGP", "2010-01-01", "party"),
            ("icrw-1946", "SWE", "1963-06-01", "party"),
            ("icrw-1946", "SWE", "1970-01-01", "not-a-party"),
            ("ottawa-1997", "LTU", "2025-12-26", "party"),
            ("ottawa-1997", "LTU", "2025-12-27", "not-a-party"),
            ("ottawa-1997", "FIN", "2005-01-01", "not-a-party"),
        ],
    )
    def test_spells(self, treaty, party, day, value):
        """A State that joined, left and came back is a party in each stretch, and not between."""
        assert membership(treaty, party, date.fromisoformat(day)).value == value

    @pytest.mark.parametrize("party", ["SUN", "CSK", "DDR", "YUG"])
    def test_a_list_tells_nothing_of_a_state_gone_before_it(self, party):
        """A list made after a State was no more does not deny it on the days it was there."""
        assert membership("npt-1968", party, date(1980, 1, 1)).value == "not-known"

    @pytest.mark.parametrize("treaty", ["npt-1968", "montreux-1936", "ilo-c018"])
    def test_a_state_that_is_no_more_is_no_party(self, treaty):
        """A former State is a party to nothing from the day it ceased to exist, list or none."""
        found = membership(treaty, "YUG", date(2000, 1, 1))
        assert (found.value, found.basis) == ("not-a-party", "state")
        assert membership("montreux-1936", "YUG", date(1950, 1, 1)).value == "party"

    @pytest.mark.parametrize("party", ["DEU", "CHN", "GBR", "CHE"])
    def test_nobody_is_denied(self, party):
        """No old or partial list makes an outsider of a State."""
        assert membership("minamata-2013", party, date(2026, 11, 28)).value != "not-a-party"

    def test_a_complete_list_counts_for_two_years(self):
        """A list that names everybody tells who stands outside for two years after its day."""
        known = lists.party_list("unclos-1982")
        assert known.is_complete
        late = date(known.as_of.year + 2, known.as_of.month, known.as_of.day)
        found = membership("unclos-1982", "AND", late)
        assert (found.value, found.list_as_of) == ("not-a-party", known.as_of)

    def test_consent_counts(self):
        """A State that has consented is told as a party, with the day from which it is bound."""
        found = membership("unclos-1982", "SMR", date(2024, 7, 19))
        assert (found.value, found.since) == ("party", date(2024, 8, 18))

    def test_known_by(self):
        """An exit whose notice was not yet known has ended nothing."""
        assert membership("paris-2015", "USA", as_of=date(2019, 1, 1)).latest.left_on is None
        bonds = membership("unccd-1994", "CAN", as_of=date(2019, 1, 1)).bonds
        assert bonds[0].left_on == date(2014, 3, 28)

    def test_a_treaty_that_is_over(self):
        """A treaty that is over has no parties; a State that left it before had left before."""
        assert membership("inf-1987", "RUS", date(2020, 1, 1)).value == "not-a-party"
        assert membership("league-covenant-1919", "CRI", date(1950, 1, 1)).since == date(1927, 1, 1)

    def test_ratification_taken_back(self):
        """Who took its ratification back is no party from then on."""
        assert membership("ctbt-1996", "RUS", date(2023, 11, 2)).value == "party"
        assert membership("ctbt-1996", "RUS", date(2023, 11, 3)).value == "not-a-party"


class TestBonds:
    """Every stretch of time in which a treaty bound a State."""

    def test_three_times(self):
        """The United States joined UNESCO three times, and is to leave it once more."""
        bonds = membership("unesco-1945", "USA").bonds
        assert [each.left_on for each in bonds] == [
            date(1984, 12, 31),
            date(2018, 12, 31),
            date(2026, 12, 31),
        ]
        assert [each.joined for each in bonds[1:]] == [date(2003, 10, 1), date(2023, 7, 10)]

    def test_first_in_force_from_the_record(self):
        """The list has the second acceptance of the Paris Agreement, the record the first."""
        first, second = membership("paris-2015", "USA").bonds
        assert (first.in_force_for_party, first.left_on) == (date(2016, 11, 4), date(2020, 11, 4))
        assert (second.joined, second.left_on) == (date(2021, 1, 20), date(2026, 1, 27))

    def test_known_only_as_bound(self):
        """The Council of Europe's list gives the day Greece was bound again, not of consent."""
        before, now = membership("echr-1950", "GRC").bonds
        assert (before.joined, before.left_on) == (None, date(1970, 6, 13))
        assert (now.consent_date, now.in_force_for_party) == (None, date(1974, 11, 28))

    def test_same_day(self):
        """A declaration replaced on the day it was ended leaves no gap."""
        bonds = membership("icj-statute-art-36-2", "CAN").bonds
        for before, after in pairwise(bonds):
            assert before.left_on == after.joined
        assert len(bonds) == 4

    def test_in_order(self):
        """Bonds follow each other: each begins no earlier than the last one ended.

        Consent given before the exit took effect (Trinidad and Tobago, 1998) is the exception.
        """
        several = {(row.treaty, row.party) for row in history()}
        for treaty in list_names():
            listed = lists.all_lines(treaty).items()
            several |= {(treaty, party) for party, lines in listed if len(lines) > 1}
        early = set()
        for treaty, party in several:
            for before, after in pairwise(membership(treaty, party).bonds):
                assert before.has_left, (treaty, party)
                begun = after.in_force_for_party or after.joined
                if begun and before.last_left and begun < before.last_left:
                    early.add((treaty, party))
        assert early <= {("iccpr-op1-1966", "TTO"), ("iccpr-op1-1966", "GUY")}

    def test_outsiders_have_none(self):
        """A State that was never bound has no bond."""
        assert membership("ottawa-1997", "USA").bonds == ()


class TestLists:
    """The lists themselves; what they hold is tested beside them."""

    def test_nothing_is_wrong(self):
        """Every line of every list reads, and says what each list is good for."""
        assert list(lists.faults()) == []
        assert {
            treaty for treaty in list_names() if lists.party_list(treaty).as_of is None
        } == set()

    def test_every_list_is_of_a_treaty(self):
        """Every list belongs to a treaty of the catalogue."""
        assert set(list_names()) <= set(catalogue())

    def test_ever_among_the_parties(self):
        """Five of those ever bound by the Ottawa Convention have left it."""
        listed = memberships("ottawa-1997", date(2026, 11, 28))
        gone = {code for code, each in listed.items() if each.bonds and each.value != "party"}
        assert gone == {"EST", "FIN", "LTU", "LVA", "POL"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder of lists that takes the place of the packaged one."""
    tmp_path = tmp_path / "packaged"
    tmp_path.mkdir()
    (tmp_path / "sources.csv").write_text("key,source\nun-2015,the list\n")
    monkeypatch.setattr(lists, "PARTIES", tmp_path)
    names = ("_lines", "lines_of", "_by_state", "states_of", "party_list", "_sources")
    kept = tuple(getattr(lists, name) for name in names)
    for cached in (*kept, parties._on_record):
        cached.cache_clear()
    yield tmp_path
    for cached in (*kept, parties._on_record):
        cached.cache_clear()


class TestFaults:
    """A malformed list is refused with its file, its line and the key."""

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            (["SWE,party"], "2 columns"),
            (["SWE,perhaps,,,,,un-2015,known,"], "key status: 'perhaps'"),
            (["SWE,party,2015-02-30,,,,un-2015,known,"], "key consent_date: .*2015-02-30"),
            (["SWE,party,,,,,nowhere,known,"], "nowhere"),
            (["SWE,party,,,,,un-2015,probable,"], "key confidence: 'probable'"),
            (["SWE,party,2015-02-01,,,2014-01-01,un-2015,known,"], "left_on 2014-01-01"),
            (["SWE,party,2015,,,,un-2015,,", "SWE,party,2016,,,,un-2015,,"], "does not end"),
            (
                ["SWE,party,1950,,,1990-01-01,un-2015,,", "SWE,party,1980-01-01,,,,un-2015,,"],
                "before it left on 1990-01-01",
            ),
        ],
    )
    def test_line(self, folder, lines, words):
        """The message names the file, the line and what is wrong; the others are served."""
        text = "\n".join([",".join(lists.COLUMNS), *lines, "NOR,party,,,,,un-2015,known,"])
        (folder / "some-list.csv").write_text(f"{text}\n")
        with pytest.raises(DataFileError, match=words) as caught:
            membership("some-list", "SWE")
        assert "some-list.csv, line" in caught.value.message
        assert list(memberships("some-list")) == ["NOR"]
        assert [file for file, _ in lists.faults()] == ["some-list.csv"]

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("some-list,2015-02-30,yes,1,,,,", "as_of"),
            ("some-list,2015-02-28,,1,,,,", "key complete: '' is unknown: expected one of yes, no"),
            (
                "some-list,2015-02-28,maybe,1,,,,",
                "key complete: 'maybe' is unknown: expected one of yes, no",
            ),
            ("some-list,2015-02-28,yes,many,,,,", "key count: 'many' is not a whole number"),
        ],
    )
    def test_what_it_is_good_for(self, folder, line, words):
        """A malformed line on what a list is good for is named too."""
        (folder / "lists.csv").write_text(f"{','.join(lists.LIST_COLUMNS)}\n{line}\n")
        ((file, text),) = lists.faults()
        assert file == "lists.csv"
        assert words in text


class TestPartialDays:
    """Days known in part, and exits of no known day."""

    @pytest.fixture
    def listed(self, tmp_path):
        """Return a function that lays a list of one's own over the package's."""

        def lay(*lines, as_of="2020-06-30", complete="yes"):
            own = tmp_path / "parties"
            own.mkdir(exist_ok=True)
            text = "\n".join([",".join(lists.COLUMNS), *lines])
            (own / "ottawa-1997.csv").write_text(f"{text}\n")
            (own / "lists.csv").write_text(
                f"{','.join(lists.LIST_COLUMNS)}\nottawa-1997,{as_of},{complete},,,,,\n"
            )
            return tmp_path

        return lay

    def test_joined_in_a_year(self, listed):
        """Within the year in which a State joined it is not known whether it had."""
        folder = listed("USA,party,2018,,,,my own list,known,", as_of="2020-06-30")
        with withdrawal.knowledge(folder):
            days = ["2017-12-31", "2018-06-01", "2019-01-01"]
            said = [membership("ottawa-1997", "USA", date.fromisoformat(day)) for day in days]
        assert [each.value for each in said] == ["not-a-party", "not-known", "party"]
        assert said[-1].is_own

    def test_joined_after_the_day_of_the_list(self, listed):
        """A line written there later does not make the State a party on the list's own day."""
        folder = listed("USA,party,2021-01-01,,2021-07-01,,my own list,known,")
        with withdrawal.knowledge(folder):
            found = membership("ottawa-1997", "USA", date(2022, 1, 1))
        assert (found.value, found.list_as_of) == ("party", None)

    def test_as_a_spreadsheet_saves_it(self, listed, folder):
        """A mark of byte order and the ends of lines of other systems lose nothing."""
        own = listed("USA,party,2001-01-01,,,,my own list,known,")
        path = own / "parties" / "ottawa-1997.csv"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        with withdrawal.knowledge(own):
            assert membership("ottawa-1997", "USA", date(2020, 1, 1)).value == "party"
            assert list(lists.faults()) == []

    def test_a_misspelt_consent(self, listed, folder):
        """How a State joined is one of a closed set of words; another is named with its line."""
        with withdrawal.knowledge(listed("USA,party,2001-01-01,acession,,,my own list,known,")):
            ((_, text),) = lists.faults()
        assert (
            "line 2: key kind: 'acession' is unknown: expected one of ratification, accession"
            in text
        )

    def test_left_on_a_day_not_known(self, listed):
        """By the day of the list it had left; before that it is not known."""
        folder = listed("USA,party,2001-01-01,,,unknown,my own list,known,")
        with withdrawal.knowledge(folder):
            days = ["2010-01-01", "2020-06-30"]
            said = [membership("ottawa-1997", "USA", date.fromisoformat(day)) for day in days]
        assert [each.value for each in said] == ["not-known", "not-a-party"]

    def test_signed_only(self, listed):
        """A signature is no consent."""
        with withdrawal.knowledge(listed("USA,signatory,,,,,my own list,known,")):
            found = membership("ottawa-1997", "USA", date(2021, 1, 1))
        assert (found.value, found.note) == ("not-a-party", "It has signed only.")

    def test_a_malformed_line_of_ones_own(self, listed):
        """It is named and left out; the packaged line is served."""
        with withdrawal.knowledge(listed("SWE,perhaps,,,,,my own list,known,")):
            assert membership("ottawa-1997", "SWE", date(2021, 1, 1)).value == "party"
            ((file, text),) = lists.faults()
        assert file.endswith("ottawa-1997.csv")
        assert "key status: 'perhaps' is unknown" in text
