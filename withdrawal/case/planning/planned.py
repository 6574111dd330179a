"""What a plan holds: the days of each step, the day safe on every reading, calendars used."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from withdrawal.case.findings import MembershipTold
from withdrawal.case.wording.additions import text_kind
from withdrawal.case.wording.sentence import possessive, state_with_article, with_article
from withdrawal.datafiles import AsTable, table_of
from withdrawal.dates import long_date
from withdrawal.letters import lower_first, upper_first
from withdrawal.record.knowledge import knowledge
from withdrawal.renamed import OldName
from withdrawal.values import frozen

SCHEMA = "withdrawal/plan/2"
Pace = Literal["lawful", "usual", "cautious"]


@frozen
class PlannedStage:
    """The days for one stage: the latest of a plan backwards, the first of one forwards.

    Attributes:
        stage: its id.
        actor: who acts.
        latest: the last day by law on which it can be done in time; None in a plan forwards.
        because: what the day by law follows from.
        is_optional: whether the law lets the case go on without it.
        usual: the day at the usual pace: the last one if the later stages take as long as half of
            the past cases took, or the first one to expect at that pace; None where it is done.
        cautious: the same at the pace that nine in ten past cases kept.
        earliest: the first day by law on which it can be done; None in a plan backwards.
        is_done: whether it lies behind the case, by the record.
    """

    stage: str
    actor: str
    latest: date | None
    because: str
    is_optional: bool = False
    usual: date | None = None
    cautious: date | None = None
    earliest: date | None = None
    is_done: bool = False

    typical = OldName("usual")

    @property
    def by_law(self) -> date:
        """The day that the law gives: the latest, or in a plan forwards the earliest."""
        day = self.latest or self.earliest
        assert day is not None
        return day

    def to_json(self) -> dict[str, Any]:
        """Return the stage as JSON-ready data, with ``is_optional`` as ``optional``."""
        return table_of(self, is_optional="optional", is_done="is_done")


@frozen
class Outlook(AsTable):
    """Where a case that begins on a day leads at one pace.

    Attributes:
        pace: ``lawful``, as fast as the law allows; ``usual``, as fast as half of the past cases;
            ``cautious``, as nine in ten.
        receipt: the first day of receipt.
        effect: the day of effect of that notice.
        safe: the day by which it has taken effect on every reading; None where one gives no day.
    """

    pace: Pace
    receipt: date
    effect: date
    safe: date | None


@frozen(repr=False)
class Plan:
    """The days of each step: the latest, to be out by a day; or the first, to begin on one.

    Attributes:
        treaty: the treaty's id.
        party: the State's id.
        out_by: the day by which the State wants to be out; None in a plan forwards.
        latest_receipt: the last day of receipt whose effect is not after it; where a notice in
            time was received already, the day of that; None if impossible.
        effect_then: the day of effect of a notice received on that day, or of the exit on record.
        stages: the domestic steps, in order; empty where nothing is left to do.
        assumptions: what was taken for granted; first of all that an exit in dispute is none.
        impossible: why it cannot be done, where it cannot.
        earliest_possible: the earliest day on which the State could be out instead.
        as_of: nothing is planned before this day.
        dispute: what leaves open whether the State has left already; None where nothing does.
        membership: whether the State is a party, as far as is known.
        party_name, treaty_name: the usual names.
        begin: the day on which a plan forwards begins; None in one backwards.
        safe_receipt: the last day of receipt that is in time on every reading; None where no day
            is, or in a plan forwards.
        deposit_by: the day to which the steps lead: the last one on which the depositary's office
            is open, as far as is known, on or before the safe day, else the latest.
        outlook: in a plan forwards, where it leads at each pace.
        calendars: whose sitting days, holidays and working days were used, or that none is on
            record.
        open_from: in a plan forwards, the first day from the first possible receipt on which the
            depositary's office is open, as far as is known.
    """

    treaty: str
    party: str
    out_by: date | None
    as_of: date
    latest_receipt: date | None = None
    effect_then: date | None = None
    stages: tuple[PlannedStage, ...] = ()
    assumptions: tuple[str, ...] = ()
    impossible: str | None = None
    earliest_possible: date | None = None
    dispute: str | None = None
    membership: MembershipTold = MembershipTold()
    party_name: str = ""
    treaty_name: str = ""
    begin: date | None = None
    safe_receipt: date | None = None
    deposit_by: date | None = None
    outlook: tuple[Outlook, ...] = ()
    calendars: tuple[str, ...] = ()
    open_from: date | None = None

    @property
    def first_receipt(self) -> date | None:
        """The day of receipt that the plan leads to; in one forwards, the first possible one."""
        return self.outlook[0].receipt if self.outlook else self.latest_receipt

    @property
    def is_if_a_party(self) -> bool:
        """Whether it holds only if the State is a party, which is not known."""
        is_unknown = self.membership.value == "not-known" and text_kind(self.treaty) is None
        return is_unknown and (self.latest_receipt is not None or bool(self.outlook))

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: the State is out, or its notice in time was received."""
        is_found = self.impossible is None and self.effect_then is not None
        return is_found and not self.stages and not self.outlook

    @property
    def sentence(self) -> str:
        """The plan in one English sentence, after another one where an exit is in dispute."""
        told = self._settled() if self.is_settled else self._still_to_do()
        return told if self.dispute is None else f"{self.dispute}. If not, {lower_first(told)}"

    def _settled(self) -> str:
        assert self.effect_then is not None
        treaty, state = with_article(self.treaty_name), state_with_article(self.party_name)
        effect = long_date(self.effect_then)
        if self.effect_then <= self.as_of:
            told = f"{state} is out of {treaty} already: it left on {effect}"
        else:
            assert self.latest_receipt is not None
            so = f", so it is out of {treaty} by {long_date(self.out_by)}" if self.out_by else ""
            told = (
                f"{possessive(state)} notice of {long_date(self.latest_receipt)}, already "
                f"received, takes effect on {effect}{so}"
            )
        return f"{upper_first(told)}; nothing is left to do."

    def _still_to_do(self) -> str:
        if self.out_by is None:
            return self._forwards()
        goal = f"To be out of {with_article(self.treaty_name)} by {long_date(self.out_by)}"
        state = state_with_article(self.party_name)
        if self.latest_receipt is None:
            day = self.earliest_possible
            instead = f" The earliest possible day is {long_date(day)}." if day is not None else ""
            return f"{goal} is not possible for {state}: {self.impossible}{instead}"
        assert self.effect_then is not None
        kind = text_kind(self.treaty)
        if kind is not None:
            under = "clause" if kind == "model" else "article"
            goal = (
                f"Under this {under}, {with_article(self.treaty_name)}, to be out by "
                f"{long_date(self.out_by)}"
            )
        return (
            f"{goal}, {possessive(state)} notice must be received by "
            f"{long_date(self.latest_receipt)}; effect would then be on "
            f"{long_date(self.effect_then)}{self._if_a_party}.{self._on_every_reading}"
        )

    @property
    def _if_a_party(self) -> str:
        return ", if it is a party, which is not known here" if self.is_if_a_party else ""

    @property
    def _closed(self) -> str:
        """What the sentence adds where nobody is there to receive the notice on its first day."""
        if self.open_from in (None, self.outlook[0].receipt):
            return ""
        assert self.open_from is not None
        return f" (the depositary's office is closed until {long_date(self.open_from)})"

    @property
    def _on_every_reading(self) -> str:
        """What the sentence adds where the readings of the clause lead to different days."""
        if self.safe_receipt == self.latest_receipt:
            return ""
        if self.safe_receipt is None:
            return " On another reading of the clause no notice would be in time any more."
        return f" It is in time on every reading if received by {long_date(self.safe_receipt)}."

    def _forwards(self) -> str:
        assert self.begin is not None
        state, treaty = state_with_article(self.party_name), with_article(self.treaty_name)
        start = f"If {state} begins on {long_date(self.begin)}, "
        if not self.outlook:
            return f"{start}it cannot leave {treaty}: {self.impossible}"
        told = {each.pace: each for each in self.outlook}
        lawful, usual, cautious = told["lawful"], told["usual"], told["cautious"]
        return (
            f"{start}it can be out of {treaty} on {long_date(lawful.effect)} at the earliest, "
            f"with a notice received on {long_date(lawful.receipt)}{self._closed}"
            f"{self._if_a_party}; at the usual pace on {long_date(usual.effect)}, and at the pace "
            f"that nine in ten cases kept on {long_date(cautious.effect)}."
        )

    def to_json(self) -> dict[str, Any]:
        """Return the plan as JSON-ready data, schema ``withdrawal/plan/2``."""
        told = table_of(self, "as_of", "membership", "dispute", "party_name", "treaty_name")
        return {
            "schema": SCHEMA,
            **told,
            "as_of": self.as_of.isoformat(),
            "membership": self.membership.to_json(),
            "knowledge": knowledge().to_json(),
            "sentence": self.sentence,
        }

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return f"<Plan {self.party} leaving {self.treaty}: {self.sentence}>"
