"""How long a kind of stage usually takes: the days of past cases, kept as data.

``data/procedures/_pace.toml`` is written from the estimates of the odds by ``python -m
withdrawal.odds.fitting pace``. It says what is usual, never what the law allows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from withdrawal.datafiles import read_toml, structure
from withdrawal.law.procedures.stages import Stage
from withdrawal.values import frozen

FILE = Path(__file__).parents[1] / "data" / "procedures" / "_pace.toml"

AFTER_APPROVAL = "notice-after-approval"

How = Literal["usual", "cautious"]
"""As long as half of the past cases took, or as long as nine in ten."""


@frozen
class Pace:
    """How many days a kind of stage took in past cases.

    Attributes:
        usual: half of the cases took at most so many days.
        cautious: nine in ten took at most so many days.
        level: what the cases have in common: the kind of stage, its phase, or nothing.
    """

    usual: int
    cautious: int
    level: str
    cases: int

    def days(self, how: How) -> int:
        """Return the days at a pace."""
        return self.usual if how == "usual" else self.cautious


@cache
def paces() -> dict[str, Pace]:
    """Return the paces, by what stages are pooled with."""
    return structure(read_toml(FILE), dict[str, Pace], source=FILE.name)


def pool_of(stage: Stage, stages: Iterable[Stage]) -> str:
    """Return the name under which a stage's days are pooled with those of other States.

    It is the kind of stage; but a notice that an act of parliament stands behind is not compared
    with one that the executive gives alone.
    """
    if stage.kind.id != "notice":
        return stage.kind.id
    return AFTER_APPROVAL if any(each.is_act_of_parliament for each in stages) else "notice"


def usual_days(stage: Stage, stages: Collection[Stage], how: How) -> int:
    """Return how many days a stage takes at a pace, never outside its legal limits.

    Args:
        stages: all of its route.
    """
    days, limits = paces()[pool_of(stage, stages)].days(how), stage.limits.in_days
    if limits.unit == "calendar" and limits.maximum is not None:
        days = min(days, limits.maximum)
    return max(days, limits.minimum or 0)


def usual_pace(stages: Collection[Stage], how: How = "usual") -> dict[str, int]:
    """Return by stage how many days it takes at a pace."""
    return {stage.id: usual_days(stage, stages, how) for stage in stages}
