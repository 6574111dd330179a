"""The one report of whatever was asked: built once, and only set out differently in each form.

A form (text, Markdown, HTML, calendar, the agent tool) knows how a page looks and nothing of what
an answer or a plan is, so that no form can leave out what another tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from attrs import evolve, field

from withdrawal.languages.told import Marks, Told
from withdrawal.output.citing import SAME, Cited, cited
from withdrawal.output.words import ENGLISH, knowledge_line
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.output.pictures.drawing import Drawing
    from withdrawal.output.words import Words

_NO_ARTICLE = re.compile(r"\d+ [A-Z]\.|\d{4} ")
"""How a title of a code of laws begins, or what is called after its year."""

Style = Literal["steps", "list", "table", "rows", "paragraphs"]


def _beside(given: Iterable[Told | str]) -> tuple[Told, ...]:
    return tuple(Told(each, "en") if isinstance(each, str) else each for each in given)


@frozen
class Cell(Told):
    """What stands in one column of one row; a day in it is written as ISO 8601 has it.

    Attributes:
        mark: a word by which forms with colours know it, like a status; ``void`` for what never
            came; empty for none.
        beside: what is told beside it; what is no more than a text is English.
        place: what it names, as its page is addressed: ``states/LTU``; empty for nothing.
        picture: a drawing that says the same as other cells of its row, for forms that show it.
    """

    mark: str = field(default="", kw_only=True)
    beside: tuple[Told, ...] = field(default=(), kw_only=True, converter=_beside)
    place: str = field(default="", kw_only=True)
    picture: Drawing | None = field(default=None, kw_only=True)

    def told(self, marks: Marks) -> str:
        """Return the whole as one text, with the marks of a language."""
        return marks.beside(self.text, marks.joined(each.text for each in self.beside))


def _cells(given: Iterable[Told]) -> tuple[Cell, ...]:
    return tuple(e if isinstance(e, Cell) else Cell(e.text, e.language) for e in given)


@frozen
class Item:
    """One thing that is told, with what it rests on.

    Attributes:
        lead: what stands before it: a day, a name.
        article: the article or other legal basis.
        source: where it stands, as it was written down.
        key: what it is called within a page, to be linked to, or by programs; empty for nothing.
        cells: the same again, column by column, for forms that have tables.
        quote: what its text begins with, where that is quoted in a language of its own.
        mark: a word by which forms with colours know what stands before it; empty for none.
    """

    text: str
    lead: str = field(default="", kw_only=True)
    article: str | None = field(default=None, kw_only=True)
    source: str | None = field(default=None, kw_only=True)
    language: str = field(default="en", kw_only=True)
    key: str = field(default="", kw_only=True)
    cells: tuple[Cell, ...] = field(default=(), kw_only=True, converter=_cells)
    mark: str = field(default="", kw_only=True)
    quote: Told = field(default=Told("", "en"), kw_only=True)

    @property
    def basis(self) -> str:
        """The article as it is cited: ``art. 20(3)``; other bases as they stand."""
        article = self.article or ""
        is_number = article[:1].isdecimal() and not _NO_ARTICLE.match(article)
        return f"art. {article}" if is_number else article

    @property
    def sources(self) -> tuple[Cited, ...]:
        """The sources that it names, each with its own address."""
        return cited(self.source)

    def told(self, marks: Marks) -> str:
        """Return the thing with what stands before it, with the marks of a language."""
        return marks.named(self.lead, self.text)


@frozen
class Section:
    """Things that are told together.

    Attributes:
        kind: what they are; a word that does not change with the language.
        style: how they belong together: one after another, side by side, a line or a row each.
        columns: what the columns of the items' cells are called; empty where they have none.
        ids: whether the items' keys are told before their cells, to be typed.
        source: what the column of sources is called, in forms that have one.
        part: the part of a document that begins with it, on a page of its own; empty where it
            goes on with the one before.
        picture: a drawing that says the same as the items, for forms that can show it.
    """

    kind: str
    title: str
    items: tuple[Item, ...] = field(converter=tuple[Item, ...])
    style: Style = "list"
    columns: tuple[str, ...] = ()
    ids: bool = False
    source: str = ""
    part: str = ""
    picture: Drawing | None = None

    def grid(self, marks: Marks, *, ids: bool | None = None) -> list[tuple[str, ...]]:
        """Return its columns and the cells of its rows as texts."""
        has_ids = self.ids if ids is None else ids
        head = (*(("id",) if has_ids else ()), *self.columns)
        keys = (((each.key,) if has_ids else ()) for each in self.items)
        told = (tuple(cell.told(marks) for cell in each.cells) for each in self.items)
        return [head, *((*key, *cells) for key, cells in zip(keys, told, strict=True))]

    @property
    def named(self) -> list[Cited]:
        """The sources of all its items, each once."""
        return [*dict.fromkeys(each for item in self.items for each in item.sources)]

    @property
    def cited(self) -> Iterator[tuple[Item, tuple[Cited, ...]]]:
        """Each item with its sources; what was named just before is called the same source."""
        before = None
        for each in self.items:
            is_same = each.source is not None and each.source == before
            yield each, (Cited(SAME),) if is_same else each.sources
            before = each.source or before


@frozen
class Fact:
    """A fact beside the headline: a name, a value, and how it is known.

    Attributes:
        note: how that is known.
        language: the language of the value; empty for that of the report.
        sources: what the value names, each with its address, for forms that lead to it.
    """

    name: str
    value: str
    note: str = ""
    language: str = field(default="", kw_only=True)
    sources: tuple[Cited, ...] = field(default=(), kw_only=True, converter=tuple[Cited, ...])

    def told(self, marks: Marks) -> str:
        """Return the fact in a sentence, with the marks of a language."""
        return marks.closed(marks.named(self.name, marks.beside(self.value, self.note)))


def _sections(given: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(each for each in given if each.items)


@frozen(kw_only=True)
class Report:
    """What is told of an answer, a plan, a case, a forecast, a comparison or a reading.

    Attributes:
        title: whose exit from what.
        headline: the day, or what stands in its place; empty where there is no such thing.
        sentence: the whole in one sentence.
        reported: that it rests on reports, where it does.
        facts: the days around it.
        sections: the rest, in order; none is empty.
        foot: how new the knowledge is.
        language: the BCP 47 code of the language that most of it is in.
        mark: a word that stands on every page of a document, like DRAFT; empty for none.
        chart: gives the same drawn in lines of signs, for the form that shows no pictures.
    """

    title: str
    sentence: str
    headline: str = ""
    reported: str = ""
    facts: tuple[Fact, ...] = field(default=(), converter=tuple[Fact, ...])
    sections: tuple[Section, ...] = field(default=(), converter=_sections)
    foot: str = field(factory=knowledge_line)
    language: str = "en"
    mark: str = ""
    chart: Callable[[], Iterable[str]] = field(default=tuple, eq=False)

    @property
    def direction(self) -> str:
        """How the script of its language runs: ``ltr`` or ``rtl``."""
        from withdrawal.languages.folder import traits

        return traits(self.language).direction

    @property
    def marks(self) -> Marks:
        """The marks that its language sets between the parts of a line."""
        if self.language == "en":
            return Marks()
        from withdrawal.languages.folder import traits

        return traits(self.language).marks

    @property
    def told(self) -> list[str]:
        """Its facts, each in a sentence."""
        return [each.told(self.marks) for each in self.facts]

    @property
    def is_partly_english(self) -> bool:
        """Whether some of it is in English, though most is in another language."""
        items = [item for each in self.sections for item in each.items]
        told = {each.language for each in items if each.text}
        cells = [part for each in items for cell in each.cells for part in (cell, *cell.beside)]
        told |= {each.language for each in cells if each.text}
        return self.language != "en" and "en" in told

    def of(self, kind: str) -> tuple[Item, ...]:
        """Return the items of the section of a kind."""
        return tuple(item for each in self.sections if each.kind == kind for item in each.items)


def with_note(report: Report, words: Words) -> Report:
    """Return a report whose foot says that some of it is in English, where that is so."""
    note = words.marks.prose((report.foot, words["english"]))
    return evolve(report, foot=note) if report.is_partly_english else report


def marked(text: str, language: str, among: str) -> str:
    """Return a text after its language, where that is another than that of what is around it.

    Where the two run in different directions the text is isolated, so that a reader's screen keeps
    the order of its words.
    """
    if language == among or not text:
        return text
    from withdrawal.languages.folder import traits

    if traits(language).direction != traits(among).direction:
        text = f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
    return f"[{language}] {text}"


def together(parts: Iterable[Told], among: str, join: Callable[[Iterable[str]], str]) -> str:
    """Return parts as one text, those in another language marked."""
    from withdrawal.languages.folder import traits

    named = traits(among).marks.named
    runs = groupby((each for each in parts if each.text), lambda each: (each.language, each.lead))
    said = ((lead, language, join(each.text for each in run)) for (language, lead), run in runs)
    return join(named(lead, marked(text, language, among)) for lead, language, text in said)


def in_one(told: Told, words: Words) -> Told:
    """Return a line that needs nothing before it: what is foreign in it is marked within it."""
    if not told.lead:
        return told
    return Told(together([told], words.code, words.marks.joined), words.code)


def told_item(told: Told, *, article: str | None = None, source: str | None = None) -> Item:
    """Return a line as a thing that is told, with what it rests on."""
    return Item(told.text, lead=told.lead, language=told.language, article=article, source=source)


def plain(
    kind: str, title: str, texts: Iterable[str], style: Style = "list", words: Words = ENGLISH
) -> Section:
    """Return a section of texts without a basis of their own, each in the language that has it."""
    return Section(kind, title, map(told_item, map(words.line, texts)), style)
