"""A survey as a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from attrs import evolve

from withdrawal.case.surveyed import Found, Survey, SurveyRow
from withdrawal.dates import long_date
from withdrawal.languages.told import Told
from withdrawal.output.report import Cell, Report
from withdrawal.output.tables.table import Column, Table, state_of, treaty_of
from withdrawal.output.words import ENGLISH, Words


def survey_report(made: Survey) -> Report:
    """Return how many pairs there are of each status and, of one State or treaty, each of them."""
    told = "; ".join(_counts(made))
    pairs = "1 pair" if len(made) == 1 else f"{len(made):,} pairs"
    sentence = f"{pairs} of a State and a treaty. {told}.{_grounds(made)}"
    is_of_state, is_of_treaty = len(made.states) == 1, len(made.treaties) == 1
    if not is_of_state and not is_of_treaty:
        more = "Name a State or a treaty to list them, or ask for a table."
        return Report(title="Every State and every treaty", sentence=f"{sentence} {more}")
    first = next(iter(made))
    title = (
        f"{first.party_name}: every treaty" if is_of_state else f"{first.treaty_name}: every State"
    )
    if is_of_state and is_of_treaty:
        title = f"{first.party_name}, {first.treaty_name}"
    return Report(
        title=title,
        sentence=sentence,
        sections=((_OF_STATE if is_of_state else _OF_TREATY).section(made),),
    )


def _status_of(found: Found, words: Words) -> Cell:
    """Return the status; after a notice that is only supposed nothing runs or took effect."""
    if found.status is None:
        return Cell("the notice comes too early", "en")
    is_supposed = found.basis == "given" and found.status in ("pending", "effective")
    told = words["given"] if is_supposed else words.status(found.status)
    return Cell(told, words.code, mark=found.status)


def _is_back(found: Found) -> bool:
    """Return whether a State that left is a party again."""
    return found.status == "effective" and found.membership == "party" and found.basis != "given"


def _found_in_words(found: Found, words: Words) -> Cell:
    told = _status_of(found, words)
    again = Told(words["timeline_words"]["Party again"], words.code)
    return evolve(told, beside=(again,)) if _is_back(found) else told


def _counts(made: Survey) -> Iterator[str]:
    """Yield how many pairs there are of each status, how many are back or perhaps no party."""
    pairs, back, unknown = Counter[str](), Counter[str](), Counter[str]()
    for kind, number in Counter(made.cells.ravel().tolist()).items():
        found = made.kinds[kind]
        status = _status_of(found, ENGLISH).text
        pairs[status] += number
        back[status] += number if _is_back(found) else 0
        unknown[status] += number if found.membership == "not-known" else 0
    for status, number in pairs.most_common():
        notes = {"party again": back[status], "not known whether a party": unknown[status]}
        told = "; ".join(f"{what}: {n:,}" for what, n in notes.items() if n)
        yield f"{status}: {number:,}{f' ({told})' if told else ''}"


def _table(column: Column[SurveyRow], key: Callable[[SurveyRow], str]) -> Table[SurveyRow]:
    found: tuple[Column[SurveyRow], ...] = (
        Column("status", "status_word", lambda row, words: _found_in_words(row.found, words)),
        Column("day", cell=lambda row, _: _day(row.found)),
    )
    return Table("pairs", (column, *found), key, ids=True)


_OF_STATE = _table(Column("treaty", cell=treaty_of), lambda row: row.treaty)
_OF_TREATY = _table(Column("party", "state", state_of), lambda row: row.party)


def _day(found: Found) -> str:
    if found.effect is not None:
        return str(found.effect)
    parts = [f"from {found.earliest}"] if found.earliest else []
    parts += [f"until {found.latest}"] if found.latest else []
    if found.day is not None and found.membership == "not-known":
        parts.append("if a party")
    return " ".join(parts)


def _grounds(made: Survey) -> str:
    """Return what the days of a survey rest on, in one sentence, where any is supposed."""
    if not any(each.basis in ("supposed", "given") for each in made.kinds):
        return ""
    day = long_date(made.on or made.as_of)
    if made.on is not None:
        return f" Days rest on a notice supposed on {day}, in place of any on record."
    return (
        " A first possible day ('from') is that of a notice supposed, for none is on record, on "
        f"{day} or on the first day after it on which one may be given."
    )
