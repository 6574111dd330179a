"""The report of an answer, and the lines that other forms take from it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from withdrawal.case.answer import Answer
from withdrawal.case.findings import Disagreement
from withdrawal.case.wording.additions import by_list, is_if_a_party
from withdrawal.languages.told import Told
from withdrawal.output.report import Fact, Item, Report, Section, plain, told_item
from withdrawal.output.words import ENGLISH, Words, partly_in_words
from withdrawal.record.bound.lists import is_list_read

_BASES = {"recorded": "recorded", "given": "given", "worked-back": "worked_back"}
"""The label for how the day of receipt is known."""


def answer_report(answer: Answer, words: Words = ENGLISH) -> Report:
    """Return the report of an answer: the date, why, and what is never hidden beside it."""
    granted, readings = answer.assumptions, (each.text for each in answer.ambiguities)
    return Report(
        title=words.pair(answer),
        headline=headline(answer, words),
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
    yield Fact(
        f"{words['as_of']}{words.marks.gap}{words.day(answer.as_of)}",
        status_in_words(answer, words),
    )
    if answer.received is not None:
        how = words[_BASES[answer.basis or "given"]]
        name = words["timeline_words"]["Notice received"]
        yield Fact(name, words.day(answer.received), how)
    elif answer.received_within is not None:
        name = words["timeline_words"]["Notice received"]
        how = "worked_back" if answer.basis == "worked-back" else "day_not_on_record"
        yield Fact(name, str(answer.received_within), words[how])
    doubt = words.status("disputed") if answer.manner.is_back_disputed else ""
    supposed = words["given"] if answer.is_supposed else ""
    days = (
        ("last_day", answer.last_day_bound, supposed),
        ("protected", answer.protected_until, supposed),
        ("rejoined", answer.rejoined, doubt),
    )
    yield from (Fact(words[name], words.day(day), how) for name, day, how in days if day)


def status_in_words(answer: Answer, words: Words = ENGLISH) -> str:
    """Return the status; what is only supposed is called so, and runs or took effect nowhere."""
    told = answer.kind.told_as(answer.status) if answer.kind else answer.status
    given, status = str(words["given"]), words.status(told)
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
        is_supposed = answer.is_supposed and standing.stage in ("notified", "effective")
        supposed = words["given"] if is_supposed else ""
        note = words.marks.joined(filter(None, (on, supposed)))
        text = words.marks.closed(words.marks.beside(told.text, note))
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
        day = words.day(each.received) if each.received else str(each.received_within or "–")
        effect = f" \N{RIGHTWARDS ARROW} {words.day(each.effect)}" if each.effect else ""
        lead = words.marks.beside(f"{day}{effect}", words.status(each.status))
        yield Item(each.note or "", lead=lead)


def _carried(answer: Answer, words: Words) -> Iterator[Item]:
    return map(told_item, carried_in_words(answer, words))


def carried_in_words(answer: Answer, words: Words) -> Iterator[Told]:
    """Yield the treaties that go with it; those together of which nobody knows if they bind it."""
    from withdrawal.law.treaties.catalogue import catalogue
    from withdrawal.output.tables.table import treaty_cell

    every = [
        (treaty_cell(each, catalogue().name_of(each), words), each in answer.carries_if_party)
        for each in answer.carries
    ]
    yield from (Told(name.text, name.language) for name, is_open in every if not is_open)
    named = [name for name, is_open in every if is_open]
    for code in dict.fromkeys(each.language for each in named):
        names = words.marks.joined(each.text for each in named if each.language == code)
        is_own = code == words.code
        text = words.marks.beside(names, words["if_party"]) if is_own else names
        yield Told(text, code, "" if is_own else words["if_party"])


def headline(answer: Answer, words: Words = ENGLISH) -> str:
    """Return the first line: the day, its bounds or the status, and what stands beside it."""
    day, earliest, membership = headline_parts(answer, words)
    if words.code != "en":
        return words.marks.joined(filter(None, (words.marks.beside(day, earliest), membership)))
    if earliest:
        start = words.status(answer.status) if answer.status in _WITHOUT_NOTICE else "no date yet"
        day = f"{start}; {day} {earliest}"
    return words.marks.beside(day, membership)


_WITHOUT_NOTICE = ("announced", "not-notified")
"""Statuses that say by themselves why there is no date yet."""


def headline_parts(answer: Answer, words: Words) -> tuple[str, str, str]:
    """Return the parts of the first line, for forms that set them apart.

    Returns:
        The day, its bounds or the status; that it is only the earliest, where it is; and how far
        it is known that the State is a party, where that is not plain.
    """
    first, last = answer.effect or answer.earliest, None if answer.effect else answer.latest
    if first is None:
        return _without_a_day(answer, words), "", _membership(answer, words)
    day, earliest = words.day(first), ""
    if last is not None:
        day = f"{day} \N{EN DASH} {words.day(last)}"
        if words.code == "en":
            day = f"between {words.day(first)} and {words.day(last)}"
    elif answer.effect is None:
        earliest = words["at_the_earliest"]
    return day, earliest, _membership(answer, words)


def _without_a_day(answer: Answer, words: Words) -> str:
    """Return the status; of a State outside, with the day of the list that says so."""
    status, day = status_in_words(answer, words), answer.list_day
    if answer.status != "not-a-party" or day is None:
        return status
    if words.code == "en":
        known = "" if is_list_read(answer.treaty) else ", by general knowledge"
        return f"{status} on {words.day(day)}{known}"
    key = by_list(answer.treaty, "not_a_party_on", "not_a_party_known")
    return str(words[key]).format(day=words.day(day))


def _membership(answer: Answer, words: Words) -> str:
    if answer.status == "not-a-party":
        return ""
    if is_if_a_party(answer):
        return "not known whether a party" if words.code == "en" else words["if_party"]
    return party_by_list(answer, words) if answer.list_day else ""


def party_by_list(answer: Answer, words: Words) -> str:
    """Return that the State is a party by the list, which says so where nobody published one."""
    day = words.day(answer.list_day) if answer.list_day else ""
    return str(words[by_list(answer.treaty, "party_on", "party_known")]).format(day=day)


def reported_by(answer: Answer) -> str | None:
    """Return the source that an answer rests on, where that is not the depositary's own."""
    if answer.confidence != "reported":
        return None
    return answer.rests_on or "the record"


def _reported(answer: Answer, words: Words) -> str:
    source = reported_by(answer)
    return "" if source is None else str(words["reported"]).format(source=source.rstrip("."))
