"""The roll of a treaty: who is a party on a day, who has left, and of whom it is not known.

Whether a State is a party is decided by `withdrawal.record.parties.membership` alone; here its
decisions are put side by side, with what each rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve, fields

from withdrawal.case.asking.given import Day
from withdrawal.case.roll_compared import Difference, differences_of
from withdrawal.datafiles import picked, plain
from withdrawal.dates import PartialDate, Rounding, add, long_date, parse_day
from withdrawal.law.countries import countries, name_of_state
from withdrawal.law.treaties.catalogue import Catalogue, resolve_treaty
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import counted
from withdrawal.overlay import steady
from withdrawal.record.bound.lists import PartyList, party_list, states_of
from withdrawal.record.bound.membership import LISTS_COUNT_FOR, list_in_words, told_of_disputed
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.parties import Membership, Roll, roll
from withdrawal.renamed import renamed_arguments
from withdrawal.values import frozen

SCHEMA = "withdrawal/parties/1"

EVERY_STATE = "*"


@frozen
class PartyRow:
    """One State on the roll.

    Attributes:
        since: since when it is a party, or was one: the treaty's entry into force for it.
        joined: when it consented; in part where it is known so.
        notice: when it gave the notice by which it left, or is leaving; in part where it is known
            so.
        leaves_on: the day on which it will be out, while its notice runs.
        left_on: the day from which it was out, where it left; in part where it is known so.
        basis: what that rests on: ``list``, ``complete-list`` (which leaves it out), ``record``
            or ``treaty``; None where nothing tells.
        rests_on: the same in words, with its day.
        is_disputed: whether it counts as a party although it is disputed if a step of its to
            leave had any effect.
        since_is_exact: whether ``since`` is on record or follows from the treaty's rule; else it
            is the later of consent and entry into force, the first day that it can be.
        is_not_bound_yet: whether it counts as a party although it has only consented: the treaty
            does not bind it yet.
        has_left: whether it was a party and is none any more.
    """

    party: str
    name: str
    value: str
    since: date | None = None
    joined: date | PartialDate | None = None
    notice: date | PartialDate | None = None
    leaves_on: date | None = None
    left_on: date | PartialDate | None = None
    basis: str | None = None
    rests_on: str = ""
    source: str | None = None
    confidence: str = "known"
    note: str | None = None
    is_disputed: bool = False
    since_is_exact: bool = False
    is_not_bound_yet: bool = False
    has_left: bool = False

    @property
    def stands(self) -> str:
        """Its ``value``, or ``left``, ``leaving``, ``disputed``, ``consented`` (not bound yet)."""
        if self.has_left or self.leaves_on:
            return "left" if self.has_left else "leaving"
        if self.is_disputed:
            return "disputed"
        return "consented" if self.is_not_bound_yet else self.value

    def to_json(self) -> dict[str, Any]:
        """Return the row with its keys in the order of `COLUMNS`."""
        return picked(self, COLUMNS)


COLUMNS = tuple(each.name for each in fields(PartyRow) if each.name != "has_left")
"""The columns of the table, at every door."""


@frozen
class Parties:
    """Who is a party to one treaty on one day.

    Attributes:
        treaty: the treaty's id.
        treaty_name: its usual name.
        on: the day.
        as_of: the day of the knowledge that is used.
        list_as_of: the day the list of parties is good for; None without a list.
        complete: whether the list names every party.
        rows: every State on the list or in the record, by code.
        differences: where a second source, or the official count, says otherwise.
        life: why the treaty binds nobody on that day, in a sentence; None where it may.
        cautions: what is not known of that day, in sentences.
    """

    treaty: str
    treaty_name: str
    on: date
    as_of: date
    list_as_of: date | None
    complete: bool
    rows: tuple[PartyRow, ...]
    differences: tuple[Difference, ...] = ()
    life: str | None = None
    cautions: tuple[str, ...] = ()

    def of(self, value: str) -> tuple[PartyRow, ...]:
        """Return the rows of one value: ``party``, ``not-a-party`` or ``not-known``."""
        return tuple(each for each in self.rows if each.value == value)

    @property
    def left(self) -> tuple[PartyRow, ...]:
        """The States that were parties and are none any more."""
        return tuple(each for each in self.rows if each.has_left)

    @property
    def expected(self) -> tuple[PartyRow, ...]:
        """Those of them whose notice still runs: they are expected to be out by the day."""
        days = ((each, each.left_on) for each in self.left)
        return tuple(each for each, day in days if isinstance(day, date) and day > self.as_of)

    @property
    def leaving(self) -> tuple[PartyRow, ...]:
        """The parties whose notice runs."""
        return tuple(each for each in self.rows if each.stands == "leaving")

    @property
    def disputed(self) -> tuple[PartyRow, ...]:
        """The parties of which it is disputed whether they have left; they count as parties."""
        return tuple(each for each in self.rows if each.is_disputed)

    @property
    def consented(self) -> tuple[PartyRow, ...]:
        """The States told as parties that have only consented: it does not bind them yet."""
        return tuple(each for each in self.rows if each.is_not_bound_yet)

    @property
    def counts(self) -> dict[str, int]:
        """How many are of each value; how many have left, are disputed, have consented only."""
        found = {value: len(self.of(value)) for value in ("party", "not-a-party", "not-known")}
        more = ("left", "disputed", "consented")
        return {**found, **{each: len(getattr(self, each)) for each in more}}

    @property
    def sentence(self) -> str:
        """The counts in one English sentence, with the list that they rest on."""
        ahead_of_it = len(self.consented)
        count, day = len(self.of("party")) - ahead_of_it or "No", long_date(self.on)
        parts = [f"{count} {'party' if count == 1 else 'parties'} on {day} {self._by}"]
        if ahead_of_it:
            parts.append(f"{counted(ahead_of_it, 'State')} more consented, not bound yet")
        ahead = len(self.expected)
        gone = len(self.left) - ahead
        if gone:
            parts.append(f"{gone} {'has' if gone == 1 else 'have'} left")
        if ahead:
            parts.append(f"{ahead} {'is' if ahead == 1 else 'are'} expected to have left by then")
        parts += told_of_disputed(len(self.disputed))
        unknown = len(self.of("not-known"))
        if unknown:
            parts.append(f"of {unknown} more it is not known")
        told = f"{'; '.join(parts)}."
        return " ".join((told, *filter(None, (self.life, *self.cautions))))

    @property
    def _by(self) -> str:
        if self.list_as_of is None:
            return "on record; no list of parties is kept here"
        return f"by {list_in_words(self.treaty, self.list_as_of, is_complete=self.complete)}"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data, schema ``withdrawal/parties/1``."""
        keys = ("treaty", "on", "as_of", "list_as_of", "complete", "counts")
        told = {"parties": plain(self.rows), "differences": plain(self.differences)}
        return {"schema": SCHEMA, **picked(self, keys), **told, "sentence": self.sentence}

    def __str__(self) -> str:
        return self.sentence


