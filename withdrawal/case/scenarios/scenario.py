"""Scenarios: several cases told in one TOML file, with dates or with days between steps.

The keys are strict: a misspelt one is refused by name, with the nearest that exist. A scenario is
data for two readers: `withdrawal.case.scenarios.play` plays the dated steps through the machine,
and ``simulate`` draws what has no date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from attrs import field, frozen

from withdrawal.case.proceedings.case import CIRCUMSTANCES
from withdrawal.datafiles import read_toml
from withdrawal.dates import PartialDate, Period, parse_day
from withdrawal.errors import DataFileError, ScenarioError, WithdrawalError, near_misses
from withdrawal.record.events import Event, Source, Votes
from withdrawal.record.rows import check_keys, parsed, source_from_row, text

__all__ = [
    "Follows",
    "Scenario",
    "ScenarioCase",
    "ScenarioEvent",
    "at_its_place",
    "examples_directory",
    "find_scenario",
    "packaged_scenarios",
    "read_scenario",
]

_PACKAGED = Path(__file__).parents[1] / "data" / "examples"
_REPOSITORY = Path(__file__).parents[3] / "examples"

_SCENARIO = ("title", "note", "as_of", "target", "together", "cases")
_CASE = (
    *("id", "party", "treaty", "route", "facts", "after", "events", "circumstances", "rule"),
    "durations",
)
_EVENT = (
    *("step", "on", "after_days", "actor", "votes", "source", "sources", "detail", "by", "until"),
)
_RULE = ("period",)
_DURATIONS = ("fixed", "uniform", "lognormal", "empirical", "mixture")


@frozen
class ScenarioEvent:
    """A step of a case in a scenario.

    Attributes:
        step: what happens: a stage's id or one of its names, a trigger, or ``remark``.
        on: the day; None where ``after_days`` tells it.
        after_days: how many days after the step before it; None where ``on`` tells it.
        actor: who acts.
        votes: the count, where there is a vote.
        sources: where it was read.
        detail: what is worth knowing besides.
        by: the State that acts, where it is another one.
        until: the day the event itself sets.
        recorded: the event on record that it stands for, where the file asks for the record.
        where: the place in the file, for messages.
    """

    step: str
    on: PartialDate | None = None
    after_days: int | None = None
    actor: str | None = None
    votes: Votes | None = None
    sources: tuple[Source, ...] = ()
    detail: str | None = None
    by: str | None = None
    until: date | None = None
    recorded: Event | None = None
    where: str = field(default="", eq=False, repr=False)

    @classmethod
    def of(cls, event: Event, *, where: str) -> ScenarioEvent:
        """Return the step that stands for an event on record."""
        return cls(event.step, event.when, recorded=event, where=where)

    def event(self, when: PartialDate) -> Event:
        """Return what happens, on the day that it comes to."""
        return self.recorded or Event(
            self.step,
            when,
            self.actor,
            self.detail,
            self.votes,
            self.sources,
            by=self.by,
            until=self.until,
        )


@frozen
class Follows:
    """A step of another case that a case waits for.

    Attributes:
        case: the id of the other case.
        step: the step; ``effect`` where the file names none.
    """

    case: str
    step: str = "effect"


@frozen
class ScenarioCase:
    """One State leaving one treaty in a scenario.

    Attributes:
        id: its name within the scenario.
        party: the State, as the file names it.
        treaty: the treaty, as the file names it.
        route: the route of the procedure, where the file names one.
        facts: facts that the choice of a route depends on.
        follows: what its first step waits for.
        events: its steps in order; None for the events on record.
        circumstances: ``conflict``, ``named_date`` and the others that `Case` takes.
        period: the period that replaces the treaty's own, for "what if".
        durations: for ``simulate``, durations by stage that replace the usual ones.
        where: the place in the file, for messages.
    """

    id: str
    party: str
    treaty: str
    route: str | None = None
    facts: tuple[str, ...] = ()
    follows: Follows | None = None
    events: tuple[ScenarioEvent, ...] | None = ()
    circumstances: Mapping[str, Any] = field(factory=dict)
    period: Period | None = None
    durations: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    where: str = field(default="", eq=False, repr=False)


@frozen
class Scenario:
    """Several cases and what ties them together.

    Attributes:
        name: the file's name without its ending.
        title: what it is about, in a few words.
        cases: the cases, in the order of the file.
        note: more, in words.
        as_of: the day from which ``simulate`` looks ahead; playing goes on to the end.
        target: the day by which the States want to be out.
        together: ``notice`` where all deposit on one day, the day the last is ready.
    """

    name: str
    title: str
    cases: tuple[ScenarioCase, ...]
    note: str | None = None
    as_of: date | None = None
    target: date | None = None
    together: Literal["notice"] | None = None

    def case(self, case_id: str) -> ScenarioCase:
        """Return the case of that id.

        Raises:
            KeyError: there is none.
        """
        return {case.id: case for case in self.cases}[case_id]


def read_scenario(path: str | Path) -> Scenario:
    """Return the scenario that a TOML file holds.

    Args:
        path: the file.

    Raises:
        ScenarioError: the file cannot be read or is malformed; the message names file, key and
            what was expected.
    """
    path = Path(path)
    try:
        return _scenario(read_toml(path), path)
    except DataFileError as error:
        raise ScenarioError(error.message, suggestions=error.suggestions) from None


def examples_directory() -> Path:
    """Return the directory of the scenarios: in the wheel, or beside the package."""
    return _PACKAGED if _PACKAGED.is_dir() else _REPOSITORY


@cache
def packaged_scenarios() -> tuple[Scenario, ...]:
    """Return every scenario that comes along, sorted by name."""
    return tuple(read_scenario(path) for path in sorted(examples_directory().glob("*.toml")))


def find_scenario(name: object) -> Scenario:
    """Return the scenario of a file, or the one that comes along under that name.

    Args:
        name: a path, a name such as ``baltic``, or a scenario that has been read.

    Raises:
        ScenarioError: there is no such file or name, the file is malformed, or it is none of these.
    """
    if isinstance(name, Scenario):
        return name
    if not isinstance(name, str | Path):
        raise ScenarioError(f"{name!r} is no scenario: expected a Scenario, a file or a name.")
    path = Path(name)
    if _is_file(path):
        return read_scenario(path)
    packaged = examples_directory() / f"{path.stem}.toml"
    if path.suffix in ("", ".toml") and _is_file(packaged):
        return read_scenario(packaged)
    known = sorted(each.stem for each in examples_directory().glob("*.toml"))
    raise ScenarioError(
        f"{name}: no such scenario: expected a TOML file, or one of those that --list names.",
        suggestions=near_misses(path.stem, known),
    )


def _is_file(path: Path) -> bool:
    """Return whether there is a file; a name that no file can have is that of none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _scenario(data: Mapping[str, Any], path: Path) -> Scenario:
    name = path.name
    table = check_keys(data, _SCENARIO, where=name, required=("title", "cases"))
    rows = table["cases"]
    if not isinstance(rows, list) or not rows:
        raise DataFileError(f"{name}: cases: expected one or more [[cases]] tables.")
    cases = tuple(_case(row, f"{name}: cases[{n}]") for n, row in enumerate(rows, start=1))
    _check_names(cases, name)
    return Scenario(
        name=path.stem,
        title=text(table, "title", name) or "",
        cases=cases,
        note=text(table, "note", name),
        as_of=parsed(parse_day, table, "as_of", name),
        target=parsed(parse_day, table, "target", name),
        together=_together(table, name),
    )


