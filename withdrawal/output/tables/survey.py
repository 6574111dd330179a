"""A survey as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.dates import long_date
from withdrawal.output.lines import table, wrap

if TYPE_CHECKING:
    from withdrawal.case.surveyed import Found, Survey, SurveyRow

__all__ = ["survey_line", "survey_sentence", "survey_text"]


def survey_text(made: Survey) -> str:
    """Return how many pairs there are of each status and, of one State or treaty, each of them."""
    told = ", ".join(f"{number:,} {status}" for status, number in made.counts.items())
    head = f"{wrap(f'{len(made):,} pairs of a State and a treaty: {told}.')}\n"
    head += wrap(survey_sentence(made))
    if len(made.states) > 1 and len(made.treaties) > 1:
        return f"{head}\n{wrap('Name a State or a treaty to list them, or ask for a table.')}"
    is_of_state = len(made.states) == 1
    rows = (
        (
            each.treaty if is_of_state else each.party,
            each.treaty_name if is_of_state else each.party_name,
            each.found.status or "the notice comes too early",
            _day(each.found),
        )
        for each in made
    )
    return "\n".join([head, "", *table(rows)])


def _day(found: Found) -> str:
    if found.effect is not None:
        return str(found.effect)
    parts = [f"from {found.earliest}"] if found.earliest else []
    parts += [f"until {found.latest}"] if found.latest else []
    if found.day is not None and found.membership == "not-known":
        parts.append("if a party")
    return " ".join(parts)


def survey_line(row: SurveyRow) -> str:
    """Return a pair in one line: State, treaty, status and day."""
    return f"{row.party} {row.treaty}: {row.found.status}, {_day(row.found)}"


def survey_sentence(made: Survey) -> str:
    """Return what the days of a survey rest on, in one sentence."""
    day = long_date(made.on or made.as_of)
    if made.on is not None:
        return f"Days rest on a notice supposed on {day}, where none is on record."
    return (
        "A first possible day ('from') is that of a notice supposed, for none is on record, on "
        f"{day} or on the first day after it on which one may be given."
    )
