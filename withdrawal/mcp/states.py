"""What agents are told of the States, and of how they decide to leave a treaty."""

from __future__ import annotations

from withdrawal.inquiries.states import States, StatesCompared
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.mcp.shapes import ShortState, StateList, StatesSideBySide
from withdrawal.output.tables.deciding import compared
from withdrawal.output.tables.procedures import OF_OTHERS, approval_in_words, procedure_row

__all__ = ["states_compared", "states_told"]


def states_told(asked: States) -> StateList:
    """Return the States that fit and whose procedure is described, as an agent is told."""
    described = procedures()
    rows = [procedure_row(procedure(x.id)) for x in asked.answer() if x.id in described]
    told = [
        ShortState(
            id=row["id"],
            name=row["name"],
            approval=approval_in_words(row["approval"]),
            routes=row["routes"],
            confidence=row["confidence"],
        )
        for row in rows
    ]
    return StateList(found=len(told), states=told, of_others=OF_OTHERS)


def states_compared(asked: StatesCompared) -> StatesSideBySide:
    """Return how several States decide, side by side."""
    return StatesSideBySide(states=compared(asked.answer()))