def _together(table: Mapping[str, Any], where: str) -> Literal["notice"] | None:
    given = table.get("together")
    if given not in (None, "notice"):
        raise DataFileError(
            f"{where}: together is {given!r}: expected 'notice'.", suggestions=("notice",)
        )
    return given


def _case(row: object, where: str) -> ScenarioCase:
    table = check_keys(row, _CASE, where=where, required=("party", "treaty"))
    party = text(table, "party", where) or ""
    case_id = text(table, "id", where) or party.lower()
    where = f"{where.split(':')[0]}: case {case_id!r}"
    given = check_keys(
        table.get("circumstances", {}), CIRCUMSTANCES, where=f"{where}: circumstances"
    )
    rule = check_keys(table.get("rule", {}), _RULE, where=f"{where}: rule")
    after = text(table, "after", where)
    other, _, step = (after or "").partition(":")
    return ScenarioCase(
        id=case_id,
        party=party,
        treaty=text(table, "treaty", where) or "",
        route=text(table, "route", where),
        facts=_texts(table, "facts", where),
        follows=None if after is None else Follows(other.strip(), step.strip() or "effect"),
        events=_events(table.get("events", []), where),
        circumstances={key: _circumstance(key, value, where) for key, value in given.items()},
        period=parsed(Period.parse, rule, "period", f"{where}: rule"),
        durations=_durations(table.get("durations", {}), where),
        where=where,
    )


