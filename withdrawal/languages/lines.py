"""The lines of a report in the reader's language: reasons, assumptions, steps and stages.

Whoever makes a line makes it in English. `lines.toml` of English has the forms that such lines
take, with blanks for days, periods, names and words of closed lists; that of another language says
the same forms. A line that has no form, or a blank that the language has no word for, stays
English and is told to be so: no sentence is ever half in one language and half in another. Where a
form tells in the words of one treaty (``{text}``), those stand behind it as what they are: English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache

from attrs import evolve

from withdrawal.case.wording.sentence import state_with_article, with_article
from withdrawal.dates import PartialDate, Period
from withdrawal.languages.folder import labels, report_lines
from withdrawal.languages.told import Told, english_stage, spoken_days
from withdrawal.languages.wording import Wording, wording
from withdrawal.law.countries import countries
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.letters import upper_first

_MEASURE = "en"
_UNIT = r"\d+ (?:year|month|week|day)s?"
_LENGTH = rf"{_UNIT}(?:(?:, | and |, and ){_UNIT})*"
_CHANCE = r"(?:less than |more than )?\d+%"
_DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]+ \d{4})"
_YEARDAY = r"\d{1,2} [A-Z][a-z]+"
_DAYS = ("start", "end", "limit", "begin", "as_of", "consent", "anchor_day")
_PATTERNS = {
    **dict.fromkeys(_DAYS, _DAY),
    "days": rf"(?:{_DAY}|{_YEARDAY})(?:, (?:{_DAY}|{_YEARDAY}))*",
    **dict.fromkeys(("length", "every", "first"), _LENGTH),
    **dict.fromkeys(("number", "most", "others"), r"\d+"),
    "rate": r"\d+(?:\.\d)?%",
    "evidence": r"[^()]+",
    "chance": _CHANCE,
    "share": rf"{_CHANCE} \({_CHANCE} to {_CHANCE}\)",
    **dict.fromkeys(("yearday", "due"), _YEARDAY),
    "body": r"[A-Z].*?",
    "Party": r"(?:the )?[A-Z][^.:;]*?",
    "list": r"[^.:;]+?",
    "stage": r"[a-z][a-z0-9 ]*?",
    "within": r"(?:on|in|within) [\d/.-]+",
    "session": r"\d+(?:st|nd|rd|th)",
    "year": r"\d{4}",
    "article": r"\S+?",
    "way": r"[\w-]+",
    "tasks": r"[^.:;]+?",
    "address": r"https?://\S+",
    "person": r"[A-Z]\w+",
    "treaty": r"(?:the )?[A-Z].*?",
    "step": r".+?",
    "text": r".+",
}
_CLOSED = {
    "trigger": "triggers",
    "anchor": "anchors",
    "kind": "kinds",
    "branch": "branches",
    "waits": "waits",
    "ahead": "ahead",
    "actor": "actors",
    "by": "organs",
    "ending": "endings",
    "which": "years",
    "record": "records",
}
"""The blanks that hold a word of a closed list, and the section that has the list."""


def line_in(language: str, text: str) -> Told:
    """Return a line of a report in a language; where it has no words for it, in English."""
    english = Told(spoken_days(text), _MEASURE)
    if language == _MEASURE:
        return english
    return _whole(language, text) or _by_sentences(language, text) or english


def _whole(language: str, text: str) -> Told | None:
    """Return a line that has one form; None where there is no such form, or no word for a blank."""
    for key, pattern in _forms():
        match = pattern.fullmatch(text)
        blanks = match and _blanks(match.groupdict(), wording(language))
        if blanks is not None:
            return _said(report_lines(language).lines[key], blanks, language)
    return None


def _said(form: str, blanks: Mapping[str, str], language: str) -> Told:
    """Return a form with its blanks filled, the words of a treaty behind it as they are."""
    quoted, stop = blanks.get("text"), wording(language).marks.stop
    told = Told("", language) if quoted is None else line_in(language, quoted)
    if told.language == language:
        said = form.format_map({**blanks, "text": _open(told.text, language)})
        # A day may end with a full stop of its own: "2027 р.".
        return Told(said.replace("..", "."), language)
    if form.endswith(f"{{text}}{stop}"):
        told = evolve(told, text=wording(told.language).marks.closed(told.text))
    lead = form.partition("{text}")[0].format_map(blanks)
    return _led(lead.rstrip(": \N{FULLWIDTH COLON}\N{NO-BREAK SPACE}"), told, language)


def _led(lead: str, told: Told, language: str) -> Told:
    return evolve(told, lead=wording(language).marks.named(lead, told.lead))


def _by_sentences(language: str, text: str) -> Told | None:
    """Return a line of which the first sentence has a form, and the rest perhaps another."""
    head, *rest = re.split(r"(?<=\.) (?=[A-Z])", text, maxsplit=1)
    first = _whole(language, head) if rest else None
    if first is None or first.language != language:
        return None
    told, marks = line_in(language, rest[0]), wording(language).marks
    if told.language == language:
        return Told(marks.prose((first.text, told.text)), language)
    return _led(_open(first.text, language), told, language)


def _open(text: str, language: str) -> str:
    """Return a sentence without its full stop, unless a day ends with it: ``2027 г.``"""
    end = wording(language).plain_day(date.max).split()[-1]  # a space of any width stands before it
    stop = wording(language).marks.stop
    return text if end.endswith(stop) and text.endswith(end) else text.removesuffix(stop)


def stage_in(language: str, stage: str) -> Told:
    """Return what a stage of a procedure is called; its name in its file where nothing else is."""
    known = labels(language).stages.get(stage)
    if known is not None:
        return Told(known, language)
    return english_stage(stage)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms of English lines, by their keys."""
    return tuple((key, _pattern(form)) for key, form in report_lines(_MEASURE).lines.items())


