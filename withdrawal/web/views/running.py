"""The withdrawals that are running, and those of the last two years, with a bar each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from attrs import evolve
from markupsafe import Markup

from withdrawal.output.html import table_html
from withdrawal.output.pictures.drawing import svg
from withdrawal.output.pictures.exits import draw_bars
from withdrawal.output.report import Cell
from withdrawal.output.tables.record import LISTED
from withdrawal.output.tables.table import Column
from withdrawal.output.words import Words
from withdrawal.record.history import Withdrawal
from withdrawal.web.rendering import Page, drawn, turned


def running_table(rows: Sequence[Withdrawal], today: date, page: Page) -> Markup:
    """Return withdrawals as a table, in their order, with a bar each below the years."""
    years, bars = draw_bars(rows, today)
    bar_of = iter(bars)

    def bar(_: Withdrawal, words: Words) -> Cell:
        return Cell("", words.code, picture=turned(next(bar_of), page.t))

    party, treaty, _, *rest = LISTED.columns
    table = evolve(LISTED, columns=(party, treaty, Column("timeline", cell=bar), *rest))
    section = table.section(rows, page.t)
    shown = svg(turned(years, page.t), is_decorative=True)
    heads = [f'<th scope="col">{escape(name)}</th>' for name in section.columns[:2]]
    named = f'<span class="unseen">{escape(section.columns[2])}</span>'
    heads.append(f'<th scope="col">{named}{shown}</th>')
    return drawn(table_html(section, page.t.code, heads, page.place))