@renamed_arguments(source="catalogue")
def parties(
    treaty: str | Treaty,
    *,
    on: Day | None = None,
    as_of: Day | None = None,
    catalogue: Catalogue | None = None,
) -> Parties:
    """Return who is a party to a treaty on a day: every State on its list or in the record.

    Args:
        treaty: an id or a name, or a `Treaty`.
        on: the day, default the one of ``as_of``.
        as_of: later knowledge is not used; default today.
        catalogue: another catalogue of treaties than the packaged one.

    Raises:
        WithdrawalError: the name or a day makes no sense.

    Example:
        >>> import withdrawal
        >>> withdrawal.parties("Ottawa Convention", on="2026-03-01").of("party")[0].party
        'AFG'
    """
    law = resolve_treaty(treaty, catalogue)
    known = date.today() if as_of is None else parse_day(as_of)
    day = known if on is None else parse_day(on)
    with steady():
        rows = tuple(row_of(law, each, day, known) for each in rolls_of(law, known).values())
        kept = party_list(law.id) or PartyList(law.id)
        return Parties(
            treaty=law.id,
            treaty_name=law.name,
            on=day,
            as_of=known,
            list_as_of=kept.as_of,
            complete=kept.is_complete,
            rows=rows,
            differences=tuple(differences_of(law)),
            life=_life(law, day),
            cautions=tuple(_cautions(law, kept, day, known)),
        )


def _cautions(law: Treaty, kept: PartyList, day: date, as_of: date) -> Iterator[str]:
    """Yield what is not known of the parties of a day: of one still to come, or after the list."""
    if law.is_over_by(day):
        return
    if day > as_of:
        yield f"That day is still to come; this is what is known on {long_date(as_of)}."
    if kept.as_of is None or law.closed:
        return
    if day > add(kept.as_of, LISTS_COUNT_FOR, rounding=Rounding.DOWN):
        yield (
            "What is known of the parties is over two years older: who has joined since then is "
            "not known here."
        )


def _life(law: Treaty, day: date) -> str | None:
    """Return why a treaty binds nobody on a day, in a sentence; None where it may."""
    if law.ended is not None and law.is_over_by(day):
        return f"The treaty itself has not been in force since {long_date(law.ended)}."
    if law.adopted is not None and day < law.adopted:
        return f"There was no such treaty yet: it was adopted on {long_date(law.adopted)}."
    return None if _is_in_force(law, day) else "The treaty was not in force on that day."


def _is_in_force(law: Treaty, day: date) -> bool:
    """Return whether a treaty has come into force by a day; where that is not known, it has."""
    return not law.not_in_force and (law.in_force is None or day >= law.in_force)


