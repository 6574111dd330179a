"""Warnings that one line turns into errors: where an answer is sound, but rests on a choice.

    >>> import warnings
    >>> from withdrawal.warnings import MonthEndWarning
    >>> warnings.simplefilter("error", MonthEndWarning)  # doctest: +SKIP

All but the last are silent unless asked for: the answer itself says the same under its readings
and what it takes for granted.
"""

from __future__ import annotations

import warnings


class WithdrawalWarning(UserWarning):
    """An answer rests on a choice that somebody may want to make themselves."""


class MonthEndWarning(WithdrawalWarning):
    """The day is missing from the month in which a period ends, so two readings differ."""


class CountingWarning(WithdrawalWarning):
    """Two ways of counting the period lead to different days."""


class PartialDateWarning(WithdrawalWarning):
    """A day is known only in part, so the answer has bounds."""


class OldListWarning(WithdrawalWarning):
    """Whether the State is a party rests on a list older than the day asked, or on none."""


class SupposedNoticeWarning(WithdrawalWarning):
    """The notice is supposed by the asker, not on record."""


class RenamedWarning(DeprecationWarning):
    """A word of version 1 is used that has another name now; shown as deprecations are."""


_KINDS = frozenset(WithdrawalWarning.__subclasses__())

warnings.filterwarnings("ignore", category=WithdrawalWarning, append=True)


def are_heard() -> bool:
    """Return whether anybody has asked to be told of these, before the line above silences them."""
    for action, message, category, module, line in warnings.filters:
        if action != "ignore":
            if issubclass(WithdrawalWarning, category) or category in _KINDS:
                return True
        elif issubclass(WithdrawalWarning, category) and not (message or module or line):
            return False
    return True


def give(warning: WithdrawalWarning) -> None:
    """Give a warning to whoever called the library's function."""
    warnings.warn(warning, stacklevel=5)
