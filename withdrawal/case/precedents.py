"""Earlier exits under a clause, by a depositary, of a kind, or of a State: how each was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any, Literal

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.asking.given import Day, read_day
from withdrawal.case.wording.sentence import possessive, state_with_article, with_article
from withdrawal.datafiles import table_of
from withdrawal.dates import PartialDate
from withdrawal.errors import AmbiguousNameError, UnknownCountryError
from withdrawal.law.countries import country, resolve_country
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import counted
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen

SCHEMA = "withdrawal/precedents/1"

Likeness = Literal["this clause", "this depositary", "this kind", "this State"]
Outcome = Literal["counted", "running", "contested", "withdrawn", "without effect"]

_OUTCOMES: dict[str, Outcome] = {
    "effective": "counted",
    "pending": "running",
    "disputed": "contested",
    "revoked": "withdrawn",
    "no-effect": "without effect",
}
OUTCOMES: tuple[str, ...] = tuple(_OUTCOMES.values())
"""What may have become of a notice."""


@frozen
class Precedent:
    """An earlier notice and what became of it.

    Attributes:
        like: what it has in common with the case: the clause, the depositary, the kind of clause,
            or the State.
        outcome: what became of it: it was counted to a day, it runs, it is contested, it was
            withdrawn, or it had no effect.
        received: the day on which it was received, or else given, in part where it is known so;
            None where not on record.
        effect: the day of effect on record; for one that was withdrawn, the day it would have been.
        effect_is_computed: whether that day was worked out from the clause and proves nothing.
    """

    treaty: str
    party: str
    treaty_name: str
    party_name: str
    like: Likeness
    outcome: Outcome
    received: date | PartialDate | None = None
    effect: date | None = None
    revoked_on: date | None = None
    effect_is_computed: bool = False
    source: str | None = None
    confidence: str = "known"
    note: str | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What happened, in English sentences with ISO days."""
        day = self.received
        placed = day.placed if isinstance(day, PartialDate) else f"on {day}"
        return (*([f"Notice received {placed}."] if day else []), *self._became)

    @property
    def _became(self) -> Iterator[str]:
        day = self.effect
        if self.outcome == "withdrawn":
            yield f"Taken back on {self.revoked_on}." if self.revoked_on else "Taken back."
            if day:
                yield f"It would have taken effect on {day}."
        elif self.outcome == "contested":
            yield f"Contested; claimed to take effect on {day}." if day else "Contested."
        elif self.outcome == "without effect":
            yield "Without effect."
        elif day is None:
            yield "No day of effect is on record."
        elif self.outcome == "running":
            yield f"Takes effect on {day}."
        else:
            yield f"Counted to take effect on {day}."
        if day and self.effect_is_computed:
            yield "That day was worked out from the clause."

    def to_json(self) -> dict[str, Any]:
        """Return the precedent as JSON-ready data."""
        return table_of(self, effect_is_computed="effect_is_computed")


