"""How often a process looks for garbage: hardly if it is short, as usual if it stays."""

from __future__ import annotations

import atexit
import gc

__all__ = ["hurry", "stay"]

_USUAL = gc.get_threshold()
_OBJECTS = 100_000
"""How many objects are made before Python looks for garbage: looking during the start, where there
is none, costs a twentieth of a short command."""


def hurry() -> None:
    """Look hardly ever, and not at the end: what is there then goes with the process."""
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)


def stay() -> None:
    """Look as often as Python usually does: garbage would pile up in a command that stays."""
    gc.set_threshold(*_USUAL)
