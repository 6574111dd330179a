"""What a text mentions: States, treaties and days, each with its place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from withdrawal.dates import PartialDate
from withdrawal.languages.cursor import Yearless
from withdrawal.languages.days.moments import Moment, moments_of
from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.names import BODY, GROUP, PARTY, TREATY, Named, names_of
from withdrawal.languages.phrases import Strength
from withdrawal.languages.words import Word, words_of
from withdrawal.law.groups import groups

__all__ = ["Day", "Mention", "Mentions", "mentions_in"]


@frozen
class Mention:
    """A name in a text.

    Attributes:
        start: where its first word begins in the text.
        end: where its last word ends.
        values: what it may mean: codes of States (ISO alpha-3), or ids of treaties or bodies. More
            than one is ambiguous, but for States named by one word for all (the Baltic States).
        is_certain: whether it means what it says by itself; a town's name may mean the treaty.
    """

    start: int
    end: int
    values: tuple[str, ...]
    is_certain: bool


@frozen
class Day:
    """A day, month or year in a text.

    Attributes:
        start: where its first word begins in the text.
        end: where its last word ends.
        value: what it denotes, as far as it is said.
        is_limit: whether a word sets it as a limit (by, before, until).
        is_relative: whether it is said as "today" or "now".
    """

    start: int
    end: int
    value: PartialDate
    is_limit: bool
    is_relative: bool


@frozen
class Mentions:
    """What a text mentions, each kind in the order of the text.

    Attributes:
        states: States that are named alone, by name, adjective or code.
        groups: States that are named together (the Baltic States).
        treaties: treaties, by name, abbreviation or official number.
        bodies: bodies without a treaty of their own.
        days: days, months and years that exist.
    """

    states: tuple[Mention, ...]
    groups: tuple[Mention, ...]
    treaties: tuple[Mention, ...]
    bodies: tuple[Mention, ...]
    days: tuple[Day, ...]


def mentions_in(text: str, language: str, *, on: date, yearless: Yearless = "nearest") -> Mentions:
    """Return the States, treaties and days that a text in one language mentions.

    Args:
        text: a sentence or a short passage; longer texts take longer than their length.
        language: its language, one of `LANGUAGES`.
        on: the day it speaks on, from which "today" and "next month" are counted.
        yearless: whether a day without a year is the ``next``, the ``last`` or the ``nearest``
            such day, seen from ``on``.
    """
    words, lex = words_of(text), lexicon(language)
    names = sorted(names_of(words, lex), key=lambda each: each.places)
    taken = {place for each in names for place in each.places}
    days = moments_of(words, taken, lex, on, yearless=yearless, strict=False)
    return Mentions(
        _mentions(names, PARTY, words),
        _mentions(names, GROUP, words),
        _mentions(names, TREATY, words),
        _mentions(names, BODY, words),
        tuple(_day(each, words) for each in days),
    )


def _mentions(names: Sequence[Named], kind: str, words: Sequence[Word]) -> tuple[Mention, ...]:
    return tuple(_mention(each, words) for each in names if each.kind == kind)


def _mention(named: Named, words: Sequence[Word]) -> Mention:
    is_group = named.kind == GROUP
    values = groups()[str(named.values[0])].members if is_group else named.values
    start, end = words[min(named.places)].start, words[max(named.places)].end
    return Mention(start, end, tuple(map(str, values)), named.strength is Strength.FULL)


def _day(moment: Moment, words: Sequence[Word]) -> Day:
    start, end = words[moment.places[0]].start, words[moment.places[-1]].end
    return Day(start, end, moment.value, moment.is_limit, moment.is_today)
