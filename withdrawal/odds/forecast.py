"""`Forecast`: the whole distribution of a day of effect that nobody knows yet.

Beside it `Hindsight`, how good such forecasts have been: those of past cases that waited for the
same as long ahead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from attrs import asdict, field

from withdrawal.case.findings import MembershipTold
from withdrawal.case.wording.additions import text_kind
from withdrawal.case.wording.sentence import possessive, state_with_article, with_article
from withdrawal.datafiles import plain, read_json
from withdrawal.dates import long_date
from withdrawal.letters import upper_first
from withdrawal.odds.distribution import Distribution, Driver, Odds, driver_of
from withdrawal.odds.engine.graph import Model
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.estimates import Branch, Stay
from withdrawal.odds.known import KINDS
from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen

SCHEMA = "withdrawal/forecast/2"
HINDSIGHT = Path(__file__).parent / "data" / "hindsight.json"
"""What `withdrawal.odds.scoring.summary` made of the kept scores."""


LEADS = {
    "a year": (365, "even odds within a year"),
    "two years": (730, "even odds in one to two years"),
    "more": (10**9, "even odds in more than two years"),
}
"""How far ahead even odds lie: by name the most days, and what is said of it."""

_FEW = 5
"""Of fewer groups of cases no share is told."""


@frozen
class Share:
    """A share of forecasts, with the ends of its 90% interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.0%} ({self.low:.0%} to {self.high:.0%})"


