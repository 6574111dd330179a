"""The small graph both engines read: steps with durations and outcomes, forks, and what follows.

It is compiled from a procedure and a clause (`withdrawal.odds.steps`), or written by hand
in a test. It knows days as numbers since 1970-01-01 and nothing of any particular State. A step
that sends the case back carries the steps then taken again, so a loop is always unrolled. Several
cases that deposit jointly or follow one another are an ensemble.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from attrs import field

from withdrawal.dates import DayTable
from withdrawal.errors import DataFileError, ScenarioError
from withdrawal.odds.engine.durations import DayCount, Duration
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.treaty import TreatySide
from withdrawal.values import frozen

DONE = "done"
SKIPPED = "skipped"

_PRECISION = 1e-9


@frozen(eq=False)
class Outcome:
    """One way a step can end.

    Attributes:
        kind: ``done`` and ``skipped`` go on to the next step, and so does any outcome with
            steps to take `again` once those are done; any other word ends the case
            (``rejected``, ``shelved``, ``lapsed``).
        duration: how long it takes; None where the step stays open for ever.
        again: the steps taken after it, where the case is sent back.
        is_free: whether it happens on any day, whatever calendar the step keeps.
    """

    kind: str
    probability: float
    duration: Duration | None = None
    again: tuple[Step, ...] = ()
    is_free: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether the next step follows at once."""
        return self.kind in (DONE, SKIPPED)


@frozen(eq=False)
class Step:
    """One stage of a procedure.

    Attributes:
        outcomes: the ways it can end; their probabilities sum to one.
        count: the calendar its days are counted in; None for calendar days.
        table: the rule that moves it to a day on which it can take place; None for any day.
        is_recorded: whether a record would show that it has happened, so that silence means
            "not yet".
        not_before: the first day on which it may be done; what would come sooner waits for it.
    """

    name: str
    outcomes: tuple[Outcome, ...]
    count: DayCount | None = field(default=None, repr=False)
    table: DayTable | None = field(default=None, repr=False)
    is_recorded: bool = True
    not_before: int | None = None

    def __attrs_post_init__(self) -> None:
        total = sum(outcome.probability for outcome in self.outcomes)
        if abs(total - 1.0) > _PRECISION or min(o.probability for o in self.outcomes) < 0.0:
            raise DataFileError(
                f"The outcomes of {self.name!r} have probabilities that sum to {total:g}: "
                "expected none below zero, and one in all."
            )

    @classmethod
    def simple(cls, name: str, duration: Duration, *, table: DayTable | None = None) -> Step:
        """Return a step that is always done after ``duration``."""
        return cls(name, (Outcome(DONE, 1.0, duration),), table=table)

    @property
    def keeps_calendar(self) -> bool:
        """Whether the day it falls on depends on more than the days gone by."""
        own = any(each is not None for each in (self.count, self.table, self.not_before))
        return own or any(step.keeps_calendar for each in self.outcomes for step in each.again)


@frozen(eq=False)
class Fork:
    """Stages that run beside each other; what follows waits for the last of them."""

    branches: tuple[tuple[Step, ...], ...]

    @property
    def name(self) -> str:
        """The names of the last step of every branch, joined."""
        return "+".join(branch[-1].name for branch in self.branches)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of every branch."""
        return tuple(step for branch in self.branches for step in branch)

    @property
    def keeps_calendar(self) -> bool:
        """Whether the days its steps take depend on the day it begins."""
        return any(step.keeps_calendar for step in self.steps)


@frozen(eq=False)
class Opening:
    """Where the case stands: what is known, and what has not happened yet.

    Attributes:
        start: when the last known thing happened; more than one day where only part is known.
        not_by: the day by which the open items have not happened; None where nothing is known.
        branches: where the first item is a fork that has begun, for each branch when its last
            known step happened.
    """

    start: Mass
    not_by: int | None = None
    branches: tuple[Mass, ...] | None = None


@frozen(eq=False)
class Network:
    """A case as the engines see it.

    Attributes:
        items: the steps and forks that are open, up to the notice, in order.
        opening: where the case stands.
        limit: the last day that is counted; whatever lies later is "beyond the horizon".
        treaty: what follows the last item; None for a graph without a treaty.
    """

    items: tuple[Step | Fork, ...]
    opening: Opening
    limit: int
    treaty: TreatySide | None = None

    def __attrs_post_init__(self) -> None:
        names = Counter(step.name for step in self.steps)
        twice = [name for name, times in names.items() if times > 1]
        if twice:
            raise DataFileError(f"The step {twice[0]!r} stands twice in a network: expected once.")

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, those of forks included."""
        return tuple(
            step
            for item in self.items
            for step in (item.steps if isinstance(item, Fork) else (item,))
        )


@frozen(eq=False)
class Model:
    """A case at several paces, each with its probability: steps tend to be fast or slow together.

    Its networks have the same steps and the same treaty; only the durations differ.
    """

    parts: tuple[tuple[float, Network], ...]

    @classmethod
    def of(cls, network: Network | Model) -> Model:
        """Return a network as the model of a single pace."""
        return network if isinstance(network, Model) else cls(((1.0, network),))

    @property
    def first(self) -> Network:
        """One of the networks, for what they share."""
        return self.parts[0][1]

    @property
    def usual(self) -> Network:
        """The network at the likeliest pace."""
        return max(self.parts, key=lambda part: part[0])[1]

    def each(self, change: Callable[[Network], Network]) -> Model:
        """Return the model with every network changed."""
        return Model(tuple((weight, change(network)) for weight, network in self.parts))


@frozen(eq=False)
class Member:
    """One case of a scenario, perhaps of a joint deposit, or begun after another.

    It waits for an event of that one: ``notice``, ``effect`` or the name of a step.
    """

    name: str
    model: Model
    together: str | None = None
    follows: str | None = None
    from_event: str = "effect"


@frozen(eq=False)
class Ensemble:
    """The cases of a scenario, each after the one it follows; all want to be out by the target."""

    members: tuple[Member, ...]
    target: int | None = None

    def __attrs_post_init__(self) -> None:
        seen: dict[str, Member] = {}
        for member in self.members:
            if member.follows is not None and member.follows not in seen:
                raise ScenarioError(
                    f"{member.name!r} follows {member.follows!r}: expected an earlier case.",
                    suggestions=list(seen),
                )
            if member.follows is not None and member.together is not None:
                raise ScenarioError(
                    f"{member.name!r} follows another case and deposits jointly: expected one of "
                    "the two."
                )
            seen[member.name] = member

    def awaited(self, name: str) -> set[str]:
        """Return what other cases wait for of a case: its steps, ``notice`` or ``effect``."""
        return {member.from_event for member in self.members if member.follows == name}

    def groups(self) -> dict[str, list[Member]]:
        """Return the joint deposits and their members."""
        found: dict[str, list[Member]] = {}
        for member in self.members:
            if member.together is not None:
                found.setdefault(member.together, []).append(member)
        return found
