"""`withdrawal.record.parties`: who is bound by what, and what the lists do not know."""

from datetime import date
from itertools import pairwise

import pytest

from withdrawal.errors import DataFileError
from withdrawal.law.catalogue import catalogue
from withdrawal.record import parties
from withdrawal.record.parties import PARTIES, membership, memberships


class TestMembership:
    """What is known of one State and one treaty."""

    def test_a_party(self):
        """Consent, its kind and its source are kept; signature alone has no line."""
        known = membership("ottawa-1997", "POL")
        (bond,) = known.bonds
        assert (known.status, bond.consent_date, bond.kind) == (
            "party",
            date(2012, 12, 27),
            "ratification",
        )
        assert "March 2015" in bond.source
        assert not known.is_assumed

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
        assert membership("ottawa-1997", party).status == "not-a-party"

    @pytest.mark.parametrize("party", ["POL", "LVA", "EST", "FIN"])
    def test_never_in_cluster_munitions(self, party):
        """Four neighbours of Lithuania were never in the Convention on Cluster Munitions."""
        assert membership("ccm-2008", party).status == "not-a-party"

    def test_absence_is_an_assumption(self):
        """Absence from a list of 2015 is not a fact, and the answer says so."""
        bond = membership("crc-1989", "SSD")
        assert (bond.status, bond.is_assumed) == ("unknown", True)
        assert "March 2015" in bond.note

    def test_no_list(self):
        """Where no list is kept, nothing is claimed."""
        bond = membership("au-pair-placement-1969", "FRA")
        assert (bond.status, bond.is_assumed) == ("unknown", True)

    def test_notice_shows_a_party(self):
        """A notice on record shows that the State was a party, and that this is inferred."""
        bond = membership("au-pair-placement-1969", "NOR")
        assert (bond.status, bond.is_assumed) == ("party", True)
        assert bond.latest.left_on == date(2025, 5, 28)

    def test_universal(self):
        """Every State is a party to the Geneva Conventions."""
        assert membership("gc-iv-1949", "FRA").status == "party"


class TestBonds:
    """Every stretch of time in which a treaty bound a State."""

    def test_three_times(self):
        """The United States joined UNESCO three times; since when at first is not on record."""
        bonds = membership("unesco-1945", "USA").bonds
        assert [(each.joined, each.left_on) for each in bonds] == [
            (None, date(1984, 12, 31)),
            (date(2003, 10, 1), date(2018, 12, 31)),
            (date(2023, 7, 10), None),
        ]

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

    def test_later_exit_not_yet_known(self):
        """As of 2019 the exit of 2020 was not known; that of 2014 was."""
        as_of = date(2019, 1, 1)
        assert membership("paris-2015", "USA").known_by(as_of).bonds[0].left_on is None
        before = membership("unccd-1994", "CAN").known_by(as_of).bonds[0]
        assert before.left_on == date(2014, 3, 28)

    def test_in_order(self):
        """On every list bonds follow each other: each begins no earlier than the last one ended.

        Consent given before the exit took effect (Trinidad and Tobago, 1998) is the exception.
        """
        early = set()
        for path in PARTIES.glob("*.csv"):
            if path.stem == "sources":
                continue
            for party, known in memberships(path.stem).items():
                for before, after in pairwise(known.bonds):
                    assert before.left_on is not None
                    if after.joined is None or after.joined < before.left_on:
                        early.add((path.stem, party))
        assert early == {("iccpr-op1-1966", "TTO"), ("iccpr-op1-1966", "GUY")}

    def test_outsiders_have_none(self):
        """A State that was never bound has no bond."""
        assert membership("ottawa-1997", "USA").bonds == ()
        assert membership("crc-1989", "SSD").bonds == ()


class TestLists:
    """The lists themselves."""

    def test_every_line_reads(self):
        """Every line of every list has the columns, a status, dates and a known source."""
        for path in PARTIES.glob("*.csv"):
            if path.stem != "sources":
                assert memberships(path.stem), path.name

    def test_every_list_is_of_a_treaty(self):
        """Every list belongs to a treaty of the catalogue."""
        stems = {path.stem for path in PARTIES.glob("*.csv")} - {"sources"}
        assert stems <= set(catalogue())

    def test_states_are_listed_once(self):
        """No list names a State twice."""
        for path in PARTIES.glob("*.csv"):
            codes = [line.partition(",")[0] for line in path.read_text().splitlines()]
            assert len(codes) == len(set(codes)), path.name

    def test_poland_among_the_parties(self):
        """The Ottawa Convention had 166 parties before five of them left."""
        listed = memberships("ottawa-1997")
        ever = [code for code, bond in listed.items() if bond.status == "party"]
        assert len(ever) == 166
        assert sum(listed[code].latest.left_on is not None for code in ever) == 5


class TestFaults:
    """A malformed list is refused with its file and line."""

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("SWE,party", "2 columns"),
            ("SWE,perhaps,,,,,un-2015,known,", "status 'perhaps'"),
            ("SWE,party,2015-02-30,,,,un-2015,known,", "2015-02-30"),
            ("SWE,party,,,,,nowhere,known,", "nowhere"),
        ],
    )
    def test_line(self, tmp_path, monkeypatch, line, words):
        """The message names the file, the line and what is wrong."""
        header = ",".join(parties.COLUMNS)
        (tmp_path / "some-list.csv").write_text(f"{header}\n{line}\n")
        (tmp_path / "sources.csv").write_text("key,source\nun-2015,the list\n")
        monkeypatch.setattr(parties, "PARTIES", tmp_path)
        parties._sources.cache_clear()
        with pytest.raises(DataFileError, match=words) as caught:
            membership("some-list", "SWE")
        parties._sources.cache_clear()
        assert "some-list.csv, line 2" in caught.value.message