def _events(rows: object, where: str) -> tuple[ScenarioEvent, ...] | None:
    if rows == "record":
        return None
    if not isinstance(rows, list):
        raise DataFileError(
            f"{where}: events is {rows!r}: expected a list of steps, or 'record' for those on "
            "record.",
            suggestions=("record",),
        )
    return tuple(_event(row, f"{where}: events[{n}]") for n, row in enumerate(rows, start=1))


def _event(row: object, where: str) -> ScenarioEvent:
    table = check_keys(row, _EVENT, where=where, required=("step",))
    if ("on" in table) == ("after_days" in table):
        raise DataFileError(
            f"{where} ({table['step']!r}): expected either 'on' (a day) or 'after_days' (days "
            "after the step before it)."
        )
    sources = table.get("sources", [table["source"]] if "source" in table else [])
    if not isinstance(sources, list):
        raise DataFileError(f"{where}: sources is {sources!r}: expected a list.")
    return ScenarioEvent(
        step=text(table, "step", where) or "",
        on=parsed(PartialDate.parse, table, "on", where),
        after_days=_days(table.get("after_days"), where),
        actor=text(table, "actor", where),
        votes=parsed(Votes.parse, table, "votes", where),
        sources=tuple(source_from_row(one, where=where) for one in sources),
        detail=text(table, "detail", where),
        by=text(table, "by", where),
        until=parsed(parse_day, table, "until", where),
        where=where,
    )


def _days(value: object, where: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DataFileError(
            f"{where}: after_days is {value!r}: expected a whole number, 0 or more."
        )
    return value


def _circumstance(key: str, value: object, where: str) -> Any:
    """Return a circumstance as `Case` takes it: TOML knows dates, spans are text."""
    if isinstance(value, date | str) or (key == "conflict" and isinstance(value, list)):
        return value
    raise DataFileError(f"{where}: circumstances.{key} is {value!r}: expected a date or a text.")


def _durations(rows: object, where: str) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(rows, dict):
        raise DataFileError(f"{where}: durations is {rows!r}: expected a table of stages.")
    for stage, row in rows.items():
        table = check_keys(row, _DURATIONS, where=f"{where}: durations.{stage}")
        if len(table) != 1:
            raise DataFileError(
                f"{where}: durations.{stage}: expected exactly one of {', '.join(_DURATIONS)}."
            )
    return rows


def _check_names(cases: tuple[ScenarioCase, ...], name: str) -> None:
    ids = [case.id for case in cases]
    for case in cases:
        if ids.count(case.id) > 1:
            raise DataFileError(
                f"{name}: the case {case.id!r} occurs twice: expected ids of their own."
            )
        if case.follows is not None and case.follows.case not in ids:
            raise DataFileError(
                f"{case.where}: after is {case.follows.case!r}: expected one of {', '.join(ids)}.",
                suggestions=ids,
            )


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise DataFileError(f"{where}: {key} is {value!r}: expected a list of texts.")
    return tuple(value)


@contextmanager
def at_its_place(where: str) -> Iterator[None]:
    """Let whatever is refused within say its place in the file.

    Raises:
        ScenarioError: something is refused.
    """
    try:
        yield
    except WithdrawalError as error:
        raise ScenarioError(f"{where}: {error.message}", suggestions=error.suggestions) from None
