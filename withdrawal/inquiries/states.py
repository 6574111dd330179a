"""The States, and how one of them decides to leave a treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.forms import Name, Text
from withdrawal.inquiries.inquiry import Inquiry, Several
from withdrawal.law.countries import Country, countries, resolve_country
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.law.procedures.procedure import Procedure
    from withdrawal.law.treaties.catalogue import Catalogue


@frozen(slots=False)
class State(Inquiry):
    """One State, and how it decides to leave a treaty.

    Attributes:
        party: The State: a name or an ISO code.
    """

    schema: ClassVar[str] = "withdrawal/state/1"
    example: ClassVar = {"party": "Latvia"}

    party: Name

    def answer(self, catalogue: Catalogue | None = None) -> Country:
        _refuse(catalogue)
        return resolve_country(self.party)


@frozen(kw_only=True, slots=False)
class States(Inquiry):
    """The States, or those that some text may name.

    Attributes:
        q: A name in any language, or part of one or of a code.
    """

    schema: ClassVar[str] = "withdrawal/states/1"
    example: ClassVar = {"q": "land"}

    q: Text = None

    def answer(self, catalogue: Catalogue | None = None) -> tuple[Country, ...]:
        from withdrawal.languages.finding import found

        _refuse(catalogue)
        every, wanted = countries(), (self.q or "").casefold()
        called = (key for key in found("states", self.q or "") if key in every)
        holding = (
            key for key, each in every.items() if wanted in f"{each.id} {each.name}".casefold()
        )
        return tuple(every[key] for key in dict.fromkeys((*called, *holding)))


@frozen(slots=False)
class StatesCompared(Several):
    """Several States side by side: how each decides to leave a treaty, by its usual route."""

    schema: ClassVar[str] = "withdrawal/states-compared/1"
    example: ClassVar = {"party": ("Lithuania", "Poland")}

    def answer(self, catalogue: Catalogue | None = None) -> tuple[Procedure, ...]:
        from withdrawal.law.procedures.library import procedure

        _refuse(catalogue)
        return tuple(procedure(resolve_country(each).id) for each in self.party)


def _refuse(catalogue: Catalogue | None) -> None:
    if catalogue is not None:
        raise CircumstanceError("States are not asked of a catalogue of treaties.")
