"""How a language says an answer: its sentences, and names and dates in the forms they need.

The sentences are templates in each language's `sentences.toml`; here they are only filled in. A
State stands as possessor or as subject, a treaty as subject or as that which is left, so that no
sentence has to inflect a name it was not given in the right form.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from withdrawal.case.wording.sentence import with_article
from withdrawal.languages.days.written import first_of_month, locale_of, written_day
from withdrawal.languages.folder import Sentences, Traits, TreatyName, labels, sentences, traits
from withdrawal.languages.lexicon import Lexicon, lexicon
from withdrawal.languages.told import Marks
from withdrawal.law.countries import countries, name_of_state
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.letters import lower_first, upper_first
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.dates import PartialDate, Period

_MEASURE = "en"
"""The language in which every treaty has a name."""


@frozen(eq=False)
class Wording:
    """The sentences of one language.

    Attributes:
        language: BCP 47 code.
        lex: what the language calls States and treaties.
        texts: its templates.
        traits: how the language makes its forms.
    """

    language: str
    lex: Lexicon
    texts: Sentences
    traits: Traits

    @property
    def locale(self) -> str:
        """The locale that dates and numbers are formatted for."""
        return locale_of(self.language)

    def sentence(self, key: str, **values: str) -> str:
        """Return a sentence with its blanks filled, beginning with a capital."""
        return _finished(self.filled(key, **values))

    def within(self, key: str, **values: str) -> str:
        """Return a sentence as it stands after a colon: a small letter, unless it is a name's."""
        template = self.texts.sentences[key]
        text = self.sentence(key, **values)
        if template.startswith("{") and not self.traits.nouns_are_capital:
            name = values[template[1 : template.index("}")]]
            return name[0] + text[1:]
        return self.in_sentence(text)

    def in_sentence(self, text: str) -> str:
        """Return a sentence that begins with no name as it stands after a colon."""
        return text if self.traits.nouns_are_capital else lower_first(text)

    def filled(self, key: str, **values: str) -> str:
        """Return a sentence's template with its blanks filled, as a part of another sentence."""
        return self.texts.sentences[key].format_map(values)

    @property
    def marks(self) -> Marks:
        """The marks that the language sets between the parts of a line."""
        return self.traits.marks

    def word(self, key: str, **values: str) -> str:
        """Return a short phrase with its blanks filled; a day may bring a full stop of its own."""
        return self.texts.words[key].format_map(values).replace("..", ".")

    def status(self, status: str) -> str:
        """Return a status in words."""
        return labels(self.language).status[status]

    def kind_on(self, kind: str, day: date | None) -> str:
        """Return what was ended where no party left, and its day: "signature taken back, ..."."""
        told = self.status(kind)
        return f"{told}{self.marks.comma}{self.plain_day(day)}" if day else told

    # names

    def party(self, code: str) -> str:
        """Return a State's name as the subject of a sentence."""
        known = self.lex.state_names.get(code)
        return known.name if known else name_of_state(code)

    def of_party(self, code: str) -> str:
        """Return a State's name as possessor: "Lithuania's", "de la Lituanie", "Litwy"."""
        known = self.lex.state_names.get(code)
        return known.of if known else name_of_state(code)

    def treaty(self, treaty: str) -> str:
        """Return a treaty's name as the subject of a sentence."""
        return self._treaty(treaty).name

    def left(self, treaty: str) -> str:
        """Return a treaty's name as that which is left: "Ottawan sopimuksesta"."""
        named = self._treaty(treaty)
        return named.left or named.name

    def from_treaty(self, treaty: str) -> str:
        """Return `left` with the preposition it takes, where that changes with the sound."""
        left = self.left(treaty)
        rule = self.traits.preposition
        if rule is None:
            return left
        is_hard = left.lower().startswith(rule.before)
        return f"{rule.cluster if is_hard else rule.plain} {left}"

    def _treaty(self, treaty: str) -> TreatyName:
        known = self.lex.treaty_names.get(treaty)
        if known is not None:
            return known
        name = catalogue().name_of(treaty)
        if self.language == _MEASURE:
            return TreatyName(with_article(name), "")
        left, ended = (self.word(f"{key}_unnamed", name=name) for key in ("left", "denounced"))
        return TreatyName(self.word("treaty_unnamed", name=name), "", left, ended)

    def treaty_blanks(self, treaty: str) -> dict[str, str]:
        """Return the forms of a treaty's name that a template may need, by its blanks."""
        return self._with_act(treaty, {})

    def case_blanks(self, party: str, treaty: str) -> dict[str, str]:
        """Return the forms of a State's and a treaty's name, by the blanks of a template."""
        known = self.lex.state_names.get(party)
        name = self.party(party)
        by = known.by if known and known.by else name
        return self._with_act(treaty, {"party": name, "of": self.of_party(party), "by": by})

    def _with_act(self, treaty: str, state: dict[str, str]) -> dict[str, str]:
        """Return the names with those forms of the treaty's own act that can be made of them."""
        named = self._treaty(treaty)
        names = {
            **state,
            "treaty": named.name,
            "Treaty": upper_first(named.name),
            "left": self.left(treaty),
            "from": self.from_treaty(treaty),
            "denounced": named.denounced or self.left(treaty),
        }
        forms = self._act(treaty, named.act)
        made = {key: form for key, form in forms.items() if blanks_of(form) <= names.keys()}
        return {**{key: self.met(form.format_map(names)) for key, form in made.items()}, **names}

    def _act(self, treaty: str, own: str | None) -> Mapping[str, str]:
        """Return the forms of what leaving a treaty is called: by its own word, or in general."""
        acts = self.texts.acts
        term = own or _term(treaty)
        known = (acts[each] for each in (term, _AKIN.get(term), "withdrawal") if each in acts)
        return next(known, {})

    def met(self, text: str) -> str:
        """Return a text with the words that become one where they meet: "von dem", "vom"."""
        for apart, met in self.traits.contractions.items():
            text = text.replace(apart, met)
        return text

    # dates and numbers

    def day_blanks(self, **days: date | None) -> dict[str, str]:
        """Return the days that are known in both of their forms: ``on`` and ``on_plain``."""
        known = {key: day for key, day in days.items() if day is not None}
        plain = {f"{key}_plain": self.plain_day(day) for key, day in known.items()}
        return {**{key: self.on(day) for key, day in known.items()}, **plain}

    def plain_day(self, day: date) -> str:
        """Return a date as the language writes it by itself."""
        return written_day(self.language, day)

    def on(self, day: date) -> str:
        """Return a date as it stands in a sentence that says "on that day"."""
        return self._inflected(self.plain_day(day))

    def _inflected(self, text: str) -> str:
        for name, inflected in self.traits.months.items():
            text = text.replace(name, inflected)
        return text

    def year_day(self, text: str) -> str:
        """Return a day of the year, given as ``30 June``, as it stands in a sentence."""
        from babel.dates import format_skeleton

        day = datetime.strptime(f"{text} 2000", "%d %B %Y")
        written = str(format_skeleton("MMMMd", day, locale=self.locale))
        return self._inflected(first_of_month(self.language, written, day))

    def when(self, value: PartialDate) -> str:
        """Return a date of which only a part may be known: a day, or from when to when."""
        first, last = value.earliest, value.latest
        assert first is not None
        assert last is not None
        if first == last:
            return self.on(first)
        return self.word("between", earliest=self.plain_day(first), latest=self.plain_day(last))

    def plainly(self, value: PartialDate) -> str:
        """Return such a date as the language writes it by itself, where it is a day."""
        return self.plain_day(value.day) if value.day else self.when(value)

    def dated(self, value: PartialDate) -> str:
        """Return a date as it was read, a day with its weekday."""
        from babel.dates import format_date

        if value.day is None:
            return self.when(value)
        weekday = format_date(value.day, "EEEE", locale=self.locale)
        return f"{weekday}, {self.plain_day(value.day)}"

    def period(self, period: Period) -> str:
        """Return a period in words: "6 months"."""
        parts = (("year", period.years), ("month", period.months), ("day", period.days))
        said = [self._unit(count, unit) for unit, count in parts if count]
        return self.listed(said or [self._unit(0, "day")])

    def _unit(self, count: int, unit: str) -> str:
        """Return a count of units; the data file holds those for which the CLDR has no word."""
        from babel.units import format_unit

        own = self.traits.units.get(unit)
        if own is not None:
            return f"{count} {own[0] if count == 1 else own[1]}"
        return str(format_unit(count, f"duration-{unit}", "long", locale=self.locale))

    def days(self, count: int) -> str:
        """Return a number of days in words: "304 days"."""
        return self._unit(count, "day")

    def percent(self, share: float) -> str:
        """Return a probability in whole percent; never "100%" for what is only nearly sure."""
        if 0.0 < share < 0.005 or 0.995 < share < 1.0:
            return self.percent_of(min(max(share, 0.001), 0.999), 1)
        return self.percent_of(share, 0)

    def percent_of(self, share: float, digits: int) -> str:
        """Return a share as the language writes it: ``22,8 %``."""
        return written_percent(self.language, share, digits)

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a list: "a, b and c"."""
        each = list(items)
        if len(each) < 2:
            return "".join(each)
        from babel.lists import format_list

        return str(format_list(each, locale=self.locale))

    def recipients(self, recipients: Iterable[str], *, depositaries: Iterable[str] = ()) -> str:
        """Return who must be told, in the words of the language where it has them.

        Args:
            recipients: who must be told, as treaties' files name them.
            depositaries: who keeps the treaty; told beside the bare word for that.
        """
        named, told = self.marks.joined(map(self._recipient, depositaries)), []
        for each in recipients:
            said = self._recipient(each)
            is_bare = named and each in ("depositary", "depositaries")
            told.append(self.marks.beside(said, named) if is_bare else said)
        return self.marks.joined(told)

    def knows_recipient(self, name: str) -> bool:
        """Return whether the language has words for one that must be told."""
        return name in self.texts.recipients or name in _states() or _government(name) is not None

    def _recipient(self, name: str) -> str:
        known = self.texts.recipients.get(name)
        if known is not None:
            return known
        if name in _states():
            return self.party(_states()[name])
        code = _government(name)
        if code is None:
            return name
        return self.word("government", party=self.party(code), of=self.of_party(code))


@cache
def _states() -> dict[str, str]:
    """Return the codes of States by the names under which a treaty's file may name them."""
    every = countries().items()
    others = {name: code for code, each in every for name in each.names}
    return {**others, **{each.name: code for code, each in every}}


