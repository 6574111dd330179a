"""``withdrawal check``: are the data files sound?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from withdrawal.cli.options import AsJson, Input, emit
from withdrawal.cli.reading import file_or_input
from withdrawal.cli.terminal import progress
from withdrawal.output.record import check_text
from withdrawal.proof.check import check as run_check

__all__ = ["check"]


def check(path: Annotated[Path | None, Input] = None, /, *, json: AsJson = False) -> int:
    """Check data files: keys, sources, ids, references, and every clause on every day.

    The exit code is 1 where something is wrong.

    Example: `withdrawal check my-treaties/`

    Parameters
    ----------
    path
        A treaty file, a directory of them, or - for standard input; default all that is
        packaged.
    """
    with progress("Checking") as told:
        if path is None:
            result = run_check(progress=told)
        else:
            with file_or_input(path, suffix=".toml") as file:
                result = run_check(file, progress=told)
    emit(result.to_json(), check_text(result), as_json=json)
    return 0 if result.is_sound else 1
