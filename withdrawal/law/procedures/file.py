"""Reading a procedure's data file: each table a frozen class whose keys are the file's keys.

Whatever does not fit is an error that names the file, the key and what was expected.

What a stage leaves out it takes from its kind (``_kinds.toml``) or, for source and confidence,
from the procedure. Every route begins with the recommendation that is common to all States.
"""

from __future__ import annotations

from calendar import day_name
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, TypeVar

from attrs import evolve, field, fields

from withdrawal.datafiles import read_toml, structure
from withdrawal.dates import DayRule
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.procedures.grounds import Confidence
from withdrawal.law.procedures.majority import Majority, Seats
from withdrawal.law.procedures.order import ENDS
from withdrawal.law.procedures.pace import AFTER_APPROVAL
from withdrawal.law.procedures.procedure import Approval, LegalBasis, Parliament, Procedure, Route
from withdrawal.law.procedures.sessions import Sessions, Span
from withdrawal.law.procedures.stages import (
    NONE_FOUND,
    RECEIPT,
    DayLimits,
    Kind,
    PhaseOfStage,
    Return,
    Stage,
)
from withdrawal.law.procedures.words import DATA, KINDS, NOTES, kind_tables
from withdrawal.values import frozen

_T = TypeVar("_T", Procedure, Return, Sessions, Stage)

RECOMMENDATION = "recommendation"
_RESERVED = frozenset({*NOTES, "effect", "returned", "rejected", "revoked", "considered"})
_WEEKDAYS = tuple(day_name)


Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@frozen(eq=False, repr=False)
class ReturnSection:
    """``{ to = ["final-vote"], times = 1, text, override, within, goes_on, afterwards }``."""

    to: tuple[str, ...]
    text: str
    times: int = 1
    is_unlimited: bool = False
    override: Majority | None = None
    within: int | None = None
    goes_on: bool = False
    afterwards: DayLimits | None = None
    limits: dict[str, DayLimits] = field(factory=dict)


@frozen(eq=False, repr=False)
class StageSection:
    """One ``[[stages]]`` table."""

    id: str
    actor: str
    kind: str | None = None
    decision: str = ""
    phase: PhaseOfStage | None = None
    majority: Majority | None = None
    limits: DayLimits = DayLimits()
    is_optional: bool = False
    is_binding_approval: bool | None = None
    after: tuple[str, ...] | None = None
    returns: tuple[ReturnSection, ...] = ()
    can_reject: bool | None = None
    on_sitting_day: bool | None = None
    aliases: tuple[str, ...] = ()
    legal_basis: str = NONE_FOUND
    source: str | None = None
    confidence: Confidence | None = None
    note: str | None = None
    instead_of: tuple[str, ...] = ()
    is_opinion: bool = False
    is_practice: bool = False
    only_after_return: bool = False
    undoes_notice: bool = False
    further_limits: tuple[DayLimits, ...] = ()


