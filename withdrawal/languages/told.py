"""A line in some language, the marks between its parts, and how English lines are told.

Lean, for most answers need no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from withdrawal.datafiles import read_toml
from withdrawal.dates import long_date
from withdrawal.letters import lower_first, spelt_out
from withdrawal.values import frozen

_ISO_RANGE = re.compile(r"(--[\w-]+[ =])?(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
_ISO_MONTH = re.compile(r"(?<=\bin )(\d{4}-(?:0[1-9]|1[0-2]))(?![\w/-])")
_ISO_DAY = re.compile(r"(?<![\w/-])(--[\w-]+[ =])?(\d{4}-\d{2}-\d{2})(?![\w/-])")


@frozen
class Told:
    """A line and the language it is in.

    Attributes:
        text: the line.
        language: BCP 47 code.
        lead: what stands before it in the reader's language, where only the rest is in another.
    """

    text: str
    language: str
    lead: str = ""


@frozen
class Marks:
    """The marks that a language sets between the parts of a line; by themselves those of English.

    Attributes:
        colon: between a name and its value.
        joiner: between one thing of a list and the next.
        comma: between words that belong closer together.
        opens: before what is told beside something.
        closes: behind it.
        stop: at the end of a sentence.
        gap: between one sentence and the next.
        quotes: before and behind the words of another.
    """

    colon: str = ": "
    joiner: str = "; "
    comma: str = ", "
    opens: str = " ("
    closes: str = ")"
    stop: str = "."
    gap: str = " "
    quotes: tuple[str, ...] = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")

    def named(self, name: str, value: str) -> str:
        """Return a value behind its name: ``Status: party``; where one is empty, the other."""
        return self.colon.join(part for part in (name, value) if part)

    def joined(self, items: Iterable[str]) -> str:
        """Return items one after another."""
        return self.joiner.join(items)

    def beside(self, text: str, note: str) -> str:
        """Return a text with what is told beside it: ``the depositary (Canada)``."""
        return f"{text}{self.opens}{note}{self.closes}" if note else text

    def told_of(self, what: str, of: str, text: str) -> str:
        """Return a text as a sentence, behind what it tells and of what: ``Depositary (X): Y.``"""
        return self.closed(self.named(self.beside(what, of), text))

    def quoted(self, text: str) -> str:
        """Return the words of another in quotation marks."""
        return text.join(self.quotes)

    def closed(self, text: str) -> str:
        """Return a text with one full stop: a day may end with one of its own (``2027 r.``)."""
        ends = (self.stop, "\N{HORIZONTAL ELLIPSIS}")
        return text if text.endswith(ends) or not text else f"{text}{self.stop}"

    def prose(self, sentences: Iterable[str]) -> str:
        """Return sentences one after another, with a space only where the script puts one."""
        return " ".join(filter(None, sentences)).replace(f"{self.stop} ", self.stop + self.gap)


def english_stage(stage: str) -> Told:
    """Return what a stage is called in English: its name in its file where nothing else is."""
    return Told(english_labels()["stages"].get(stage, spelt_out(stage)), "en")


def stage_called(name: str) -> str:
    """Return the stage that an English name stands for, whatever its first letter; else its id."""
    return _called().get(lower_first(name)) or name.lower().replace(" ", "-")


@cache
def _called() -> dict[str, str]:
    return {lower_first(name): stage for stage, name in english_labels()["stages"].items()}


@cache
def english_labels() -> Mapping[str, Any]:
    """Return what `labels.toml` of English holds."""
    return read_toml(Path(__file__).parent / "en" / "labels.toml")


def spoken_days(text: str, say: Callable[[date], str] = long_date) -> str:
    """Return an English text with its ISO days and months written out: ``27 December 2025``.

    A day that an option of a command line is given stays as it is typed.

    Args:
        text: the text.
        say: how a day is written out.
    """

    def parted(match: re.Match[str]) -> str:
        return match[0] if match[1] else f"{match[2]} \N{EN DASH} {match[3]}"

    def spoken(match: re.Match[str]) -> str:
        try:
            return match[0] if match[1] else say(date.fromisoformat(match[2]))
        except ValueError:
            return match[0]

    def month(match: re.Match[str]) -> str:
        return f"{date.fromisoformat(f'{match[1]}-01'):%B %Y}"

    return _ISO_DAY.sub(spoken, _ISO_RANGE.sub(parted, _ISO_MONTH.sub(month, text)))
