"""Write the codebook: every column and key of the data, from the classes that read them.

    python tools/write_dictionary.py

Names, types, values and what may be left out come from the attrs classes, meanings from their
docstrings; `tools/dictionary.toml` says what no class says. A key without a meaning is an error.
"""

from __future__ import annotations

import re
import sys
import tomllib
import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from withdrawal.datafiles import key_of
from withdrawal.dates import Interval, PartialDate, Period
from withdrawal.law.clause import sections
from withdrawal.law.clause.landings import MonthDay
from withdrawal.law.groups import Group
from withdrawal.law.procedures import file as procedure_sections
from withdrawal.law.procedures.majority import Majority, Seats
from withdrawal.law.procedures.sessions import DayRule, Span
from withdrawal.law.procedures.stages import DayLimits, Kind
from withdrawal.law.treaties.numbers import Identifiers
from withdrawal.law.treaties.offices import Office
from withdrawal.law.treaties.treaty import Depositary, ParentLink, TreatyFile
from withdrawal.odds import evidence as past
from withdrawal.output.tables.definitions import described
from withdrawal.record.bound import lists
from withdrawal.record.claims import Claim, Document
from withdrawal.record.conflicts import ArmedConflict
from withdrawal.record.events import Event, Source
from withdrawal.record.history import PARTIAL_DAYS, Withdrawal
from withdrawal.reflected import attribute_texts

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "data" / "dictionary.md"
EXTRA = tomllib.loads(Path(__file__).with_name("dictionary.toml").read_text(encoding="utf-8"))
HEAD = """\
# Codebook

Every column that `--csv`, `--parquet` and `withdrawal export` give, and every key of the data
files: what it is called, what it means, of which type and unit it is, which values it can have,
and what it means where there is none. Types are those of [Data formats](index.md).

- **Nothing there** is an empty cell in CSV, and never *no*: the last column says which.
- **A day known in part** stands as `1994`, `1994-05` or `1994-05/1994-08` in CSV and JSON Lines,
  and is missing in Parquet and Stata's format, which have whole days alone.
- **Found or worked out**: `effect_is_computed` and `basis` tell a day that was read from one that
  the clause gave. For statistics on how long exits take, leave out what was worked out.
- **How sure**: `confidence`, from `verified` to `uncertain` ([what they
  mean](../../explanation/sources.md)).
- **Who decides what a State is**: codes are ISO 3166-1 alpha-3, former States have their own.

An export brings its own `codebook.md`, cut to its tables: [Take the data
elsewhere](../../how-to/take-the-data.md). This page is written by `tools/write_dictionary.py`
from the classes that read the data.
"""
WORDS: dict[Any, str] = {
    str: "text", int: "whole number", bool: "true or false", float: "number", date: "day",
    Period: "period", PartialDate: "partial date", MonthDay: "day of the year", Interval: "span",
    DayRule: "day of the year", Span: "span of days of the year",
}  # fmt: skip


@frozen
class Table:
    """A table of the page.

    Attributes:
        heading: what it describes.
        where: the file or the command that it is found in.
        described: the class, or the name of a table of `tools/dictionary.toml`.
        null: what a value that is left out means.
        columns: the columns, where no class describes them.
    partial: the days that may be known in part only, where the class keeps them apart.
    """

    heading: str
    where: str
    described: type | str
    null: str = "does not apply"
    columns: Sequence[str] = ()
    partial: frozenset[str] = frozenset()


def _tables_of(module: Any) -> Iterator[type]:
    """Yield the classes in a module that are tables of a file."""
    found = (each for each in vars(module).values() if isinstance(each, type))
    return (each for each in found if attrs.has(each) and each not in WORDS)


def _shapes(where: str, *classes: type) -> list[Table]:
    return [Table(f"`{each.__name__.removesuffix('Section')}`", where, each) for each in classes]


RECORD = "`withdrawal/record/data/"
TREATY, PROCEDURE = "a [treaty's file](treaty.md)", "a [procedure's file](procedure.md)"
TABLES = (
    Table("The record of withdrawals", "`withdrawal history`, " + RECORD + "history.jsonl`",
          Withdrawal, "not on record", partial=PARTIAL_DAYS),
    Table("Names beside the codes", "`withdrawal history --csv`, every frame of it", "history"),
    Table("The list of treaties", "`withdrawal treaties`", "treaties"),
    Table("The list of States", "`withdrawal countries`", "states"),
    Table("Clauses and ways out", "`to_frame(\"clauses\")`", "clauses"),
    Table("Rules of clauses", "`withdrawal export`, `to_frame(\"operators\")`", "operators"),
    Table("Spells of parties", "`withdrawal export`, `to_frame(\"parties\")`", "parties"),
    Table("Parties year by year", "`withdrawal export`, `to_frame(\"panel\")`", "panel"),
    Table("Claims, one a line", "`withdrawal export`, `to_frame(\"claims\")`", "claims"),
    Table("Durations", "`withdrawal export`, `to_frame(\"durations\")`", "durations"),
    Table("Procedures, one a line", "`to_frame(\"procedures\")`", "procedures"),
    Table("Stages of procedures", "`to_frame(\"stages\")`", "stages"),
    Table("Steps of all cases", "`to_frame(\"steps\")`", "steps"),
    Table("A survey", "`withdrawal survey --csv`", "survey"),
    Table("The parties to a treaty on a day", "`to_frame(parties(...))`", "roll"),
    Table("The events of a case", "`withdrawal case export --csv`", "case"),
    Table("Lists of parties", RECORD + "parties/TREATY.csv`", "party_lines", columns=lists.COLUMNS),
    Table("What each list is good for", RECORD + "parties/lists.csv`", "lists",
          columns=lists.LIST_COLUMNS),
    Table("A second source of parties", RECORD + "second_source.csv`", "second_source",
          columns=("treaty", "party", "status", "source", "as_of")),
    Table("Chronologies", RECORD + "chronology/*/*.jsonl`, journals", Event, "not on record"),
    Table("Sources of an event", "within an event", Source, "not on record"),
    Table("Armed conflicts", RECORD + "conflicts.toml`", ArmedConflict),
    Table("Claims", RECORD + "press_claims.toml`, `seeds/*.toml`", Claim),
    Table("Documents that claim", "`seeds/*.toml`", Document, "not known"),
    Table("How long steps took", "`withdrawal/odds/data/observations.jsonl`", "observations",
          columns=(*past.KEYS, "note")),
    Table("Depositaries", "`withdrawal/law/data/depositaries.toml`", Depositary),
    Table("Offices of depositaries", "`withdrawal/law/data/offices.toml`", Office),
    Table("Groups of States", "`withdrawal/law/data/groups.toml`", Group),
    Table("Treaties", TREATY, TreatyFile, "not on record, or does not apply"),
    Table("Parent of a treaty", TREATY, ParentLink),
    Table("`Identifiers`", TREATY, Identifiers),
    *_shapes(TREATY, *sorted(_tables_of(sections), key=lambda each: each.__name__)),
    Table("Procedures", PROCEDURE, procedure_sections.ProcedureFile, "not on record"),
    *_shapes(PROCEDURE, procedure_sections.ReturnSection, procedure_sections.SessionsSection,
             procedure_sections.StageSection, DayLimits, Kind, Majority, Seats, Span),
)  # fmt: skip


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(_part(each) for each in TABLES)])


