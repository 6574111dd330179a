"""What a clause makes of one notice: the day, step by step; and what else it could be read as."""

from __future__ import annotations

from datetime import date

from withdrawal.law.clause.operators import Obstacle, Operator
from withdrawal.values import frozen


@frozen
class Step:
    """One operator's work on one day.

    Attributes:
        start: the day it was given.
        end: the day that followed.
    """

    rule: str
    article: str | None
    start: date
    end: date
    text: str


@frozen
class Reckoning:
    """What a clause makes of one notice.

    Attributes:
        effect: the day of effect; None where an obstacle stands in the way.
    """

    effect: date | None
    steps: tuple[Step, ...]
    obstacle: Obstacle | None
    assumptions: tuple[str, ...]


@frozen
class Reading:
    """Another defensible reading of the same clause, and the day it gives.

    Attributes:
        effect: the day of effect under it; None where it gives none.
    """

    name: str
    effect: date | None
    text: str


@frozen
class Alternative:
    """Another way out that the treaty offers in particular circumstances.

    Attributes:
        id: the word that selects it (``way_out``).
        text: when it is open, in one sentence.
        operators: its pipeline; empty where it cannot be computed.
        parties: the States that leave by this way as a matter of course, for example under a
            condition of their acceptance; empty where anyone may choose it.
        source: where it stands, if not where the treaty's clause does.
    """

    id: str
    text: str
    operators: tuple[Operator, ...] = ()
    article: str | None = None
    parties: tuple[str, ...] = ()
    source: str | None = None
