"""Errors: one root, one sentence, a code for machines, suggestions."""

import inspect
import json
import pickle

import pytest

from withdrawal import errors
from withdrawal.errors import MissingExtraError, QuestionError, WithdrawalError

EVERY = [
    each for each in vars(errors).values() if inspect.isclass(each) and issubclass(each, Exception)
]
PLAIN = [each for each in EVERY if each is not MissingExtraError]


class TestTheFamily:
    @pytest.mark.parametrize("error", EVERY)
    def test_one_root(self, error: type[WithdrawalError]):
        """Every error is a `WithdrawalError` and a `ValueError`, and its name says so."""
        assert issubclass(error, WithdrawalError)
        assert issubclass(error, ValueError)
        assert error.__name__.endswith("Error")
        assert error.__doc__

    def test_codes_are_told_apart(self):
        """Every kind has a code of its own, in words joined by hyphens."""
        codes = [error.code for error in EVERY]
        assert len(set(codes)) == len(codes)
        assert all(code == code.lower().replace("_", "-").strip() for code in codes)

    def test_the_codes_are_stable(self):
        """The codes are part of the interface: these are pinned."""
        assert {error.__name__: error.code for error in EVERY} == {
            "AmbiguousNameError": "ambiguous-name",
            "BadRequestError": "bad-request",
            "CircumstanceError": "circumstance",
            "DataFileError": "data-file",
            "DateFormatError": "date-format",
            "DateRangeError": "date-range",
            "DocumentError": "document",
            "EventOrderError": "event-order",
            "ImpossibleDateError": "impossible-date",
            "JournalError": "journal",
            "MajorityError": "majority",
            "MissingExtraError": "missing-extra",
            "MissingFontError": "missing-font",
            "NoDraftError": "no-draft",
            "NoTreatyError": "no-treaty-of-its-own",
            "PeriodFormatError": "period-format",
            "QuestionError": "not-understood",
            "RoundingError": "ambiguous-date",
            "ScenarioError": "scenario",
            "UnknownCountryError": "unknown-country",
            "UnknownNameError": "unknown-name",
            "UnknownTreatyError": "unknown-treaty",
            "VotesFormatError": "votes-format",
            "WithdrawalError": "error",
        }

    @pytest.mark.parametrize(
        ("error", "parent"),
        [
            (errors.ImpossibleDateError, errors.DateFormatError),
            (errors.UnknownCountryError, errors.UnknownNameError),
            (errors.UnknownTreatyError, errors.UnknownNameError),
            (errors.NoTreatyError, errors.UnknownTreatyError),
            (errors.ScenarioError, errors.DataFileError),
            (MissingExtraError, ImportError),
        ],
    )
    def test_kinds_of_kinds(self, error: type, parent: type):
        """A caller may catch the broader kind."""
        assert issubclass(error, parent)


class TestOneError:
    @pytest.mark.parametrize("error", PLAIN)
    def test_message_and_suggestions(self, error: type[WithdrawalError]):
        """The message is the text; suggestions are kept in order."""
        made = error("X is not Y.", suggestions=["b", "a"])
        assert str(made) == made.message == "X is not Y."
        assert made.suggestions == ("b", "a")
        assert error("X is not Y.").suggestions == ()

    @pytest.mark.parametrize("error", PLAIN)
    def test_as_json(self, error: type[WithdrawalError]):
        """Every door prints the same object."""
        made = error("X is not Y.", suggestions=["a"])
        assert json.loads(json.dumps(made.to_json())) == {
            "error": {"code": error.code, "message": "X is not Y.", "suggestions": ["a"]}
        }

    @pytest.mark.parametrize("error", PLAIN)
    def test_it_can_be_sent_elsewhere(self, error: type[WithdrawalError]):
        """An error survives pickling, as when a worker process raises it."""
        again = pickle.loads(pickle.dumps(error("X is not Y.", suggestions=["a"])))
        assert type(again) is error
        assert again.to_json() == error("X is not Y.", suggestions=["a"]).to_json()

    def test_a_question_may_bring_its_own_code(self):
        """A question error says which kind of misunderstanding it was."""
        made = QuestionError("Which treaty?", code="which-treaty", suggestions=["ottawa-1997"])
        assert made.to_json()["error"]["code"] == "which-treaty"
        assert QuestionError.code == "not-understood"
        assert pickle.loads(pickle.dumps(made)).to_json() == made.to_json()


class TestMissingExtra:
    def test_the_message_says_what_to_install(self):
        """The message names the module and the extra that brings it."""
        made = MissingExtraError("arrays", module="numpy")
        assert (
            str(made)
            == made.message
            == (
                "This needs 'numpy', which is not installed: install the extra with "
                'pip install "withdrawal[arrays]".'
            )
        )
        assert made.to_json()["error"]["code"] == "missing-extra"

    def test_it_can_be_sent_elsewhere(self):
        """It survives pickling too."""
        made = MissingExtraError("arrays", module="numpy")
        again = pickle.loads(pickle.dumps(made))
        assert type(again) is MissingExtraError
        assert again.to_json() == made.to_json()
