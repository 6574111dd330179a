"""Every error the package raises: one sentence each, naming the value and what was expected.

An error means the question makes no sense (an unknown name, an impossible date, events in an
impossible order). A State that is not a party, or a treaty that cannot be left, is an answer.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class WithdrawalError(ValueError):
    """The root of every error raised on purpose by this package.

    Attributes:
        code: a stable machine-readable word for the kind of error.
        suggestions: the nearest things that would have made sense, best first.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, suggestions: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.suggestions = tuple(suggestions)

    def to_json(self) -> dict[str, Any]:
        """Return ``{"error": {"code", "message", "suggestions"}}``, the form every door prints."""
        return {
            "error": {
                "code": self.code,
                "message": self.message,
                "suggestions": list(self.suggestions),
            }
        }


class PeriodFormatError(WithdrawalError):
    """A text is not an ISO 8601 duration in years, months, weeks and days."""

    code = "period-format"


class DateFormatError(WithdrawalError):
    """A text is not a date in the ISO 8601 form asked for."""

    code = "date-format"


class ImpossibleDateError(DateFormatError):
    """A text has the form of a date, but the calendar has no such day."""

    code = "impossible-date"


class DateRangeError(WithdrawalError):
    """A day falls outside the years 1 to 9999, or outside a compiled table."""

    code = "date-range"


class RoundingError(WithdrawalError):
    """The target month is shorter than the day, and the caller asked not to round."""

    code = "ambiguous-date"


class UnknownNameError(WithdrawalError):
    """A name fits nothing that is known."""

    code = "unknown-name"


class UnknownCountryError(UnknownNameError):
    """A name fits no State."""

    code = "unknown-country"


class UnknownTreatyError(UnknownNameError):
    """A name fits no treaty of the catalogue."""

    code = "unknown-treaty"


class NoTreatyError(UnknownTreatyError):
    """A name stands for a body that no treaty of its own binds to; the message is the answer.

    Attributes:
        body: what is known of the body, a `withdrawal.law.treaties.bodies.Body`.
    """

    code = "no-treaty-of-its-own"

    def __init__(self, message: str, *, body: Any = None, suggestions: Iterable[str] = ()) -> None:
        super().__init__(message, suggestions=suggestions)
        self.body = body

    def to_json(self) -> dict[str, Any]:
        """Return the error, with what is known of the body under ``body``."""
        told = super().to_json()
        return told if self.body is None else {**told, "body": self.body.to_json()}

    def __reduce__(self) -> tuple[Any, ...]:
        anew = partial(NoTreatyError, body=self.body, suggestions=self.suggestions)
        return anew, (self.message,)


class AmbiguousNameError(WithdrawalError):
    """A name fits several things; the suggestions list them."""

    code = "ambiguous-name"


class BadRequestError(WithdrawalError):
    """What is asked has the wrong form: an unknown, missing, repeated or overlong parameter."""

    code = "bad-request"


class CircumstanceError(WithdrawalError):
    """A circumstance contradicts the clause, the record or another circumstance."""

    code = "circumstance"


class DataFileError(WithdrawalError):
    """A data file is malformed: the message names file, key and expectation."""

    code = "data-file"


class ScenarioError(DataFileError):
    """A scenario file is malformed or asks for something impossible."""

    code = "scenario"


class EventOrderError(WithdrawalError):
    """An event cannot happen at this stage of the case, or on this day."""

    code = "event-order"


class MajorityError(WithdrawalError):
    """A recorded vote does not reach the majority the procedure requires."""

    code = "majority"


class VotesFormatError(WithdrawalError):
    """A text or tuple is not a count of votes for, against and abstaining."""

    code = "votes-format"


class JournalError(WithdrawalError):
    """A journal of a case cannot be read, or cannot be appended to."""

    code = "journal"


class DocumentError(WithdrawalError):
    """A document cannot be read: it is too large, broken, or of no kind that is read."""

    code = "document"


class QuestionError(WithdrawalError):
    """A plain-language question was not understood."""

    code = "not-understood"

    def __init__(
        self, message: str, *, code: str = "not-understood", suggestions: Iterable[str] = ()
    ) -> None:
        super().__init__(message, suggestions=suggestions)
        self.code = code  # type: ignore[misc]


class MissingExtraError(WithdrawalError, ImportError):
    """An optional dependency is not installed; the message says which extra brings it."""

    code = "missing-extra"

    def __init__(self, extra: str, *, module: str) -> None:
        super().__init__(
            f"This needs {module!r}, which is not installed: "
            f'install the extra with pip install "withdrawal[{extra}]".'
        )
        self.extra, self.module = extra, module

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(MissingExtraError, module=self.module), (self.extra,)


class MissingFontError(WithdrawalError):
    """A document has letters that no font at hand shows; the message names the package."""

    code = "missing-font"


class NoDraftError(WithdrawalError):
    """A notice that could not be given is not drafted; the message says why, and what is open."""

    code = "no-draft"


def near_misses(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that one which is unknown may have been meant for, best first."""
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=3)
