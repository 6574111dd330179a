"""Claims: what documents say, kept in our own words, with what the treaty makes of it."""

import re
from pathlib import Path

import pytest

from withdrawal.dates import Period
from withdrawal.errors import DataFileError
from withdrawal.record.chronology import chronology
from withdrawal.record.claims import (
    claims,
    claims_about,
    disagreements,
    documents,
    read_document,
)

CLAIM = """
[[claims]]
id = "{0}"
kind = "scope"
treaty = "ottawa-1997"
says = "Something."
supported = "yes"
why = "Because."
"""
HEAD = 'document = "x.txt"\nlanguage = "en"\n'


class TestDocuments:
    def test_there_are_five(self):
        """Each of the five source documents has one file of the same name."""
        assert [document.document[:3] for document in documents()] == [
            "000",
            "001",
            "002",
            "003",
            "004",
        ]

    def test_the_quarrel_about_the_clock(self):
        """The Swedish report counts from parliament, the last one from the notice."""
        said = {
            document.document[:3]: (claim.starts, claim.period, claim.supported)
            for document in documents()
            for claim in document.claims
            if claim.kind == "period-starts"
        }
        assert said == {
            "003": ("parliamentary-approval", Period(months=6), "no"),
            "004": ("receipt-by-depositary", Period(months=6), "yes"),
        }

    def test_claims_carry_their_document(self):
        """Each claim names the document and its date as its source."""
        document = documents()[0]
        assert {claim.source for claim in document.claims} == {document.source}
        assert str(document.source.date) == "2025-03-18"

    def test_json(self):
        """As data: the document, its language and date, and its claims."""
        found = documents()[3].to_json()
        assert found["language"] == "sv"
        clock = next(one for one in found["claims"] if one["kind"] == "period-starts")
        assert (clock["starts"], clock["period"]) == ("parliamentary-approval", "P6M")


class TestClaims:
    def test_each_says_why(self):
        """Every verdict has a reason, and every one drawn from the treaty its article."""
        for claim in claims():
            assert claim.why.endswith("."), claim.id
            if claim.kind in ("period-starts", "conflict-test", "recipients"):
                assert claim.article

    def test_disagreements(self):
        """The documents disagree on the clock, the number of parties and who is told."""
        kinds = {group[0].kind for group in disagreements()}
        assert kinds == {"period-starts", "party-count", "recipients"}

    def test_about(self):
        """Claims are found by treaty, kind and State; those about no State concern all."""
        found = claims_about("ottawa-1997", kind="period-starts", party="POL")
        assert {claim.id for claim in found} == {
            "six-months-from-parliament",
            "six-months-from-notice",
            "poland-three-years",
        }
        assert claims_about("ottawa-1997", kind="adoption", party="SWE")
        assert claims_about("ccm-2008", kind="period-starts") == ()

    def test_wrong_votes_differ_from_the_record(self):
        """A count of votes called wrong differs from the one in use, and is kept beside it."""
        counted = [claim for claim in claims() if claim.kind == "votes"]
        assert counted
        for claim in counted:
            (party,) = claim.parties
            (event,) = (e for e in chronology(party, claim.treaty) if e.step == claim.step)
            assert str(event.votes) != claim.votes
            assert claim.votes in {str(rival.votes) for rival in event.rivals}


class TestFaults:
    def write(self, folder: Path, text: str) -> Path:
        """Write a document's file and return its path."""
        path = folder / "x.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def test_a_good_file(self, tmp_path: Path):
        """A minimal file names document and language and has claims."""
        document = read_document(self.write(tmp_path, HEAD + CLAIM.format("a")))
        assert document.claims[0].source.address == "a report, outlet not known"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (HEAD + CLAIM.format("a") + CLAIM.format("a"), "id 'a' occurs twice"),
            (HEAD + CLAIM.format("a") + 'colour = "red"', "x.toml: unknown key 'colour'"),
            ('language = "en"' + CLAIM.format("a"), "x.toml: the key 'document' is missing"),
            (HEAD + CLAIM.format("a").replace("scope", "taste"), re.escape("claims#1.kind")),
            (HEAD + "claims = 3", "x.toml: "),
            (HEAD + "claims = [3]", "x.toml: "),
        ],
    )
    def test_malformed_files(self, tmp_path: Path, text: str, message: str):
        """A malformed file names file, key and what was expected."""
        with pytest.raises(DataFileError, match=message):
            read_document(self.write(tmp_path, text))
