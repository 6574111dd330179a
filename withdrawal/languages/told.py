"""A line in some language, and how English lines are told: lean, for most answers need no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from attrs import frozen

from withdrawal.datafiles import read_toml
from withdrawal.dates import long_date
from withdrawal.letters import spelt_out

__all__ = ["Told", "english_stage", "spoken_days"]

_ISO_RANGE = re.compile(r"(--[\w-]+[ =])?(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
_ISO_DAY = re.compile(r"(?<![\w/-])(--[\w-]+[ =])?(\d{4}-\d{2}-\d{2})(?![\w/-])")


@frozen
class Told:
    """A line and the language it is in.

    Attributes:
        text: the line.
        language: BCP 47 code.
    """

    text: str
    language: str


def english_stage(stage: str) -> Told:
    """Return what a stage is called in English: its name in its file where nothing else is."""
    return Told(_stages().get(stage, spelt_out(stage)), "en")


@cache
def _stages() -> Mapping[str, str]:
    stages: Mapping[str, str] = read_toml(Path(__file__).parent / "en" / "lines.toml")["stages"]
    return stages


def spoken_days(text: str, say: Callable[[date], str] = long_date) -> str:
    """Return an English text with its ISO days written out: ``27 December 2025``.

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

    return _ISO_DAY.sub(spoken, _ISO_RANGE.sub(parted, text))
