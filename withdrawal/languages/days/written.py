"""Days as a language writes them: as the CLDR has them, by what the index keeps of it."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from withdrawal.languages.detection import months_told
from withdrawal.languages.folder import traits

_YEAR, _DAY = 2000, 28


@cache
def locale_of(language: str) -> str:
    """Return the locale (in Babel's form) that days and numbers of a language are written for."""
    return (traits(language).locale or language).replace("-", "_")


@lru_cache(maxsize=8192)
def written_day(language: str, day: date) -> str:
    """Return a day as a language writes it: ``27 December 2025``."""
    form = (months_told(language) or day_forms(language))[day.month - 1]
    return first_of_month(language, form.format(day=day.day, year=day.year), day)


@cache
def day_forms(language: str) -> tuple[str, ...]:
    """Return how a language writes a day of each month, with blanks: ``{day} May {year}``.

    The index of languages holds them, so that a first answer need not wait for the CLDR.
    """
    from babel.dates import format_date

    form, locale = traits(language).long_day or "long", locale_of(language)
    written = (format_date(date(_YEAR, n, _DAY), form, locale=locale) for n in range(1, 13))
    return tuple(each.replace(str(_YEAR), "{year}").replace(str(_DAY), "{day}") for each in written)


def first_of_month(language: str, text: str, day: date) -> str:
    """Return a written day with the first of a month as the language has it: ``1er mai``."""
    first = traits(language).first_of_month
    return text.replace("1", first, 1) if first and day.day == 1 else text