@frozen
class Precedents:
    """The earlier notices that bear on a clause or a State.

    Attributes:
        treaty: the treaty's id; None where a State is asked for.
        party: the State's id; None where a treaty is.
        as_of: nothing that became known later is used.
        is_alike: whether notices under like clauses are listed too.
        rows: the notices: under the clause first, the latest first.
    """

    treaty: str | None
    party: str | None
    name: str
    as_of: date
    is_alike: bool
    rows: tuple[Precedent, ...]

    def like(self, likeness: str) -> tuple[Precedent, ...]:
        """Return those with one thing in common with the case."""
        return tuple(each for each in self.rows if each.like == likeness)

    def beside(self, answer: Answer) -> Precedents:
        """Return those that are not the exit which an answer is about."""
        days = {answer.received, answer.effect} - {None}

        def is_own(each: Precedent) -> bool:
            is_same = (each.party, each.treaty) == (answer.party, answer.treaty)
            return is_same and not days.isdisjoint((each.received, each.effect))

        return evolve(self, rows=tuple(each for each in self.rows if not is_own(each)))

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each outcome, under this clause or of this State."""
        own = Counter(str(each.outcome) for each in self.rows if each.like in _OWN)
        return {each: own[each] for each in OUTCOMES if own[each]}

    @property
    def sentence(self) -> str:
        """How many there are, in one English sentence."""
        whose = (
            f"of {possessive(state_with_article(self.name))} exits"
            if self.party
            else f"under the clause of {with_article(self.name)}"
        )
        told = ", ".join(f"{number} {outcome}" for outcome, number in self.counts.items())
        total = sum(self.counts.values())
        others = f"; {len(self.rows) - total} under like clauses" if self.is_alike else ""
        if not total:
            return f"No earlier notice {whose} is on record{others}."
        return f"{counted(total, 'earlier notice')} {whose} on record: {told}{others}."

    def to_json(self) -> dict[str, Any]:
        """Return them as JSON-ready data, schema ``withdrawal/precedents/1``."""
        return {
            "schema": SCHEMA,
            **table_of(self, "rows"),
            "counts": self.counts,
            "precedents": [each.to_json() for each in self.rows],
            "knowledge": knowledge().to_json(),
            "sentence": self.sentence,
        }


_OWN = ("this clause", "this State")


def precedents(
    of: str, *, like: bool = False, as_of: Day | None = None, catalogue: Catalogue | None = None
) -> Precedents:
    """Return the earlier notices under a treaty's clause, or those of a State.

    Args:
        of: a treaty or a State, by any of its names.
        like: of a treaty, also those by the same depositary under a clause of the same shape, and
            those under such a clause by another.
        as_of: nothing that became known later is used; default today.
        catalogue: another catalogue than the packaged one.

    Raises:
        WithdrawalError: the name fits neither, or the day makes no sense.
    """
    known = catalogue or packaged()
    today = date.today() if as_of is None else read_day(as_of, "as_of")
    try:
        state = resolve_country(of)
    except (UnknownCountryError, AmbiguousNameError):
        return precedents_of(known.resolve(of), like=like, as_of=today, catalogue=known)
    rows = _told(history(party=state.id), "this State", today, known)
    return Precedents(None, state.id, state.name, today, False, tuple(rows))


def precedents_of(
    treaty: Treaty, *, like: bool, as_of: date, catalogue: Catalogue | None = None
) -> Precedents:
    """Return the earlier notices under a treaty's clause; arguments as `precedents`."""
    known = catalogue or packaged()
    rows = [*_told(history(treaty.id), "this clause", as_of, known)]
    if like:
        rows += _alike(treaty, as_of, known)
    return Precedents(treaty.id, None, treaty.name, as_of, bool(like), tuple(rows))


def _alike(treaty: Treaty, as_of: date, known: Catalogue) -> Iterator[Precedent]:
    """Yield the notices under clauses of the same shape: by the same depositary, then by others."""
    own = known.summaries.get(treaty.id)
    if own is None:
        return
    shape, keepers = itemgetter("exit", "period", "shape"), own["depositaries"]
    alike = {
        key: each["depositaries"] == keepers
        for key, each in known.summaries.items()
        if key != treaty.id and shape(each) == shape(own)
    }
    rows = [row for row in history() if row.treaty in alike]
    ours = (row for row in rows if alike[row.treaty])
    others = (row for row in rows if not alike[row.treaty])
    yield from _told(ours, "this depositary", as_of, known)
    yield from _told(others, "this kind", as_of, known)


def _told(
    rows: Iterable[Withdrawal], like: Likeness, as_of: date, known: Catalogue
) -> list[Precedent]:
    """Return the notices among some rows, as they were known on a day, the latest first."""
    seen = (row.as_known_on(as_of) for row in rows if row.kind.is_notice)
    kept = [row.standing_on(as_of) for row in seen if row and row.status in _OUTCOMES]
    kept.sort(key=_given_by, reverse=True)
    return [_precedent(row, like, known) for row in kept]


def _precedent(row: Withdrawal, like: Likeness, known: Catalogue) -> Precedent:
    same = ("effect", "revoked_on", "effect_is_computed", "source", "confidence", "note")
    return Precedent(
        row.treaty,
        row.party,
        known.name_of(row.treaty),
        country(row.party).name,
        like,
        _OUTCOMES[row.status],
        row.given or row.known_given,
        **{name: getattr(row, name) for name in same},
    )


def _given_by(row: Withdrawal) -> date:
    """Return the day by which a notice was given; that of its effect, where that is not known."""
    given = row.known_given
    return (given.latest if given else None) or row.effect or date.min
