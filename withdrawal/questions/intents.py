"""Which of the eleven questions is being asked, from the cues found in it.

The rules stand in order, the most telling first, and know no language: a cue is "a word for
earliest", whatever the word was. No rule, no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from attrs import frozen

__all__ = ["Cues", "Intent", "intent_of"]


class Intent(Enum):
    """What can be asked."""

    EFFECT = "effect"
    BOUND = "bound"
    EARLIEST = "earliest"
    HYPOTHETICAL = "hypothetical"
    LATEST_NOTICE = "latest-notice"
    PERIOD = "period"
    RECIPIENTS = "recipients"
    MAY_LEAVE = "may-leave"
    STAGE = "stage"
    LEAVING = "leaving"
    CHANCE = "chance"

    @property
    def needs_party(self) -> bool:
        """Whether it is about one State's case rather than about the treaty."""
        return self not in _ABOUT_THE_TREATY


_ABOUT_THE_TREATY = frozenset({Intent.PERIOD, Intent.RECIPIENTS, Intent.MAY_LEAVE, Intent.LEAVING})


@frozen
class Cues:
    """What a question hints at.

    Attributes:
        found: the cues.
        has_party: whether a State is named.
        has_date: whether a date is named.
        is_bare: whether nothing but names was said.
    """

    found: frozenset[str]
    has_party: bool
    has_date: bool
    is_bare: bool

    def any(self, *cues: str) -> bool:
        """Return whether one of ``cues`` was found."""
        return not self.found.isdisjoint(cues)

    def all(self, *cues: str) -> bool:
        """Return whether all of ``cues`` were found."""
        return self.found.issuperset(cues)

    @property
    def is_about_leaving(self) -> bool:
        """Whether the question speaks of leaving at all, beyond naming places."""
        return self.any("leave", "effect", "bound", "out", "notice_period", "earliest")


def intent_of(cues: Cues) -> Intent | None:
    """Return the intent of a question with these cues; None where no rule applies."""
    if cues.any("other") or (cues.any("join") and not cues.all("leave", "chance")):
        return None
    return next((intent for intent, applies in _RULES if applies(cues)), None)


def _asks_recipients(cues: Cues) -> bool:
    if cues.any("recipients") and not cues.any("when", "howlong"):
        return True
    if cues.has_date or cues.any("howlong", "earliest", "latest", "leaving"):
        return False
    return cues.any("whom") and cues.any("told")


def _asks_period(cues: Cues) -> bool:
    if cues.any("notice_period") and not cues.has_date:
        return True
    if cues.any("bound", "earliest", "stage"):
        return False
    if cues.has_party and cues.any("out"):
        return False
    return cues.any("howlong") and not cues.has_date


def _asks_latest(cues: Cues) -> bool:
    if cues.any("earliest") or (cues.any("notice_period") and not cues.has_date):
        return False
    if cues.any("latest") and cues.any("leave", "notify", "out", "effect"):
        return cues.has_date or not cues.any("bound")
    owed = cues.all("when", "must") and cues.any("notify", "leave") and not cues.any("effect")
    return cues.has_date and owed


def _asks_stage(cues: Cues) -> bool:
    return cues.any("stage") and not (cues.has_date and cues.any("if", "notify"))


def _asks_hypothetical(cues: Cues) -> bool:
    if not cues.has_date:
        return False
    supposed = cues.any("notify", "leave", "vote") and not cues.all("bound", "still")
    return cues.any("if") or supposed


def _asks_leaving(cues: Cues) -> bool:
    if cues.has_party:
        return False
    return cues.any("leaving") or (cues.any("which") and cues.any("leave", "out"))


def _asks_may(cues: Cues) -> bool:
    supposed = cues.any("if") and cues.has_date
    return cues.any("may") and cues.any("leave", "out") and not supposed and not cues.any("when")


def _asks_bound(cues: Cues) -> bool:
    if cues.any("when", "latest", "howlong") or (cues.any("again") and not cues.any("bound")):
        return False
    asked = cues.any("still") or (cues.any("polar") and cues.any("out", "leave"))
    return cues.any("bound") or (cues.has_party and asked)


def _asks_effect(cues: Cues) -> bool:
    ends = cues.any("leave", "out", "bound")
    begins = cues.any("entry") and not ends and not cues.any("notify")
    tells = cues.any("announce") and not cues.any("effect", "out", "bound")
    lasts = cues.any("still") and not cues.any("when")
    if begins or tells or lasts or cues.any("again", "howlong", "latest"):
        return False
    return cues.any("effect") or (cues.any("when") and ends) or cues.is_bare


_OTHERWISE_ASKED = frozenset(
    [
        "may",
        "chance",
        "notice_period",
        "if",
        "latest",
        "earliest",
        "which",
        "told",
        "howlong",
        "when",
    ]
)


def _asks_plainly_whether_bound(cues: Cues) -> bool:
    """Return whether yes or no is asked about being bound, and nothing else could be meant."""
    return cues.has_party and cues.all("polar", "bound") and not cues.any(*_OTHERWISE_ASKED)


_RULES: tuple[tuple[Intent, Callable[[Cues], bool]], ...] = (
    (Intent.BOUND, _asks_plainly_whether_bound),
    (Intent.CHANCE, lambda cues: cues.any("chance")),
    (Intent.RECIPIENTS, _asks_recipients),
    (Intent.LATEST_NOTICE, _asks_latest),
    (Intent.EARLIEST, lambda cues: cues.any("earliest") and not cues.has_date),
    (Intent.LEAVING, _asks_leaving),
    (Intent.PERIOD, _asks_period),
    (Intent.STAGE, _asks_stage),
    (Intent.HYPOTHETICAL, _asks_hypothetical),
    (Intent.MAY_LEAVE, _asks_may),
    (Intent.BOUND, _asks_bound),
    (Intent.EFFECT, _asks_effect),
)
