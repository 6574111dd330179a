"""A clause in words, operator by operator, for somebody who has no day in mind yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from withdrawal.dates import Counting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.operators import Operator, anchor_in_words, kind_of
from withdrawal.law.clause.shapes import Shapes
from withdrawal.law.treaties.numbers import address_of
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.output.citing import Cited, cited

__all__ = ["clause_in_words", "clause_lines", "operator_in_words", "text_of"]

_WITH_TEXT = ("bwb", "celex")
"""The collections whose page of a treaty is its text."""

_EXIT = {
    "silent": "The treaty says nothing on leaving.",
    "barred": "The treaty does not let a party leave on its own.",
    "with-parent": "The treaty can be left only together with the one it hangs on.",
}


def text_of(treaty: Treaty) -> Cited | None:
    """Return where the text of a treaty stands, else where it was read; None without an address."""
    every = treaty.identifiers
    numbers = (address_of(kind, number) for kind, number in every if kind in _WITH_TEXT)
    address = next((each for each in numbers if each is not None), None)
    if address is None:
        return next((each for line in treaty.sources for each in cited(line) if each.href), None)
    return Cited(address, address)


def clause_in_words(clause: Clause) -> list[str]:
    """Return the clause as sentences: who is told, the operators, conditions, what goes on."""
    lines = clause_lines(clause)
    return [f"{text[:-1]} (art. {article})." if article else text for text, article in lines]


def clause_lines(clause: Clause) -> list[tuple[str, str | None]]:
    """Return the same sentences, each with its article where that is on record."""
    operators = [(f"{operator_in_words(each)}.", each.article) for each in clause.operators]
    before = [_EXIT[clause.exit]] if clause.exit in _EXIT else []
    alone = ((each, None) for each in before)
    return [*alone, *operators, *((each, None) for each in _beside(clause))]


def _beside(clause: Clause) -> list[str]:
    """Return what a clause says beside its operators."""
    lines = []
    if clause.recipients:
        reasons = ", with reasons" if clause.needs_reasons else ""
        lines.append(f"Notice to: {'; '.join(clause.recipients)}{reasons}.")
    lines += [f"Condition: {each}." for each in clause.conditions]
    if clause.survival is not None:
        lines.append(f"Obligations go on for {clause.survival.in_words()} after effect.")
    if clause.survival_text:
        lines.append(f"What goes on: {clause.survival_text}.")
    if clause.revocable:
        lines.append(f"Taking the notice back: {clause.revocable}.")
    lines += shapes_in_words(clause.shapes)
    lines += [f"Another way ({each.id}): {each.text}" for each in clause.alternatives]
    return [*lines, *clause.authorities]


def shapes_in_words(shapes: Shapes) -> list[str]:
    """Return what a clause says beside its day, as sentences."""
    lines = []
    if shapes.ends_for_all is not None:
        below = shapes.ends_for_all.below
        once = f"Once fewer than {below} parties are left, the treaty" if below else "A notice"
        usual = f"{once} ends {'' if below else 'the treaty '}for all its parties"
        lines.append(f"{(shapes.ends_for_all.text or usual).rstrip('.')}.")
    lines += [f"On another day: {_end(each.text)}" for each in shapes.splits]
    lines += [_end(each.text) for each in (*shapes.subject_to, *shapes.partial)]
    lines += [f"Without a notice: {_end(each.text)}" for each in shapes.deemed]
    if shapes.lapse is not None:
        below = shapes.lapse.below
        lines.append(f"The treaty lapses once fewer than {below} parties are left.")
    return [*lines, *(f"Read otherwise, {_end(each.text)}" for each in shapes.rivals)]


def _end(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def operator_in_words(operator: Operator) -> str:
    """Return what an operator asks for, without a day."""
    return _WORDS[kind_of(operator)](operator)


def _runs(operator: Any) -> str:
    how = {
        Counting.CORRESPONDING_DAY: "",
        Counting.DAY_AFTER: ", recorded as over on the day after",
        Counting.RECEIPT_COUNTED: ", the day of receipt included",
    }[operator.counting]
    if operator.period.is_zero:
        return "No period runs"
    return f"A period of {operator.period.in_words()} runs{how}"


def _later_date(operator: Any) -> str:
    limit = f", at most {operator.maximum.in_words()} ahead" if operator.maximum else ""
    return f"The notice {'must' if operator.is_required else 'may'} name a later day{limit}"


def _prolongation(operator: Any) -> str:
    verbs = ["brought forward"] if operator.can_shorten else []
    verbs += ["prolonged"] if operator.can_extend else []
    return f"The day may be {' or '.join(verbs)} by agreement of {operator.by}"


def _conflict(operator: Any) -> str:
    moment = "when the period ends" if operator.tested == "at-expiry" else "at the notice"
    more = "".join(f" and of {each.replace('-', ' ')}" for each in operator.also)
    return f"If the State is in an armed conflict {moment}, effect waits for its end{more}"


def _first_act(operator: Any) -> str:
    how = "within" if operator.mode == "within" else "at least"
    late = "" if operator.mode == "within" else " later"
    return f"Two acts: {operator.text}; the second {how} {operator.gap.in_words()}{late}"


def _only_if(operator: Any) -> str:
    within = f", within {operator.closes_after.in_words()} of it" if operator.closes_after else ""
    return f"Leaving is open only if {operator.text}{within}"


def _followers(operator: Any) -> str:
    until = f", not after {operator.until.in_words()}" if operator.until else ""
    within = operator.within.in_words()
    return f"Others may follow a first leaver within {within}{until}, for the same day"


def _month_edge(operator: Any) -> str:
    edge = "last" if operator.is_last else "first"
    return f"Effect on the {edge} day of month {operator.months} after that of the notice"


def _annual(operator: Any) -> str:
    on = operator.on.in_words()
    if operator.notice is not None:
        return f"Effect on a {on}, on notice {operator.notice.in_words()} before it"
    if operator.by is None:
        return f"Effect on the next {on}"
    year = ("that year", "the year before")
    when = year[operator.years_before] if operator.years_before < 2 else "two years before"
    word = "by" if operator.is_inclusive else "before"
    return f"Effect on a {on}, if notice came {word} {operator.by.in_words()} of {when}"


def _term(operator: Any) -> str:
    terms = f"a first term of {operator.initial.in_words()}"
    if operator.renewal is not None:
        terms += f", then terms of {operator.renewal.in_words()}"
    return (
        f"Effect at the end of the running term ({terms}, from {anchor_in_words(operator.anchor)}),"
        f" on notice {operator.notice.in_words()} before it"
    )


def _windows(operator: Any) -> str:
    return (
        f"Notice only within {operator.open_for.in_words()} after each opening: the first "
        f"{operator.first_after.in_words()} after {anchor_in_words(operator.anchor)}, then every "
        f"{operator.every.in_words()}"
    )


def _not_before(operator: Any) -> str:
    anchor = anchor_in_words(operator.anchor)
    if operator.period.is_zero:
        return f"Effect not before {anchor}"
    return f"Effect not before {operator.period.in_words()} after {anchor}"


_STARTS = {
    "receipt-by-depositary": "receipt by the depositary",
    "receipt-by-organization": "receipt by the organization",
    "receipt-by-other-party": "receipt by the other party",
    "receipt-by-other-parties": "receipt by the other parties",
    "date-of-notification": "the day of the notification",
    "deposit": "deposit of the instrument",
    "registration": "registration of the denunciation",
    "circulation-by-depositary": "the day the depositary circulates the notice",
    "formalization": "the formal delivery of the denunciation",
}

_WORDS: dict[str, Callable[[Any], str]] = {
    "lock-in": lambda op: (
        f"Notice not before {op.period.in_words()} after {anchor_in_words(op.anchor)}"
    ),
    "windows": _windows,
    "starts": lambda op: f"The clock starts on {_STARTS.get(op.on, op.on.replace('-', ' '))}",
    "runs": _runs,
    "not-before": _not_before,
    "later-date": _later_date,
    "prolongation": _prolongation,
    "conflict-proviso": _conflict,
    "next-day": lambda op: "Effect on the day after",
    "next-month": lambda op: "Effect on the first day of the month that follows",
    "month-edge": _month_edge,
    "annual-date": _annual,
    "end-of-term": _term,
    "only-if": _only_if,
    "first-act": _first_act,
    "followers": _followers,
    "consent": lambda op: f"Effect only with the consent of {op.of}",
    "at-event": lambda op: f"Effect at {op.event}",
}
