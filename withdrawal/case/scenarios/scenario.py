"""Scenarios: several cases told in one TOML file, with dates or with days between steps.

The keys are strict: a misspelt one is refused by name, with the nearest that exist. A scenario is
data for two readers: `withdrawal.case.scenarios.play` plays the dated steps through the machine,
and ``simulate`` draws what has no date.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

from attrs import Factory, evolve, field

from withdrawal.case.asking.given import Supposed
from withdrawal.datafiles import FILLED, NO_KEY, read_toml, structure
from withdrawal.dates import PartialDate, Period
from withdrawal.errors import DataFileError, ScenarioError, WithdrawalError, near_misses
from withdrawal.record.events import Event, Source, Votes
from withdrawal.values import frozen

_PACKAGED = Path(__file__).parents[1] / "data" / "examples"
_REPOSITORY = Path(__file__).parents[3] / "examples"


@frozen
class ScenarioEvent:
    """A step of a case in a scenario; the attributes are its keys, ``source`` short for one.

    Attributes:
        step: what happens: a stage's id or one of its names, a trigger, or ``remark``.
        on: the day; None where ``after_days`` tells it.
        after_days: how many days after the step before it; None where ``on`` tells it.
        by: the State that acts, where it is another one.
        recorded: the event on record that it stands for, where the file asks for the record.
        where: the place in the file, for messages.
    """

    step: str = field(metadata=FILLED)
    on: PartialDate | None = None
    after_days: int | None = None
    actor: str | None = None
    votes: Votes | None = None
    sources: tuple[Source, ...] = ()
    detail: str | None = None
    by: str | None = None
    until: date | None = None
    recorded: Event | None = field(default=None, metadata=NO_KEY)
    where: str = field(default="", eq=False, repr=False, metadata=NO_KEY)

    def __attrs_post_init__(self) -> None:
        if (self.on is None) == (self.after_days is None):
            raise ValueError(
                f"{self.step!r}: expected either 'on' (a day) or 'after_days' (days after the step "
                "before it)"
            )
        if self.after_days is not None and self.after_days < 0:
            raise ValueError(f"after_days is {self.after_days}: expected a number from 0 up")

    @classmethod
    def in_full(cls, row: Any) -> Any:
        """Return a row in full: ``source`` is the one of its ``sources``."""
        if not isinstance(row, dict) or "source" not in row:
            return row
        plain = {key: each for key, each in row.items() if key != "source"}
        return {"sources": [row["source"]], **plain}

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

    @classmethod
    def parse(cls, text: str) -> Follows:
        """Return what ``case`` or ``case:step`` stands for.

        Raises:
            TypeError: it is no text.
        """
        if not isinstance(text, str):
            raise TypeError(f"{text!r} is not text: expected words in quotation marks")
        case, _, step = text.partition(":")
        return cls(case.strip(), step.strip() or "effect")


class Durations(TypedDict, total=False):
    """How long a stage takes, for ``simulate``: one of these, as the odds read it."""

    fixed: Any
    uniform: Any
    lognormal: Any
    empirical: Any
    mixture: Any


@frozen
class Rule:
    """What if the treaty's clause were another: the period that replaces its own."""

    period: Period | None = None


@frozen(kw_only=True)
class ScenarioCase:
    """One State leaving one treaty in a scenario; the attributes are its keys.

    Attributes:
        id: its name within the scenario; the State's where it has none.
        follows: what its first step waits for; the key is ``after``.
        events: its steps in order; None for the events on record.
        circumstances: ``conflict``, ``named_date`` and the others that `Case` takes.
        rule: the period that replaces the treaty's own, for "what if".
        durations: for ``simulate``, durations by stage that replace the usual ones.
        where: the place in the file, for messages.
    """

    party: str = field(metadata=FILLED)
    treaty: str = field(metadata=FILLED)
    id: str = Factory(lambda self: self.party.lower(), takes_self=True)
    route: str | None = None
    facts: tuple[str, ...] = ()
    follows: Follows | None = field(default=None, metadata={"key": "after"})
    events: tuple[ScenarioEvent, ...] | None = ()
    circumstances: Supposed = field(factory=Supposed)
    rule: Rule = Rule()
    durations: dict[str, Durations] = field(factory=dict)
    where: str = field(default="", eq=False, repr=False, metadata=NO_KEY)

    def __attrs_post_init__(self) -> None:
        for stage, each in self.durations.items():
            if len(each) != 1:
                known = ", ".join(Durations.__annotations__)
                raise ValueError(f"durations.{stage}: expected exactly one of {known}")
        for key, value in self.circumstances.items():
            if not isinstance(value, date | str | (list if key == "conflict" else str)):
                raise ValueError(f"circumstances.{key} is {value!r}: expected a date or a text")

    @classmethod
    def in_full(cls, row: Any) -> Any:
        """Return a row in full: a lone text is one fact, and ``"record"`` the events on record."""
        if not isinstance(row, dict):
            return row
        facts, events = row.get("facts", []), row.get("events", [])
        if not isinstance(events, list) and events != "record":
            raise DataFileError(
                f"events is {events!r}: expected a list of steps, or 'record' for those on record",
                suggestions=("record",),
            )
        return {
            **row,
            "facts": [facts] if isinstance(facts, str) else facts,
            "events": None if events == "record" else events,
        }

    @property
    def period(self) -> Period | None:
        """The period that replaces the treaty's own, for "what if"."""
        return self.rule.period

    def placed(self, file: str) -> ScenarioCase:
        """Return the case, and its steps, with their places in a file."""
        where = f"{file}: case {self.id!r}"
        steps = self.events and tuple(
            evolve(each, where=f"{where}: events#{n}") for n, each in enumerate(self.events, 1)
        )
        return evolve(self, where=where, events=steps)


@frozen
class Scenario:
    """Several cases and what ties them together; the attributes are the file's keys.

    Attributes:
        name: the file's name without its ending.
        title: what it is about, in a few words.
        cases: the cases, in the order of the file; at least one.
        note: more, in words.
        as_of: the day from which ``simulate`` looks ahead; playing goes on to the end.
        target: the day by which the States want to be out.
        together: ``notice`` where all deposit on one day, the day the last is ready.
    """

    name: str = field(metadata=NO_KEY)
    title: str = field(metadata=FILLED)
    cases: tuple[ScenarioCase, ...]
    note: str | None = None
    as_of: date | None = None
    target: date | None = None
    together: Literal["notice"] | None = None

    def case(self, case_id: str) -> ScenarioCase:
        """Return the case of that id, or raise KeyError."""
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
        found = structure(read_toml(path), Scenario, source=path.name, name=path.stem)
        cases = tuple(each.placed(path.name) for each in found.cases)
        _check_cases(cases, path.name)
    except DataFileError as error:
        raise ScenarioError(error.message, suggestions=error.suggestions) from None
    return evolve(found, cases=cases)


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


def _check_cases(cases: tuple[ScenarioCase, ...], name: str) -> None:
    if not cases:
        raise DataFileError(f"{name}: cases: expected one or more [[cases]] tables.")
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


@contextmanager
def at_its_place(where: str) -> Iterator[None]:
    """Let whatever is refused within be a ScenarioError that says its place in the file."""
    try:
        yield
    except WithdrawalError as error:
        raise ScenarioError(f"{where}: {error.message}", suggestions=error.suggestions) from None
