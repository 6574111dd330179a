"""The folder of one language: everything a language is, as data.

`languages/xx/` holds `language.toml` (letters and forms), `words.toml` (what questions are made
of), `states.toml` and `treaties.toml` (names), `sentences.toml` (answers), `labels.toml` (the
page) and `lines.toml` (reports). The languages there are, are the folders there are: a language is
added by its folder alone. Each file is read when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from attrs import field

from withdrawal.datafiles import read_toml, structure
from withdrawal.languages.told import Marks
from withdrawal.values import frozen

FOLDERS = Path(__file__).parent
FILES = (
    *("language.toml", "words.toml", "states.toml", "treaties.toml"),
    *("sentences.toml", "labels.toml", "lines.toml"),
)
LANGUAGES = tuple(
    sorted(
        (
            each.parent.name
            for each in FOLDERS.glob(f"*/{FILES[0]}")
            if all((each.parent / name).is_file() for name in FILES)
        ),
        key=lambda code: (code != "en", code),
    )
)
"""BCP 47 codes of the languages whose folders are complete, English first."""

_T = TypeVar("_T")


@frozen
class Preposition:
    """A preposition that changes with the sound that follows.

    Attributes:
        plain: its usual form.
        cluster: its form before some beginnings.
        before: those beginnings, in small letters.
    """

    plain: str
    cluster: str
    before: tuple[str, ...]


@frozen
class Traits:
    """`language.toml`: what a language is called, its letters, and how forms are made in it.

    Attributes:
        name: the language's name for itself.
        letters: letters that few other languages have; they tell which language a text is in.
        locale: where its days and numbers are written as they should be, if not by its own code.
        also_for: codes of languages whose speakers are answered in it.
        direction: how its script runs.
        compounds: ends of long words that betray the language.
        cases: case endings, for phrases that end with ``+``.
        particles: little words that may be written onto the word behind them.
        articles: beginnings that a name loses in a list.
        adjective_ends: by such a beginning, what the ``e`` of an adjective becomes without it.
        first_of_month: how the first day of a month is written, where not as a number.
        long_day: how a day is written, as a pattern of the CLDR, where not as the CLDR has it.
        nouns_are_capital: whether a noun keeps its capital within a sentence.
        preposition: what stands before that which is left, where its form changes.
        contractions: two words that become one where they meet.
        months: forms of the months within a sentence, by their plain form.
        units: one and many of a unit of time (day, month, year), where the CLDR has no good word.
        marks: the marks between the parts of a line, where they are not those of English.
    """

    name: str
    letters: str
    locale: str | None = None
    also_for: tuple[str, ...] = ()
    direction: Literal["ltr", "rtl"] = "ltr"
    compounds: str = ""
    cases: str = ""
    particles: str = ""
    articles: tuple[str, ...] = ()
    adjective_ends: dict[str, str] = field(factory=dict)
    first_of_month: str | None = None
    long_day: str | None = None
    nouns_are_capital: bool = False
    preposition: Preposition | None = None
    contractions: dict[str, str] = field(factory=dict)
    months: dict[str, str] = field(factory=dict)
    units: dict[str, tuple[str, ...]] = field(factory=dict)
    marks: Marks = field(factory=Marks)


@frozen
class DateWords:
    """The words of dates, each attribute the phrases of one role.

    Attributes:
        months: the twelve months, each with its other forms.
        numbers: the numbers from one, each with its other forms.
        today: and the other single days, months and years: those counted from today.
        year_end: the last day of this year; `next_year_end` of the next.
        in_ahead: what opens "in three weeks"; `from_now`, `ago`: the like; days: counted units.
        by: what makes the date that follows a limit; `by_after`, the date before it.
        during: what says that all of a span is meant.
        end_of: what makes the last day of the span that follows; `end_of_after`, of the one before.
        start_of: the same of the first day; between: little words that may stand behind it.
        joiner: a word between the parts of a date.
        day_after_tomorrow and the like; ahead, back: other spaces of time, by ISO 8601 period.
        this_week and the like: seven days from a Monday; holidays: by month and day (``12-25``).
        gone, coming: what may stand beside a weekday, or a number of months, over or to come.
        before, after, since, within: what bounds a notice or a state of things by the date that
            follows; those in ``_after`` stand behind the date.
        late, mid, first_half, first_quarter, spring and so on: what makes a part of a span.
        first_day, last_day: what makes the first and the last day of a span.
        weekdays: from Monday, each with its other forms; month_in: forms that mean "in" a month.
        ordinal: what follows the number of a day; `day_words` and the like what follows a day.
        decade, decade_after: what stands before or behind the number of one, or is written onto
            it; decades: their names, by the number (``90``); century: which a name is of.
    """

    months: str
    numbers: str
    today: str
    tomorrow: str
    yesterday: str
    this_month: str
    next_month: str
    last_month: str
    this_year: str
    next_year: str
    last_year: str
    year_end: str
    next_year_end: str
    in_ahead: str
    from_now: str
    ago: str
    days: str
    weeks: str
    months_unit: str
    years: str
    by: str
    during: str
    between: str
    by_after: str = ""
    end_of: str = ""
    end_of_after: str = ""
    start_of: str = ""
    start_of_after: str = ""
    before: str = ""
    before_after: str = ""
    after: str = ""
    after_after: str = ""
    since: str = ""
    since_after: str = ""
    within: str = ""
    within_after: str = ""
    late: str = ""
    mid: str = ""
    first_day: str = ""
    first_day_after: str = ""
    last_day: str = ""
    last_day_after: str = ""
    year_ago: str = ""
    coming: str = ""
    first_half: str = ""
    second_half: str = ""
    first_quarter: str = ""
    second_quarter: str = ""
    third_quarter: str = ""
    fourth_quarter: str = ""
    spring: str = ""
    summer: str = ""
    autumn: str = ""
    decade: str = ""
    decade_after: str = ""
    decades: dict[str, str] = field(factory=dict)
    century: str = ""
    day_after_tomorrow: str = ""
    day_before_yesterday: str = ""
    this_week: str = ""
    next_week: str = ""
    last_week: str = ""
    gone: str = ""
    ahead: dict[str, str] = field(factory=dict)
    back: dict[str, str] = field(factory=dict)
    holidays: dict[str, str] = field(factory=dict)
    weekdays: str = ""
    joiner: str = ""
    ordinal: str = ""
    month_in: str = ""
    day_words: str = ""
    month_words: str = ""
    year_words: str = ""


@frozen
class WordLists:
    """`words.toml`: the words of questions, apart from names.

    Attributes:
        stop: words that say nothing by themselves.
        glue: those of them that stand between the words of a name.
        generic: words for a treaty in general.
        polar: words that open a question for yes or no.
        past: words that say that it is about what has been.
        joins: words that join two questions in one.
        polite: phrases that are said before a question or behind it, and ask nothing; tags: those
            that ask to be agreed with, at the end behind a comma.
        common: names of States that are words of the language, in small letters or, in a script
            without capitals, with an article: the Ukrainian for "small" is Mali.
        cues: phrases that hint at what is asked, by cue.
        groups: phrases that name several States, by group.
        turns: words that can turn an answer (not, before, again), by kind: refused where unread.
        dates: the words of dates; members: words for States, beside which "African" names a group.
    """

    stop: str
    glue: str
    generic: str
    polar: str
    past: str
    cues: dict[str, str]
    groups: dict[str, str]
    turns: dict[str, str]
    dates: DateWords
    members: str
    joins: str = ""
    polite: str = ""
    tags: str = ""
    common: str = ""


@frozen
class StateName:
    """A line of `states.toml`: what a State is called.

    Attributes:
        name: as the subject of a sentence.
        of: as its possessor ("Lithuania's", "de la Lituanie", "Litwy").
        phrases: what names it besides: other names, adjectives, further cases.
        alone: as it stands in a list, where that is not the name without its article.
        by: as the one who acts ("przez Litwę" without the "przez"), where that is not `name`.
    """

    name: str
    of: str
    phrases: str = ""
    alone: str | None = None
    by: str | None = None


@frozen
class TreatyName:
    """A line of `treaties.toml`: what a treaty is called.

    Attributes:
        name: as the subject of a sentence.
        phrases: what names it in a question, beside the forms of a name of several words.
        left: as that which a State leaves ("Ottawan sopimuksesta"), where it differs from `name`.
        denounced: as that which a State denounces ("des Übereinkommens"), if it is not `left`.
        act: the act by which its text in this language lets a party go (see `Sentences.acts`), if
            that is another than its text in English has.
    """

    name: str
    phrases: str = ""
    left: str | None = None
    denounced: str | None = None
    act: str | None = None


@frozen
class TreatyNames:
    """`treaties.toml`: what treaties are called, by id.

    Attributes:
        treaties: the treaties.
        nothing: phrases that only look like a treaty: the Security Council is not the Charter.
        foreign: phrases that no question here is about: the US state of Georgia.
        titles: the titles in full, where the language has them.
        numbered: what those are called that are known by an official number, by the beginning of
            the form in which it compares (``ilo c``); with ``{number}`` in it.
        exits: phrases that name one State's exit from the treaty that they name too, by the State.
    """

    treaties: dict[str, TreatyName]
    nothing: str = ""
    foreign: str = ""
    titles: dict[str, str] = field(factory=dict)
    numbered: dict[str, TreatyName] = field(factory=dict)
    exits: dict[str, str] = field(factory=dict)


@frozen
class Sentences:
    """`sentences.toml`: the templates of answers.

    Attributes:
        sentences: whole sentences, by status or kind of answer.
        words: parts of sentences.
        intents: what can be asked.
        errors: what is said when a question cannot be answered.
        examples: questions that are understood.
        recipients: who must be told, by their English names in treaties' files.
        acts: what leaving is called, by the treaty's own word for it, each in the same forms, for
            the blanks of templates; ``withdrawal`` stands for words without a table.
    """

    sentences: dict[str, str]
    words: dict[str, str]
    intents: dict[str, str]
    errors: dict[str, str]
    examples: dict[str, str]
    recipients: dict[str, str]
    acts: dict[str, dict[str, str]] = field(factory=dict)


@frozen
class Labels:
    """`labels.toml`: the words of the page, and what stages are called.

    Attributes:
        labels: the labels, by key.
        status: the statuses in a few words, as they stand within a sentence.
        timeline_words: what stands in a timeline, by the English words.
        papers: what the parts of memos and plans are called.
        stages: the stages of procedures and of cases.
    """

    labels: dict[str, str]
    status: dict[str, str]
    timeline_words: dict[str, str]
    papers: dict[str, str]
    stages: dict[str, str]


@frozen
class Lines:
    """`lines.toml`: the lines of reports, and the closed lists of words that stand in them.

    Attributes:
        lines: the forms of lines, by key.
        triggers, anchors: what starts the clock, and the days that periods are counted from.
        kinds, records: how States consent to be bound, and the kinds of what is on record.
        branches: what may become of a case; waits, ahead: what past cases waited for, and how long.
        actors, organs: who acts in a case, and who must agree to another day.
        endings: how a treaty itself came to its end.
        years, tasks: in which year notice is due, and what else a conflict has effect wait for.
    """

    lines: dict[str, str]
    triggers: dict[str, str]
    anchors: dict[str, str]
    kinds: dict[str, str]
    branches: dict[str, str]
    waits: dict[str, str]
    ahead: dict[str, str]
    actors: dict[str, str]
    organs: dict[str, str]
    endings: dict[str, str]
    years: dict[str, str]
    tasks: dict[str, str]
    records: dict[str, str]


def _reader(name: str, kind: type[_T]) -> Callable[[str], _T]:
    """Return what reads one file of a language, once: `DataFileError` where anything is wrong."""

    @cache
    def read(language: str) -> _T:
        return structure(read_toml(FOLDERS / language / name), kind, source=f"{language}/{name}")

    return read


traits = _reader("language.toml", Traits)
word_lists = _reader("words.toml", WordLists)
state_names = _reader("states.toml", dict[str, StateName])
treaty_names = _reader("treaties.toml", TreatyNames)
sentences = _reader("sentences.toml", Sentences)
labels = _reader("labels.toml", Labels)
report_lines = _reader("lines.toml", Lines)


@cache
def places(language: str) -> dict[str, str]:
    """Return what stands for a State beside its name: capitals and organs, by ISO alpha-3."""
    path = FOLDERS / language / "reading.toml"
    found = read_toml(path).get("places", {}) if path.is_file() else {}
    return structure(found, dict[str, str], source=f"{language}/reading.toml")
