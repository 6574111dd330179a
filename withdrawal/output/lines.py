"""Lines of text of a certain width: paragraphs, lists and entries of a table.

Text is written for a page of any width unless `within` says how wide it is: the command line says
so for a terminal, and nobody else does, so that a text is the same wherever it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import zip_longest
from textwrap import TextWrapper
from textwrap import wrap as wrap_words
from unicodedata import east_asian_width

PARAGRAPH = 88
"""How many characters a line of a paragraph has at most, on a page of any width."""
_FIGURE = re.compile(r"([-+]?\d[\d,.]*%?)?")
_LEAST = 8
_TABLE = 100
_REST = "\ue000"
"""Stands for the second column of a wide letter while lines are measured."""
_page: ContextVar[int | None] = ContextVar("page", default=None)


@contextmanager
def within(columns: int | None) -> Iterator[None]:
    """Write for a page of so many columns; None for one of any width."""
    before = _page.set(columns)
    try:
        yield
    finally:
        _page.reset(before)


def page_width() -> int | None:
    """Return how many columns the page has; None where it may have any number."""
    return _page.get()


def wrap(text: str, first: str = "", rest: str = "") -> str:
    """Return text as a paragraph, with what its first and its other lines begin with.

    No word is broken, so that a code or an address can be copied whole. Where a script puts no
    spaces, a line ends behind any letter, but no line begins with a sign that closes.
    """
    width = min(PARAGRAPH, _page.get() or PARAGRAPH)
    if len(rest) > width // 2:
        rest = "    "
    lines = _Lines(
        width, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return lines.fill(_in_columns(text)).replace(_REST, "")


def _in_columns(text: str) -> str:
    """Return text in which each letter that takes two columns is two letters long."""
    if text.isascii():
        return text
    return "".join(c + _REST if east_asian_width(c) in "WF" else c for c in text)


class _Lines(TextWrapper):
    """Lines of text that may break behind a wide letter too."""

    wordsep_simple_re = re.compile(
        rf"([\t\n\x0b\x0c\r ]+|(?<={_REST})(?<![\u300a\u201c\uff08]{_REST})"
        "(?![\u3001\u3002\u300b\u201d\uff01\uff09\uff0c\uff1a\uff1b\uff1f]))"
    )


def table(rows: Iterable[Sequence[str]], *, figures: Container[int] = ()) -> list[str]:
    """Return the rows of a table as lines, each column as wide as its longest cell.

    Columns of figures are set to the right.
    """
    listed = [[*map(_in_columns, row)] for row in rows]
    columns = _narrowed([max(map(len, column)) for column in zip(*listed, strict=True)])
    lines = (entry(_set(row, columns, figures), columns) for row in listed)
    return [line.replace(_REST, "") for line in lines]


def figures(rows: Sequence[Sequence[str]]) -> set[int]:
    """Return the columns of rows in which nothing but figures stand."""
    columns = enumerate(zip(*rows, strict=True))
    return {n for n, cells in columns if any(cells) and all(map(_FIGURE.fullmatch, cells))}


def _narrowed(columns: list[int]) -> list[int]:
    """Return widths of columns that fit the page: the widest gives way, and long cells stand out.

    Without this one long name would leave no row of a table on one line, or push the rest of all
    rows out of sight. On a page of any width the last column may end anywhere.
    """
    page = _page.get()
    last = columns[-1:] if page is None else []
    columns = columns[: len(columns) - len(last)]
    while columns and sum(columns) + 2 * len(columns) - 2 > (page or _TABLE):
        widest = max(range(len(columns)), key=columns.__getitem__)
        if columns[widest] <= _LEAST:
            break
        columns[widest] -= 1
    return [*columns, *last]


def _set(row: Sequence[str], columns: Sequence[int], figures: Container[int]) -> list[str]:
    cells = enumerate(zip(row, columns, strict=True))
    return [cell.rjust(width) if n in figures else cell for n, (cell, width) in cells]


def entry(cells: Sequence[str], columns: Sequence[int]) -> str:
    """Return a row of a table: in one line, or on a page too narrow for that in several.

    There each cell goes on below itself; where a word is longer than its column, the cells follow
    one another instead.
    """
    line = _beside(cells, columns)
    page = _page.get()
    if page is None or len(line) <= page:
        return line
    folded = [_folded(*each) for each in zip(cells, columns, strict=True)]
    lines = [_beside(row, columns) for row in zip_longest(*folded, fillvalue="")]
    if all(folded) and max(map(len, lines)) <= page:
        return "\n".join(lines)
    text = "  ".join(cell.strip() for cell in cells if cell.strip())
    return wrap(text, "", "    ")


def _beside(cells: Sequence[str], columns: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, columns, strict=True))
    return "  ".join(padded).rstrip()


def _folded(cell: str, width: int) -> list[str]:
    """Return a cell as lines of a column; none where a word is too long for it."""
    lines = wrap_words(cell, max(width, 1), break_long_words=False, break_on_hyphens=False) or [""]
    return [] if max(map(len, lines)) > width else lines
