"""What every question has: its fields, what it is answered with, and an example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, TypeVar

from attrs import evolve, fields, resolve_types

from withdrawal.case.asking.question import split_names
from withdrawal.inquiries.forms import Day, Form, Name, Spans, Text
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.values import frozen


@frozen(slots=False)
class Inquiry:
    """A question: each field is what may be said in it, under one name at every door."""

    schema: ClassVar[str] = ""
    """The value of ``schema`` in the answer."""
    example: ClassVar[dict[str, Any]] = {}
    is_slow: ClassVar[bool] = False
    """Whether the answer may take longer than a few milliseconds."""

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Let each field know its type, in whatever module its class was written."""
        resolve_types(cls, include_extras=True)
        cls.__init__.__annotations__.update({each.name: each.type for each in fields(cls)})

    def answer(self, catalogue: Catalogue | None = None) -> Any:
        """Return the answer.

        Args:
            catalogue: another catalogue of treaties than the packaged one.

        Raises:
            WithdrawalError: the question makes no sense.
        """
        raise NotImplementedError

    @classmethod
    def data(cls, **told: Any) -> dict[str, Any]:
        """Return what is told as the answer's JSON, with its schema."""
        return {"schema": cls.schema, **told}

    def said(self, *without: str) -> dict[str, Any]:
        """Return what is said but for some fields, which the answer does not depend on."""
        return {name: value for name, value in self.given.items() if name not in without}

    @property
    def given(self) -> dict[str, Any]:
        """What is said, by name: everything but what was left as it is."""
        found = ((each.name, getattr(self, each.name), each.default) for each in fields(type(self)))
        return {name: value for name, value, usual in found if value != usual}


Asked = TypeVar("Asked", bound=Inquiry)


@frozen(slots=False)
class Pair(Inquiry):
    """A question about one State and one treaty.

    Attributes:
        party: The State: a name or an ISO code. State and treaty may come in either order.
        treaty: The treaty: an id, a name or an official number.
    """

    party: Name
    treaty: Name


@frozen(slots=False)
class Several(Inquiry):
    """A question about several States.

    Attributes:
        party: The States: names or ISO codes, as many as there are.
    """

    party: Annotated[tuple[str, ...], Form(shortest=1)]


@frozen(kw_only=True, slots=False)
class Circumstances(Inquiry):
    """What an asker may suppose besides the notice: `withdrawal.case.asking.given.CIRCUMSTANCES`.

    Attributes:
        conflict: An armed conflict, START/END or START/..; may be repeated.
        named_date: The day of effect that the notice names.
        agreed_date: A day of effect set by agreement.
        extended_to: The end of a period prolonged by agreement.
        in_force_for_party: The day the treaty came into force for the State.
        way_out: Another way out, by its id.
        event: The day on which what opens the right to leave happened, where one must.
        first_act: The day of the first act, where leaving takes two.
        follows: The first leaver that this notice follows: a State, or its notice's day.
        repatriated: The day on which release and repatriation were over.
    """

    conflict: Spans = ()
    named_date: Day = None
    agreed_date: Day = None
    extended_to: Day = None
    in_force_for_party: Day = None
    way_out: Annotated[str | None, Form(was="route")] = None
    event: Day = None
    first_act: Day = None
    follows: Text = None
    repatriated: Day = None


def named(asked: Asked, more: Sequence[str], catalogue: Catalogue | None = None) -> Asked:
    """Return a question whose two names may have been given in several words.

    Raises:
        AmbiguousNameError: the words cannot be told apart.
    """
    if not more:
        return asked
    words: Any = asked
    party, treaty = split_names((words.party, words.treaty, *more), catalogue)
    made: Asked = evolve(words, party=party, treaty=treaty)
    return made