def _government(name: str) -> str | None:
    """Return the State whose government a treaty's file names; None where it names none."""
    by, government, more = name.lower().partition(" government")
    return _GOVERNMENTS.get(by) if government and not more else None


_GOVERNMENTS = {
    "antigua": "ATG", "australian": "AUS", "belgian": "BEL", "brazilian": "BRA", "danish": "DNK",
    "french": "FRA", "german": "DEU", "luxembourg": "LUX", "mexican": "MEX", "monaco": "MCO",
    "netherlands": "NLD", "philippine": "PHL", "polish": "POL", "senegal": "SEN", "swiss": "CHE",
    "united kingdom": "GBR", "united states": "USA",
}  # fmt: skip
"""How the catalogue names the governments that keep treaties."""


def wording(language: str) -> Wording:
    """Return the sentences of ``language``, one of `LANGUAGES`."""
    return _wording(language, lexicon(language))


@lru_cache(maxsize=32)
def _wording(language: str, words: Lexicon) -> Wording:
    return Wording(language, words, sentences(language), traits(language))


def written_percent(language: str, share: float, digits: int) -> str:
    """Return a share as a language writes it, with so many digits behind the comma: ``22,8 %``."""
    from babel.core import Locale
    from babel.numbers import format_percent, parse_pattern

    locale = locale_of(language)
    pattern = parse_pattern(Locale.parse(locale).percent_formats[None].pattern)
    pattern.frac_prec = (digits, digits)
    return str(format_percent(round(share, digits + 2), pattern, locale))


_ENDS = (
    ".",
    "?",
    "\N{IDEOGRAPHIC FULL STOP}",
    "\N{FULLWIDTH QUESTION MARK}",
    "\N{ARABIC QUESTION MARK}",
)
"""What a sentence ends with, in every script."""


def _finished(text: str) -> str:
    """Return a sentence that begins with a capital and ends with one full stop."""
    ended = text if text.endswith(_ENDS) else f"{text}."
    return (upper_first(ended)).replace("..", ".")


def _term(treaty: str) -> str:
    """Return the word of a treaty's own text for leaving it, as the catalogue has it."""
    summary = catalogue().summaries.get(treaty)
    return str(summary["term"]) if summary else "withdrawal"


_AKIN = {"termination": "denunciation"}
"""Words of treaties for acts that another word names as well, where a language has no table."""


def blanks_of(template: str) -> set[str]:
    """Return the names of a template's blanks.

    Raises:
        ValueError: it is no template.
    """
    parts = string.Formatter().parse(template)
    return {name for _, name, _, _ in parts if name is not None}
