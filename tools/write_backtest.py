"""Write docs/evidence/backtest.md: the record computed anew, those that are off included.

    python tools/write_backtest.py [--check]

``--check`` exits 1 where the page is not what the record gives, its date and version apart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

from attrs import evolve
from evidence_pages import stamped, without_stamp

from withdrawal.law.countries import country
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.record import backtest_text
from withdrawal.proof.backtest import Backtest, backtest
from withdrawal.proof.backtest_records import Record, packaged_records

PAGE = Path(__file__).parents[1] / "docs" / "evidence" / "backtest.md"
NOTES = Path(__file__).with_name("backtest_notes.md")
"""What was mended in the record by hand, and what it shows about counting."""

EXPLAINED = {
    ("ilo-c089", "ITA"): "**The source is wrong.** The Italian official gazette gives the day "
    "after registration. Article 15 gives one year after registration, and the record is marked "
    "as disputed.",
    ("commonwealth-membership", "GMB"): "**A chosen date.** There is no treaty and no clause. A "
    "member leaves by saying so. The Secretariat recorded the day after the statement, which "
    "does not name a day.",
    ("cern-1953", "YUG"): "**The depositary's table against the text.** It has the end of 1961. "
    "The article as read ends membership with the year after that of the notice. The notice came "
    "on the first day on which one was possible, seven years after the Convention had come into "
    "force. Why the bond ended a year early was not found.",
}
"""Why a record is off, by treaty and party."""

TEXT = """# The record, computed anew

`withdrawal backtest` takes each recorded withdrawal, forgets its day of effect, computes that day
from the day of receipt, and compares. The circumstances a record may bring along are a named date,
an agreed prolongation, an armed conflict, the day the treaty came into force for the State, and the
route of the clause that was used. Nothing looks at the recorded effect first, and there is no table
of known cases. `python tools/write_backtest.py` writes this page.

```console
$ withdrawal backtest
{head}
...
```

## What is scored

The packaged record holds <!-- count: withdrawals -->{records} rows: withdrawals, and acts
like them.

- **{alone} are not scored: only one of their two days is on record in full.** Most are days of
  effect that a depositary's table or a database gives without the notice.
- **{computed} are not scored: one of their two days was itself computed.** They would only
  prove that the rule agrees with itself. Most are automatic denunciations of labour conventions,
  whose effect was worked out as one year after the ratification that caused them. (Computed anyway,
  {agreeing} of the {rest} acts among them agree.)
- **{unnamed} not scored: a later day, of which no source says that the notice named it.**
- **{others} are not scored: they are something else than a withdrawal by a clause**:
  {kinds}.
- **{unsupported} cannot be computed.**
{reasons}
- **{scored} are scored.**

Where a record has the date of the notice but no day of receipt, the date of the notice is used if,
and only if, the clause itself counts from the notification.

Where a window for notice was closed on the day of receipt, the recorded act cannot have been an
ordinary denunciation. The only way left is the clause's automatic route (the ratification of a
revising convention), so that route is computed.

## Those that are off

{off}

{notes}"""


def page(result: Backtest, records: Sequence[Record]) -> str:
    """Return the page."""
    parts = shared_out(records)
    again = [evolve(each, effect_is_computed=False) for each in parts["computed"]]
    rest = backtest(again)
    kinds = Counter(each.kind.value for each in parts["others"])
    text = TEXT.format(
        head="\n".join(backtest_text(result).splitlines()[:2]),
        records=result.records,
        alone=len(parts["alone"]),
        computed=len(parts["computed"]),
        unnamed=len(parts["unnamed"]),
        agreeing=rest.exact,
        rest=sum(each.is_scored for each in again),
        others=len(parts["others"]),
        kinds=listed(kinds),
        unsupported=len(result.unsupported),
        reasons=reasons(result),
        scored=result.scored,
        off=off_table(result),
        notes=NOTES.read_text(encoding="utf-8"),
    )
    return stamped(text)


def shared_out(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return the records that are not scored, by the reason why."""
    parts: dict[str, list[Record]] = {"alone": [], "computed": [], "unnamed": [], "others": []}
    for record in records:
        if not record.is_scored:
            parts[why_not(record)].append(record)
    return parts


def why_not(record: Record) -> str:
    """Return why a record is not scored."""
    if record.effect_is_computed and has_both_days(record):
        return "computed"
    if not record.kind.is_scored:
        return "others"
    return "unnamed" if has_both_days(record) else "alone"


def has_both_days(record: Record) -> bool:
    """Return whether the days of the notice and of its effect are both there."""
    return (record.received or record.notified) is not None and record.effect is not None


def listed(kinds: Mapping[str, int]) -> str:
    """Return how many there are of each kind, as a phrase."""
    each = (f"{kind.replace('-', ' ')} ({number})" for kind, number in sorted(kinds.items()))
    return fill(", ".join(each), 98, subsequent_indent="  ", initial_indent="  ").strip()


def reasons(result: Backtest) -> str:
    """Return how many records cannot be computed for each reason."""
    found = Counter(each["reason"] for each in result.unsupported)
    return "\n".join(f"  - {number}: {reason}" for reason, number in sorted(found.items()))


def off_table(result: Backtest) -> str:
    """Return the records that are off, each with its reason."""
    rows = ["| Record | Recorded | Computed | Why |", "| --- | --- | --- | --- |"]
    for each in result.off:
        why = EXPLAINED.get((each["treaty"], each["party"]), "Not yet looked at.")
        days = " | ".join(told(each[key]) for key in ("effect", "computed"))
        rows.append(f"| {named(each)} | {days} | {why} |")
    return "\n".join(rows) if result.off else "None."


def unexplained(result: Backtest) -> list[str]:
    """Return the records that are off and have no reason yet."""
    return [named(each) for each in result.off if (each["treaty"], each["party"]) not in EXPLAINED]


def named(row: Mapping[str, Any]) -> str:
    """Return a record in words: State, treaty, and the day of receipt where there is one."""
    received = f", received {told(row['received'])}" if row["received"] else ""
    treaty = catalogue().resolve(row["treaty"])
    return f"{country(row['party']).name}, {treaty.name}{received}"


def told(day: str | None) -> str:
    """Return a day as people write it."""
    if day is None:
        return "none"
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the page instead")
    options = parser.parse_args()
    result = backtest()
    text = page(result, packaged_records())
    if options.check:
        return int(without_stamp(PAGE.read_text(encoding="utf-8")) != without_stamp(text))
    PAGE.write_text(text, encoding="utf-8")
    names = unexplained(result)
    print("".join(f"not explained: {name}\n" for name in names), end="")
    return int(bool(names))


if __name__ == "__main__":
    raise SystemExit(main())
