"""The report of an answer, and the lines that other forms take from it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.dates import long_date
from withdrawal.languages.told import Told
from withdrawal.output.report import Fact, Item, Report, Section, plain, told_item
from withdrawal.output.words import ENGLISH, Words, partly_in_words

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.findings import Disagreement

__all__ = [
    "answer_report",
    "headline",
    "reported_by",
    "status_in_words",
    "step_in_words",
    "steps_in_words",
]

_BASES = {"recorded": "recorded", "given": "given", "worked-back": "worked_back"}
"""The label for how the day of receipt is known."""


def answer_report(answer: Answer, words: Words = ENGLISH) -> Report:
    """Return the report of an answer: the date, why, and what is never hidden beside it."""
    granted, readings = answer.assumptions, (each.text for each in answer.ambiguities)
    party = words.state(answer.party, answer.party_name)
    return Report(
        title=words.marks.named(party, words.treaty(answer.treaty, answer.treaty_name)),
        headline=headline(answer) if words.code == "en" else _headline_in(words, answer),
        sentence=words.sentence(answer)[0],
        reported=_reported(answer, words),
        facts=_facts(answer, words),
        sections=(
            Section("why", words["why"], _reasons(answer, words), "steps"),
            Section("progress", words["progress"], _standing(answer, words)),
            plain("assumptions", words["assumptions"], granted, words=words),
            plain("ambiguities", words["ambiguities"], readings, words=words),
            Section("conflicts", words["conflicts"], _claims(answer, words)),
            Section("notices", words["notices"], _notices(answer, words)),
            Section("carries", words["carries"], _carried(answer, words)),
        ),
        foot=words.knowledge,
        language=words.code,
    )


def _facts(answer: Answer, words: Words) -> Iterator[Fact]:
    yield Fact(f"{words['as_of']} {words.day(answer.as_of)}", status_in_words(answer, words))
    if answer.received is not None:
        how = words[_BASES[answer.basis or "given"]]
        name = words["timeline_words"]["Notice received"]
        yield Fact(name, words.day(answer.received), how)
    days = (
        ("last_day", answer.last_day_bound),
        ("protected", answer.protected_until),
        ("rejoined", answer.rejoined),
    )
    yield from (Fact(words[name], words.day(day)) for name, day in days if day is not None)


def status_in_words(answer: Answer, words: Words = ENGLISH) -> str:
    """Return the status; what is only supposed is called so, and runs or took effect nowhere."""
    given, status = str(words["given"]), words.status(answer.status)
    if not answer.is_supposed:
        return status
    is_under_way = answer.status in ("pending", "effective")
    return given if is_under_way else words.marks.beside(status, given)


def _reasons(answer: Answer, words: Words) -> Iterator[Item]:
    for each in answer.because:
        yield told_item(words.line(each.text), article=each.article, source=each.source)


def _standing(answer: Answer, words: Words) -> Iterator[Item]:
    """Yield the stage reached, what is next and what is still to come."""
    standing = answer.standing
    if standing.stage:
        told = words.stage(standing.stage)
        on = partly_in_words(standing.reached_on, words) if standing.reached_on else ""
        text = words.marks.closed(words.marks.beside(told.text, on))
        yield Item(text, lead=words["reached"], language=told.language)
    if standing.next:
        yield _steps((standing.next,), words["next"], words)
    if standing.owed:
        yield _steps(standing.owed, words["owed"], words)


def _steps(steps: Sequence[str], lead: str, words: Words) -> Item:
    told = steps_in_words(steps, words)
    return Item(words.marks.closed(told.text), lead=lead, language=told.language)


def steps_in_words(steps: Sequence[str], words: Words) -> Told:
    """Return steps as one text; as English where the language has not the words for all of them."""
    told = [step_in_words(each, words) for each in steps]
    if any(each.language == "en" for each in told):
        told = [step_in_words(each, ENGLISH) for each in steps]
    marks = words.marks if told[0].language == words.code else ENGLISH.marks
    return Told(marks.joined(each.text for each in told), told[0].language)


def step_in_words(step: str, words: Words) -> Told:
    """Return a step in words; in English with who takes it, as the State's file names them."""
    stage, colon, rest = step.partition(": ")
    if stage == "notice to" or (not colon and " " in step):
        told = words.line(step)
        return Told(told.text.replace("notice to: ", "notice to "), told.language)
    told = words.stage(stage)
    return Told(words.marks.beside(told.text, rest), "en") if words.code == "en" else told


