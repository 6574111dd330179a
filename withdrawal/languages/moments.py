"""The dates of a question and the part they play: a day, a span, or a limit."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from attrs import evolve, frozen

from withdrawal.dates import PartialDate
from withdrawal.languages.absolute import Found, absolute_date
from withdrawal.languages.cursor import Cursor, UnreadableDayError, Yearless
from withdrawal.languages.lexicon import Lexicon
from withdrawal.languages.relative import relative_date
from withdrawal.languages.words import Word

__all__ = ["Moment", "moments_of"]


@frozen
class Moment:
    """A date mentioned in a question.

    Attributes:
        value: what it denotes; a month or a year is a partial date.
        places: the indices of its words.
        is_by: whether it is a limit as a whole, so that its first day counts (by 2028).
        is_limit: whether a word before or after it sets it as a limit (by, before, until).
        is_during: whether a word says that all of it is meant (in, during).
        is_today: whether it is the day the question is asked for, said as "today" or "now".
    """

    value: PartialDate
    places: tuple[int, ...]
    is_by: bool = False
    is_limit: bool = False
    is_during: bool = False
    is_today: bool = False

    @property
    def limit(self) -> date:
        """The day that "out by then" means: a limit is its first day, a span its last."""
        first, last = self.value.earliest, self.value.latest
        assert first is not None
        assert last is not None
        return first if self.is_by else last


def moments_of(
    words: Sequence[Word],
    taken: Container[int],
    lex: Lexicon,
    today: date,
    *,
    yearless: Yearless = "next",
    strict: bool = True,
) -> list[Moment]:
    """Return the dates in ``words``, in order.

    Args:
        words: the text.
        taken: places that belong to names (the 1951 Convention is no date).
        lex: the words of the language.
        today: the day that "today" and "next month" are counted from.
        yearless: which of its days a day or month without a year is, seen from ``today``.
        strict: whether a day that does not exist is an error; else it is passed over.

    Raises:
        UnreadableDayError: a day that is not in the calendar, where ``strict``.
    """
    cursor = Cursor(words, taken, lex, today, yearless)
    found: list[Moment] = []
    place = 0
    while place < len(words):
        try:
            read = None if place in taken else _read(cursor, place)
        except UnreadableDayError as error:
            if strict:
                raise
            place = error.end
            continue
        if read is None:
            place += 1
            continue
        places = tuple(range(place, read.end))
        found.append(_with_role(cursor, Moment(read.value, places, is_today=read.is_today)))
        place = max(found[-1].places) + 1
    return found


def _read(cursor: Cursor, place: int) -> Found | None:
    return absolute_date(cursor, place) or relative_date(cursor, place)


def _with_role(cursor: Cursor, moment: Moment) -> Moment:
    edged = _edge(cursor, moment)
    first, last = edged.places[0], moment.places[-1]
    is_limit = cursor.phrase_before("by", first) is not None
    is_limit = is_limit or bool(cursor.after_phrase("by_after", last + 1))
    during = cursor.phrase_before("during", first) is not None
    return evolve(
        edged,
        is_by=is_limit and edged is moment,
        is_limit=is_limit,
        is_during=during and not is_limit,
    )


def _edge(cursor: Cursor, moment: Moment) -> Moment:
    """Return the day that "the end of" or "the beginning of" makes of a span; else the moment."""
    bounds = {"end_of": moment.value.latest, "start_of": moment.value.earliest}
    for role, bound in bounds.items():
        start = cursor.phrase_before(role, moment.places[0])
        end = cursor.after_phrase(f"{role}_after", moment.places[-1] + 1)
        if start is None and not end:
            continue
        assert bound is not None
        first = moment.places[0] if start is None else start
        places = tuple(range(first, end or moment.places[-1] + 1))
        return evolve(moment, value=PartialDate.of(bound), places=places)
    return moment