def rolls_of(law: Treaty, as_of: date) -> dict[str, Roll]:
    """Return what is on record of each State on a treaty's list or in its record, by code."""
    shown = (row.party for row in history(law.id) if row.kind.shows_party)
    codes = {*states_of(law.id), *shown}
    if EVERY_STATE in codes:
        codes.remove(EVERY_STATE)
        codes |= {each.id for each in countries().values() if each.alpha2 and not each.note}
    return {code: roll(law, code, as_of=as_of) for code in sorted(codes)}


def row_of(law: Treaty, kept: Roll, day: date, as_of: date) -> PartyRow:
    """Return what a State is to a treaty on a day, and why, by what was known on ``as_of``."""
    code, known = kept.party, kept.on(day)
    begun = [bond for bond in kept.bonds if (kept.since(bond) or date.min) <= day]
    ahead = (bond for bond in kept.bonds if kept.since(bond) == known.since)
    is_consent = not begun and known.value == "party"
    bond = begun[-1] if begun else next(ahead, None) if is_consent else None
    is_over = bond is not None and bond.is_over_by(day)
    left_on = (bond.left_on or bond.left_within) if bond is not None and is_over else None
    rows = (each.as_known_on(as_of) for each in history(law.id, code))
    exits = [each for each in rows if each is not None and each.is_out]
    row = next((row for row in exits if left_on and str(row.known("effect")) == str(left_on)), None)
    running = None if is_over else next((row for row in exits if _runs(row, day, as_of)), None)
    due = next((row for row in exits if row.effect and as_of < row.effect <= day), None)
    if due is not None and known.value == "party":
        row, left_on, known = due, due.effect, _expected(known, due)
    given = row or running
    # Consent taken back before it bound: no party left, though it is none.
    was_never_bound = row is not None and row.kind.is_before_a_bond
    since = None if bond is None else kept.since(bond)
    return PartyRow(
        party=code,
        name=name_of_state(code),
        value=known.value,
        since=since,
        joined=None if bond is None else bond.consent_date or bond.joined_within,
        notice=given.given or given.known_given if given and given.kind.is_notice else None,
        leaves_on=running.effect if running else None,
        left_on=None if was_never_bound else left_on,
        basis=known.basis,
        rests_on=_rests_on(law.id, known, row),
        source=known.source,
        confidence=known.confidence,
        note=_note(kept, known, row if was_never_bound else None, day),
        is_disputed=known.is_disputed,
        since_is_exact=bond is not None and since is not None and kept.is_exact(bond),
        is_not_bound_yet=known.value == "party" and not is_bound(law, known, day),
        has_left=known.value == "not-a-party"
        and bond is not None
        and (bond.has_left or row is due)
        and not was_never_bound,
    )


def is_bound(law: Treaty, known: Membership, day: date) -> bool:
    """Return whether the treaty is in force on a day for a State that is told as a party."""
    return _is_in_force(law, day) and (known.since is None or known.since <= day)


def _note(kept: Roll, known: Membership, undone: Withdrawal | None, day: date) -> str | None:
    """Return what the reader should know of what is told of a State."""
    if undone is not None:
        return undone.note
    step = kept.disputed(day) if known.is_disputed else None
    if step is None:
        return known.note
    given = f" of {long_date(step.given)}" if step.given else ""
    what = f"its step to leave{given} had any effect"
    if step.rejoined_is_disputed:
        what = "what it did to come back binds it"
    disputed = f"It is disputed whether {what}; it is counted as a party."
    return f"{known.note} {disputed}" if known.note else disputed


def _runs(row: Withdrawal, day: date, as_of: date) -> bool:
    """Return whether a notice runs on a day; of one of a day not known, since it was known."""
    return row.effect is not None and row.effect > day and (row.given or as_of) <= day


def _expected(known: Membership, due: Withdrawal) -> Membership:
    """Return what will hold of a party once the period of its notice is over."""
    return evolve(
        known,
        value="not-a-party",
        basis="record",
        since=due.effect,
        source=due.source,
        confidence=due.confidence,
        note=f"To be expected: its notice runs until {due.effect and long_date(due.effect)}.",
    )


def _rests_on(treaty: str, known: Membership, exit_row: Withdrawal | None) -> str:
    """Return in words what a decision rests on: which list, which exit, or nothing."""
    if known.basis in ("list", "complete-list"):
        kept = party_list(treaty)
        if known.list_as_of is None and kept is not None and kept.as_of is not None:
            return f"a line later than the list of {long_date(kept.as_of)}"
        return list_in_words(treaty, known.list_as_of, is_complete=known.complete)
    if known.basis == "treaty":
        return "the treaty itself is over"
    if known.basis == "state":
        return "the State is there no more"
    if known.basis is None:
        return "nothing on record"
    given = exit_row.given if exit_row and exit_row.kind.is_notice else None
    return f"the record of withdrawals{f', notice of {long_date(given)}' if given else ''}"