def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    names = iter(parts[1::2])
    texts = [re.escape(parts[0])]
    for text in parts[2::2]:
        name = next(names)
        texts += [f"(?P<{name}>{_pattern_of(name)})", re.escape(text)]
    return re.compile("".join(texts))


def _pattern_of(name: str) -> str:
    """Return what may fill a blank; an anchor is a word of its list, or a day."""
    words = _PATTERNS.get(name) or _one_of(_CLOSED[name])
    return f"{words}|{_DAY}" if name == "anchor" else words


def _one_of(section: str) -> str:
    words = getattr(report_lines(_MEASURE), section).values()
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _blanks(found: Mapping[str, str], words: Wording) -> dict[str, str] | None:
    """Return the blanks in the words of a language; None where it has none for one of them."""
    blanks: dict[str, str] = {}
    for name, text in found.items():
        filled = _filled(name, text, words)
        if filled is None:
            return None
        blanks.update(filled)
    return blanks


def _filled(name: str, text: str, words: Wording) -> dict[str, str] | None:
    if name in _DAYS:
        return words.day_blanks(**{name: _day(text)})
    if name == "treaty":
        known = _treaties().get(text)
        return None if known is None else words.treaty_blanks(known)
    if name in _CLOSED:
        section = _CLOSED[name]
        english: dict[str, str] = getattr(report_lines(_MEASURE), section)
        key = next((key for key, each in english.items() if each == text), None)
        own: dict[str, str] = getattr(report_lines(words.language), section)
        return {name: words.plain_day(_day(text)) if key is None else own[key]}
    made = _MADE[name](text, words)
    return None if made is None else {name: made, **_names(name, text, words)}


def _names(name: str, text: str, words: Wording) -> dict[str, str]:
    if name != "Party":
        return {}
    code = _states()[upper_first(text)]
    return {"party": words.party(code), "of": words.of_party(code)}


def _day(text: str) -> date:
    """Return a day that stands as ISO 8601 or written out."""
    if text[-3] == "-":
        return date.fromisoformat(text)
    return datetime.strptime(text, "%d %B %Y").date()


def _within(text: str, words: Wording) -> str | None:
    """Return a date of which only a part may be known, as it stands by itself: ``May 2020``.

    None where it has no first or no last day.
    """
    from babel.dates import format_skeleton

    value = PartialDate.parse(text.split()[1])
    if value.day is not None:
        return words.plain_day(value.day)
    if value.earliest is None or value.latest is None:
        return None
    skeleton = {4: "y", 7: "yMMMM"}.get(len(value.text))
    if skeleton is None:
        return words.when(value)
    return str(format_skeleton(skeleton, value.earliest, locale=words.locale))


