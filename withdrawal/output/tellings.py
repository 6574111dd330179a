"""How the answer to each question is told: one report, one JSON and one table, at every door.

Nothing of it is imported before it is called, so that a door loads what its own answer is told by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve

from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.inquiries.inquiry import Inquiry
    from withdrawal.output.report import Report

Rows = Iterable[Mapping[str, Any]]


@frozen
class Telling:
    """How the answer to a question is told: by report, JSON and rows with columns.

    Where a Parquet file has columns of its own, what of the answer is kept in it.
    """

    report: Callable[..., Report]
    data: Callable[[Any, Any], dict[str, Any]] = lambda _, found: found.to_json()
    rows: Callable[[Any], Rows] = lambda found: (each.to_json() for each in found.rows)
    columns: Callable[[], Iterable[str]] = lambda: ()
    kept: Callable[[Any], Any] | None = None


def telling_of(asked: Inquiry) -> Telling:
    """Return how the answer to a question is told."""
    names = (each.__name__ for each in type(asked).__mro__)
    return next(TELLINGS[name] for name in names if name in TELLINGS)


def made_by(name: str) -> Callable[..., Any]:
    """Return a function of this room by ``module.name``, imported when it is called."""
    module, _, function = name.rpartition(".")

    def made(*given: Any) -> Any:
        return getattr(import_module(f"withdrawal.output.{module}"), function)(*given)

    return made


def _told(name: str) -> Callable[..., Any]:
    """Return what tells of the answer alone."""
    made = made_by(name)
    return lambda _, found, *words: made(found, *words)


def _in_language(name: str) -> Callable[..., Any]:
    """Return what makes a paper in the language that its question asks for, and in no other."""
    made = made_by(name)
    return lambda asked, found, *_: made(found, made_by("spoken.words_in")(asked.language))


def _columns(table: str) -> Callable[[], Iterable[str]]:
    """Return what gives the columns of a table."""
    return lambda: made_by("tables.definitions.columns")(table)


def _listed(name: str, key: str, rows: Callable[[Any], Rows], **table: Any) -> Telling:
    """Return how an answer is told that is no more than its rows, under a key of its JSON."""
    report = made_by(name)
    return Telling(
        lambda _, found, *words: report(rows(found), *words),
        lambda asked, found: asked.data(**{key: [*rows(found)]}),
        rows,
        **table,
    )


def _each(name: str, of: Callable[[Any], Iterable[Any]]) -> Callable[[Any], Rows]:
    """Return what makes a row of each of the things that an answer has."""
    made = made_by(name)
    return lambda found: map(made, of(found))


_RECORD = Telling(
    lambda _, found: made_by("tables.record.history_report")(found.rows),
    rows=_each("tables.definitions.history_row", attrgetter("rows")),
    columns=_columns("history"),
    kept=attrgetter("rows"),
)
TELLINGS: Mapping[str, Telling] = {
    "When": Telling(_told("telling.answer_report")),
    "Plan": Telling(_told("planning.plan_report")),
    "Compare": Telling(_told("planning.comparison_report")),
    "Forecast": Telling(_told("forecast.forecast_report")),
    "Ask": Telling(_told("reply.reply_report")),
    "Precedents": Telling(_told("documents.memo.precedents_report")),
    "Memo": Telling(
        _in_language("documents.memo.memo_report"), _in_language("documents.memo.memo_data")
    ),
    "Notice": Telling(
        lambda asked, found, *_: made_by("documents.notice.notice_report")(found, asked.language),
        lambda asked, found: made_by("documents.notice.notice_data")(found, asked.language),
    ),
    "Survey": Telling(
        _told("tables.survey.survey_report"),
        rows=lambda found: (each.to_json() for each in found),
        columns=_columns("survey"),
        kept=lambda found: found,
    ),
    "Run": Telling(_told("planning.played_report")),
    "Backtest": Telling(_told("tables.record.backtest_report")),
    "History": _RECORD,
    "Now": evolve(
        _RECORD,
        report=lambda _, found: made_by("tables.record.now_report")(found.rows, found.as_of),
    ),
    "Changes": Telling(
        _told("tables.changes.changes_report"),
        rows=lambda found: map(asdict, found.rows),
        columns=lambda: import_module("withdrawal.record.changes").COLUMNS,
    ),
    "Treaties": _listed(
        "tables.treaties.treaties_report",
        "treaties",
        lambda found: map(made_by("tables.definitions.treaty_row"), found, found.values()),
        columns=_columns("treaties"),
    ),
    "Treaty": Telling(
        _told("tables.treaties.treaty_report"),
        lambda asked, law: asked.data(**made_by("tables.treaties.treaty_json")(law)),
        lambda law: [made_by("tables.treaties.row_of")(law)],
        _columns("treaties"),
    ),
    "Parties": Telling(
        _told("tables.parties.parties_report"),
        columns=lambda: import_module("withdrawal.case.roll").COLUMNS,
        kept=lambda found: found,
    ),
    "PartiesOverTime": Telling(
        _told("tables.parties.over_time_report"),
        rows=lambda found: (each.to_json() for each in found.changes),
        columns=lambda: import_module("withdrawal.case.roll_over_time").COLUMNS,
    ),
    "States": _listed(
        "tables.procedures.states_report",
        "states",
        _each("tables.procedures.state_row", iter),
        columns=_columns("states"),
    ),
    "State": Telling(
        _told("tables.procedures.state_report"),
        _told("tables.procedures.state_data"),
        lambda state: [made_by("tables.procedures.state_row")(state)],
        _columns("states"),
    ),
    "StatesCompared": _listed(
        "tables.deciding.compared_report", "states", made_by("tables.deciding.compared")
    ),
}
"""Every question whose answer a door tells, by the name of its class."""
