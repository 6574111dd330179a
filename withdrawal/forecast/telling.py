"""The forecast in one English sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import text_kind
from withdrawal.case.wording.sentence import long_date, possessive, state_with_article, with_article

if TYPE_CHECKING:
    from datetime import date

    from withdrawal.forecast.outlook import Forecast

__all__ = ["chance_in_words", "is_if_a_party", "sentence"]


def sentence(forecast: Forecast) -> str:
    """Return the forecast in one sentence, fit to be quoted."""
    text = _told(forecast)
    if is_if_a_party(forecast) and forecast.median is not None:
        text = f"{text.rstrip('.')}, if it is a party, which is not known here."
    return text[0].upper() + text[1:]


def is_if_a_party(forecast: Forecast) -> bool:
    """Return whether a forecast holds only if the State is a party, which is not known."""
    return forecast.membership.value == "not-known" and text_kind(forecast.treaty) is None


def _from(forecast: Forecast) -> str:
    return "from" if text_kind(forecast.treaty) is None else "under"


def chance_in_words(chance: float) -> str:
    """Return a chance in whole percent, where it is neither nothing nor certain kept from both."""
    if 0.0 < chance <= 0.005:
        return "less than 1%"
    return "more than 99%" if 0.995 <= chance < 1.0 else f"{chance:.0%}"


def _told(forecast: Forecast) -> str:
    median, ends = forecast.median, forecast.interval(0.8)
    treaty = with_article(forecast.treaty_name)
    state = state_with_article(forecast.party_name)
    exit_of_it = f"{possessive(state)} exit {_from(forecast)} {treaty}"
    if forecast.effect.is_known and median is not None:
        verb = "took" if median <= forecast.as_of else "takes"
        return f"{exit_of_it} {verb} effect on {long_date(median)}."
    start = f"As of {long_date(forecast.as_of)}, "
    if median is None or ends is None:
        return f"{start}{_never(forecast, exit_of_it)}"
    if forecast.is_supposed:
        start = (
            f"Supposing that {state} starts on {long_date(forecast.as_of)}, for nothing is on "
            "record of it yet, "
        )
        exit_of_it = f"its exit {_from(forecast)} {treaty}"
    return f"{start}{exit_of_it} takes effect {_odds(forecast, median, ends)}{_or_never(forecast)}."


def _never(forecast: Forecast, exit_of_it: str) -> str:
    if "disputed" in forecast.effect.reasons:
        return f"whether {exit_of_it} has any effect is disputed; no day of effect is recognised."
    state = state_with_article(forecast.party_name)
    told = _WHY_NEVER.get(forecast.status)
    if told is not None:
        day = forecast.list_day
        was = f"was not a party on {long_date(day)}" if day else "is not a party"
        return told.format(state=state, exit=exit_of_it, was=was)
    return f"{exit_of_it} does not take effect ({', '.join(forecast.effect.reasons)})."


_WHY_NEVER = {
    "not-a-party": "{state} {was}, so there is no exit whose day could be forecast.",
    "no-exit": "{exit} does not take effect: the treaty has no way out of it.",
    "not-open": "{exit} does not take effect: it needs an event that is not on record.",
    "ended": "{exit} does not take effect: the treaty has ended.",
    "not-in-force": "{exit} does not take effect: the treaty is not in force.",
}
"""Why there is nothing to forecast, by the status of the answer."""


def _odds(forecast: Forecast, median: date, ends: tuple[date, date]) -> str:
    day = forecast.effect.main_day
    if day is None:
        between = f"{long_date(ends[0])} and {long_date(ends[1])}"
        return f"by {long_date(median)} with even odds, if it does: 80% between {between}"
    on_it = forecast.effect.probability_on(day)
    other = 1.0 - on_it - forecast.probability_never
    beside = f", on another day with {chance_in_words(other)}" if other >= 0.005 else ""
    return f"on {long_date(day)} with a chance of {chance_in_words(on_it)}{beside}"


def _or_never(forecast: Forecast) -> str:
    chance = forecast.probability_never
    return f"; {chance_in_words(chance)} never" if chance else ""
