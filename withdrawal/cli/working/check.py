"""``withdrawal check``: are the data files sound?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import AsJson, Input, emit
from withdrawal.cli.reading import file_or_input
from withdrawal.cli.terminal import progress
from withdrawal.output.tables.record import check_report, complaints_report
from withdrawal.proof.check import check as run_check

_WHAT = (
    "The code of a language: check its folder instead, for what it lacks and what breaks a rule."
)
Language = Annotated[str | None, Parameter(help=_WHAT)]


def check(
    path: Annotated[Path | None, Input] = None,
    /,
    *,
    language: Language = None,
    json: AsJson = False,
) -> int:
    """Check data files: keys, sources, ids, references, and every clause on every day.

    The exit code is 1 where something is wrong.

    Parameters
    ----------
    path
        A file of a treaty, a procedure or a scenario, a directory of them, or - for standard
        input; default all that is packaged.
    """
    if language is not None:
        return _check_language(language, as_json=json)
    with progress("Checking") as told:
        if path is None:
            result = run_check(progress=told)
        else:
            with file_or_input(path, suffix=".toml") as file:
                result = run_check(file, progress=told)
    emit(result.to_json(), check_report(result), as_json=json)
    return 0 if result.is_sound else 1


def _check_language(language: str, *, as_json: bool) -> int:
    from withdrawal.languages.check import complaints_of

    found = complaints_of(language)
    verdict = f"{len(found)} findings" if found else "all is well"
    findings = [{"file": each.file, "text": each.text} for each in found]
    told = {"schema": "withdrawal/check-language/1", "language": language, "findings": findings}
    emit(told, complaints_report(f"Language {language}: {verdict}.", found), as_json=as_json)
    return 1 if found else 0