@frozen(eq=False, repr=False)
class SessionsSection:
    """The ``[sessions]`` table."""

    source: str
    confidence: Confidence
    ordinary: tuple[Span, ...] = ()
    recesses: tuple[Span, ...] = ()
    weekdays: tuple[Weekday, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    note: str | None = None
    holidays: tuple[DayRule, ...] = ()
    joint_recesses: tuple[Span, ...] = ()


@frozen(eq=False, repr=False)
class ProcedureFile:
    """The whole file."""

    name: str
    approval: Approval
    confidence: Confidence
    routes: tuple[Route, ...]
    stages: tuple[StageSection, ...]
    sources: tuple[str, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    parliament: Parliament | None = None
    sessions: SessionsSection | None = None
    court_cases: tuple[str, ...] = ()
    practice: str | None = None
    notes: str | None = None


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of stages, by id."""
    return {
        name: structure(each, Kind, source=f"{KINDS.name}: {name}", id=name)
        for name, each in kind_tables().items()
    }


def _made(cls: type[_T], section: Any, **otherwise: Any) -> _T:
    """Return what a section describes: its attributes are the section's, but for those given."""
    names = {each.name for each in fields(type(section))}
    said = (each.name for each in fields(cls) if each.name in names - otherwise.keys())
    return cls(**{name: getattr(section, name) for name in said}, **otherwise)


@cache
def pools() -> dict[str, Kind]:
    """Return the names under which days are pooled (`pool_of`), each with its kind of stage."""
    return {**kinds(), AFTER_APPROVAL: kinds()["notice"]}


@cache
def _recommendation() -> Stage:
    path = DATA / "_recommendation.toml"
    section = structure(read_toml(path), StageSection, source=path.name)
    return _stage(section, "known")


def read_procedure(path: Path) -> Procedure:
    """Return the procedure that a data file describes.

    Raises:
        DataFileError: the file is malformed; the message names file, key and expectation.
    """
    file = structure(read_toml(path), ProcedureFile, source=path.name)
    try:
        return _procedure(path.stem, file)
    except DataFileError as error:
        raise DataFileError(f"{path.name}: {error.message}") from None


def _procedure(country: str, file: ProcedureFile) -> Procedure:
    stages = {RECOMMENDATION: _recommendation()}
    for section in file.stages:
        if section.id in stages and section.id != RECOMMENDATION:
            raise DataFileError(f"key stages: {section.id!r} is described twice: expected once.")
        stages[section.id] = _stage(section, file.confidence, file.parliament)
    routes = tuple(_route(each, stages) for each in file.routes)
    _check_routes(routes, stages)
    usual_first = sorted(routes, key=lambda each: not (each.is_default and each.holds_on(None)))
    sessions = file.sessions and _sessions(file.sessions)
    return _made(
        Procedure,
        file,
        country=country,
        routes=tuple(usual_first),
        stages=stages,
        sessions=sessions,
    )


def _stage(
    section: StageSection, confidence: Confidence, parliament: Parliament | None = None
) -> Stage:
    name = section.kind or section.id
    kind = kinds().get(name)
    where = f"key stages.{section.id}"
    if kind is None:
        known = ", ".join(kinds())
        raise DataFileError(f"{where}.kind: {name!r} is not a kind of stage: expected {known}.")
    if section.id in _RESERVED:
        raise DataFileError(f"{where}: the word {section.id!r} is taken: expected another id.")
    try:
        majority = _majority(section.majority, parliament)
        returns = tuple(_return(each, parliament) for each in section.returns)
    except WithdrawalError as error:
        raise DataFileError(f"{where}: {error.message}") from None
    _check_stage(section, where)
    is_optional = section.is_optional or section.is_practice or bool(section.instead_of)
    is_binding = kind.is_binding_approval and not is_optional
    can_reject = kind.can_reject and not section.is_opinion
    return _made(
        Stage,
        section,
        kind=kind,
        decision=section.decision or kind.words,
        phase=section.phase or kind.phase,
        majority=majority,
        is_optional=is_optional,
        is_binding_approval=_chosen(section.is_binding_approval, is_binding),
        returns=returns,
        can_reject=_chosen(section.can_reject, can_reject),
        on_sitting_day=_chosen(section.on_sitting_day, kind.on_sitting_day),
        aliases=(*section.aliases, *kind.aliases),
        confidence=section.confidence or confidence,
    )


def _check_stage(section: StageSection, where: str) -> None:
    """Refuse what a stage cannot be at once."""
    if section.is_binding_approval and (section.is_practice or section.instead_of):
        raise DataFileError(
            f"{where}.is_binding_approval: practice binds nobody, and what stands in place of "
            "another stage is never needed: expected false."
        )
    if section.is_opinion and section.can_reject:
        raise DataFileError(
            f"{where}.can_reject: an opinion is given whichever way it goes: expected false."
        )
    if any(each.is_unlimited for each in section.returns[:-1]):
        raise DataFileError(f"{where}.returns: expected nothing after one that is_unlimited.")


def _chosen(said: bool | None, default: bool) -> bool:
    return default if said is None else said


def _majority(majority: Majority | None, parliament: Parliament | None) -> Majority | None:
    """Return a majority with the seats of its chamber, from day to day."""
    if majority is None or majority.chamber is None:
        return majority
    houses = parliament.chambers if parliament else ()
    seats = tuple(
        Seats(seats=each.seats, valid_from=each.valid_from, valid_until=each.valid_until)
        for each in houses
        if each.name == majority.chamber and each.seats
    )
    if not seats:
        named = ", ".join(dict.fromkeys(each.name for each in houses if each.seats)) or "none"
        raise DataFileError(
            f"majority.chamber: {majority.chamber!r} has no seats on record: expected one of "
            f"parliament.chambers that has ({named})."
        )
    now = next((each.seats for each in seats if each.holds_on(None)), None)
    return evolve(majority, seats=majority.seats or now, seats_by_day=seats)


def _return(section: ReturnSection, parliament: Parliament | None) -> Return:
    if not section.to or section.times < 1:
        raise DataFileError("key returns: expected at least one stage in 'to' and times >= 1.")
    if len(set(section.to)) < len(section.to):
        raise DataFileError(f"key returns.to: {section.to} repeats a stage: expected each once.")
    times = None if section.is_unlimited else section.times
    return _made(Return, section, times=times, override=_majority(section.override, parliament))


def _sessions(section: SessionsSection) -> Sessions:
    return _made(Sessions, section, weekdays=tuple(map(_WEEKDAYS.index, section.weekdays)))


def _route(route: Route, stages: dict[str, Stage]) -> Route:
    """Return the route with the recommendation in front, unless the file places it itself."""
    unknown = [each for each in route.stages if each not in stages]
    if unknown:
        raise DataFileError(
            f"key routes.{route.id}.stages: {unknown[0]!r} is not described: expected some of "
            f"{', '.join(stages)}."
        )
    if RECOMMENDATION in route.stages:
        return route
    return evolve(route, stages=(RECOMMENDATION, *route.stages))


def _check_routes(routes: tuple[Route, ...], stages: dict[str, Stage]) -> None:
    usual = [each for each in routes if each.is_default]
    if sum(each.holds_on(None) for each in usual) != 1:
        raise DataFileError(
            "key routes: expected exactly one route with is_default = true that is still valid."
        )
    for one, other in combinations(usual, 2):
        if one.overlaps(other):
            raise DataFileError(
                f"key routes: {one.id!r} and {other.id!r} are both the default on some day: "
                "expected valid_from and valid_until that keep them apart."
            )
    used = {each for route in routes for each in route.stages}
    if unused := [each for each in stages if each not in used]:
        raise DataFileError(f"key stages: {unused[0]!r} is in no route: expected in one at least.")
    for route in routes:
        _check_references(route, stages)


def _check_references(route: Route, stages: dict[str, Stage]) -> None:
    if unknown := [each for each in route.after if each not in route.stages]:
        raise DataFileError(
            f"key routes.{route.id}.after: {unknown[0]!r} is not in the route: expected some of "
            f"{', '.join(route.stages)}."
        )
    stages = {each.id: each for each in route.with_its_order(stages)}
    for position, name in enumerate(route.stages):
        stage, earlier = stages[name], set(route.stages[:position])
        in_turn = {each for each in earlier if not stages[each].only_after_return}
        clocks = (stage.limits, *stage.further_limits)
        counted = [each.counted_from for each in clocks if each.counted_from != RECEIPT]
        wanted = {
            "after": stage.after or (),
            "instead_of": stage.instead_of,
            "limits.counted_from": [each for each in counted if each is not None],
            "returns.to": [each for back in stage.returns for each in back.to],
            "returns.limits": [each for back in stage.returns for each in back.limits],
        }
        for key, names in wanted.items():
            known = earlier if key.startswith("returns") else in_turn
            if missing := [each for each in names if each not in known]:
                raise DataFileError(
                    f"key stages.{name}.{key}: {missing[0]!r} does not come before it in the "
                    f"route {route.id!r}: expected an earlier stage."
                )
    ends = [name for name in route.stages if stages[name].kind.id in ENDS]
    if len(ends) != 1:
        raise DataFileError(
            f"key routes.{route.id}.stages: expected exactly one notice or claim of suspension."
        )
