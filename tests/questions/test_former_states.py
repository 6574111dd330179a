"""States that are no more, and those that few lists name, in questions of every language."""

import pytest

from withdrawal.languages.folder import LANGUAGES, state_names
from withdrawal.law.countries import countries
from withdrawal.questions import ask

TODAY = "2026-11-28"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name(language):
    """Every State that the package knows has a name, a genitive and phrases in each language."""
    states = state_names(language)
    assert states.keys() == countries().keys()
    assert all(each.name and each.of for each in states.values())


@pytest.mark.parametrize(
    ("question", "party"),
    [
        ("Is Czechoslovakia bound by the NPT?", "CSK"),
        ("Is the Czech Republic bound by the NPT?", "CZE"),
        ("Is East Germany bound by the NPT?", "DDR"),
        ("Is the Federal Republic of Germany bound by the NPT?", "DEU"),
        ("Is Serbia and Montenegro bound by the NPT?", "SCG"),
        ("Is South Yemen bound by the NPT?", "YMD"),
        ("Is South Vietnam bound by the NPT?", "VDR"),
        ("Is the USSR bound by the NPT?", "SUN"),
        ("Is Taiwan bound by the NPT?", "TWN"),
        ("Is Kosovo bound by the NPT?", "XKX"),
        ("Ist die DDR an das Ottawa-Übereinkommen gebunden?", "DDR"),
        ("La Tchécoslovaquie est-elle liée par le TNP ?", "CSK"),
    ],
)
def test_the_state_that_was_meant(question, party):
    """A former State is never taken for one that has a part of its name."""
    assert [each.answer.party for each in ask(question, as_of=TODAY).answers] == [party]
