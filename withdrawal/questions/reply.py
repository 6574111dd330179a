"""The reply to a question: what was understood, and the answers with their sentences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from withdrawal.datafiles import AsTable, table_of
from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.dates import PartialDate, Period
    from withdrawal.questions.intents import Understood
    from withdrawal.record.history import Withdrawal

SCHEMA = "withdrawal/ask/1"


class Answerable(Protocol):
    """Whatever answers a question: an `Answer`, a `Plan`, a `Forecast`, facts of a clause."""

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""


@frozen
class ClauseFacts:
    """What a treaty's clause says to everyone.

    Attributes:
        treaty: the treaty's id.
        exit: whether leaving is ``allowed``, the treaty is ``silent``, or it is ``barred``.
        article: where the clause stands.
        period: the period of notice; None where the clause has none.
        recipients: who must be told.
        needs_reasons: whether the notice must state reasons.
        lines: the clause in words.
        depositaries: who keeps the treaty, as its file names them.
    """

    treaty: str
    exit: str
    article: str | None
    period: Period | None
    recipients: tuple[str, ...]
    needs_reasons: bool
    lines: tuple[str, ...] = ()
    depositaries: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the facts as JSON-ready data."""
        told = table_of(self, "depositaries", needs_reasons="reasons_required", lines="because")
        return {"schema": "withdrawal/clause/1", **told}


@frozen
class Departures:
    """Who has left a treaty, and who is leaving it, as on record.

    Attributes:
        treaty: the treaty's id.
        as_of: nothing later is listed.
        withdrawals: the exits in effect, and those disputed, the earliest first.
        running: the notices whose day of effect is still to come.
        besides: what was ended and never bound, so that no party left: a signature taken back.
    """

    treaty: str
    as_of: date
    withdrawals: tuple[Withdrawal, ...]
    running: tuple[Withdrawal, ...] = ()
    besides: tuple[Withdrawal, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the list as JSON-ready data."""
        return {"schema": "withdrawal/departures/2", **table_of(self)}


def clause_facts(treaty: str) -> ClauseFacts:
    """Return what a treaty's clause says to everyone."""
    from withdrawal.law.treaties.catalogue import resolve_treaty

    found = resolve_treaty(treaty)
    clause = found.clause
    return ClauseFacts(
        treaty,
        clause.exit,
        clause.article,
        clause.period,
        clause.recipients,
        clause.needs_reasons,
        (found.paraphrase,) if found.paraphrase else (),
        found.depositaries,
    )


@frozen
class Beside:
    """What is told beside a day of effect.

    Attributes:
        treaty: the treaty's id.
        party: the State; None where none is meant.
        facts: what is known, by name.
        lines: the treaty's or the law's own words, in English.
    """

    treaty: str
    party: str | None
    facts: dict[str, Any]
    lines: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        known = {
            key: each.isoformat() if isinstance(each, date) else each
            for key, each in self.facts.items()
        }
        return {
            "schema": "withdrawal/told/1",
            "treaty": self.treaty,
            "party": self.party,
            **known,
            "because": list(self.lines),
        }


@frozen
class Row(AsTable):
    """One line of a list.

    Attributes:
        party: the State; empty in a list of treaties alone.
        treaty: the treaty's id.
        effect: the day of effect; for what could be left, the earliest; None where not known.
        received: the day of receipt of the notice; None where not known.
        status: what became of it; ``party`` in a list of parties, ``disputed`` for one that may
            have left; the kind of record, where what was ended never bound.
        revoked_on: when the notice was taken back; None where it was not.
        rejoined_on: when the State came back; None where it did not.
        basis: how the day of receipt is known, ``recorded`` or ``worked-back``; None without one.
        received_within: when the notice was received, where that is known only in part.
    """

    party: str
    treaty: str
    effect: date | None = None
    received: date | None = None
    status: str = "effective"
    revoked_on: date | None = None
    rejoined_on: date | None = None
    basis: str | None = None
    received_within: PartialDate | None = None

    @property
    def line(self) -> str:
        """The row in English names: ``Lithuania, Ottawa Convention: 2025-12-27, effective``."""
        from withdrawal.law.countries import country
        from withdrawal.law.treaties.catalogue import catalogue

        name = catalogue().name_of(self.treaty)
        day = self.revoked_on or self.effect
        told = ", ".join(filter(None, (day.isoformat() if day else "", self.status)))
        who = f"{country(self.party).name}, " if self.party else ""
        return f"{who}{name}: {told}"


@frozen
class Listed:
    """The answer to a question for a list.

    Attributes:
        intent: which list.
        as_of: nothing known later is listed.
        rows: its lines, in order.
        start: the first day of the span asked for; None where open.
        end: the last day of it; None where open.
        unknown: how many more there may be, of whom nothing is known here.
        besides: what is on record beside them and is no exit of a party: a signature taken back.
        list_as_of: of parties, the day their list is good for; None without one.
        complete: of parties, whether that list names every one of them; None of other lists.
    """

    intent: str
    as_of: date
    rows: tuple[Row, ...]
    start: date | None = None
    end: date | None = None
    unknown: int = 0
    besides: tuple[Row, ...] = ()
    list_as_of: date | None = None
    complete: bool | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole list, a line a row: State, treaty, day and status; of notices, the receipt."""
        told = [each.line for each in self.rows]
        if self.intent != "notices-in":
            return tuple(told)
        days = (each.received or each.received_within or "not known" for each in self.rows)
        return tuple(f"{line}, notice received {day}" for line, day in zip(told, days, strict=True))

    def to_json(self) -> dict[str, Any]:
        """Return the list as JSON-ready data."""
        told = table_of(self, intent="list")
        return {"schema": "withdrawal/set/1", **told, "count": len(self.rows)}


@frozen
class Said:
    """One answer and the sentence that says it.

    Attributes:
        answer: the answer, plan, forecast or facts.
        text: one sentence in the language of the question.
    """

    answer: Answerable
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON-ready data with its sentence under ``text``."""
        return {**self.answer.to_json(), "text": self.text}


@frozen
class Reply:
    """The reply to a plain question.

    Attributes:
        question: as it was asked.
        lang: the language it was asked in, and is answered in.
        understood: what was understood of it.
        taken_as: the same in words.
        answers: one for each State asked about; for questions about a treaty, one.
        notes: sentences that say what was left out, and which of several days was taken.
    """

    question: str
    lang: str
    understood: Understood
    taken_as: str
    answers: tuple[Said, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentences of all answers, and the notes."""
        return "\n".join((*(each.text for each in self.answers), *self.notes))

    def to_json(self) -> dict[str, Any]:
        """Return the reply as JSON-ready data, schema ``withdrawal/ask/1``."""
        told = table_of(self, "taken_as")
        return {"schema": SCHEMA, **told, "knowledge": knowledge().to_json()}

    def __str__(self) -> str:
        return self.text
