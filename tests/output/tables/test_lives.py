"""The life and the numbers of a treaty, as they are shown."""

from pathlib import Path

import pytest

from withdrawal.inquiries.treaties import Treaties
from withdrawal.law.treaties.catalogue import catalogue, treaty
from withdrawal.law.treaties.treaty import Treaty, read_treaties
from withdrawal.output.tables.treaties import (
    life_json,
    linked_data,
    numbers_text,
    treaties_report,
    treaty_json,
    treaty_report,
)
from withdrawal.output.text import report_text

FILE = """
id = "zanzibar-1990"
title = "Pact of Zanzibar"
short_names = ["Zanzibar Pact"]
sources = ["the text"]
confidence = "known"
adopted = 1990-05-05
{more}
[clause]
exit = "allowed"
[clause.runs]
period = "P3M"
[identifiers]
cets = ["991"]
unts = ["99001"]
wikidata = ["Q1"]
"""


def read(folder: Path, more: str) -> Treaty:
    """Read a treaty file with some keys of life."""
    path = folder / "own.toml"
    path.write_text(FILE.format(more=more), encoding="utf-8")
    return read_treaties(path)[0]


class TestLife:
    @pytest.mark.parametrize(
        ("more", "line"),
        [
            ('ended = 2021-06-19\nended_how = "abrogated"', "Ended: 2021-06-19, abrogated"),
            (
                'ended = 2021-06-19\nended_range = "2021-06-03/2021-06-19"',
                "Ended: between 2021-06-03 and 2021-06-19",
            ),
            ("not_in_force = true", "In force: not yet"),
            ("closed = true", "Closed: no other State may join"),
            ('kind = "model-clause"', "Kind: model clause"),
            ('replaced_by = ["paris-2015"]', "Replaced by: Paris Agreement (paris-2015)"),
            ('successor = "another pact"', "Replaced by: another pact"),
            ("suspended_since = 1994-01-01", "Suspended since: 1994-01-01"),
            ("term_ends = 2036-07-01", "Its term ends: 2036-07-01"),
            ('binds_still = "two islands"', "Still binds: two islands"),
            ("provisionally_applied = 1991-01-01", "Applied provisionally since: 1991-01-01"),
        ],
    )
    def test_lines(self, tmp_path: Path, more: str, line: str):
        """Each thing on record is a line of the treaty's text."""
        told, without = (treaty_report(read(tmp_path, each)).told for each in (more, ""))
        assert [each for each in told if each not in without] == [f"{line}."]

    def test_nothing_on_record(self, tmp_path: Path):
        """A life of which nothing is on record has no lines, and every key in JSON."""
        found = read(tmp_path, "")
        names = [each.name for each in treaty_report(found).facts]
        assert names == ["Adopted", "Numbers"]
        told = life_json(found)
        assert (told["kind"], told["closed"], told["not_in_force"]) == ("treaty", False, False)
        assert told["replaced_by"] == []
        assert all(told[key] is None for key in ("ended", "ended_range", "term_ends"))
        assert told.items() <= treaty_json(found).items()

    def test_in_a_list(self, tmp_path: Path):
        """A list of treaties marks those that bind nobody."""
        row = {"id": "a", "name": "Pact", "period": "P3M", "exit": "allowed", "depositary": ""}
        over = {**row, "ended": "2021-06-19", "not_in_force": False}
        text = report_text(treaties_report([over, {**row, "ended": None, "not_in_force": True}]))
        assert "Pact (ended 2021-06-19)" in text
        assert "Pact (not in force)" in text


class TestNumbers:
    def test_in_text_and_json(self, tmp_path: Path):
        """Numbers are shown with who gives them, and only certain addresses are given."""
        found = read(tmp_path, "")
        said = "Council of Europe, CETS 991; UN registration 99001; Wikidata Q1"
        assert numbers_text(found) == said
        (numbers,) = (each for each in treaty_report(found).facts if each.name == "Numbers")
        assert numbers.value == said
        assert [each.href for each in numbers.sources] == [
            *(None, None, "https://www.wikidata.org/wiki/Q1"),
        ]
        told = treaty_json(found)
        assert told["identifiers"] == {"cets": ["991"], "unts": ["99001"], "wikidata": ["Q1"]}
        assert told["same_as"] == ["https://www.wikidata.org/wiki/Q1"]

    def test_linked_data(self, tmp_path: Path):
        """Linked data name the treaty, its numbers and the same thing elsewhere."""
        assert linked_data(read(tmp_path, "")) == {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "name": "Pact of Zanzibar",
            "alternateName": ["Zanzibar Pact"],
            "identifier": ["991", "99001", "Q1"],
            "legislationDate": "1990-05-05",
            "sameAs": ["https://www.wikidata.org/wiki/Q1"],
        }

    def test_the_depositary_s_page(self):
        """A treaty in the UN Secretary-General's list leads to its page there."""
        (address,) = [
            each for each in linked_data(treaty("ottawa-1997"))["sameAs"] if "treaties.un" in each
        ]
        assert address.endswith("mtdsg_no=XXVI-5&chapter=26")

    def test_searched(self):
        """A list is searched by number too, those that share it included."""
        assert list(Treaties(q="XXVI-5").answer()) == ["ottawa-1997"]
        found = catalogue().numbered("XXVI-2")
        assert set(Treaties(q="XXVI-2").answer()) == {*found.answers, *found.others}


class TestParties:
    @pytest.mark.parametrize(
        ("key", "line"),
        [
            ("sela-1975", "No list of parties is kept here."),
            ("water-1992", "40 parties by the list of 10 July 2014, not complete: ALB AUT"),
            ("pnet-1976", "2 parties by the list of 28 November 2026, complete: RUS USA"),
        ],
    )
    def test_by_which_list(self, key: str, line: str):
        """Parties are told with the list that has them, and that it may lack some; or none is."""
        sections = treaty_report(treaty(key)).sections
        (section,) = (each for each in sections if each.kind == "parties")
        assert section.items[0].text.startswith(line)

    @pytest.mark.parametrize(("key", "is_told"), [("sela-1975", False), ("iarc-1965", True)])
    def test_counting_of_months_alone(self, key: str, is_told: bool):
        """How a period is counted is told where it is one of months or years, and can differ."""
        kinds = {each.kind for each in treaty_report(treaty(key)).sections}
        assert ("counting" in kinds) is is_told
