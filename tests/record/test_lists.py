"""The lists of parties as files: each says its day, its count is its lines, and the counts hold."""

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from withdrawal.dates import PartialDate
from withdrawal.law.countries import countries
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.bound.lists import party_list
from withdrawal.record.parties import membership, pair_of

RECORD = Path(__file__).parents[2] / "withdrawal" / "record" / "data"
PARTIES = RECORD / "parties"
DATA = Path(__file__).parents[1] / "data"

# Members that an official count has and that are no States here, or are bound by another text.
BESIDES = {
    "au-constitutive-act-2000": 1,
    "refugee-1951": 3,
    "refugee-protocol-1967": 2,
    "singapore-tlt-2006": 2,
    "upu-1964": 2,
    "wto-1994": 2,
}


def rows(path):
    """Return the lines of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LISTS = {row["treaty"]: row for row in rows(PARTIES / "lists.csv")}
LINES = {
    path.stem: rows(path)
    for path in sorted(PARTIES.glob("*.csv"))
    if path.stem not in ("lists", "sources")
}


def began(line):
    """Return the first day on which a spell may have begun; None where nothing is on record."""
    text = line["in_force_for_party"] or line["consent_date"]
    return PartialDate.parse(text).earliest if text else None


def joined(line):
    """Return the first day on which it may have consented; None where nothing is on record."""
    text = line["consent_date"] or line["in_force_for_party"]
    return PartialDate.parse(text).earliest if text else None


def is_party(line, day):
    """Return whether a line shows a party on a day."""
    if line["status"] != "party" or line["left_on"] == "unknown":
        return False
    start, left = joined(line), line["left_on"]
    return (start is None or start <= day) and not (
        left and PartialDate.parse(left).earliest <= day
    )


def count(treaty, day):
    """Return how many States a list shows as parties on a day, those that were no more left out."""
    ended = {code: each.ended for code, each in countries().items() if each.ended is not None}
    there = (line for line in LINES[treaty] if ended.get(line["party"], date.max) > day)
    return sum(is_party(line, day) for line in there)


def days(text):
    """Return the first and the last day of a day, a month or a year."""
    partial = PartialDate.parse(text)
    return {partial.earliest, partial.latest}


class TestEveryList:
    """Rules that every list keeps."""

    def test_has_a_line(self):
        """Every list has a line in lists.csv, and every line there has a list."""
        assert set(LISTS) == set(LINES)

    def test_is_of_a_treaty(self):
        """Every list belongs to a treaty of the catalogue."""
        assert set(LISTS) <= set(catalogue())

    def test_says_its_day(self):
        """The day a list is good for is a day, and whether it is complete is yes or no."""
        for treaty, row in LISTS.items():
            assert date.fromisoformat(row["as_of"]) <= date(2026, 11, 28), treaty
            assert row["complete"] in ("yes", "no"), treaty

    def test_count_is_its_lines(self):
        """The count of a list is the number of its parties on its day."""
        counted = {treaty: row for treaty, row in LISTS.items() if row["count"]}
        assert counted
        for treaty, row in counted.items():
            assert int(row["count"]) == count(treaty, date.fromisoformat(row["as_of"])), treaty

    def test_codes(self):
        """Every State has a code of ours; ``*`` is every State of the United Nations."""
        codes = {line["party"] for lines in LINES.values() for line in lines}
        assert codes <= {*countries(), "*"}

    def test_values(self):
        """A status and a confidence are of the closed sets, and a signatory's note says so."""
        for treaty, lines in LINES.items():
            for line in lines:
                assert line["status"] in ("party", "not-a-party", "signatory"), treaty
                assert line["confidence"] in ("verified", "reported", "known", "uncertain"), treaty
                if line["status"] == "signatory":
                    assert line["note"], (treaty, line["party"])
                    assert not line["left_on"], (treaty, line["party"])

    def test_spells(self):
        """Several lines of a State are spells: each ends before the next one begins."""
        for treaty, lines in LINES.items():
            spells = defaultdict(list)
            for line in lines:
                spells[line["party"]].append(line)
            for party, given in spells.items():
                assert len(given) == 1 or {each["status"] for each in given} == {"party"}
                for before, after in pairwise(given):
                    assert before["left_on"], (treaty, party)
                    if before["left_on"] != "unknown" and began(after):
                        left = PartialDate.parse(before["left_on"]).earliest
                        assert (
                            left
                            <= PartialDate.parse(
                                after["in_force_for_party"] or after["consent_date"]
                            ).latest
                        ), (treaty, party)

    def test_leaves_after_it_joined(self):
        """Nobody leaves before it joined."""
        ended = [
            (treaty, line)
            for treaty, lines in LINES.items()
            for line in lines
            if line["left_on"] not in ("", "unknown") and joined(line)
        ]
        assert ended
        for treaty, line in ended:
            left = PartialDate.parse(line["left_on"]).latest
            assert joined(line) <= left, (treaty, line["party"])


