"""What a treaty's clause says, told in each language; only the words of a treaty stay English."""

import re
from collections import Counter
from pathlib import Path

import pytest

from withdrawal.languages.folder import LANGUAGES, report_lines
from withdrawal.languages.lines import line_in
from withdrawal.law.clause.operators import kind_of
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.spoken import words_in
from withdrawal.output.tables.clauses import clause_lines, operator_in_words
from withdrawal.output.tables.definitions import treaty_row
from withdrawal.output.tables.treaties import TREATIES

OTHERS = [each for each in LANGUAGES if each != "en"]
LENGTHS = ("1 year", "2 years", "5 years", "1 month", "6 months", "1 day", "21 days", "90 days")
"""One, few and many of each unit, which differ in most languages; one that ends in one."""

PAGE = " ".join(
    (Path(__file__).parents[2] / "docs/evidence/languages.md").read_text(encoding="utf-8").split()
)

FREE = ("only-if", "first-act", "consent", "at-event")
"""The operators that tell in the words of one treaty what has to happen, or who must agree."""


@pytest.fixture(scope="module")
def clauses():
    """The clauses of all treaties."""
    return [catalogue().treaty(key).clause for key in catalogue()]


@pytest.fixture(scope="module")
def lines(clauses):
    """Each line of all clauses, and how often it is told."""
    return Counter(text for clause in clauses for text, _ in clause_lines(clause))


@pytest.mark.parametrize("language", OTHERS)
class TestEveryClause:
    def test_its_lines_have_words(self, lines, language):
        """Of all lines, more than 99 in 100 are told, 84 to their end; the page has the counts."""
        found: Counter[str] = Counter()
        for text, times in lines.items():
            told = line_in(language, text)
            kind = "whole" if told.language == language else "headed" if told.lead else "english"
            found[kind] += times
        assert found["english"] < 0.01 * found.total()
        assert found["whole"] > 0.84 * found.total()
        assert (
            f"Of the {found.total():,} lines in which the clauses of all treaties are told, "
            f"{found['whole']:,} are whole in every language; {found['headed']} are the words of a "
            f"file behind a heading in the language"
        ) in PAGE
        assert f"{found['english']} are English throughout" in PAGE

    def test_each_rule_is_told_whole(self, clauses, language):
        """Each operator of each clause is told to its end, unless a treaty's own words say it."""
        rules = {
            operator_in_words(each)
            for clause in clauses
            for each in clause.operators
            if kind_of(each) not in FREE
        }
        assert len(rules) > 50
        english = {x for x in rules if line_in(language, f"{x}.").language != language}
        assert {x for x in english if "after consultations" not in x} == set()

    def test_each_length(self, language):
        """A form takes every length, and says it as the language does."""
        forms = {k: x for k, x in report_lines("en").lines.items() if "{length}" in x}
        english = re.compile(r"\b(?:years?|months?|days)\b")
        for key in ("period", "may_notify", "windows_open", "never_before_after", "term_first"):
            for length in LENGTHS:
                line = forms[key].format(
                    length=length,
                    first=length,
                    every=length,
                    anchor=report_lines("en").anchors["treaty-in-force"],
                )
                told = line_in(language, line)
                assert told.language == language, line
                assert not english.search(told.text), told.text

    def test_an_anchor_may_be_a_day(self, language):
        """A period counted from a day of the calendar is told with that day."""
        told = line_in(language, "Notice may be given 3 years after 2004-05-17 at the earliest.")
        assert told.language == language
        assert "17" in told.text
        assert "2004-05-17" not in told.text


class TestEnglish:
    def test_the_year_of_a_notice(self, clauses):
        """How many years before its effect a yearly notice is due is told as it is."""
        rules = {
            operator_in_words(each)
            for clause in clauses
            for each in clause.operators
            if kind_of(each) == "annual-date" and each.by is not None and each.years_before > 1
        }
        assert rules == {
            "Effect on a 1 January, if notice came by 31 December 2 years before",
            "Effect on a 1 January, if notice came by 31 December 5 years before",
            "Effect on a 31 December, if notice came by 31 December 2 years before",
        }

    def test_what_effect_waits_for(self):
        """What has no words in a closed list leaves the line English."""
        line = "Effect then waits for the end of this too: release and repatriation, a storm."
        assert line_in("de", line).language == "en"

    def test_the_first_of_a_month(self):
        """French says the first of a month as an ordinal, in a year and without one."""
        assert (
            line_in("fr", "Effect on the next 1 January.").text == "Effet le 1er janvier suivant."
        )


@pytest.mark.parametrize("language", OTHERS)
def test_the_list_of_treaties(language):
    """The list of treaties has each period, and whether one may leave, in the reader's language."""
    rows = [treaty_row(key, row) for key, row in catalogue().summaries.items()]
    section = TREATIES.section(rows, words_in(language))
    column = [each.cells[1] for each in section.items]
    assert len(column) == len(rows)
    assert {each.language for each in column} == {language}
