"""How often a process looks for garbage: hardly if it is short, steadily if it stays."""

from __future__ import annotations

import atexit
import gc

_SHORT = (100_000, 10, 10)
"""How many objects are made before Python looks for garbage: looking during the start, where there
is none, costs a twentieth of a short command."""
_STAYING = (2_000, 50, 1_000)
"""What was made of late is looked through often, so that no garbage piles up; all there is, seldom:
every request waits a tenth of a second for that."""


def hurry() -> None:
    """Look hardly ever, and not at the end: what is there then goes with the process."""
    gc.set_threshold(*_SHORT)
    atexit.register(gc.freeze)


def stay() -> None:
    """Look steadily: garbage would pile up in a command that stays."""
    gc.set_threshold(*_STAYING)
