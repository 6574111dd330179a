"""Rows as comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["csv_text"]


def csv_text(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, ending: str = "\n"
) -> str:
    """Return rows as CSV with a header; keys that are no columns are left out.

    Args:
        columns: the keys, in order.
        rows: what each line holds, by key.
        ending: what ends a line.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator=ending, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
