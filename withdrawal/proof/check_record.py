"""The check of the record, its lists, and the data files that describe no treaty.

Do they read, do procedures' graphs build, and does anything contradict the record?
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from withdrawal.case.roll_compared import Difference, counts_on, differences_of
from withdrawal.case.scenarios.play import opened_case
from withdrawal.case.scenarios.scenario import examples_directory, read_scenario
from withdrawal.datafiles import read_toml
from withdrawal.dates import PartialDate
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.countries import countries, country
from withdrawal.law.procedures.file import read_procedure
from withdrawal.law.procedures.words import DATA
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.offices import offices
from withdrawal.law.treaties.treaty import Treaty, depositaries
from withdrawal.proof.consistency import contradictions
from withdrawal.record import chronology
from withdrawal.record import history as record
from withdrawal.record.bound import lists
from withdrawal.record.bound.lists import all_lines, list_names, party_list, states_of
from withdrawal.record.claims import claims
from withdrawal.record.conflicts import conflicts
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.starting import STARTING, collect, stored

_UNREAD = re.compile(r"\b(not|never|nobody) (yet )?(been )?read\b|\bunread\b", re.IGNORECASE)
_EVERY_STATE = "*"


def says_unread(*texts: str | None) -> bool:
    """Return whether words say that a text was not read."""
    return any(text is not None and _UNREAD.search(text) for text in texts)


def complaints_of_record(known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the record of withdrawals, as file and text."""
    yield from record.faults()
    yield from chronology.faults()
    for row in history():
        for text in complaints_of_row(row, known):
            yield record.line_of(row), f"{_which(row)}: {text}"
    for row, text in contradictions():
        yield record.line_of(row), f"{_which(row)}: {text}"


def _which(row: Withdrawal) -> str:
    day = row.known_given or row.known("effect")
    return f"{row.treaty}, {row.party}, {day or row.known('announced') or 'no day'}"


def complaints_of_row(row: Withdrawal, known: set[str]) -> Iterator[str]:
    """Yield what is wrong with one row of the record."""
    if row.treaty not in known:
        yield f"{row.treaty!r} is not the id of a treaty known here."
    if not row.source:
        yield "key source: expected one."
    if row.confidence == "verified" and says_unread(row.note, row.source):
        yield "key confidence: verified, and said to be not read: expected one of the two."
    yield from _complaint_of_party(row.party)
    if row.follows is not None:
        yield from _complaint_of_leader(row.follows)
    if row.way_out is not None and row.treaty in catalogue():
        yield from _complaint_of_way_out(row.way_out, catalogue().treaty(row.treaty))


def _complaint_of_way_out(way_out: str, treaty: Treaty) -> Iterator[str]:
    """Yield that a treaty has no such way out: its main clause would be taken without a word."""
    known = [each.id for each in treaty.clause.alternatives]
    if way_out not in known:
        expected = ", ".join(known) or "none, as the treaty has one way out"
        yield f"key way_out: {way_out!r} is no way out of {treaty.id}: expected {expected}."


def _complaint_of_party(code: str) -> Iterator[str]:
    try:
        country(code)
    except WithdrawalError as error:
        yield error.message


def _complaint_of_leader(follows: str) -> Iterator[str]:
    """Say where a notice follows neither a State's nor one of a day."""
    if not follows[:1].isdigit():
        yield from _complaint_of_party(follows)
        return
    try:
        PartialDate.parse(follows)
    except WithdrawalError as error:
        yield f"key follows: {error.message}"


def complaints_of_lists(known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the lists of parties, as file and text."""
    yield from lists.faults()
    seen: set[str] = set()
    for treaty in list_names():
        file = f"{treaty}.csv"
        if treaty not in known:
            yield file, f"{treaty!r} is not the id of a treaty known here."
            continue
        codes = set(states_of(treaty)) - {_EVERY_STATE}
        for code in sorted(codes - seen):
            yield from ((file, text) for text in _complaint_of_party(code))
        seen |= codes
        with suppress(DataFileError):  # Told by the faults above.
            counted = complaints_of_count(catalogue().treaty(treaty))
            yield from ((lists.LISTS, text) for text in counted)


def complaints_of_count(law: Treaty) -> Iterator[str]:
    """Yield where a list does not say its day, or not how many parties it has on it."""
    kept = party_list(law.id)
    if kept is None or kept.as_of is None:
        yield f"{law.id}: expected a line with the day that its list is good for."
        return
    counts = counts_on(law, kept.as_of)
    is_told_in_one = _EVERY_STATE in states_of(law.id) or law.is_over_by(kept.as_of)
    is_counted = kept.count is not None and not is_told_in_one
    if is_counted and kept.count not in counts:
        found = " or ".join(map(str, sorted(set(counts))))
        yield f"{law.id}: key count: {kept.count}, and {found} on {kept.as_of}: expected that."


def count_of_lines() -> int:
    """Return how many lines all lists have together."""
    return sum(len(lines) for each in list_names() for lines in all_lines(each).values())


def differences() -> tuple[Difference, ...]:
    """Return where a second source or an official count says otherwise than the lists."""
    known = catalogue()
    found: list[Difference] = []
    for treaty in list_names():
        if treaty in known:
            with suppress(DataFileError):
                found += differences_of(known.treaty(treaty))
    return tuple(found)


def is_procedure_file(path: Path) -> bool:
    """Return whether a file describes a State's procedure: its name is a country code."""
    return len(path.stem) == 3 and path.stem.isupper()


def complaints_of_procedures(paths: Iterable[Path] | None = None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with files of procedures, default the packaged ones, as file and text."""
    chosen = sorted(DATA.glob("[A-Z][A-Z][A-Z].toml")) if paths is None else paths
    for path in chosen:
        yield from _complaint(path.name, partial(_build, path))


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
        yield from _complaint(path.name, partial(_open_cases, path))


def _open_cases(path: Path) -> None:
    for each in read_scenario(path).cases:
        opened_case(each)


def complaints_of_the_rest() -> Iterator[tuple[str, str]]:
    """Return what is wrong with chronologies, claims, conflicts, depositaries and scenarios."""
    for party, treaty in chronology.chronologies():
        name = f"{treaty}/{party}.jsonl"
        yield from _complaint(name, partial(chronology.chronology, party, treaty))
    yield from _complaint("seeds", claims)
    anybody = next(iter(countries()))
    yield from _complaint("conflicts.toml", partial(conflicts, anybody, as_of=date.max))
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
