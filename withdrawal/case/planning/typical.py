"""How long the stages of a State's procedure usually take, for planning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.case.asking.question import resolve_pair
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.pace import usual_pace
from withdrawal.renamed import renamed_arguments

if TYPE_CHECKING:
    from withdrawal.law.procedures.pace import How
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["typical_pace"]


@renamed_arguments(source="catalogue")
def typical_pace(
    party: str,
    treaty: str | Treaty,
    *,
    route: str | None = None,
    catalogue: Catalogue | None = None,
    how: How = "usual",
) -> dict[str, int]:
    """Return how many days each stage of a State's procedure usually takes.

    What half of the past cases took at most for that kind of stage, and never outside the
    stage's legal minimum and maximum.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        route: the route of the procedure; default the one that applies.
        catalogue: another catalogue than the packaged one.
        how: ``cautious`` for what nine in ten cases took at most.

    Raises:
        WithdrawalError: a name or the route makes no sense.
    """
    state, law = resolve_pair(party, treaty, catalogue)
    found = procedure(state.id)
    return usual_pace(found.stages_of(found.route(route, treaty=law)), how)