def _days(text: str, words: Wording) -> str:
    """Return days one after another, each of one year or of every year."""
    days = text.split(", ")
    is_dated = re.compile(_DAY).fullmatch
    told = (words.plain_day(_day(x)) if is_dated(x) else words.year_day(x) for x in days)
    return words.marks.joined(told)


def _body(text: str, words: Wording) -> str | None:
    """Return the houses of a parliament; None where one of them has no name in the language."""
    houses = [_nested(each, words) for each in text.split(" and ")]
    return words.marks.joined(filter(None, houses)) if all(houses) else None


def _period(text: str, words: Wording) -> str:
    counted = {unit: int(count) for count, unit in re.findall(r"(\d+) (year|month|week|day)", text)}
    counted["day"] = counted.get("day", 0) + 7 * counted.pop("week", 0)
    return words.period(Period(**{f"{unit}s": count for unit, count in counted.items()}))


def _party(text: str, words: Wording) -> str | None:
    code = _states().get(upper_first(text))
    if code is None or code not in words.lex.state_names:
        return None
    name = words.party(code)
    return upper_first(name)


def _list(text: str, words: Wording) -> str | None:
    named = re.split(", | and ", text)
    return words.recipients(named) if all(map(words.knows_recipient, named)) else None


def _stage(text: str, words: Wording) -> str | None:
    told = stage_in(words.language, text.replace(" ", "-"))
    return told.text if told.language == words.language else None


def _nested(text: str, words: Wording) -> str | None:
    """Return a line that stands within another."""
    told = line_in(words.language, text)
    return told.text if told.language == words.language else None


def _tasks(text: str, words: Wording) -> str | None:
    """Return what effect waits for; None where one of it has no words."""
    own = report_lines(words.language).tasks
    keys = {each: key for key, each in report_lines(_MEASURE).tasks.items()}
    named = [own.get(keys.get(each, "")) for each in text.split(", ")]
    return words.marks.joined(filter(None, named)) if all(named) else None


def _rate(text: str, words: Wording) -> str:
    """Return a chance with its decimal, where it is told with one."""
    figure = text.removesuffix("%")
    return words.percent_of(float(figure) / 100, len(figure.partition(".")[2]))


def _chance(text: str, words: Wording) -> str:
    """Return a chance in whole percent as the language writes it: ``< 1 %``."""
    *bound, figure = text.split()
    sign = {"less": "<\N{NO-BREAK SPACE}", "more": ">\N{NO-BREAK SPACE}"}[bound[0]] if bound else ""
    return sign + words.percent(int(figure.removesuffix("%")) / 100)


def _share(text: str, words: Wording) -> str:
    """Return a share with the ends of its interval."""
    mean, low, high = (_chance(each, words) for each in re.findall(_CHANCE, text))
    return f"{mean} ({low} \N{EN DASH} {high})"


_AS_IT_STANDS = ("number", "most", "others", "year", "article", "address", "person", "text", "way")
_MADE: dict[str, Callable[[str, Wording], str | None]] = {
    **dict.fromkeys(("length", "every", "first"), _period),
    **dict.fromkeys(_AS_IT_STANDS, lambda text, words: text),
    "session": lambda text, words: text[:-2],
    "rate": _rate,
    "within": _within,
    "days": _days,
    "body": _body,
    **dict.fromkeys(("evidence", "step"), _nested),
    "chance": _chance,
    "share": _share,
    **dict.fromkeys(("yearday", "due"), lambda text, words: words.year_day(text)),
    "tasks": _tasks,
    "Party": _party,
    "list": _list,
    "stage": _stage,
}


@cache
def _states() -> dict[str, str]:
    """Return the codes of States by the names that begin an English sentence, or stand alone."""
    every = countries().items()
    named = (
        (code, name) for code, each in every for name in (each.name, state_with_article(each.name))
    )
    return {upper_first(name): code for code, name in named}


@cache
def _treaties() -> dict[str, str]:
    """Return the ids of treaties by their names, as they stand in an English sentence and alone."""
    named = ((key, str(each["name"])) for key, each in catalogue().summaries.items())
    return {told: key for key, name in named for told in (name, with_article(name))}
