"""What depends on the terminal: its width, emphasis, and a bar for work that takes a while.

Piped output knows nothing of this: it has no bars and no emphasis, and the same lines everywhere.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

    from withdrawal.output.report import Report

Advance = Callable[[int, int], None]
"""Called with how much is done, and how much there is."""

_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PATIENCE = 1.0
_NARROWEST = 20
_MOST_DIGITS = 6


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream leads to a terminal that can do more than print lines."""
    try:
        return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:
        return False


def emit(data: Any, told: str | Report, *, as_json: bool, headed: bool = False) -> int:
    """Print data as JSON, or else the same for people; return the exit code 0."""
    if as_json:
        print_json(data)
        return 0
    if not isinstance(told, str):
        from withdrawal.output.text import report_text

        told = report_text(told)
    shown = plain(told)
    print(emphasised(shown) if headed else shown)
    return 0


def print_json(data: Any, *, indent: int | None = 2) -> None:
    """Print data as JSON: in UTF-8 as it is, else with escapes, so that it is JSON everywhere."""
    is_utf8 = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    print(json.dumps(data, ensure_ascii=not is_utf8, indent=indent))


def plain(text: str) -> str:
    """Return text without what a terminal obeys: a journal may hold anything."""
    return _OBEYED.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def tolerant(*streams: TextIO) -> None:
    """Let streams write a character that their encoding lacks as an escape, instead of failing."""
    for each in streams:
        if isinstance(each, io.TextIOWrapper):
            each.reconfigure(errors="backslashreplace")


def columns() -> int | None:
    """Return how wide to write: as ``COLUMNS`` says, or the terminal; None when piped.

    A size that is none is taken out of the environment, where libraries would trip over it.
    """
    for name in ("COLUMNS", "LINES"):
        if not _is_size(os.environ.get(name, "1")):
            del os.environ[name]
    if "COLUMNS" in os.environ:
        return max(int(os.environ["COLUMNS"]), _NARROWEST)
    if not is_terminal(sys.stdout):
        return None
    import shutil

    return max(shutil.get_terminal_size().columns, _NARROWEST)


def _is_size(text: str) -> bool:
    return text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) > 0


def emphasised(text: str) -> str:
    """Return text with its first line in bold, on a terminal where ``NO_COLOR`` is not set."""
    if os.environ.get("NO_COLOR") or not is_terminal(sys.stdout):
        return text
    first, newline, rest = text.partition("\n")
    return f"\x1b[1m{first}\x1b[0m{newline}{rest}"


@contextmanager
def progress(words: str) -> Iterator[Advance]:
    """Show a bar on a terminal's standard error for work that takes more than a second.

    Yields:
        a function to call now and then; where it is never called, the bar only moves.
    """
    if not is_terminal(sys.stderr):
        yield lambda done, total: None
        return
    import threading

    bar = _Bar(words)
    timer = threading.Timer(_PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield bar.tell
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


class _Bar:
    """A progress bar that takes no trouble until it is shown."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.done, self.total = 0, 0
        self.shown: Progress | None = None

    def start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        parts: list[Any] = [TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()]
        shown = Progress(*parts, console=Console(stderr=True), transient=True)
        shown.add_task(self.words, total=self.total or None, completed=self.done)
        shown.start()
        self.shown = shown

    def tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self.shown is not None:
            task = self.shown.task_ids[0]
            self.shown.update(task, completed=done, total=total)

    def stop(self) -> None:
        if self.shown is not None:
            self.shown.stop()
