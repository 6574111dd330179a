"""``withdrawal plan``: the latest day for each step, backwards from the day a State wants out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsJson,
    CatalogueDirectory,
    Flat,
    More,
    emit,
    opened_catalogue,
    write_file,
)
from withdrawal.inquiries.inquiry import named
from withdrawal.inquiries.plan import Plan
from withdrawal.output.text import plan_text

__all__ = ["plan"]


def plan(
    asked: Annotated[Plan, Flat],
    *more: More,
    catalogue: CatalogueDirectory = None,
    ics: Annotated[Path | None, Parameter(help="Write the latest days to a calendar file.")] = None,
    json: AsJson = False,
) -> int:
    """Tell the latest day for the notice, and for each domestic step before it.

    Example: `withdrawal plan sweden ottawa --out-by 2028-01-01`
    """
    source = opened_catalogue(catalogue)
    made = named(asked, more, source).answer(source)
    if ics is not None:
        from withdrawal.output.ics import plan_calendar

        write_file(ics, plan_calendar(made).encode())
    return emit(made.to_json(), plan_text(made), as_json=json, headed=True)
