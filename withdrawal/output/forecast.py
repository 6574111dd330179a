"""The reports of forecasts and simulations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from withdrawal.case.wording.additions import by_list
from withdrawal.dates import days_on, long_date
from withdrawal.languages.told import Told
from withdrawal.letters import spelt_out, upper_first
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.together import EnsembleSolution
from withdrawal.odds.forecast import Forecast, chance_in_words, is_if_a_party, is_probably_never
from withdrawal.odds.simulation import Simulation
from withdrawal.output.lines import PARAGRAPH, page_width
from withdrawal.output.report import Fact, Item, Report, Section, marked, plain, with_note
from withdrawal.output.tables.table import Column, Table
from withdrawal.output.words import ENGLISH, Words, partly_in_words

_WIDTH = 40
_BESIDE = 22
_MOST_BARS = 18
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def forecast_report(forecast: Forecast, words: Words = ENGLISH) -> Report:
    """Return the report of a forecast."""
    effect = forecast.effect
    is_open = forecast.median is not None and not effect.is_known
    ranges = _ranges(effect, words) if is_open and effect.main_day is None else ()
    said = words.odds(forecast)
    is_said = said.language == words.code
    report = Report(
        title=words.pair(forecast),
        headline=forecast_headline(forecast, words),
        sentence=said.text if is_said else "",
        sections=(
            plain("sentence", words["forecast"], () if is_said else [said.text], "paragraphs"),
            plain("why", "Why it is disputed", _reasons_of_when(forecast)),
            Section("ranges", words["ranges"], ranges, "table"),
            _CHANCES.section(_chances(forecast, is_open), words, words["chances"]),
            Section("never", words["if_not"], _never(effect.reasons, words), "table"),
            Section("open", words["still_open"], _open(forecast, words), "table"),
            Section("done", words["done"], _done(forecast, words), "table"),
            plain("driver", words["narrow"], _driver(forecast), words=words),
            plain("hindsight", words["hindsight"], _hindsight(forecast), words=words),
            plain("assumptions", words["assumptions"], forecast.assumptions, words=words),
        ),
        foot=words.knowledge,
        language=words.code,
        chart=lambda: bars(effect),
    )
    return with_note(report, words)


def forecast_headline(forecast: Forecast, words: Words = ENGLISH) -> str:
    """Return the day with its chance and with the condition it is under."""
    if forecast.median is None:
        return _without_a_day(forecast, words)
    if forecast.effect.is_known:
        return words.day(forecast.median)
    told = words.line(_odds(forecast, forecast.median)).text
    return words.marks.beside(told, words["if_party"] if is_if_a_party(forecast) else "")


def _odds(forecast: Forecast, median: date) -> str:
    """Return the headline of a day that is open as a line, its days as ISO 8601."""
    day, never = forecast.effect.main_day, chance_in_words(forecast.probability_never)
    told = f"even odds by {median}" if day is None else str(day)
    if is_probably_never(forecast):
        return f"probably never ({never}); if it does, {told}"
    if day is None and forecast.probability_never:
        return f"if it takes effect, {told}; never: {never}"
    if day is not None:
        told += f", with a chance of {chance_in_words(forecast.effect.probability_on(day))}"
    return f"{told}, if begun on {forecast.as_of}" if forecast.is_supposed else told


def _without_a_day(forecast: Forecast, words: Words) -> str:
    """Return why there is no day, with that of the list by which it is so where it is older."""
    if forecast.status == "not-a-party" and forecast.list_day is not None:
        key = by_list(forecast.treaty, "not_a_party_on", "not_a_party_known")
        return str(words[key]).format(day=words.day(forecast.list_day))
    return upper_first(words["status"][forecast.status])


def _reasons_of_when(forecast: Forecast) -> Iterator[str]:
    """Yield where a dispute is told in full: a command to be copied."""
    if forecast.status == "disputed":
        yield f"withdrawal when {forecast.party} {forecast.treaty} --as-of {forecast.as_of}"


def _ranges(each: Distribution, words: Words) -> Iterator[Item]:
    for share in (0.5, 0.8):
        ends = each.interval(share)
        if ends is not None:
            yield Item(_range(*ends, words), lead=words.percent(share), language=words.code)
    if each.mode is not None:
        yield Item(words.day(each.mode), lead=words["likeliest"], language=words.code)


def _range(first: date, last: date, words: Words) -> str:
    told = words.day(first)
    return told if first == last else f"{told} \N{EN DASH} {words.day(last)}"


def _chances(forecast: Forecast, is_open: bool) -> Iterator[tuple[date | None, float]]:
    """Yield days and the chance of being out by each; None is the chance of never."""
    for day in forecast.named_dates() if is_open else ():
        yield day, forecast.probability_by(day)
    if is_open and forecast.tells_never:
        yield None, forecast.probability_never


_CHANCES: Table[tuple[date | None, float]] = Table(
    "chances",
    (
        Column("by", cell=lambda row, words: Told(_until(row[0], words), words.code)),
        Column("chance", cell=lambda row, words: Told(_percent(row[1], words), words.code)),
    ),
    key=lambda row: str(row[0] or "never"),
)


def _until(day: date | None, words: Words) -> str:
    return str(words["never"]) if day is None else words.day(day)


def _percent(chance: float, words: Words) -> str:
    """Return a chance in percent; one that is neither nothing nor certain is kept from both."""
    return words.percent(min(max(chance, 0.001), 0.999) if 0.0 < chance < 1.0 else chance, 1)


def _never(reasons: Mapping[str, float], words: Words) -> Iterator[Item]:
    for reason, chance in sorted(reasons.items(), key=lambda item: -item[1]):
        if chance >= 0.0005:
            told = words["status"].get(reason) or words.line(reason).text
            share = f"{_percent(chance, words):>6}"
            yield Item(share, lead=upper_first(told), language=words.code)


def _open(forecast: Forecast, words: Words) -> Iterator[Item]:
    for name, each in forecast.stages.items():
        ends = each.interval(0.8)
        if each.median is not None and ends is not None:
            told = words.marks.beside(words.day(each.median), _range(*ends, words))
            yield Item(told, lead=_stage(name, words), language=words.code)


def _done(forecast: Forecast, words: Words) -> Iterator[Item]:
    for stage, day in forecast.known.items():
        yield Item(partly_in_words(day, words), lead=_stage(stage, words), language=words.code)


def _stage(stage: str, words: Words) -> str:
    told = words.stage(stage)
    return marked(told.text, told.language, words.code)


def _driver(forecast: Forecast) -> Iterator[str]:
    if (driver := forecast.driver) is not None:
        yield (
            f"What drives the spread is this stage: {spelt_out(driver.stage)}. If its length were "
            f"known, the 80% range would be {driver.days_without} days instead of {driver.days}."
        )


def _hindsight(forecast: Forecast) -> Iterator[str]:
    """Yield how good such forecasts have been, or why that is not known."""
    if forecast.median is None or forecast.effect.is_known:
        return
    if forecast.hindsight is not None:
        yield from forecast.hindsight.lines
    elif forecast.is_supposed:
        yield _NEVER_SEEN
    elif not forecast.stages:
        yield _BY_THE_CLAUSE
    else:
        yield "No such forecast has been scored yet."


_NEVER_SEEN = (
    "That cannot be known: of a State that has not spoken of leaving no day comes on which such a "
    "forecast is right or wrong."
)
_BY_THE_CLAUSE = (
    "Forecasts from after the notice are not scored: the clause gives the day, and only what may "
    "undo or delay it is left to chance."
)


def bars(each: Distribution) -> list[str]:
    """Return a distribution as a bar chart of months (or longer), a line each; none of one day."""
    rows = [] if each.is_known else _by_months(each)
    highest = max((chance for _, chance in rows), default=0.0)
    return [
        f"   {label:<9} {_bar(chance / highest)} {chance:5.1%}".rstrip() for label, chance in rows
    ]


def _bar(share: float) -> str:
    longest = max(min(_WIDTH, (page_width() or PARAGRAPH) - _BESIDE), 4)
    whole, part = divmod(round(share * longest * 8), 8)
    return ("█" * whole + (_EIGHTHS[part] if part else "")).ljust(longest)


def _by_months(each: Distribution) -> list[tuple[str, float]]:
    """Return the chance of each month, quarter or year in which it mostly lies, and of later."""
    first, last = each.quantile(0.01), each.quantile(0.92)
    if first is None or last is None:
        return []
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((n for n in (1, 3, 6, 12) if months / n <= _MOST_BARS), 12)
    start = first.year * 12 + (first.month - 1) // step * step
    rows = []
    for number in range(start, last.year * 12 + last.month, step):
        begin, end = _first_of(number), _first_of(number + step)
        before = each.probability_by(days_on(begin, -1))
        rows.append((_label(begin, step), each.probability_by(days_on(end, -1)) - before))
    later = each.mass.total - each.probability_by(days_on(end, -1))
    return [*rows, ("later", later)] if later >= 0.0005 else rows


def _first_of(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _label(begin: date, step: int) -> str:
    if step == 1:
        return f"{begin:%Y-%m}"
    if step == 12:
        return str(begin.year)
    part = (begin.month - 1) // step + 1
    return f"{begin.year} {'Q' if step == 3 else 'H'}{part}"


def simulation_data(simulation: Simulation, exact: EnsembleSolution) -> dict[str, Any]:
    """Return a simulation as data, with what the exact engine found beside it."""
    return {**simulation.to_json(), "exact_all_by_target": exact.all_by_target}


def simulation_report(simulation: Simulation, exact: EnsembleSolution | None = None) -> Report:
    """Return the report of a simulation, one section a case, beside it what is computed exactly."""
    start = long_date(simulation.found.as_of)
    done = f"{simulation.runs:,} runs from {start}, seed {simulation.seed}"
    if not simulation.is_complete:
        done += f"; interrupted, {simulation.wanted:,} were wanted"
    return Report(
        title=simulation.found.scenario.title,
        sentence=f"{done}.",
        facts=_together(simulation, exact),
        sections=[
            Section("case", _named(name, simulation), _case(name, each, simulation, exact), "table")
            for name, each in simulation.cases.items()
        ],
        chart=lambda: _charts(simulation),
    )


def _together(simulation: Simulation, exact: EnsembleSolution | None) -> Iterator[Fact]:
    share = simulation.probability_all_by_target
    if share is not None and simulation.target is not None:
        computed = exact.all_by_target if exact is not None else None
        beside = "" if computed is None else f"{computed:.2%} computed exactly"
        yield Fact(f"All out by {long_date(simulation.target)}", f"{share:.2%}", beside)


def _named(name: str, simulation: Simulation) -> str:
    answer = simulation.found.prospects[name].answer
    return f"{name}: {answer.party_name}, {answer.treaty_name}"


def _case(
    name: str, each: Distribution, simulation: Simulation, exact: EnsembleSolution | None
) -> Iterator[Item]:
    if each.median is None:
        yield Item("no effect in any run")
    else:
        computed = _exact_median(name, exact)
        beside = "" if computed is None else f" ({long_date(computed)} computed exactly)"
        yield Item(f"{long_date(each.median)}{beside}", lead="median")
        yield from _ranges(each, ENGLISH)
        if simulation.target is not None:
            by = each.probability_by(simulation.target)
            yield Item(f"{by:.2%}", lead=f"out by {long_date(simulation.target)}")
        yield Item(f"{each.probability_never:.1%}", lead="no effect")
    for reason, chance in each.reasons.items():
        if chance >= 0.00005:
            yield Item(f"{chance:.2%}", lead=reason)


def _charts(simulation: Simulation) -> Iterator[str]:
    """Yield a chart of each case whose day is not known, under its name."""
    drawn = ((name, bars(each)) for name, each in simulation.cases.items())
    shown = [x for name, own in drawn if own for x in ("", _named(name, simulation), *own)]
    yield from shown[1:]


def _exact_median(name: str, exact: EnsembleSolution | None) -> date | None:
    from withdrawal.odds.distribution import Distribution

    if exact is None:
        return None
    solution = exact.solutions[name]
    return Distribution.of(solution.effect, solution.never).median