def _headline_in(words: Words, answer: Answer) -> str:
    """Return the day or its bounds, or the status where there is none, in another language."""
    day = answer.effect or answer.earliest
    if day is None:
        return status_in_words(answer, words)
    last = answer.latest if answer.effect is None else None
    told = " \N{EN DASH} ".join(words.day(each) for each in (day, last) if each)
    if answer.effect is None and last is None:
        told = words.marks.beside(told, words["at_the_earliest"])
    return words.marks.joined([told, words["if_party"]]) if is_if_a_party(answer) else told


def _claims(answer: Answer, words: Words) -> Iterator[Item]:
    """Yield the claims that disagree, those refuted by the same words as one."""
    claimed: dict[str, list[Disagreement]] = {}
    for each in answer.disagreements:
        claimed.setdefault(each.text, []).append(each)
    for text, claims in claimed.items():
        said = map(words.line, dict.fromkeys((*(each.claim for each in claims), text)))
        source = "; ".join(each.source for each in claims)
        for (language, lead), run in groupby(said, lambda each: (each.language, each.lead)):
            told = words.marks.prose(each.text for each in run)
            yield Item(told, lead=lead, source=source, language=language)


def _notices(answer: Answer, words: Words) -> Iterator[Item]:
    for each in answer.notices:
        day = words.day(each.received) if each.received else "\N{EN DASH}"
        effect = f" \N{RIGHTWARDS ARROW} {words.day(each.effect)}" if each.effect else ""
        lead = words.marks.beside(f"{day}{effect}", words.status(each.status))
        yield Item(each.note or "", lead=lead)


def _carried(answer: Answer, words: Words) -> Iterator[Item]:
    from withdrawal.law.treaties.catalogue import catalogue

    for each in answer.carries:
        yield Item(words.treaty(each, catalogue().name_of(each)), language=words.code)


def headline(answer: Answer) -> str:
    """Return the day or its bounds, or the status, with how far membership is known."""
    return f"{_dated(answer)}{_membership(answer)}"


def _dated(answer: Answer) -> str:
    if answer.effect is not None:
        return long_date(answer.effect)
    if answer.earliest is not None and answer.latest is not None:
        return f"between {long_date(answer.earliest)} and {long_date(answer.latest)}"
    if answer.earliest is not None:
        start = ENGLISH.status(answer.status) if answer.status in _WITHOUT_NOTICE else "no date yet"
        return f"{start}; {long_date(answer.earliest)} at the earliest"
    return ENGLISH.status(answer.status)


def _membership(answer: Answer) -> str:
    if answer.status == "not-a-party":
        return f" on {long_date(answer.list_day)}" if answer.list_day else ""
    if is_if_a_party(answer):
        return " (not known whether a party)"
    return f" (a party by the list of {long_date(answer.list_day)})" if answer.list_day else ""


_WITHOUT_NOTICE = ("announced", "not-notified")
"""Statuses that say by themselves why there is no date yet."""


def reported_by(answer: Answer) -> str | None:
    """Return the source that an answer rests on, where that is not the depositary's own."""
    if answer.confidence != "reported":
        return None
    return answer.rests_on or "the record"


def _reported(answer: Answer, words: Words) -> str:
    source = reported_by(answer)
    return "" if source is None else str(words["reported"]).format(source=source.rstrip("."))
