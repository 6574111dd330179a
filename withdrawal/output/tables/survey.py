"""A survey as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.dates import long_date
from withdrawal.output.report import Report, rows

if TYPE_CHECKING:
    from withdrawal.case.surveyed import Found, Survey, SurveyRow

__all__ = ["survey_report"]


def survey_report(made: Survey) -> Report:
    """Return how many pairs there are of each status and, of one State or treaty, each of them."""
    told = ", ".join(f"{number:,} {status}" for status, number in made.counts.items())
    sentence = f"{len(made):,} pairs of a State and a treaty: {told}. {_grounds(made)}"
    is_of_state, is_of_treaty = len(made.states) == 1, len(made.treaties) == 1
    if not is_of_state and not is_of_treaty:
        more = "Name a State or a treaty to list them, or ask for a table."
        return Report(title="Every State and every treaty", sentence=f"{sentence} {more}")
    first = next(iter(made))
    return Report(
        title=f"{first.party_name}: every treaty"
        if is_of_state
        else f"{first.treaty_name}: every State",
        sentence=sentence,
        sections=(
            rows(
                "pairs",
                "Treaties" if is_of_state else "States",
                ("id", "name", "status", "day"),
                ((f"{each.party} {each.treaty}", _cells(each, is_of_state)) for each in made),
            ),
        ),
    )


def _cells(row: SurveyRow, is_of_state: bool) -> tuple[str, str, str, str]:
    key, name = (row.treaty, row.treaty_name) if is_of_state else (row.party, row.party_name)
    return key, name, row.found.status or "the notice comes too early", _day(row.found)


def _day(found: Found) -> str:
    if found.effect is not None:
        return str(found.effect)
    parts = [f"from {found.earliest}"] if found.earliest else []
    parts += [f"until {found.latest}"] if found.latest else []
    if found.day is not None and found.membership == "not-known":
        parts.append("if a party")
    return " ".join(parts)


def _grounds(made: Survey) -> str:
    """Return what the days of a survey rest on, in one sentence."""
    day = long_date(made.on or made.as_of)
    if made.on is not None:
        return f"Days rest on a notice supposed on {day}, where none is on record."
    return (
        "A first possible day ('from') is that of a notice supposed, for none is on record, on "
        f"{day} or on the first day after it on which one may be given."
    )
