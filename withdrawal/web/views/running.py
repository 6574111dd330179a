"""The withdrawals that are running, and those of the last two years, as rows with a bar each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen
from markupsafe import Markup

from withdrawal.dates import days_on
from withdrawal.output.html import cell_html
from withdrawal.output.tables.record import LISTED
from withdrawal.record.history import Withdrawal
from withdrawal.web.rendering import Page, drawn

__all__ = ["running_rows"]

_BEFORE, _AFTER = 731, 60


@frozen
class _Axis:
    first: date
    last: date

    def place(self, day: date) -> str:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return f"{min(max(share, 0.0), 1.0) * 100:.2f}"


def running_rows(
    records: Iterable[Withdrawal], today: date, page: Page
) -> tuple[list[dict[str, Markup]], Markup]:
    """Return withdrawals with a bar each, in their order, and the years as a head.

    Args:
        records: the withdrawals.
        today: the day that is marked.
        page: the page they stand on.
    """
    records = tuple(records)
    last = max((each.effect for each in records if each.effect), default=today)
    axis = _Axis(days_on(today, -_BEFORE), days_on(max(last, today), _AFTER))
    bars = [drawn("".join(_bar(each, axis, today))) for each in records]
    rows = [{**_told(each, page), "bar": bar} for each, bar in zip(records, bars, strict=True)]
    return rows, drawn("".join(_years(axis)))


def _years(axis: _Axis) -> Iterator[str]:
    yield '<svg class="bar years" width="100%" height="20" aria-hidden="true">'
    for year in range(axis.first.year + 1, axis.last.year + 1):
        yield f'<text x="{axis.place(date(year, 1, 1))}%" y="14" text-anchor="middle">{year}</text>'
    yield "</svg>"


def _told(row: Withdrawal, page: Page) -> dict[str, Markup]:
    """Return what stands in the record's columns, by their names."""
    cells = ((each.name, each.shown(row, page.t)) for each in LISTED.columns)
    return {name: drawn(cell_html(cell, page.t.code, page.place)) for name, cell in cells}


def _bar(each: Withdrawal, axis: _Axis, today: date) -> Iterator[str]:
    """Yield a bar in per cent of its width, so that it fits any screen undistorted."""
    status = each.status
    yield '<svg class="bar" width="100%" height="20" aria-hidden="true">'
    for year in range(axis.first.year + 1, axis.last.year + 1):
        x = axis.place(date(year, 1, 1))
        yield f'<line class="grid" x1="{x}%" x2="{x}%" y1="0" y2="20"/>'
    now = axis.place(today)
    yield f'<line class="today" x1="{now}%" x2="{now}%" y1="0" y2="20"/>'
    if each.given is not None and each.effect is not None:
        start, end = axis.place(each.given), axis.place(each.effect)
        width = float(end) - float(start)
        yield f'<rect class="period {status}" x="{start}%" y="7" width="{width:.2f}%" height="6"/>'
    if each.given is not None and each.given >= axis.first:
        yield f'<circle class="notice" cx="{axis.place(each.given)}%" cy="10" r="4"/>'
    if each.effect is not None:
        yield f'<circle class="effect {status}" cx="{axis.place(each.effect)}%" cy="10" r="6"/>'
    yield "</svg>"
