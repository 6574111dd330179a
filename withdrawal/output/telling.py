"""The report of an answer, and the lines that other forms take from it alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.case.wording.sentence import long_date
from withdrawal.output.report import ENGLISH, Fact, Item, Report, Section, Words, plain

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.findings import Disagreement

__all__ = ["answer_report", "headline", "reported_by", "status_in_words"]

_BASES = {"recorded": "recorded", "given": "given", "worked-back": "worked_back"}
"""The label for how the day of receipt is known."""


def answer_report(answer: Answer, words: Words = ENGLISH) -> Report:
    """Return the report of an answer: the date, why, and what is never hidden beside it."""
    granted, readings = answer.assumptions, (each.text for each in answer.ambiguities)
    return Report(
        title=f"{answer.party_name}: {answer.treaty_name}",
        headline=headline(answer),
        sentence=answer.sentence,
        reported=_reported(answer, words),
        facts=_facts(answer, words),
        sections=(
            Section("why", words["why"], _reasons(answer), "steps"),
            Section("progress", words["progress"], _standing(answer, words)),
            plain("assumptions", words["assumptions"], granted),
            plain("ambiguities", words["ambiguities"], readings),
            Section("conflicts", words["conflicts"], _claims(answer)),
            Section("notices", words["notices"], _notices(answer, words)),
            plain("carries", words["carries"], _carried(answer)),
        ),
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
    return given if answer.status in ("pending", "effective") else f"{status} ({given})"


def _reasons(answer: Answer) -> Iterator[Item]:
    for each in answer.because:
        yield Item(each.text, article=each.article, source=each.source)


def _standing(answer: Answer, words: Words) -> Iterator[Item]:
    standing = answer.standing
    if standing.stage:
        on = f" ({standing.reached_on})" if standing.reached_on else ""
        yield Item(f"{standing.stage}{on}.", lead=words["reached"])
    if standing.next:
        yield Item(f"{standing.next}.", lead=words["next"])
    if standing.owed:
        yield Item(f"{'; '.join(standing.owed)}.", lead=words["owed"])


def _claims(answer: Answer) -> Iterator[Item]:
    """Yield the claims that disagree, those refuted by the same words as one."""
    together: dict[str, list[Disagreement]] = {}
    for each in answer.disagreements:
        together.setdefault(each.text, []).append(each)
    for text, claims in together.items():
        said = " ".join(dict.fromkeys(each.claim for each in claims))
        yield Item(f"{said} {text}", source="; ".join(each.source for each in claims))


def _notices(answer: Answer, words: Words) -> Iterator[Item]:
    for each in answer.notices:
        day = words.day(each.received) if each.received else "\N{EN DASH}"
        effect = f" \N{RIGHTWARDS ARROW} {words.day(each.effect)}" if each.effect else ""
        yield Item(each.note or "", lead=f"{day}{effect} ({words.status(each.status)})")


def _carried(answer: Answer) -> list[str]:
    from withdrawal.law.treaties.catalogue import catalogue

    summaries = catalogue().summaries
    return [str(summaries[each]["name"]) for each in answer.carries]


def headline(answer: Answer) -> str:
    """Return the day or its bounds, or the status, with how far membership is known."""
    return f"{_dated(answer)}{_membership(answer)}"


def _dated(answer: Answer) -> str:
    if answer.effect is not None:
        return long_date(answer.effect)
    if answer.earliest is not None and answer.latest is not None:
        return f"between {long_date(answer.earliest)} and {long_date(answer.latest)}"
    if answer.earliest is not None:
        start = "announced, no notice" if answer.status == "announced" else "no date yet"
        return f"{start}; {long_date(answer.earliest)} at the earliest"
    return answer.status.replace("-", " ")


def _membership(answer: Answer) -> str:
    if answer.status == "not-a-party":
        return f" on {long_date(answer.list_day)}" if answer.list_day else ""
    if is_if_a_party(answer):
        return " (not known whether a party)"
    return f" (a party on {long_date(answer.list_day)})" if answer.list_day else ""


def reported_by(answer: Answer) -> str | None:
    """Return the source that an answer rests on, where that is not the depositary's own."""
    if answer.confidence != "reported":
        return None
    return answer.rests_on or "the record"


def _reported(answer: Answer, words: Words) -> str:
    source = reported_by(answer)
    return "" if source is None else str(words["reported"]).format(source=source.rstrip("."))
