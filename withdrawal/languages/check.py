"""The check of a language: what its folder lacks, and what in it breaks a rule.

English is the measure: what it has, every language has, with the same blanks to be filled. Names of
States are those of the countries that the package knows; names of treaties those of its catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from attrs import NOTHING, asdict, fields_dict

from withdrawal.errors import DataFileError, UnknownNameError
from withdrawal.languages.folder import (
    FILES,
    FOLDERS,
    LANGUAGES,
    DateWords,
    labels,
    report_lines,
    sentences,
    state_names,
    traits,
    treaty_names,
    word_lists,
)
from withdrawal.languages.index import is_fresh
from withdrawal.languages.wording import blanks_of
from withdrawal.values import frozen

_MEASURE = "en"
_MONTHS = 12
_LOADERS = dict(
    zip(
        FILES,
        (traits, word_lists, state_names, treaty_names, sentences, labels, report_lines),
        strict=True,
    )
)
_SAME_BLANK = {
    "from": "left",
    "treaty": "left",
    "denounced": "left",
    "by": "party",
    "Treaty": "left",
    "of": "party",
    "Party": "party",
}
"""Forms of one name, of which each language takes the one that its sentence needs."""


@frozen
class Complaint:
    """Something that is wrong with a language.

    Attributes:
        file: in which of its files.
        text: what, and what was expected.
    """

    file: str
    text: str


def complaints_of(language: str) -> tuple[Complaint, ...]:
    """Return what is missing in the folder of a language, or breaks a rule; empty if all is well.

    Args:
        language: a BCP 47 code; its folder need not be complete.

    Raises:
        UnknownNameError: the language has no folder.
    """
    if not (FOLDERS / language).is_dir() or not language.isalpha():
        raise UnknownNameError(
            f"{language!r} is no folder of a language: expected one of {', '.join(LANGUAGES)}.",
            suggestions=LANGUAGES,
        )
    unread = [Complaint(name, text) for name in FILES for text in _unreadable(language, name)]
    if unread:
        return tuple(unread)
    found = [
        *(Complaint("words.toml", each) for each in _of_words(language)),
        *(Complaint("states.toml", each) for each in _of_states(language)),
        *(Complaint("treaties.toml", each) for each in _of_treaties(language)),
        *(Complaint("sentences.toml", each) for each in _of_acts(language)),
        *(Complaint("sentences.toml", each) for each in _of_templates(language, sentences)),
        *(Complaint("labels.toml", each) for each in _of_templates(language, labels)),
        *(Complaint("lines.toml", each) for each in _of_templates(language, report_lines)),
    ]
    if not found and not is_fresh():
        stale = "is not fresh: python -m withdrawal.languages.index makes it anew"
        found.append(Complaint("index.json", stale))
    return tuple(found)


def _unreadable(language: str, name: str) -> Iterator[str]:
    if not (FOLDERS / language / name).is_file():
        yield "is missing"
        return
    try:
        _LOADERS[name](language)
    except DataFileError as error:
        yield error.message.removeprefix(f"{language}/{name}: ")


def _of_words(language: str) -> Iterator[str]:
    own, measure = word_lists(language), word_lists(_MEASURE)
    yield from _of_keys("cues", own.cues, measure.cues)
    yield from _of_keys("groups", own.groups, measure.groups)
    yield from _of_keys("turns", own.turns, measure.turns)
    yield from _empty("", {key: getattr(own, key) for key in ("stop", "glue", "generic", "polar")})
    due = {key for key, value in fields_dict(DateWords).items() if value.default is NOTHING}
    yield from _empty("dates.", {key: asdict(own.dates)[key] for key in due})
    months = len(own.dates.months.split(";"))
    if months != _MONTHS:
        yield f"dates.months: has {months} months between semicolons: expected {_MONTHS}"


def _of_states(language: str) -> Iterator[str]:
    from withdrawal.law.countries import countries

    own = state_names(language)
    yield from _of_keys("", own, countries())
    yield from _empty("", {f"{code}.name": each.name for code, each in own.items()})
    yield from _empty("", {f"{code}.of": each.of for code, each in own.items()})


def _of_treaties(language: str) -> Iterator[str]:
    """Yield names of treaties that do not exist, and treaties that most languages name."""
    from withdrawal.law.treaties.catalogue import catalogue

    own, known = treaty_names(language).treaties, catalogue().summaries
    named = [treaty_names(each).treaties.keys() for each in LANGUAGES]
    for key in sorted(treaty_names(_MEASURE).treaties.keys() - own.keys()):
        if 2 * sum(key in each for each in named) > len(named):
            yield f"{key}: is missing, though most languages name it"
    every = own.keys() | treaty_names(language).titles.keys()
    yield from (f"{key}: is in no catalogue" for key in sorted(every - known.keys()))
    yield from _empty("", {f"{key}.name": each.name for key, each in own.items()})


def _of_templates(language: str, load: Any) -> Iterator[str]:
    own, measure = load(language), load(_MEASURE)
    forms, due = _forms(language), _forms(_MEASURE)
    for section in fields_dict(type(measure)).keys() - {"acts"}:
        mine, theirs = getattr(own, section), getattr(measure, section)
        yield from _of_keys(section, mine, theirs)
        yield from _empty(f"{section}.", mine)
        for key in mine.keys() & theirs.keys():
            yield from _of_blanks(f"{section}.{key}", (mine[key], forms), (theirs[key], due))


def _of_acts(language: str) -> Iterator[str]:
    """Yield what is wrong with the words for leaving: no general one, or one without its forms."""
    from withdrawal.law.treaties.catalogue import catalogue

    acts, general = sentences(language).acts, _forms(language)
    if acts and not general:
        yield "acts.withdrawal: is missing"
    for act, forms in acts.items():
        yield from _of_keys(f"acts.{act}", forms, general)
        for key in forms.keys() & general.keys():
            yield from _of_blanks(f"acts.{act}.{key}", (forms[key], {}), (general[key], {}))
    own = {key: each.act for key, each in treaty_names(language).treaties.items() if each.act}
    for key, act in own.items():
        if act not in acts:
            yield f"treaties.{key}.act: {act!r} is none of {', '.join(acts)}"
    terms = {str(each["term"]) for each in catalogue().summaries.values()}
    for act in sorted(acts.keys() - terms - set(own.values())):
        yield f"acts.{act}: is unknown, no treaty's text has that word"


def _forms(language: str) -> Mapping[str, str]:
    """Return the forms of what leaving is called in general; none where it has one word."""
    return sentences(language).acts.get("withdrawal", {})


def _of_keys(section: str, mine: Iterable[str], theirs: Iterable[str]) -> Iterator[str]:
    """Yield the keys that are missing, and those that nothing reads."""
    where = f"{section}." if section else ""
    own, due = set(mine), set(theirs)
    yield from (f"{where}{key}: is missing" for key in sorted(due - own))
    yield from (f"{where}{key}: is unknown, nothing reads it" for key in sorted(own - due))


def _empty(where: str, texts: Mapping[str, str]) -> Iterator[str]:
    return (f"{where}{key}: is empty" for key, text in texts.items() if not text.strip())


def _of_blanks(
    key: str, mine: tuple[str, Mapping[str, str]], theirs: tuple[str, Mapping[str, str]]
) -> Iterator[str]:
    try:
        own, due = _blanks(*mine), _blanks(*theirs)
    except ValueError as error:
        yield f"{key}: is no template ({error})"
        return
    if own != due:
        expected = ", ".join(f"{{{each}}}" for each in sorted(due)) or "none"
        got = ", ".join(f"{{{each}}}" for each in sorted(own)) or "none"
        yield f"{key}: has the blanks {got}: expected {expected}"


def _blanks(template: str, forms: Mapping[str, str] = MappingProxyType({})) -> set[str]:
    """Return the blanks of a template; the forms of one name or day count as one.

    Args:
        template: the template.
        forms: forms of what leaving is called, each of which counts as the blanks that it has.
    """
    found = set[str]()
    for name in blanks_of(template):
        plain = re.sub(r"_plain$", "", name)
        found |= _blanks(forms[name]) if name in forms else {_SAME_BLANK.get(plain, plain)}
    return found