def _part(table: Table) -> str:
    rows = list(_of_class(table) if isinstance(table.described, type) else _of_columns(table))
    head = ("Name", "Meaning", "Type, unit and values", "Where there is none"), ("---",) * 4
    lines = [f"## {table.heading}", "", f"In {table.where}.", ""]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in (*head, *rows)), ""])


def _of_columns(table: Table) -> Iterator[tuple[str, str, str, str]]:
    told = described().get(str(table.described)) or EXTRA["tables"][str(table.described)]
    if table.columns and set(told) != set(table.columns):
        odd = sorted(set(told) ^ set(table.columns))
        raise KeyError(f"{table.described}: {odd}: expected a meaning for each column, and no more")
    for column in table.columns or told:
        kind, meaning, null = told[column]
        yield f"`{column}`", meaning, kind, null


def _of_class(table: Table) -> Iterator[tuple[str, str, str, str]]:
    cls: Any = table.described
    hints = get_type_hints(cls)
    texts = {name: text for each in reversed(cls.__mro__) for name, text in attribute_texts(each)}
    for each in attrs.fields(cls):
        is_told = each.name == "is_own"  # no key of a file, but of what is printed
        if not (key_of(each) or is_told) or hints[each.name] == Mapping[str, PartialDate]:
            continue  # Where the class keeps the days known in part; no key of a file.
        hint = PartialDate | None if each.name in table.partial else hints[each.name]
        kind, is_optional = _kind(hint)
        unit = EXTRA["units"].get(f"{cls.__name__}.{each.name}")
        kind += f" ({unit})" if unit else ""
        told = _meaning(cls, each.name, texts), kind, _null(each, is_optional, table)
        yield f"`{key_of(each) or each.name}`", *told


def _meaning(cls: type, name: str, texts: Mapping[str, str]) -> str:
    meanings: dict[str, str] = EXTRA["meanings"]
    found = meanings.get(f"{cls.__name__}.{name}") or texts.get(name) or meanings.get(name)
    if found is None:
        raise KeyError(f"{cls.__name__}.{name} has no meaning: expected one in dictionary.toml")
    ended = found if found.endswith("...") else found.rstrip(".")
    said = re.sub(r"; None [^;]*$", "", ended)  # The last column says so.
    return said.replace("``", "`").replace("|", "\\|")


def _null(each: Any, is_optional: bool, table: Table) -> str:
    if each.default is attrs.NOTHING:
        return "never"
    if is_optional or isinstance(each.default, attrs.Factory) or each.default in ((), ""):  # type: ignore[arg-type]
        return f"left out: {table.null}" if table.null == "does not apply" else table.null
    default = each.default.value if isinstance(each.default, Enum) else each.default
    if attrs.has(type(default)) and not isinstance(default, MonthDay):
        return f"left out: {table.null}"
    if isinstance(default, bool):
        return f"left out: {str(default).lower()}"
    return f"left out: `{', '.join(default) if isinstance(default, tuple) else default}`"


def _kind(hint: Any) -> tuple[str, bool]:
    """Return a type in words, and whether it may be null."""
    inner = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [_kind(each)[0] for each in inner if each is not type(None)]
        return " or ".join(kinds), type(None) in inner
    is_enum = isinstance(hint, type) and issubclass(hint, Enum)
    if is_enum or get_origin(hint) is Literal:
        words = (getattr(each, "value", each) for each in (hint if is_enum else inner))
        return f"word: {', '.join(f'`{each}`' for each in words)}", False
    if get_origin(hint) is tuple:
        return f"list: {_kind(inner[0])[0]}", False
    if get_origin(hint) is dict:
        return f"table: {_kind(inner[1])[0]} by name", False
    if attrs.has(hint) and hint not in WORDS:
        return f"table: {hint.__name__.removesuffix('Section')}", False
    return WORDS[hint], False


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
