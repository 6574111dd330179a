"""``withdrawal when STATE TREATY`` and nothing more: told at once, without reading options.

Loading what reads options would take a third of the whole command.
"""

from __future__ import annotations

from collections.abc import Sequence

from withdrawal.case.answering.when import when
from withdrawal.case.asking.question import split_names
from withdrawal.cli.terminal import emit
from withdrawal.output.telling import answer_report


def tell(words: Sequence[str]) -> int:
    """Print when an exit takes effect, of names of two words or more; return the exit code."""
    state, treaty = words if len(words) == 2 else split_names(words)
    return emit(None, answer_report(when(state, treaty)), as_json=False, headed=True)
