"""The report of a forecast: its headline, and what of it each language says."""

from functools import cache

import pytest

from withdrawal.languages.folder import LANGUAGES, labels, report_lines
from withdrawal.languages.wording import wording
from withdrawal.odds.api import forecast
from withdrawal.odds.estimates import read_branches
from withdrawal.output.forecast import forecast_headline, forecast_report
from withdrawal.output.spoken import words_in

OPEN = ("lithuania", "ottawa", "2025-03-18")
SUPPOSED = ("sweden", "ottawa", "2026-11-21")
NOT_KNOWN = ("USA", "clc-1969", "2026-11-21")
ONE_DAY = ("usa", "unesco", "2025-08-01")
KINDS = ("ranges", "never", "driver", "hindsight")
"""What is told of every open forecast, of which no line may be left English."""


@cache
def made(party, treaty, as_of):
    """A forecast from a day."""
    return forecast(party, treaty, as_of=as_of)


class TestHeadline:
    @pytest.mark.parametrize(
        ("case", "told"),
        [
            (OPEN, "if it takes effect, even odds by 15 December 2025; never: 20%"),
            (SUPPOSED, "even odds by 13 August 2027, if begun on 21 November 2026"),
            (ONE_DAY, "31 December 2026, with a chance of 93%"),
            (("LTU", "ottawa", "2026-01-01"), "27 December 2025"),
            (("MEX", "vclt", "2026-11-21"), "Withdrawal not provided for"),
        ],
    )
    def test_a_day_never_stands_bare(self, case, told):
        """A day that is open stands with its chance, and with the condition it is under."""
        assert forecast_headline(made(*case)) == told

    def test_one_that_may_come_to_nothing_says_so(self):
        """Where even odds hold only if it comes at all, the headline does not leave that out."""
        each = made(*OPEN)
        assert each.probability_by(each.median) < 0.5
        assert "never" in forecast_headline(each)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
class TestLanguages:
    @pytest.mark.parametrize("case", [OPEN, SUPPOSED, ONE_DAY])
    def test_headline_and_sentence_are_told(self, language, case):
        """The headline and the sentence of an open forecast are in the reader's language."""
        each = made(*case)
        report = forecast_report(each, words_in(language))
        assert report.headline != forecast_headline(each)
        assert report.sentence not in ("", each.sentence)
        assert "{" not in report.headline + report.sentence

    def test_what_is_not_known_is_told(self, language):
        """Where nobody knows whether the State is a party, headline and sentence say so."""
        report = forecast_report(made(*NOT_KNOWN), words_in(language))
        told, _, _ = wording(language).texts.sentences["bound_unknown"].partition("{")
        assert report.sentence.startswith(told)
        assert labels(language).labels["if_party"] in report.headline

    def test_what_stands_beside_is_told(self, language):
        """So is why it may never come, what would narrow it, and how good such have been."""
        report = forecast_report(made(*OPEN), words_in(language))
        english = {each.kind: each.title for each in forecast_report(made(*OPEN)).sections}
        for kind in KINDS:
            assert report.of(kind)
            assert {each.language for each in report.of(kind)} == {language}
        for each in report.sections:
            assert each.title != english[each.kind]

    def test_what_may_happen_is_told(self, language):
        """What is taken for granted of each stage and branch is in the reader's language."""
        report = forecast_report(made(*OPEN), words_in(language))
        said = [each.text for each in report.of("assumptions") if each.language != language]
        assert all("probability" not in each for each in said), said


def test_branches_are_called_the_same():
    """What may become of a case has the words in lines that it has in the file of branches."""
    told = read_branches()
    for key, words in report_lines("en").branches.items():
        assert told[key]["text"] == words
