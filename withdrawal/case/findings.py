"""What an answer holds: a date or bounds, the reasons rule by rule, what could change it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args

from attrs import field

from withdrawal.case.late import Late
from withdrawal.case.statuses import STATUS
from withdrawal.datafiles import AsTable, table_of
from withdrawal.dates import PartialDate
from withdrawal.record.kinds import Confidence, RecordKind
from withdrawal.renamed import OldName
from withdrawal.values import frozen

Status = Literal[
    "effective",
    "pending",
    "conditional",
    "not-notified",
    "announced",
    "revoked",
    "not-a-party",
    "no-exit",
    "not-open",
    "suspended",
    "ended",
    "not-in-force",
    "disputed",
    "no-effect",
]
STATUSES: tuple[str, ...] = get_args(Status)
"""Every status of an answer."""


@frozen
class MembershipTold(AsTable):
    """Whether the State is a party, as far as is known, and how old that knowledge is.

    Attributes:
        value: ``party``, ``not-a-party`` or ``not-known``.
        since: the day from which it is, or is not, a party; None where that is not on record.
        list_as_of: the day for which the list of parties is good; None without a list.
        complete: whether that list names every party of its day.
    """

    value: Literal["party", "not-a-party", "not-known"] = "party"
    since: date | None = None
    list_as_of: date | None = None
    complete: bool = False


@frozen
class Reason:
    """One step from the facts to the answer.

    Attributes:
        rule: the kind of step.
        article: the article or other legal basis; None where the step is a fact.
        start: the day the step begins with.
        end: the day it leads to.
        text: one sentence.
        source: where the rule or the fact stands.
    """

    rule: str
    article: str | None
    start: date | None
    end: date | None
    text: str
    source: str | None

    def to_json(self) -> dict[str, Any]:
        """Return ``{"rule", "article", "from", "to", "text", "source"}``."""
        return table_of(self, start="from", end="to")


@frozen
class Ambiguity:
    """Another defensible reading and the day it gives.

    Attributes:
        reading: a short word for it.
        effect: the day of effect under it; None where it gives none.
        text: one sentence.
    """

    reading: str
    effect: date | None
    text: str


@frozen
class Disagreement:
    """A claim that contradicts the answer.

    Attributes:
        claim: what is claimed.
        source: by whom.
        effect: the day of effect that would follow; None where none does.
        text: what to make of it.
    """

    claim: str
    source: str
    effect: date | None
    text: str


@frozen
class Notice:
    """Another notice of the same State on record.

    Attributes:
        received: when it was received; None where not known.
        effect: the recorded day of effect.
        status: what became of it, as known on the day asked for.
        note: more, in words.
        received_within: when, where it is known only in part.
    """

    received: date | None
    effect: date | None
    status: str
    note: str | None = None
    received_within: PartialDate | None = None


@frozen
class StandingSummary:
    """How far a case has come.

    Attributes:
        stage: the last stage completed; None where none is known.
        reached_on: when, as an ISO or EDTF text.
        next: what comes next, in words.
        owed: what is still missing before effect, in order.
        route: the procedure's route that was taken or assumed.
    """

    stage: str | None = None
    reached_on: str | None = None
    next: str | None = None
    owed: tuple[str, ...] = ()
    route: str | None = None


@frozen
class Manner:
    """What is out of the ordinary in an answer, for its sentence.

    Attributes:
        kind: what the treaty is: a treaty, or a model clause, an article ...
        term: the treaty's own word for leaving it.
        is_barred: whether the treaty lets nobody leave, rather than being silent.
        only_if: what must happen before anybody may leave.
        closed_on: the last day on which that right was open, where it is over.
        ends_for: for whom the notice ends the treaty, in words, where not for one party alone.
        ended_by: the State whose notice ends the treaty for all, where it is another.
        is_deemed: whether the State leaves without a notice of its own.
        consent_of: who must consent, where the notice is a request.
        provisional: since when a treaty that is not in force is applied provisionally.
        parent: the treaty together with which alone this one can be left, by name.
        missing: the day from which the clause counts and which is not on record here, in words.
        is_back_disputed: whether it is disputed that a State that came back is bound again.
    """

    kind: str = "treaty"
    term: str = "withdrawal"
    is_barred: bool = False
    only_if: str | None = None
    closed_on: date | None = None
    ends_for: str | None = None
    ended_by: str | None = None
    is_deemed: bool = False
    consent_of: str | None = None
    provisional: date | None = None
    parent: str | None = None
    missing: str | None = None
    is_back_disputed: bool = False


@frozen(repr=False, slots=False)
class Findings(Late):
    """When one State's exit from one treaty takes effect, and why; without a word for it yet.

    Attributes:
        treaty: the treaty's id.
        party: the State's ISO 3166-1 alpha-3 id.
        status: what is the case on ``as_of``.
        effect: the day of effect; None where there is none or it is open.
        earliest: the first day it can be, where it is open.
        latest: the last day it can be, where it is open; None for no bound.
        received: the day that started the clock.
        received_within: that day as far as it is on record, where it is known only in part.
        basis: how that day is known: ``recorded``, ``given`` by the asker, or ``worked-back``
            from the effect on record.
        protected_until: where obligations survive, their end.
        because: the reasons, in order.
        assumptions: what was taken for granted.
        ambiguities: other defensible readings.
        disagreements: claims that contradict the answer.
        as_of: the day the question is asked for.
        standing: how far the case has come.
        notices: the State's other notices on record.
        carries: ids of the treaties that leaving this one also leaves.
        carries_if_party: those of them of which it is not known whether the State is a party.
        rejoined: the day from which the State is a party again, where it came back.
        is_back: whether it came back, on a day known or not.
        membership: whether the State is a party, as far as is known, by a list of what day.
        announced: the day on which the State said that it will leave, where it gave no notice.
        confidence: the weakest of what the answer rests on.
        rests_on: the source of that.
        kind: what the record calls the step that the answer tells of; None without one.
        ended_on: the first day without the treaty, where it has ended.
        successors: ids of the treaties that took its place.
        is_bound_on_effect: whether the treaty still binds on the day of effect, because the
            exit takes effect at its end.
        party_name: the State's usual English name.
        treaty_name: the treaty's usual name.
        manner: what is out of the ordinary, for the sentence.
    """

    treaty: str
    party: str
    status: Status
    as_of: date
    effect: date | None = None
    earliest: date | None = None
    latest: date | None = None
    received: date | None = None
    received_within: PartialDate | None = None
    basis: Literal["recorded", "given", "worked-back"] | None = None
    protected_until: date | None = None
    because: tuple[Reason, ...] = ()
    assumptions: tuple[str, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    standing: StandingSummary = StandingSummary()
    notices: tuple[Notice, ...] = ()
    carries: tuple[str, ...] = ()
    carries_if_party: tuple[str, ...] = ()
    rejoined: date | None = None
    is_back: bool = False
    membership: MembershipTold = MembershipTold()
    announced: date | None = None
    confidence: Confidence = "known"
    rests_on: str | None = None
    kind: RecordKind | None = None
    ended_on: date | None = None
    successors: tuple[str, ...] = ()
    is_bound_on_effect: bool = False
    party_name: str = field(default="", kw_only=True)
    treaty_name: str = field(default="", kw_only=True)
    manner: Manner = field(default=Manner(), kw_only=True)

    conflicts = OldName("disagreements")
    progress = OldName("standing")
    source = OldName("basis", lambda self: self.recorded_or_given)

    @property
    def recorded_or_given(self) -> str | None:
        """What version 1 called the source: a day worked back counted as recorded."""
        return None if self.received is None else _RECORDED.get(self.basis or "", "given")

    @property
    def last_day_bound(self) -> date | None:
        """The last day on which the treaty binds the State: as a rule the day before effect.

        None where the State took back its consent before the treaty bound it.
        """
        is_undone = self.kind is not None and self.kind.undoes_consent
        if self.effect is None or self.effect == date.min or is_undone:
            return None
        if self.is_bound_on_effect:
            return self.effect
        return date.fromordinal(self.effect.toordinal() - 1)

    @property
    def is_bound(self) -> bool | None:
        """Whether the State is a party on ``as_of``; None where the record does not tell."""
        if self.status == "effective" and self.is_membership_known:
            is_last_day = self.is_bound_on_effect and self.effect == self.as_of
            return is_last_day or self.is_back
        if not STATUS[self.status].binds:
            return False
        if self.membership.value == "party" and (self.membership.since or date.min) > self.as_of:
            return False
        return {"party": True, "not-a-party": False, "not-known": None}[self.membership.value]

    @property
    def is_membership_known(self) -> bool:
        """Whether the record settles that the State is, or is not, a party."""
        return self.membership.value != "not-known"

    @property
    def list_day(self) -> date | None:
        """The day of the list that tells who is a party, where it is older than ``as_of``.

        None where no list is needed: a notice on record shows that the State was a party, and
        where the treaty binds nobody there is no party.
        """
        day = self.membership.list_as_of
        is_told = self.is_membership_known and STATUS[self.status].is_by_list
        is_by_record = self.basis in ("recorded", "worked-back")
        return day if day and day < self.as_of and is_told and not is_by_record else None

    @property
    def is_supposed(self) -> bool:
        """Whether it rests on a notice that the asker supposes, past or ahead of ``as_of``."""
        return self.basis == "given" and STATUS[self.status].is_by_notice


_RECORDED = {"recorded": "recorded", "worked-back": "recorded"}
