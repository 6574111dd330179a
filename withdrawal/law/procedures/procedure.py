"""How a State decides to leave a treaty: its stages, its routes, its parliament.

Types alone: `withdrawal.law.procedures.library` finds a State's procedure in its data file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Literal

from attrs import evolve, field

from withdrawal.errors import UnknownNameError
from withdrawal.law.procedures.facts import TreatyLike, check_facts, facts_of
from withdrawal.law.procedures.graph.graph import Graph
from withdrawal.law.procedures.grounds import Confidence, Valid
from withdrawal.law.procedures.order import Order, order_of
from withdrawal.law.procedures.sessions import Sessions
from withdrawal.law.procedures.stages import Stage
from withdrawal.values import frozen

DEFAULT_NAME = "executive act, unverified"

Approval = Literal[
    "executive", "law", "resolution", "silent", "consultation", "contested", "unknown"
]
"""How parliament takes part: not at all, by law, by resolution, by silence, by being heard."""


@frozen
class Applies:
    """When a route applies; empty for "whenever no other does".

    Attributes:
        facts: words of `withdrawal.law.procedures.facts` that must hold, all of them.
    """

    treaties: tuple[str, ...] = ()
    treaty_categories: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_facts(self.facts)

    def to(self, treaty: TreatyLike | None, stated: Iterable[str]) -> bool:
        """Return whether the treaty or the facts of a case call for the route."""
        if treaty is not None and (
            treaty.id in self.treaties or treaty.category in self.treaty_categories
        ):
            return True
        return bool(self.facts) and set(self.facts) <= {*stated, *facts_of(treaty)}


@frozen
class LegalBasis:
    """A provision and what it says, in our own words."""

    provision: str
    says: str


@frozen
class Chamber(Valid):
    """A chamber of parliament and its seats; None where the number was not found.

    A chamber whose seats changed is described once for each number, from a day to a day.
    """

    name: str
    seats: int | None = None


@frozen
class Parliament:
    """A parliament.

    Attributes:
        chambers: the lower or only chamber first.
        readings: how many readings such a bill takes; None where not known.
    """

    name: str
    chambers: tuple[Chamber, ...] = ()
    readings: int | None = None

    @property
    def chambers_now(self) -> tuple[Chamber, ...]:
        """The chambers as they are now."""
        return tuple(each for each in self.chambers if each.holds_on(None))


@frozen
class Route(Valid):
    """One way through a procedure, valid from a day to a day where the law changed.

    Attributes:
        stages: the ids of its stages, in order.
        is_default: whether it is taken where a case names none.
        assumption: what an answer says when the route was taken for granted.
        formerly: ids by which old journals and scenarios know it.
        after: by stage, the stages it waits for in this route, where not as elsewhere.
    """

    id: str
    name: str
    stages: tuple[str, ...]
    applies: Applies = Applies()
    is_default: bool = False
    note: str | None = None
    assumption: str | None = None
    formerly: tuple[str, ...] = ()
    after: dict[str, tuple[str, ...]] = field(factory=dict, hash=False)

    def with_its_order(self, stages: Mapping[str, Stage]) -> tuple[Stage, ...]:
        """Return its stages, each waiting for those that it waits for in this route."""
        return tuple(
            evolve(stages[each], after=self.after[each]) if each in self.after else stages[each]
            for each in self.stages
        )


@frozen(eq=False)
class Procedure:
    """How one State decides to leave a treaty.

    Attributes:
        country: the State, ISO 3166-1 alpha-3.
        name: the State's name, or the name of the default.
        routes: the ways through; the default one first.
        sessions: its sitting calendar; None where none could be verified.
        is_default: whether this is the default for States without a file.
    """

    country: str
    name: str
    approval: Approval
    routes: tuple[Route, ...] = field(repr=False)
    stages: Mapping[str, Stage] = field(repr=False)
    parliament: Parliament | None = field(default=None, repr=False)
    sessions: Sessions | None = field(default=None, repr=False)
    legal_basis: tuple[LegalBasis, ...] = field(default=(), repr=False)
    sources: tuple[str, ...] = field(default=(), repr=False)
    confidence: Confidence = "known"
    court_cases: tuple[str, ...] = field(default=(), repr=False)
    practice: str | None = field(default=None, repr=False)
    notes: str | None = field(default=None, repr=False)
    is_default: bool = False

    def route(
        self,
        name: str | None = None,
        *,
        treaty: TreatyLike | None = None,
        facts: Iterable[str] = (),
        on: date | None = None,
    ) -> Route:
        """Return the route of that name, or the one that applies.

        Args:
            name: the id of a route; None for the one that treaty and facts call for, or else
                the default.
            facts: words of `withdrawal.law.procedures.facts` that hold in the case.
            on: the day whose law counts; None for the law as it is now.

        Raises:
            UnknownNameError: the procedure has no route of that name.
        """
        if name is None:
            stated = tuple(facts)
            valid = [each for each in self.routes if each.holds_on(on)]
            fitting = [each for each in valid if each.applies.to(treaty, stated)]
            usual = [each for each in valid if each.is_default]
            return next(iter((*fitting, *usual)), self.routes[0])
        for each in self.routes:
            if name == each.id or name in each.formerly:
                return each
        known = tuple(each.id for each in self.routes)
        raise UnknownNameError(
            f"{name!r} is not a route of {self.name}: expected {' or '.join(known)}.",
            suggestions=known,
        )

    def stages_of(self, route: Route) -> tuple[Stage, ...]:
        """Return the stages of a route, in order."""
        return route.with_its_order(self.stages)

    def assumptions(self, route: Route, *, is_named: bool = False) -> tuple[str, ...]:
        """Return what an answer that relies on this procedure takes for granted.

        Args:
            is_named: whether the case itself named it.
        """
        said = []
        if self.is_default:
            said.append(
                "No procedure of this State is on record here, and its law was not read, so the "
                f"default is used: {DEFAULT_NAME}."
            )
        elif self.confidence == "uncertain":
            said.append(f"The procedure of {self.name} is uncertain: {self.notes or 'see notes'}")
        if len(self.routes) > 1 and not is_named:
            said.append(route.assumption or f"That the route is the {route.id} one: {route.name}.")
        return tuple(said)

    def order(self, route: Route) -> Order:
        """Return what comes before what in a route, up to the notice; worked out once."""
        return _order(self, route.id)

    def graph(self, route: Route | str | None = None) -> Graph:
        """Return the graph of a route (the default one where None), built once."""
        chosen = route if isinstance(route, Route) else self.route(route)
        return _graph(self, chosen.id)


@cache
def _order(procedure: Procedure, route: str) -> Order:
    return order_of(procedure.stages_of(procedure.route(route)))


@cache
def _graph(procedure: Procedure, route: str) -> Graph:
    from withdrawal.law.procedures.graph.builder import build_graph

    chosen = procedure.route(route)
    return build_graph(procedure.country, chosen.id, procedure.stages_of(chosen))
