"""Rows as comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["csv_text"]

_SIGNS = ("=", "+", "-", "@", "\t")


def csv_text(
    columns: Iterable[str], rows: Iterable[Mapping[str, Any]], *, ending: str = "\n"
) -> str:
    """Return rows as CSV with a header; keys that are no columns are left out.

    A text that a spreadsheet would take for a formula, one that begins with ``=``, ``+``, ``-``,
    ``@`` or a tab, gets an apostrophe in front.

    Args:
        columns: the keys, in order.
        rows: what each line holds, by key.
        ending: what ends a line.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, [*columns], lineterminator=ending, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(map(_harmless, rows))
    return out.getvalue()


def _harmless(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: f"'{value}" if isinstance(value, str) and value.startswith(_SIGNS) else value
        for name, value in row.items()
    }
