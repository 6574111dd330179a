"""A table: its columns defined once, with the same words at every door."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from withdrawal.languages.told import Told
from withdrawal.law.countries import name_of_state
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.report import Cell, Item, Section
from withdrawal.output.words import ENGLISH, Words
from withdrawal.values import frozen

Row = TypeVar("Row")


@frozen
class Column(Generic[Row]):
    """A column.

    Attributes:
        name: what it is called in the address that sorts by it.
        label: the key of its name in `labels.toml`; empty where that is its own name.
        cell: what stands in it: told in some language, an English text, a day, a number or
            nothing; by default what a row has under its name.
        key: what rows are sorted by; by default what stands in it.
    """

    name: str
    label: str = ""
    cell: Callable[[Row, Words], object] | None = None
    key: Callable[[Row, Words], Any] | None = None

    def shown(self, row: Row, words: Words) -> Cell:
        """Return what stands in it, with its language."""
        return _cell(self.cell(row, words) if self.cell else _under(row, self.name), words.code)

    def order(self, row: Row, words: Words) -> Any:
        """Return what a row is sorted by; None where nothing stands in it."""
        return self.key(row, words) if self.key else self.shown(row, words).text.casefold() or None


def _under(row: Any, name: str) -> object:
    return row[name] if isinstance(row, Mapping) else getattr(row, name)


@frozen
class Table(Generic[Row]):
    """A kind of list.

    Attributes:
        kind: what its rows are; a word that does not change with the language.
        key: what a row is called by programs.
        ids: whether that is told before its cells, to be typed.
        source: where a row stands.
    """

    kind: str
    columns: tuple[Column[Row], ...]
    key: Callable[[Row], str]
    ids: bool = False
    source: Callable[[Row], str | None] = lambda _: None

    def section(
        self,
        rows: Iterable[Row],
        words: Words = ENGLISH,
        title: str = "",
        *,
        without: Collection[str] = (),
    ) -> Section:
        """Return rows as a section of a report, without what is the same in each of them."""
        columns = [each for each in self.columns if each.name not in without]
        cells = ((row, [each.shown(row, words) for each in columns]) for row in rows)
        items = (_item(line, words, self.key(row), self.source(row)) for row, line in cells)
        names = tuple(str(words[each.label or each.name]) for each in columns)
        return Section(self.kind, title, items, "rows", names, ids=self.ids, source=words["source"])


def _item(cells: Sequence[Cell], words: Words, key: str = "", source: str | None = None) -> Item:
    text = " ".join(filter(None, (each.told(words.marks) for each in cells)))
    return Item(text, cells=cells, key=key, source=source, language=words.code)


def rows(
    kind: str, title: str, columns: Sequence[str], lines: Iterable[Sequence[object]]
) -> Section:
    """Return lines of a table that is in English alone as a section of a report."""
    cells = ([_cell(each, "en") for each in line] for line in lines)
    return Section(kind, title, (_item(e, ENGLISH) for e in cells), "rows", tuple(columns))


def _cell(found: object, code: str) -> Cell:
    """Return what stands in a cell; a text is English, all else in the language of a code."""
    if isinstance(found, Told):
        return found if isinstance(found, Cell) else Cell(found.text, found.language)
    return Cell("" if found is None else str(found), "en" if isinstance(found, str) else code)


def state_of(row: Any, words: Words, place: str = "") -> Cell:
    """Return a row's State by name, which leads to the answer about it and the treaty, if any."""
    key, treaty = row.party, getattr(row, "treaty", None)
    path = place or (f"when/{key}/{treaty}" if treaty else f"states/{key}")
    return Cell(words.state(key, name_of_state(key)), words.code, place=path) if key else NOTHING


def treaty_of(row: Any, words: Words) -> Cell:
    """Return a row's treaty by name, which leads to its page."""
    return (
        treaty_cell(row.treaty, catalogue().name_of(row.treaty), words) if row.treaty else NOTHING
    )


def treaty_cell(key: str, name: str, words: Words, place: str = "", beside: str = "") -> Cell:
    """Return a treaty's name, with what is told beside it in English."""
    told, more = words.treaty(key, name), (beside,) if beside else ()
    language = "en" if told == name else words.code
    return Cell(told, language, place=place or f"treaties/{key}", beside=more)


NOTHING = Cell("", "en")
