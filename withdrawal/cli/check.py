"""``withdrawal check``: are the data files sound?"""

from __future__ import annotations

from pathlib import Path

from withdrawal.case.check import check as run_check
from withdrawal.cli.options import AsJson, emit
from withdrawal.output.record import check_text

__all__ = ["check"]


def check(path: Path | None = None, /, *, json: AsJson = False) -> int:
    """Check data files: keys, sources, ids, references, and every clause on every day.

    The exit code is 1 where something is wrong.

    Example: `withdrawal check my-treaties/`

    Parameters
    ----------
    path
        A treaty file or a directory of them; default all that is packaged.
    """
    result = run_check(path)
    emit(result.to_json(), check_text(result), as_json=json)
    return 0 if result.is_sound else 1
