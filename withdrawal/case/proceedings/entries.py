"""An entry of a case: an event, and what it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from withdrawal.law.procedures.graph import Transition
    from withdrawal.record.events import Event

__all__ = ["Entry"]


@frozen
class Entry:
    """An event of a case and what it did.

    Attributes:
        event: the event; where sources disagree, the account in use with its rivals.
        transition: what it moved; None for a remark.
    """

    event: Event
    transition: Transition | None = field(default=None, repr=False)

    @property
    def moves(self) -> bool:
        """Whether it brought the case to another state."""
        return self.transition is not None and self.transition.kind != "note"