class TestSources:
    """Where the lines come from."""

    def test_are_named(self):
        """Every source of a line is in sources.csv, and every source there is used."""
        named = {row["key"] for row in rows(PARTIES / "sources.csv")}
        used = {line["source"] for lines in LINES.values() for line in lines}
        used |= {row["source"] for row in rows(RECORD / "second_source.csv")}
        assert used == named

    def test_say_when(self):
        """Every source says of when it is, or is the treaty's own text."""
        for row in rows(PARTIES / "sources.csv"):
            is_own = "treaty's" in row["source"]
            assert is_own or re.search(r"(1[89]|20)\d\d", row["source"]), row["key"]

    def test_general_knowledge_says_so_first(self):
        """What rests on general knowledge says so before it names anything else."""
        general = ("general-knowledge", "un-treaty-collection-status")
        found = [row for row in rows(PARTIES / "sources.csv") if row["key"].startswith(general)]
        assert found
        for row in found:
            assert row["source"].startswith("General knowledge"), row["key"]

    def test_general_knowledge_verifies_nothing(self):
        """No line that rests on general knowledge is told as verified or reported."""
        named = {row["key"]: row["source"] for row in rows(PARTIES / "sources.csv")}
        resting = [
            (treaty, line)
            for treaty, lines in LINES.items()
            for line in lines
            if named[line["source"]].startswith("General knowledge")
        ]
        assert resting
        for treaty, line in resting:
            assert line["confidence"] in ("known", "uncertain"), (treaty, line["party"])

    def test_no_list_of_2015(self):
        """No list of the United Nations is of one day for all: each chapter has its own."""
        chapters = [r for r in rows(PARTIES / "sources.csv") if r["key"].startswith("un-mtdsg-")]
        assert len(chapters) > 160
        assert all(re.search(r"as of 201[345]-\d\d-\d\d", row["source"]) for row in chapters)
        assert "un-2015" not in {line["source"] for lines in LINES.values() for line in lines}


class TestCounts:
    """Our counts against the counts of those who keep the lists."""

    @pytest.mark.rows(
        "treaty",
        [t for t, r in LISTS.items() if r["official_count"] and r["complete"] == "yes"],
    )
    def test_official(self, treaty):
        """A complete list has as many parties as the official count on its day."""
        row = LISTS[treaty]
        told = int(row["official_count"]) - BESIDES.get(treaty, 0)
        assert told in {count(treaty, day) for day in days(row["official_on"])}

    def test_refugees(self):
        """The High Commissioner counts 149 States bound by the convention, the protocol or both."""
        day = date(2024, 7, 26)
        bound = {
            line["party"]
            for treaty in ("refugee-1951", "refugee-protocol-1967")
            for line in LINES[treaty]
            if is_party(line, day)
        }
        assert len(bound) == 149

    @pytest.mark.rows("row", rows(DATA / "un_lists.csv"), ids=lambda row: row["treaty"])
    def test_united_nations(self, row):
        """Every participant of a chapter of the United Nations that is a State stands on our list.

        ``besides`` are States that other sources name, or whose day is known only in part.
        """
        day = date.fromisoformat(row["last_changed"])
        ours = {
            line["party"]
            for line in LINES[row["treaty"]]
            if line["status"] == "party"
            and (
                not line["consent_date"] or PartialDate.parse(line["consent_date"]).earliest <= day
            )
        }
        besides = set(row["besides"].split())
        assert besides <= ours
        assert len(ours - besides) == int(row["participants"]) - int(row["no_state_here"])

    def test_how_many(self):
        """At least 120 lists are good for 2020 or later, 85 of 2024 or later are counted and whole.

        Those whose parties are simply the two or three that the text names are not among the 85.
        """
        late = [row for row in LISTS.values() if row["as_of"] >= "2020"]
        whole = [
            row
            for row in late
            if row["complete"] == "yes"
            and row["as_of"] >= "2024"
            and row["official_count"]
            and "own title or text" not in row["official_source"]
        ]
        assert len(late) >= 120
        assert len(whole) >= 85