@frozen
class Hindsight:
    """How good forecasts of one kind have been, as far ahead.

    Attributes:
        kind: what they waited for (see `withdrawal.odds.known.KINDS`).
        lead: how far ahead their even odds lay, one of `LEADS`.
        forecasts, cases, groups: how many; a group holds the cases that acted together.
        came: how many groups took effect.
        held_50: how often the 50% range held the day, of those that took effect.
        held_80: the same of the 80% range.
        off: by how many days at most half of the even odds were off.
        never_told: the chance of never that was given.
        never_came: how often it came, as far as that is known.
    """

    kind: str
    lead: str
    forecasts: int
    cases: int
    groups: int
    came: int
    held_50: Share | None
    held_80: Share | None
    off: int | None
    never_told: float
    never_came: Share | None

    @property
    def is_few(self) -> bool:
        """Whether so few have come that a share would say nothing."""
        return self.came < _FEW

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it in words, a sentence each, with its days as ISO 8601."""
        counted = (
            f"{self.forecasts} such {'forecast' if self.forecasts == 1 else 'forecasts'} "
            f"({KINDS[self.kind]}, {LEADS[self.lead][1]}) of {self.groups} past "
            f"{'case' if self.groups == 1 else 'cases'}, those that acted together taken as one, "
            f"had been scored by {_scored()}."
        )
        if self.is_few:
            return counted, f"{self.came} took effect, too few to show a share."
        held = (
            f"Of those that took effect, the 80% range held the day in {self.held_80}, "
            f"and half of the even odds were off by {self.off} days or less."
        )
        if self.never_came is None:
            return counted, held
        never = f"Never was given {self.never_told:.0%}, and came in {self.never_came}."
        return counted, held, never

    @property
    def sentence(self) -> str:
        """All of it in words."""
        scored = _scored()
        return " ".join(self.lines).replace(str(scored), long_date(scored))

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {**asdict(self), "scored": _scored().isoformat(), "sentence": self.sentence}


def lead_of(days: float) -> str:
    """Return how far ahead so many days are: one of `LEADS`."""
    return next(name for name, (most, _) in LEADS.items() if days <= most)


def hindsight(kind: str, effect: Distribution, as_of: date) -> Hindsight | None:
    """Return how good forecasts like this one have been; None where none has been scored."""
    middle = effect.median
    if middle is None:
        return None
    lead = lead_of((middle - as_of).days)
    return next((each for each in _kept() if (each.kind, each.lead) == (kind, lead)), None)


def _scored() -> date:
    return date.fromisoformat(read_json(HINDSIGHT)["scored"])


@cache
def _kept() -> tuple[Hindsight, ...]:
    return tuple(_read(row) for row in read_json(HINDSIGHT)["rows"])


def _read(row: dict[str, Any]) -> Hindsight:
    told: dict[str, Any] = dict(row)
    for name in ("held_50", "held_80", "never_came"):
        told[name] = None if row[name] is None else Share(**row[name])
    return Hindsight(**told)


@frozen(eq=False, slots=False, repr=False)
class Forecast(Odds):
    """When one State's exit from one treaty will take effect, as a probability for each day.

    Attributes:
        party: the State's ISO 3166-1 alpha-3 id.
        treaty: the treaty's id.
        as_of: the day from which it looks ahead; nothing later was used.
        status: the status of the answer on that day (see `withdrawal.when`).
        effect: the distribution of the day of effect.
        notice: the distribution of the day the notice is received.
        stages: the distribution of the day of each stage still open, in order.
        known: the days of the stages already done, as ISO or EDTF text.
        assumptions: what was taken for granted.
        stays: how long each stage was taken to last, and what stands behind it.
        branches: the ways a case may go wrong that were taken into account, by name.
        route: the route of the State's procedure.
        party_name: the State's usual English name.
        treaty_name: the treaty's usual name.
        model: what the engines read; None where nothing is open.
        effect_if: gives the distribution of effect if the step at a position of the model took
            exactly its median time.
        is_supposed: whether nothing is on record, so that the State is taken to begin on
            ``as_of`` and to go through with it: no chance of never is given.
        membership: whether the State is a party, as far as is known.
        list_day: the day of the list that tells so, where it is older than ``as_of``.
        climatology: the distribution of the day of effect if it went as past cases in a like
            situation did; None where none is compared.
        hindsight: how good such forecasts have been; None where none has been scored.
    """

    party: str
    treaty: str
    as_of: date
    status: str
    effect: Distribution
    notice: Distribution | None = None
    stages: dict[str, Distribution] = field(factory=dict)
    known: Mapping[str, str] = field(factory=dict)
    assumptions: tuple[str, ...] = ()
    stays: dict[str, Stay] = field(factory=dict)
    branches: Mapping[str, Branch] = field(factory=dict)
    route: str | None = None
    party_name: str = ""
    treaty_name: str = ""
    model: Model | None = None
    effect_if: Callable[[int], Distribution] | None = field(default=None, repr=False)
    is_supposed: bool = False
    membership: MembershipTold = MembershipTold()
    list_day: date | None = None
    climatology: Distribution | None = None
    hindsight: Hindsight | None = None

    @property
    def mass(self) -> Mass:
        """The probability of each day of effect."""
        return self.effect.mass

    @property
    def reasons(self) -> Mapping[str, float]:
        """Why the exit never takes effect, with the probability of each reason."""
        return self.effect.reasons

    @property
    def tells_never(self) -> bool:
        """Whether a chance of never is given: not where the State is only supposed to go."""
        return not self.is_supposed or self.median is None

    @cached_property
    def driver(self) -> Driver | None:
        """The stage that drives the spread; None where nothing is open but the treaty's side."""
        if self.model is None or self.effect_if is None:
            return None
        return driver_of(self.model, self.effect, self.effect_if)

    def named_dates(self) -> tuple[date, ...]:
        """Return the days for which `to_json` tells the chance: ends of half-years in question."""
        first, last = self.quantile(0.05), self.quantile(0.95)
        if first is None or last is None or self.effect.is_known:
            return ()
        halves = [
            day
            for year in range(first.year, min(last.year + 1, MAXYEAR) + 1)
            for day in (date(year, 6, 30), date(year, 12, 31))
        ]
        after = [day for day in halves if day >= first]
        return tuple(after[: bisect_left(after, last) + 1][:8])

    @property
    def sentence(self) -> str:
        """The forecast in one English sentence."""
        text = _told(self)
        if is_if_a_party(self) and self.median is not None:
            text = f"{text.rstrip('.')}, if it is a party, which is not known here."
        return upper_first(text)

    def to_json(self) -> dict[str, Any]:
        """Return the forecast as JSON-ready data, schema ``withdrawal/forecast/2``."""
        return {
            "schema": SCHEMA,
            "party": self.party,
            "treaty": self.treaty,
            "as_of": self.as_of.isoformat(),
            "status": self.status,
            "route": self.route,
            "median": plain(self.median),
            **self.effect.to_json(),
            "probability_never": self.probability_never if self.tells_never else None,
            "intervals": {f"{share:.1f}": plain(self.interval(share)) for share in (0.5, 0.8)},
            "probability_by": {
                day.isoformat(): self.probability_by(day) for day in self.named_dates()
            },
            "never": dict(self.effect.reasons),
            "climatology": plain(self.climatology),
            "stages": plain(self.stages),
            "known": dict(self.known),
            "hindsight": plain(self.hindsight),
            "driver": plain(self.driver),
            "evidence": plain(self.stays),
            "branches": {
                name: branch.to_json(self.party) for name, branch in self.branches.items()
            },
            "assumptions": list(self.assumptions),
            "is_supposed": self.is_supposed,
            "membership": self.membership.to_json(),
            "knowledge": knowledge().to_json(),
            "sentence": self.sentence,
        }

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return f"<Forecast {self.status}: {self.sentence}>"


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
            f"Supposing that {state} starts on {long_date(forecast.as_of)} and goes through with "
            "it, for nothing is on record of it yet, "
        )
        exit_of_it = f"its exit {_from(forecast)} {treaty}"
    if is_probably_never(forecast):
        odds = _odds(forecast, median, ends).replace(", if it does:", ":")
        chance = chance_in_words(forecast.probability_never)
        return f"{start}{exit_of_it} probably never takes effect ({chance}); if it does, {odds}."
    return f"{start}{exit_of_it} takes effect {_odds(forecast, median, ends)}{_or_never(forecast)}."


def is_probably_never(forecast: Forecast) -> bool:
    """Return whether never is likelier than not, so that it is said first."""
    return forecast.probability_never > 0.5


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
        doubt = "" if forecast.is_supposed else ", if it does"
        return f"by {long_date(median)} with even odds{doubt}: 80% between {between}"
    on_it = forecast.effect.probability_on(day)
    other = 1.0 - on_it - forecast.probability_never
    beside = f", on another day with {chance_in_words(other)}" if other >= 0.005 else ""
    return f"on {long_date(day)} with a chance of {chance_in_words(on_it)}{beside}"


def _or_never(forecast: Forecast) -> str:
    chance = forecast.probability_never
    return f"; {chance_in_words(chance)} never" if chance else ""
