"""The check of the data files: do they read, do references resolve, does every clause compute?

A contributor runs it on one treaty file or a directory of them; without a path it checks all that
is packaged: treaties and their index, procedures, the record, the claims, the lists of parties.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from itertools import chain, starmap
from pathlib import Path
from typing import Any

from attrs import evolve

from withdrawal.case.roll_compared import Difference
from withdrawal.datafiles import read_toml, structure, table_of
from withdrawal.dates.table import NOWHERE
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.circumstances import CONSENT, IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.law.clause.landings import AtEvent, EndOfTerm
from withdrawal.law.clause.moves import Consent
from withdrawal.law.clause.operators import ANCHORS, Operator
from withdrawal.law.names import normal
from withdrawal.law.treaties.catalogue import (
    DIRECTORY,
    INDEX,
    NUMBERS,
    SUMMARIES,
    build_index,
    catalogue,
    packaged,
)
from withdrawal.law.treaties.life import untold_endings
from withdrawal.law.treaties.treaty import DATA, Treaty, read_treaties
from withdrawal.overlay import steady
from withdrawal.proof.check_record import (
    complaints_of_lists,
    complaints_of_procedures,
    complaints_of_record,
    complaints_of_scenarios,
    complaints_of_the_rest,
    count_of_lines,
    differences,
    is_procedure_file,
    is_scenario_file,
    says_unread,
)
from withdrawal.record.history import history
from withdrawal.values import frozen

SCHEMA = "withdrawal/check/1"

Told = Callable[[int, int], None]
"""Called with how many are done, and how many there are."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

SHARED_NAMES = DATA / "shared_names.toml"
"""Names that several treaties are known by; everything else names one."""


@frozen
class Finding:
    """Something that is wrong."""

    file: str
    text: str


