"""`withdrawal.record.parties`: who is bound by what, and what the lists do not know."""

from datetime import date

import pytest

from withdrawal.errors import DataFileError
from withdrawal.law.catalogue import catalogue
from withdrawal.record import parties
from withdrawal.record.parties import PARTIES, membership, memberships


class TestMembership:
    """What is known of one State and one treaty."""

    def test_a_party(self):
        """Consent, its kind and its source are kept; signature alone has no line."""
        bond = membership("ottawa-1997", "POL")
        assert (bond.status, bond.consent_date, bond.kind) == (
            "party",
            date(2012, 12, 27),
            "ratification",
        )
        assert "March 2015" in bond.source
        assert not bond.is_assumed

    def test_when_it_was_bound(self):
        """The treaty's own rule turns consent into the day of being bound: Poland, 1 June 2013."""
        bond = membership("ottawa-1997", "POL")
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
        assert membership(treaty, party).left_on == left

    @pytest.mark.parametrize(
        ("treaty", "party"), [("npt-1968", "PRK"), ("rome-statute-1998", "HUN")]
    )
    def test_did_not_leave(self, treaty, party):
        """A disputed or revoked notice does not end the bond."""
        assert membership(treaty, party).left_on is None

    def test_rejoined(self):
        """Canada left the desertification convention in 2014 and is bound again."""
        bond = membership("unccd-1994", "CAN")
        assert bond.left_on is None
        assert bond.consent_date == date(2016, 12, 21)

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
        assert bond.left_on == date(2025, 5, 28)

    def test_universal(self):
        """Every State is a party to the Geneva Conventions."""
        assert membership("gc-iv-1949", "FRA").status == "party"


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
        assert sum(listed[code].left_on is not None for code in ever) == 5


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
        header = ",".join(parties._COLUMNS)
        (tmp_path / "some-list.csv").write_text(f"{header}\n{line}\n")
        (tmp_path / "sources.csv").write_text("key,source\nun-2015,the list\n")
        monkeypatch.setattr(parties, "PARTIES", tmp_path)
        parties._sources.cache_clear()
        with pytest.raises(DataFileError, match=words) as caught:
            membership("some-list", "SWE")
        parties._sources.cache_clear()
        assert "some-list.csv, line 2" in caught.value.message
