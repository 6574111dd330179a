"""Words of version 1 that have another name now: read until 3.0, with a warning.

Every old word is turned into the new one here, at the door, so that no other code knows it.
"""

from __future__ import annotations

import warnings
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from withdrawal.errors import CircumstanceError, WithdrawalError
from withdrawal.warnings import RenamedWarning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

P = ParamSpec("P")
R = TypeVar("R")


def sentence(before: str, now: str) -> str:
    """Return that a word has another name now, or none, and until when it is understood."""
    if not now:
        return f"{before} is no longer needed: it goes in 3.0."
    return f"{before} is called {now} now: the old name goes in 3.0."


def tell(before: str, now: str, *, stacklevel: int = 3) -> None:
    """Warn that a word has another name now.

    Args:
        before: the old word, as it was written.
        now: the word to write instead.
        stacklevel: how far up the caller is who wrote it.
    """
    warnings.warn(RenamedWarning(sentence(before, now)), stacklevel=stacklevel)


def renamed_arguments(**now: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function take arguments by their names of version 1.

    Args:
        now: for each old name the one that it has now.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def called(*args: P.args, **given: P.kwargs) -> R:
            if now.keys().isdisjoint(given):
                return function(*args, **given)
            for before in now.keys() & given.keys():
                tell(f"{function.__name__}({before}=)", f"{now[before]}=")
            return function(*args, **renamed_keys(given, now, is_told=True))

        return called

    return decorate


def renamed_keys(
    given: Mapping[str, Any],
    now: Mapping[str, str],
    *,
    where: str = "",
    error: type[WithdrawalError] = CircumstanceError,
    is_told: bool = False,
) -> dict[str, Any]:
    """Return keys and values with the new name of each key, and warn of each old one.

    Args:
        given: keys, some by their names of version 1.
        now: for each old name the one that it has now.
        where: file and line, for the message.
        error: the error to raise.
        is_told: whether the warning was given already.

    Raises:
        WithdrawalError: (the one given) a key stands there by both its names.
    """
    for before in now.keys() & given.keys():
        if now[before] in given:
            raise error(
                f"{where}{before} and {now[before]} are both given: the first is the old name of "
                f"the second, expected {now[before]} alone."
            )
        if not is_told:
            tell(f"{where}{before}", now[before], stacklevel=4)
    return {now.get(key, key): value for key, value in given.items()}


class OldName:
    """An attribute by its name of version 1."""

    def __init__(self, now: str, read: Callable[[Any], Any] | None = None) -> None:
        """Make it.

        Args:
            now: the name of the attribute now.
            read: what the old one was, where it is not simply the new one.
        """
        self.now = now
        self.read = read
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        tell(f"{owner.__name__}.{self.name}", self.now)
        return getattr(instance, self.now) if self.read is None else self.read(instance)
