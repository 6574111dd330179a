"""The record as a report; the proof on it and the check of the data as text for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from withdrawal.dates import long_date
from withdrawal.law.countries import name_of_state
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.lines import entry, wrap
from withdrawal.output.report import Report, Section, rows
from withdrawal.output.words import ENGLISH
from withdrawal.record.history import Withdrawal

if TYPE_CHECKING:
    from withdrawal.proof.backtest import Backtest
    from withdrawal.proof.check import Check

__all__ = ["backtest_text", "check_text", "history_report", "kind_in_words", "now_report"]


def history_report(found: Iterable[Withdrawal]) -> Report:
    """Return recorded withdrawals, and how many there are."""
    listed = list(found)
    count = "1 record." if len(listed) == 1 else f"{len(listed)} records."
    section = _rows("history", "Withdrawals", listed)
    return Report(title="Withdrawals on record", sentence=count, sections=(section,))


def now_report(found: Iterable[Withdrawal], day: date) -> Report:
    """Return what is pending on a day, the nearest effect first, and what was lately.

    Args:
        found: the exits that are pending, and those of the years before.
        day: the day from which the days left are counted.
    """
    listed = list(found)
    pending = [row for row in listed if row.status == "pending"]
    pending.sort(key=lambda row: row.effect or date.max)
    rest = [row for row in listed if row.status != "pending"]
    told = f"{len(pending) or 'no'} exit{'' if len(pending) == 1 else 's'}"
    nearest = ", the nearest first" if pending else ""
    before = f"Before, within two years: {len(rest)}, the latest first"
    return Report(
        title="Exits under way",
        sentence=f"Pending on {long_date(day)}: {told}{nearest}.",
        sections=(
            _rows("pending", "Pending", pending, lambda row: _left(row, day)),
            _rows("before", before, rest),
        ),
    )


def _rows(
    kind: str,
    title: str,
    listed: Iterable[Withdrawal],
    state: Callable[[Withdrawal], str | None] = lambda _: None,
) -> Section:
    lines = ((f"{row.party} {row.treaty}", _cells(row, state(row))) for row in listed)
    return rows(kind, title, ("State", "treaty", "days", "what became of it"), lines)


def _left(row: Withdrawal, day: date) -> str:
    """Return how many days are left until the effect."""
    days = None if row.effect is None else (row.effect - day).days
    return "day not known" if days is None else f"in {days} day{'' if days == 1 else 's'}"


def kind_in_words(row: Withdrawal) -> str:
    """Return what a row is, where it is no plain withdrawal of the package's; else nothing."""
    told = [] if row.kind == "withdrawal" else [row.kind.in_words]
    return ", ".join([*told, "yours"] if row.is_own else told)


def _cells(row: Withdrawal, state: str | None = None) -> tuple[str, str, str, str]:
    """Return the cells of a row; what is said of its state, where not its status."""
    start = row.given or (f"announced {row.announced}" if row.status == "announced" else "-")
    days = f"{start!s:<10} -> {row.effect or '-'!s:<10}"
    is_told = row.status in ("effective", row.kind) or row.revoked_on is not None
    more = [] if row.kind == "withdrawal" else [row.kind.in_words]
    more += [state] if state else [] if is_told else [ENGLISH.status(row.status)]
    more += [f"taken back on {row.revoked_on}"] if row.revoked_on else []
    more += [f"rejoined on {row.rejoined_on}"] if row.rejoined_on else []
    more += ["effect worked out from the clause"] if row.effect_is_computed else []
    more += ["receipt worked back from the effect"] if row.received_is_computed else []
    more += ["yours"] if row.is_own else []
    treaty = catalogue().name_of(row.treaty)
    return name_of_state(row.party), treaty, days, ", ".join(more)


def backtest_text(result: Backtest) -> str:
    """Return how many records were computed to the day, and those that were not."""
    share = f" ({100 * result.exact / result.scored:.1f}%)" if result.scored else ""
    rest = (
        f"{result.other_reading} {'matches' if result.other_reading == 1 else 'match'} another "
        f"reading; {len(result.off)} {'is' if len(result.off) == 1 else 'are'} off; "
        f"{len(result.unsupported)} could not be computed; {result.records} records in all."
    )
    head = f"{result.exact} of {result.scored} scored records computed to the day{share}."
    lines = [wrap(head), entry([rest], [0])]
    lines += _section("Off", (_off(each) for each in result.off))
    lines += _section("Not computed", (_unsupported(each) for each in result.unsupported))
    lines += _section(
        "Broken lines", (f"line {each.line}: {each.reason}" for each in result.broken)
    )
    return "\n".join(lines)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    shown = [entry([each], [0], indent="  ") for each in lines]
    return ["", title, *shown] if shown else []


def _head(row: dict[str, Any]) -> str:
    return f"{row['treaty']} {row['party']}, received {row['received'] or 'on a day not recorded'}"


def _off(row: dict[str, Any]) -> str:
    days = f", {row['days']:+d} days" if row["days"] is not None else ""
    return f"{_head(row)}: recorded {row['effect']}, computed {row['computed'] or 'none'}{days}"


def _unsupported(row: dict[str, Any]) -> str:
    return f"{_head(row)}: {row['reason']}"


def check_text(result: Check) -> str:
    """Return what was checked and what is wrong."""
    counted = f"{result.treaties} treaties, {result.clauses} clauses and ways out"
    if result.records:
        counted += f", {result.records} records, {result.parties} lines of parties"
    verdict = "all is well" if result.is_sound else f"{len(result.findings)} findings"
    lines = [f"{counted}: {verdict}.", *(f"{each.file}: {each.text}" for each in result.findings)]
    if result.differences:
        one = len(result.differences) == 1
        count = "1 difference" if one else f"{len(result.differences)} differences"
        lines.append(f"{count} from other sources, no fault{'' if one else 's'}:")
        lines += [each.text for each in result.differences]
    return "\n".join(entry([each], [0]) for each in lines)
