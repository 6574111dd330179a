"""The check of the data files that describe no treaty: do they read, and do their graphs build?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from withdrawal.case.scenarios.play import opened_case
from withdrawal.case.scenarios.scenario import examples_directory, read_scenario
from withdrawal.datafiles import read_toml
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.countries import countries
from withdrawal.law.procedures.file import DATA, read_procedure
from withdrawal.law.treaties.offices import offices
from withdrawal.law.treaties.treaty import depositaries
from withdrawal.record.chronology import chronologies, chronology
from withdrawal.record.claims import claims
from withdrawal.record.conflicts import conflicts
from withdrawal.record.starting import STARTING, collect, stored

__all__ = [
    "complaints_of_procedures",
    "complaints_of_scenarios",
    "complaints_of_the_rest",
    "is_procedure_file",
    "is_scenario_file",
]


def is_procedure_file(path: Path) -> bool:
    """Return whether a file describes a State's procedure: its name is a country code."""
    return len(path.stem) == 3 and path.stem.isupper()


def complaints_of_procedures(paths: Iterable[Path] | None = None) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the files of procedures, as file and text.

    Args:
        paths: the files; default all that are packaged.
    """
    chosen = sorted(DATA.glob("[A-Z][A-Z][A-Z].toml")) if paths is None else paths
    for path in chosen:
        yield from _complaint(path.name, lambda path=path: _build(path))  # type: ignore[misc]


def _build(path: Path) -> None:
    found = read_procedure(path)
    for route in found.routes:
        found.graph(route)


def is_scenario_file(path: Path) -> bool:
    """Return whether a file tells a scenario: it has cases."""
    with suppress(DataFileError):
        return "cases" in read_toml(path)
    return False


def complaints_of_scenarios(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the files of scenarios, as file and text."""
    for path in paths:
        yield from _complaint(path.name, lambda path=path: _open_cases(path))  # type: ignore[misc]


def _open_cases(path: Path) -> None:
    for each in read_scenario(path).cases:
        opened_case(each)


def complaints_of_the_rest() -> Iterator[tuple[str, str]]:
    """Return what is wrong with chronologies, claims, conflicts, depositaries and scenarios."""
    for party, treaty in chronologies():
        name = f"{treaty}/{party}.jsonl"
        yield from _complaint(name, lambda key=(party, treaty): chronology(*key))  # type: ignore[misc]
    yield from _complaint("seeds", claims)
    anybody = next(iter(countries()))
    yield from _complaint("conflicts.toml", lambda: conflicts(anybody, as_of=date.max))
    yield from _complaint("depositaries.toml", depositaries)
    yield from _complaint("offices.toml", offices)
    yield from complaints_of_scenarios(sorted(examples_directory().glob("*.toml")))
    if stored() != collect():
        yield STARTING.name, "is not what the documents say: expected `make data` after a change."


def _complaint(file: str, read: Callable[[], object]) -> Iterator[tuple[str, str]]:
    try:
        read()
    except WithdrawalError as error:
        yield file, error.message