@frozen
class Check:
    """What a check found.

    Attributes:
        clauses: how many clauses and ways out were computed on every day.
        records: how many recorded withdrawals were read; 0 where a path was given.
        parties: how many lines of lists of parties; 0 where a path was given.
        findings: what is wrong; empty where all is well.
        differences: where a second source, or an official count, says otherwise; no fault.
    """

    treaties: int
    clauses: int
    records: int
    parties: int
    findings: tuple[Finding, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        """Return the result as ``withdrawal/check/1``."""
        return {"schema": SCHEMA, **table_of(self)}


def check(path: Path | None = None, *, progress: Told | None = None) -> Check:
    """Return what is wrong with data files.

    Args:
        path: a file of a treaty, of a procedure (``SWE.toml``) or of a scenario, or a directory
            of them; default all that is packaged.
        progress: called with the treaties done and the treaties wanted.

    Raises:
        DataFileError: there is no such file or directory, or no treaty file in it.
        MissingExtraError: numpy is not installed.
    """
    with steady():
        return _checked(path, progress)


def _checked(path: Path | None, progress: Told | None) -> Check:
    findings: list[Finding] = []
    every = _paths(path)
    procedures = [each for each in every if is_procedure_file(each)]
    scenarios = [each for each in every if is_scenario_file(each)] if path is not None else []
    paths = [each for each in every if each not in (*procedures, *scenarios)]
    found = complaints_of_procedures(procedures if path is not None else None)
    findings += starmap(Finding, (*found, *complaints_of_scenarios(scenarios)))
    read = list(_read(paths, findings))
    known = {treaty.id for _, treaty in read}
    if path is not None:
        known |= set(catalogue())
    findings += _about_treaties(read, known)
    clauses = sum(len(pipelines(treaty)) for _, treaty in read)
    findings += _about_days(read, progress)
    if path is not None:
        return Check(len(read), clauses, 0, 0, tuple(findings))
    findings += [Finding("treaties", each) for each in catalogue().complaints]
    findings += _about_index(paths)
    in_use = known | set(catalogue())
    found = chain(
        complaints_of_record(in_use), complaints_of_lists(in_use), complaints_of_the_rest()
    )
    findings += starmap(Finding, found)
    return Check(
        len(read), clauses, len(history()), count_of_lines(), tuple(findings), differences()
    )


def _paths(path: Path | None) -> list[Path]:
    place = DIRECTORY if path is None else path
    found = [place] if place.is_file() else sorted(place.glob("*.toml"))
    if not found:
        raise DataFileError(f"{place}: expected a treaty file, or a directory of them (*.toml).")
    return found


def _read(paths: Iterable[Path], findings: list[Finding]) -> Iterator[tuple[Path, Treaty]]:
    for path in paths:
        try:
            for treaty in read_treaties(path):
                yield path, treaty
        except DataFileError as error:
            findings.append(Finding(path.name, error.message))


def _about_treaties(read: list[tuple[Path, Treaty]], known: set[str]) -> Iterator[Finding]:
    """Say what is wrong with ids, names, sources and references."""
    seen: dict[str, str] = {}
    for path, treaty in read:
        for text in _complaints(treaty, known):
            yield Finding(path.name, f"{treaty.id}: {text}")
        if treaty.id in seen:
            other = seen[treaty.id]
            yield Finding(path.name, f"the id {treaty.id!r} stands in {other} too: expected one.")
        seen.setdefault(treaty.id, path.name)
    for key, text in complaints_of_names(treaty for _, treaty in read):
        yield Finding(seen[key], f"{key}: {text}")


def _complaints(treaty: Treaty, known: set[str]) -> Iterator[str]:
    if not _ID.fullmatch(treaty.id):
        yield "key id: expected small letters and digits, joined by hyphens."
    if not treaty.title.strip():
        yield "key title: expected the official title."
    if not treaty.sources or not all(source.strip() for source in treaty.sources):
        yield "key sources: expected at least one, and none empty."
    if treaty.parent is not None and treaty.parent.treaty not in known:
        yield f"key parent.treaty: {treaty.parent.treaty!r} is not the id of a treaty known here."
    ways = [each.id for each in treaty.clause.alternatives]
    if len(set(ways)) < len(ways):
        yield f"key clause.alternatives: {ways}: expected an id of its own for each."
    yield from complaints_of_treaty(treaty, known)


def complaints_of_treaty(treaty: Treaty, known: Container[str]) -> Iterator[str]:
    """Yield what is wrong with one treaty beyond what its reader refuses."""
    yield from (f"{each}." for each in treaty.gaps())
    for each in treaty.replaced_by:
        if each not in known:
            yield f"key replaced_by: {each!r} is not the id of a treaty known here."
    for key in untold_endings(treaty, treaty.status, treaty.notes):
        yield (
            f"key {key}: tells of an end, or that the treaty is not in force: expected a key of "
            "its life that says so (ended, not_in_force, binds_still, suspended_since ...)."
        )
    yield from treaty.identifiers.complaints()
    if treaty.confidence == "verified" and says_unread(*treaty.notes, *treaty.sources):
        yield "key confidence: 'verified', where a note or source says 'not read'."


def complaints_of_names(treaties: Iterable[Treaty]) -> Iterator[tuple[str, str]]:
    """Yield the id of a treaty and what is wrong with a name that another treaty has too."""
    owners: dict[str, list[str]] = defaultdict(list)
    for treaty in treaties:
        for name in {normal(each) for each in (treaty.title, *treaty.short_names)}:
            owners[name].append(treaty.id)
    data = read_toml(SHARED_NAMES).get("names", [])
    shared = set(map(normal, structure(data, list[str], source=SHARED_NAMES.name)))
    for name, ids in sorted(owners.items()):
        if len(set(ids)) > 1 and name not in shared:
            yield ids[-1], f"the name {name!r} is that of {', '.join(ids[:-1])} too: expected one."


def _about_days(read: list[tuple[Path, Treaty]], progress: Told | None) -> Iterator[Finding]:
    for number, (path, treaty) in enumerate(read):
        if progress is not None:
            progress(number, len(read))
        for name, operators in pipelines(treaty).items():
            text = complaint_of_days(operators, treaty)
            if text is not None:
                yield Finding(path.name, f"{treaty.id}: {name}: {text}")


def _about_index(paths: list[Path]) -> Iterator[Finding]:
    try:
        fresh = build_index(paths)
    except DataFileError:
        return
    kept = packaged()
    same_names = fresh.index.exact == kept.index.exact and fresh.carried == kept.carried
    if not same_names or fresh.files != kept.files:
        yield Finding(INDEX.name, "is not the index of the treaty files: expected a fresh one.")
    if dict(fresh.added) != kept.summaries:
        yield Finding(SUMMARIES.name, "does not sum up the treaty files: expected a fresh one.")
    if fresh.added_numbers != kept.numbers:
        yield Finding(NUMBERS.name, "does not number the treaty files: expected a fresh one.")


_FIRST, _LAST = date(1945, 1, 1), date(2100, 12, 31)

_SAMPLE = date(1950, 3, 31)
"""Stands for a State's own anchor days and for the event that opens a right: a month end."""

_OWN_ANCHORS = (IN_FORCE_FOR_PARTY, CONSENT, "obligations-assumed", "end-of-transitional-period")
"""Anchor days that belong to a State, or to a treaty's history, and stand in no treaty's file."""


def pipelines(treaty: Treaty) -> dict[str, tuple[Operator, ...]]:
    """Return the clause and the ways out that can be computed, by name."""
    ways = {
        f"way out {each.id}": each.operators
        for each in treaty.clause.alternatives
        if each.operators
    }
    if treaty.clause.exit == "allowed":
        return {"clause": treaty.clause.operators, **ways}
    return ways


def complaint_of_days(operators: tuple[Operator, ...], treaty: Treaty) -> str | None:
    """Return what is wrong with the days of effect of a clause or way out, if anything."""
    facts = treaty.facts(Circumstances(anchors=dict.fromkeys(_OWN_ANCHORS, _SAMPLE), event=_SAMPLE))
    try:
        unknown = _unknown_anchor(operators, facts)
        if unknown is not None:
            known = ", ".join(ANCHORS)
            return f"counts from {unknown!r}: expected a date, a key of anchors, or one of {known}."
        if any(_waits(operator, facts) for operator in operators):
            return None
        return _complaint(operators, treaty, facts)
    except WithdrawalError as error:
        return error.message


def _unknown_anchor(operators: tuple[Operator, ...], facts: Circumstances) -> str | None:
    anchors = (getattr(each, "anchor", None) for each in operators)
    unknown = (x for x in anchors if x and x not in ANCHORS and facts.anchor(x) is None)
    return next(unknown, None)


def _waits(operator: Operator, facts: Circumstances) -> bool:
    """Return whether no day can follow without a fact that is not in the treaty's file."""
    if isinstance(operator, EndOfTerm):
        return facts.anchor(operator.anchor) is None
    return isinstance(operator, AtEvent | Consent)


def _complaint(operators: tuple[Operator, ...], treaty: Treaty, facts: Circumstances) -> str | None:
    clause = evolve(treaty.clause, operators=operators, alternatives=())
    days = clause.table(_FIRST, _LAST, facts).values
    reached = days[days != NOWHERE]
    if reached.size == 0:
        return f"no notice from {_FIRST} to {_LAST} takes effect: expected some that do."
    if bool((reached[1:] < reached[:-1]).any()):
        return "a later notice takes effect earlier: expected effect to move on with notice."
    return None
