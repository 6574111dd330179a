"""The answer in one sentence: every status reads as a sentence, whatever is known of the day."""

import pytest
from attrs import evolve

import withdrawal
from withdrawal.case.wording.sentence import possessive, sentence

SPAIN = ("Spain", "ottawa-1997")
LISTED = "By the list of 20 February 2026 Spain was a party."


class TestBounds:
    """The day of receipt is known by its month only."""

    def test_effective(self):
        """What is over by the day of the question took effect between two days."""
        answer = withdrawal.when(*SPAIN, received="2025-06", as_of="2026-11-21")
        assert (answer.status, answer.effect) == ("effective", None)
        assert answer.sentence == (
            "Spain's withdrawal from the Ottawa Convention would have taken effect between "
            "1 December 2025 and 30 December 2025."
        )

    def test_pending(self):
        """What is not over takes effect between two days."""
        answer = withdrawal.when(*SPAIN, received="2026-10", as_of="2026-11-21")
        assert answer.status == "pending"
        assert answer.sentence == (
            "Spain's withdrawal from the Ottawa Convention would take effect between 1 April 2027 "
            "and 30 April 2027. " + LISTED
        )

    @pytest.mark.parametrize("received", ["2025", "2025-06", "2026", "2026-10", "2027-01/2027-02"])
    @pytest.mark.parametrize(
        "treaty", ["ottawa-1997", "rome-statute-1998", "ilo-c081", "teu-art-50"]
    )
    def test_every_form(self, received, treaty):
        """Any partial day of receipt leads to a sentence."""
        answer = withdrawal.when("Spain", treaty, received=received, as_of="2026-11-21")
        assert answer.sentence.endswith(".")
        assert answer.to_json()["sentence"] == answer.sentence


class TestAhead:
    """A story told before its end."""

    def test_effect(self):
        """What is over at the end of the story would take effect, where that day is ahead."""
        answer = withdrawal.when(*SPAIN, received="2027-01-10", as_of="2027-12-01")
        start = "Spain's withdrawal from the Ottawa Convention"
        assert sentence(answer).startswith(f"{start} would have taken effect on 10 July 2027.")
        ahead = sentence(evolve(answer, basis="recorded"), is_ahead=True)
        assert ahead.startswith(f"{start} would take effect on 10 July 2027.")

    def test_what_has_no_end(self):
        """What is still to come at the end of the story is told alike."""
        answer = withdrawal.when(*SPAIN, received="2027-01-10", as_of="2027-02-01")
        assert sentence(answer, is_ahead=True) == sentence(answer)


class TestPossessive:
    """Whose withdrawal it is."""

    @pytest.mark.parametrize(
        ("name", "genitive"),
        [
            ("Lithuania", "Lithuania's"),
            ("Honduras", "Honduras's"),
            ("the Netherlands", "the Netherlands'"),
            ("the Congo", "the Congo's"),
        ],
    )
    def test_genitive(self, name, genitive):
        """Only a plural name with its article does without another s."""
        assert possessive(name) == genitive