class TestMended:
    """Faults that were found and must not come back."""

    @pytest.mark.parametrize(
        ("treaty", "parties"),
        [
            ("outer-space-1967", "CHN CUB GNB"),
            ("icrw-1946", "GBR CHL PER ARG DNK"),
            ("london-convention-1972", "ARG"),
            ("guadalajara-1961", "DEU"),
            ("fao-1945", "DNK BRN KAZ SGP SSD"),
            ("minamata-2013", "DEU CHN"),
            ("satellites-1974", "DEU"),
            ("single-convention-1961-amended", "FRA DEU JPN"),
            ("slavery-1926", "FRA"),
            ("irena-2009", "AGO CHN"),
            ("npt-1968", "TJK TLS PRK"),
            ("unesco-1945", "SGP PSE MNE SSD USA"),
            ("rome-statute-1998", "NER BFA MLI VEN TCD HUN"),
            (
                "ect-1994",
                "AUT BEL BGR CHE CYP CZE EST FIN GRC HRV HUN IRL LIE LTU LVA MLT ROU SVK SWE",
            ),
        ],
    )
    def test_party(self, treaty, parties):
        """States that the old lists had lost are parties on their list's day."""
        day = date.fromisoformat(LISTS[treaty]["as_of"])
        bound = {line["party"] for line in LINES[treaty] if is_party(line, day)}
        assert set(parties.split()) <= bound

    @pytest.mark.parametrize(
        ("treaty", "parties"),
        [
            ("satellites-1974", "NPL"),
            ("unido-1979", "AUS BEL CAN DNK FRA GBR GRC LTU NZL PRT SVK USA"),
            ("icrw-1946", "GTM JPN CAN JAM EGY VEN SYC PHL MUS GRC"),
            ("kyoto-1997", "CAN"),
            ("echr-1950", "RUS"),
            ("coe-statute-1949", "RUS"),
            ("iccpr-op1-1966", "JAM TTO BLR"),
            ("ctbt-1996", "RUS USA"),
            ("unesco-1945", "ISR LIE"),
            ("opec-statute", "ARE QAT ECU IDN AGO"),
            ("paris-2015", "USA"),
            ("stateless-1954", "MDG"),
            ("ilo-c105", "MYS SGP"),
            ("ecowas-1993", "BFA MLI NER MRT"),
            ("eu-uk-tca-2020", "FRA DEU"),
        ],
    )
    def test_not_a_party(self, treaty, parties):
        """States that left or stand outside are no parties on their list's day."""
        day = date.fromisoformat(LISTS[treaty]["as_of"])
        bound = {line["party"] for line in LINES[treaty] if is_party(line, day)}
        assert not set(parties.split()) & bound

    @pytest.mark.parametrize(
        ("treaty", "party", "spells"),
        [
            ("cites-1973", "ARE", [("1975", "1988-01-27"), ("1990-05-09", "")]),
            (
                "icrw-1946",
                "NLD",
                [("1948", "1959-06-30"), ("1962-05-04", "1970-06-30"), ("1977-06-14", "")],
            ),
            ("unesco-1945", "SGP", [("1965-10-28", "1985-12-31"), ("2007-10-08", "")]),
            ("sadc-1992", "SYC", [("1997-09-08", "2004-07-01"), ("2007-08-17", "")]),
            ("opec-statute", "GAB", [("1975-06-09", "1995-01-01"), ("2016-07-01", "")]),
            (
                "single-convention-1961-amended",
                "BOL",
                [("1976-09-23", "2012-01-01"), ("2013-01-11", "")],
            ),
        ],
    )
    def test_spells(self, treaty, party, spells):
        """States that left and came back have a line for each time."""
        lines = [line for line in LINES[treaty] if line["party"] == party]
        told = [(x["in_force_for_party"] or x["consent_date"], x["left_on"]) for x in lines]
        assert told == spells


class TestAsked:
    """What the package answers of the States of a complete list, asked as of the list's day."""

    def test_whole_lists(self):
        """A State bound on that day is a party; one that left or stands outside is none.

        A State that had consented and was not yet bound may be told either way, with its day.
        """
        wrong = []
        for treaty, row in LISTS.items():
            if row["complete"] == "yes" and row["official_count"]:
                day = date.fromisoformat(row["as_of"])
                wrong += [each for each in asked(treaty, day) if each[2] != each[3]]
        assert wrong == []


def asked(treaty, day):
    """Yield each State of a list with what is told of it on a day, and what should be."""
    spells = defaultdict(list)
    for line in LINES[treaty]:
        spells[line["party"]].append(line)
    for party, lines in spells.items():
        told = membership(treaty, party, day)
        bound = any(is_party(line, day) for line in lines)
        if not (bound and "bound since" in (told.note or "")):
            yield treaty, party, told.value, "party" if bound else "not-a-party"


class TestSecondSource:
    """A second source, of which only the status is used, to compare the lists with."""

    def test_values(self):
        """Each pair stands there once, with a status, a source and a month."""
        seen = set()
        for row in rows(RECORD / "second_source.csv"):
            assert (row["treaty"], row["party"]) not in seen
            seen.add((row["treaty"], row["party"]))
            assert row["status"] in ("party", "signatory", "member", "no")
            assert PartialDate.parse(row["as_of"])
        assert {treaty for treaty, _ in seen} <= set(catalogue())


def test_a_treaty_of_two_names_them_and_ends_for_both():
    """One that is closed has its list, and where two may leave it, a notice ends it for both."""
    laws = [each for each in map(catalogue().treaty, catalogue()) if each.closed]
    assert [each.id for each in laws if party_list(each.id) is None] == []
    two = [each for each in laws if pair_of(each.id) and each.clause.exit == "allowed"]
    two = [each for each in two if each.term != "revision"]
    assert len(two) > 40
    assert [each.id for each in two if each.clause.shapes.ends_for_all is None] == []
