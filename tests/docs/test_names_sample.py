"""The page on languages says of the names drawn by lot what the rows kept beside it say.

The draw was made from the names there were on 30 November 2026, twelve of each language, by
`random.Random(20261202)`, and the rows written before any was judged.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from withdrawal.languages.folder import LANGUAGES
from withdrawal.law.treaties.catalogue import catalogue

ROOT = Path(__file__).parents[2]
ROWS = ROOT / "tests" / "data" / "names_sample.csv"
PAGE = ROOT / "docs" / "evidence" / "languages.md"
VERDICTS = ("right", "acceptable", "not found", "wrong")
DRAWN = 12


@pytest.fixture(scope="module")
def rows():
    """Return what came of each name drawn."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestRows:
    def test_twelve_of_each_language(self, rows):
        """Twelve treaties of the catalogue are drawn of each language but English, none twice."""
        drawn = [(row["language"], row["treaty"]) for row in rows]
        assert Counter(code for code, _ in drawn) == dict.fromkeys(LANGUAGES[1:], DRAWN)
        assert len({*drawn}) == len(drawn)
        assert {treaty for _, treaty in drawn} <= {*catalogue()}

    def test_every_row_is_judged(self, rows):
        """Each row has one of four verdicts, and says what was found and where."""
        assert {row["verdict"] for row in rows} == {*VERDICTS}
        assert [row for row in rows if not all(row.values())] == []


class TestPage:
    def test_the_counts_are_those_of_the_rows(self, rows, interval):
        """The page has the counts of all and of each language, and the intervals."""
        told = " ".join(PAGE.read_text(encoding="utf-8").split())
        all_ = Counter(row["verdict"] for row in rows)
        known = Counter(row["source"] == "general knowledge" for row in rows)
        for wrong in (all_["wrong"], all_["wrong"] + all_["not found"]):
            ends = " to ".join(f"{each:.1%}" for each in interval(wrong, len(rows)))
            assert f"{wrong} of {len(rows)} ({ends})" in told
        assert f"{known[False]} were looked up" in told
        assert f"{known[True]} judged from general knowledge" in told
        for code in LANGUAGES[1:]:
            of = Counter(row["verdict"] for row in rows if row["language"] == code)
            line = ", ".join(str(of[each]) for each in VERDICTS)
            assert f"| {code} | {line} |" in told
        assert f"| all | {', '.join(str(all_[each]) for each in VERDICTS)} |" in told
