"""When does a State's withdrawal from a treaty take effect?

    >>> import withdrawal
    >>> withdrawal.when("Lithuania", "Ottawa Convention", as_of="2026-01-01").effect
    datetime.date(2025, 12, 27)

Everything is loaded on first use: importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer as Answer
    from withdrawal.case.answering.when import when as when
    from withdrawal.case.drafting.memo import memo as memo
    from withdrawal.case.drafting.notice import notice as notice
    from withdrawal.case.effects import effects as effects
    from withdrawal.case.planning.compare import compare as compare
    from withdrawal.case.planning.plan import plan as plan
    from withdrawal.case.planning.planned import Plan as Plan
    from withdrawal.case.planning.preparation import typical_pace as typical_pace
    from withdrawal.case.precedents import precedents as precedents
    from withdrawal.case.proceedings.case import Case as Case
    from withdrawal.case.proceedings.journal import Journal as Journal
    from withdrawal.case.roll import Parties as Parties
    from withdrawal.case.roll import parties as parties
    from withdrawal.case.roll_over_time import PartiesOverTime as PartiesOverTime
    from withdrawal.case.roll_over_time import parties_over_time as parties_over_time
    from withdrawal.case.scenarios.play import play as play
    from withdrawal.case.scenarios.scenario import Scenario as Scenario
    from withdrawal.case.scenarios.scenario import read_scenario as read_scenario
    from withdrawal.case.survey import survey as survey
    from withdrawal.case.surveyed import Survey as Survey
    from withdrawal.dates import Counting as Counting
    from withdrawal.dates import DayTable as DayTable
    from withdrawal.dates import Interval as Interval
    from withdrawal.dates import PartialDate as PartialDate
    from withdrawal.dates import Period as Period
    from withdrawal.dates import Rounding as Rounding
    from withdrawal.errors import WithdrawalError as WithdrawalError
    from withdrawal.law.countries import Country as Country
    from withdrawal.law.countries import resolve_country
    from withdrawal.law.treaties.catalogue import Catalogue as Catalogue
    from withdrawal.law.treaties.catalogue import catalogue as catalogue
    from withdrawal.law.treaties.catalogue import resolve_treaty
    from withdrawal.law.treaties.treaty import Treaty as Treaty
    from withdrawal.odds.api import forecast as forecast
    from withdrawal.odds.api import simulate as simulate
    from withdrawal.odds.forecast import Forecast as Forecast
    from withdrawal.odds.simulation import Simulation as Simulation
    from withdrawal.output.exporting.export import export as export
    from withdrawal.output.exporting.frames import history as history
    from withdrawal.output.exporting.frames import to_frame as to_frame
    from withdrawal.overlay import knowledge as knowledge
    from withdrawal.proof.misreadings import misreadings as misreadings
    from withdrawal.proof.misreadings import sources as sources
    from withdrawal.questions import ask as ask
    from withdrawal.reading import Reading as Reading
    from withdrawal.reading import read as read
    from withdrawal.reading import read_many as read_many
    from withdrawal.record.changes import changes as changes
    from withdrawal.version import __version__ as __version__

    country, treaty = resolve_country, resolve_treaty

_WHERE = {
    "Answer": ("withdrawal.case.answer", "Answer"),
    "Case": ("withdrawal.case.proceedings.case", "Case"),
    "Catalogue": ("withdrawal.law.treaties.catalogue", "Catalogue"),
    "Counting": ("withdrawal.dates", "Counting"),
    "Country": ("withdrawal.law.countries", "Country"),
    "DayTable": ("withdrawal.dates", "DayTable"),
    "Forecast": ("withdrawal.odds.forecast", "Forecast"),
    "Interval": ("withdrawal.dates", "Interval"),
    "Journal": ("withdrawal.case.proceedings.journal", "Journal"),
    "PartialDate": ("withdrawal.dates", "PartialDate"),
    "Parties": ("withdrawal.case.roll", "Parties"),
    "PartiesOverTime": ("withdrawal.case.roll_over_time", "PartiesOverTime"),
    "Period": ("withdrawal.dates", "Period"),
    "Plan": ("withdrawal.case.planning.planned", "Plan"),
    "Rounding": ("withdrawal.dates", "Rounding"),
    "Scenario": ("withdrawal.case.scenarios.scenario", "Scenario"),
    "Simulation": ("withdrawal.odds.simulation", "Simulation"),
    "Survey": ("withdrawal.case.surveyed", "Survey"),
    "Treaty": ("withdrawal.law.treaties.treaty", "Treaty"),
    "WithdrawalError": ("withdrawal.errors", "WithdrawalError"),
    "__version__": ("withdrawal.version", "__version__"),
    "ask": ("withdrawal.questions", "ask"),
    "changes": ("withdrawal.record.changes", "changes"),
    "catalogue": ("withdrawal.law.treaties.catalogue", "catalogue"),
    "compare": ("withdrawal.case.planning.compare", "compare"),
    "country": ("withdrawal.law.countries", "resolve_country"),
    "effects": ("withdrawal.case.effects", "effects"),
    "export": ("withdrawal.output.exporting.export", "export"),
    "forecast": ("withdrawal.odds.api", "forecast"),
    "history": ("withdrawal.output.exporting.frames", "history"),
    "knowledge": ("withdrawal.overlay", "knowledge"),
    "misreadings": ("withdrawal.proof.misreadings", "misreadings"),
    "parties": ("withdrawal.case.roll", "parties"),
    "parties_over_time": ("withdrawal.case.roll_over_time", "parties_over_time"),
    "memo": ("withdrawal.case.drafting.memo", "memo"),
    "notice": ("withdrawal.case.drafting.notice", "notice"),
    "plan": ("withdrawal.case.planning.plan", "plan"),
    "play": ("withdrawal.case.scenarios.play", "play"),
    "Reading": ("withdrawal.reading", "Reading"),
    "precedents": ("withdrawal.case.precedents", "precedents"),
    "read": ("withdrawal.reading", "read"),
    "read_many": ("withdrawal.reading", "read_many"),
    "read_scenario": ("withdrawal.case.scenarios.scenario", "read_scenario"),
    "simulate": ("withdrawal.odds.api", "simulate"),
    "sources": ("withdrawal.proof.misreadings", "sources"),
    "survey": ("withdrawal.case.survey", "survey"),
    "to_frame": ("withdrawal.output.exporting.frames", "to_frame"),
    "typical_pace": ("withdrawal.case.planning.preparation", "typical_pace"),
    "treaty": ("withdrawal.law.treaties.catalogue", "resolve_treaty"),
    "when": ("withdrawal.case.answering.when", "when"),
}

__all__ = [*_WHERE]


def __getattr__(name: str) -> Any:
    try:
        module, attribute = _WHERE[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value = getattr(import_module(module), attribute)
    if "IPython" in sys.modules:
        import_module("withdrawal.output.html").install()
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
