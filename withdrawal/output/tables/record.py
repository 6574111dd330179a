"""The record as a report; the proof on it and the check of the data too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve

from withdrawal.dates import long_date
from withdrawal.languages.told import Told
from withdrawal.letters import counted, lower_first
from withdrawal.output.report import Cell, Report, plain
from withdrawal.output.tables.table import Column, Table, rows, state_of, treaty_of
from withdrawal.output.words import Words
from withdrawal.record.history import Withdrawal
from withdrawal.record.parties import came_back

if TYPE_CHECKING:
    from withdrawal.languages.check import Complaint
    from withdrawal.output.report import Section
    from withdrawal.proof.backtest import Backtest
    from withdrawal.proof.check import Check, Finding


def _place(row: Withdrawal) -> str:
    """Return the address of the answer about a row, and about its notice where one was given."""
    notice = f"?notice={row.given}" if row.given and row.kind == "withdrawal" else ""
    return f"when/{row.party}/{row.treaty}{notice}"


def _notice(row: Withdrawal, words: Words) -> Cell:
    """Return the day of the notice; where there was none, that on which it was announced."""
    given = row.known_given
    announced = None if given else row.known("announced")
    how = lower_first(words["timeline_words"]["Announced"]) if announced else ""
    how = words["worked_back"] if row.received_is_computed else how
    beside = (Told(how, words.code),) if how else ()
    return Cell(str(given or announced or ""), words.code, beside=beside)


def _effect(row: Withdrawal, words: Words) -> Cell:
    effect = row.known("effect")
    is_void = row.kind.is_notice and row.status in ("revoked", "no-effect") and effect is not None
    would = lower_first(words["timeline_words"]["Would have taken effect"]) if is_void else ""
    told = (would, words["worked_out"] if row.effect_is_computed else "")
    how = tuple(Told(each, words.code) for each in told if each)
    return Cell(str(effect or ""), words.code, mark="void" if is_void else "", beside=how)


def _status(row: Withdrawal, words: Words) -> Cell:
    """Return what became of a row: its status, or what was ended where no party left."""
    told = row.kind.told_as(row.status)
    is_other = told in ("effective", "revoked") and not row.kind.ends_bond
    revoked = row.known("revoked_on")
    kind = row.kind.in_words if words.code == "en" else row.kind.meaning
    remarks = {
        kind: row.kind not in ("withdrawal", told) and not is_other,
        revoked.placed if revoked else "": revoked is not None and not is_other,
        "yours": row.is_own,
    }
    beside = (words.line(text) for text, is_so in remarks.items() if is_so)
    back = came_back(row)
    since = words.day(back.day) if back and back.day else back
    again = (Told(f"{words['rejoined']} {since}", words.code),) if back else ()
    if row.rejoined_is_disputed:
        again = (*again, Told(words.status("disputed"), words.code))
    # What ends no bond is no withdrawal in effect, and no notice when it is taken back.
    back_on = f", taken back {revoked.placed}" if revoked else ""
    name = words.line(f"{kind}{back_on}") if is_other else Told(words.status(told), words.code)
    return Cell(name.text, name.language, mark=told, beside=(*beside, *again))


RECORD: Table[Withdrawal] = Table(
    "history",
    (
        Column("party", "state", lambda row, words: state_of(row, words, _place(row))),
        Column("treaty", cell=treaty_of),
        Column("notice", cell=_notice, key=lambda row, _: row.given),
        Column("effect", cell=_effect),
        Column("status", "status_word", _status, lambda row, _: row.status),
    ),
    key=lambda row: f"{row.party} {row.treaty}",
    source=lambda row: row.source,
)
"""The withdrawals on record, wherever they are listed."""
_LEFT: Column[Withdrawal] = Column(
    "treaty", cell=lambda row, words: evolve(treaty_of(row, words), place=_place(row))
)
OF_STATE = evolve(RECORD, columns=(_LEFT, *RECORD.columns[2:]))
"""Those of one State: each treaty leads to the answer about it."""


def pending(day: date) -> Table[Withdrawal]:
    """Return the table of what is pending on a day, with the days left from it."""

    def left(row: Withdrawal, _: Words) -> int | None:
        return None if row.effect is None else (row.effect - day).days

    *days, status = RECORD.columns
    columns = (*days, Column("days", "days_left", left, left), status)
    return evolve(LISTED, kind="pending", columns=columns)


LISTED = evolve(RECORD, source=lambda _: None)
"""The same where it is long: with what each row rests on in the data alone."""


def history_report(found: Iterable[Withdrawal]) -> Report:
    """Return recorded withdrawals, and how many there are."""
    section = LISTED.section(found)
    sentence = f"{counted(len(section.items), 'record')}."
    return Report(title="Withdrawals on record", sentence=sentence, sections=(section,))


def now_report(found: Iterable[Withdrawal], day: date) -> Report:
    """Return what is pending on a day, the nearest effect first, and what was lately."""
    listed = list(found)
    running = [row for row in listed if row.status == "pending"]
    running.sort(key=lambda row: row.effect or date.max)
    rest = [row for row in listed if row.status != "pending"]
    told = counted(len(running), "exit") if running else "no exits"
    nearest = ", the nearest first" if running else ""
    before = f"Before, within two years: {len(rest)}, the latest first"
    return Report(
        title="Exits under way",
        sentence=f"Pending on {long_date(day)}: {told}{nearest}.",
        sections=(
            pending(day).section(running, title="Pending"),
            evolve(LISTED, kind="before").section(rest, title=before),
        ),
    )


def backtest_report(result: Backtest) -> Report:
    """Return how many records were computed to the day, and those that were not."""
    share = f" ({100 * result.exact / result.scored:.1f}%)" if result.scored else ""
    rest = (
        f"{result.other_reading} {'matches' if result.other_reading == 1 else 'match'} another "
        f"reading; {len(result.off)} {'is' if len(result.off) == 1 else 'are'} off; "
        f"{len(result.unsupported)} could not be computed; {result.records} records in all."
    )
    case = ("treaty", "party", "received")
    return Report(
        title=f"{result.exact} of {result.scored} scored records computed to the day{share}.",
        sentence=rest,
        sections=(
            rows("off", "Off", (*case, *_OFF), (_picked(each, _OFF) for each in result.off)),
            rows(
                "unsupported",
                "Not computed",
                (*case, "reason"),
                (_picked(each, ("reason",)) for each in result.unsupported),
            ),
            rows(
                "broken",
                "Broken lines",
                ("line", "reason"),
                ((each.line, each.reason) for each in result.broken),
            ),
        ),
        foot="",
    )


_OFF = ("effect", "computed", "days")


def _picked(row: dict[str, Any], names: tuple[str, ...]) -> tuple[object, ...]:
    received = row["received"] or "on a day not recorded"
    return row["treaty"], row["party"], received, *(row[name] for name in names)


def check_report(result: Check) -> Report:
    """Return what was checked and what is wrong."""
    what = f"{result.treaties} treaties, {result.clauses} clauses and ways out"
    if result.records:
        what += f", {result.records} records, {result.parties} lines of parties"
    verdict = "all is well" if result.is_sound else f"{len(result.findings)} findings"
    one, many = (f"difference{s} from other sources, no fault{s}" for s in ("", "s"))
    differ = counted(len(result.differences), one, many)
    return complaints_report(
        f"{what}: {verdict}.",
        result.findings,
        plain("differences", differ, (each.text for each in result.differences)),
    )


def complaints_report(title: str, found: Iterable[Complaint | Finding], *more: Section) -> Report:
    """Return what was looked at with the verdict, what is wrong by its file, and what else is."""
    wrong = rows("findings", "", ("file", "finding"), ((each.file, each.text) for each in found))
    return Report(title=title, sentence="", sections=(wrong, *more), foot="")
