"""How much of a report stays English where another language is asked for: held by a bound."""

from collections import Counter
from datetime import date

import pytest

from withdrawal import when
from withdrawal.languages.folder import LANGUAGES
from withdrawal.output.spoken import words_in
from withdrawal.output.telling import answer_report
from withdrawal.record.history import history

OTHERS = [each for each in LANGUAGES if each != "en"]
EVERY = 6
"""Which of the pairs on record are looked at: the first of so many, and so on."""

BOUNDS = dict.fromkeys(OTHERS, (0.02, 0.16))
"""By language, the most that may be English: lines that are so throughout, and with them those of
which only the heading is in the language."""


@pytest.fixture(scope="module")
def answers():
    """The answers on a part of the pairs on record, exits of every kind among them."""
    pairs = sorted({(each.party, each.treaty) for each in history()})[::EVERY]
    return [when(*each, as_of=date(2026, 11, 29)) for each in pairs]


@pytest.mark.parametrize("language", OTHERS)
def test_share_of_english(answers, language):
    """Few lines of `when` are English in each language, and none that has a form."""
    found: Counter[str] = Counter()
    for report in (answer_report(each, words_in(language)) for each in answers):
        for item in (item for each in report.sections for item in each.items if item.text):
            is_english = item.language == "en"
            found.update(["line", *["english"] * is_english])
            found.update(["throughout"] * (is_english and not item.lead))
    throughout, english = BOUNDS[language]
    assert found["throughout"] <= throughout * found["line"]
    assert found["english"] <= english * found["line"]
