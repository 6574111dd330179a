"""What changed since a version, as a report, or by what was written down, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.output.lines import wrap
from withdrawal.output.report import Report, plain

if TYPE_CHECKING:
    from withdrawal.keeping.acts import Kept
    from withdrawal.record.changes import Change, Changes

__all__ = ["change_line", "changes_report", "kept_text"]


def changes_report(found: Changes) -> Report:
    """Return the changed facts, and how many there are."""
    lines = [change_line(each) for each in found.rows]
    count = "1 changed fact" if len(lines) == 1 else f"{len(lines)} changed facts"
    return Report(
        title=f"What changed since {found.since}",
        sentence=f"{count} since {found.since}.",
        sections=(plain("changes", "Changed facts", lines),),
    )


def change_line(change: Change) -> str:
    """Return one changed fact on a line."""
    where = " ".join(filter(None, (change.kind, change.treaty, change.party)))
    if change.what in ("added", "removed"):
        return f"{where}: {change.what}: {change.before or change.after}"
    told = [each if each is not None else "none" for each in (change.before, change.after)]
    return f"{where}: {change.what}: {told[0]} -> {told[1]}"


def kept_text(kept: Kept) -> str:
    """Return where a row was written, what it says, and the answer before and after."""
    said = ", ".join(f"{key} {value}" for key, value in kept.row.items() if value not in ("", None))
    lines = [f"Written to {kept.file}: {said}."]
    if kept.replaced:
        rows = "row" if kept.replaced == 1 else "rows"
        lines.append(f"{kept.replaced} {rows} of that file gave way to it.")
    lines += [f"Against what was known: {each}" for each in kept.against]
    if kept.before == kept.after:
        lines.append(f"The answer stays: {kept.after}")
    else:
        lines += [f"Before: {kept.before}", f"After:  {kept.after}"]
    return "\n".join(wrap(each, "", "  ") for each in lines)
