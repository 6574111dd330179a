"""A clause in words, operator by operator, for somebody who has no day in mind yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from withdrawal.dates import Counting, Period
from withdrawal.law.clause.clause import NO_WAY_OUT, Clause
from withdrawal.law.clause.operators import Operator, anchor_in_words, kind_of
from withdrawal.law.clause.shapes import Shapes
from withdrawal.law.treaties.numbers import address_of
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.output.citing import Cited, cited

_WITH_TEXT = ("bwb", "celex")
"""The collections whose page of a treaty is its text."""

_EXIT = {
    **NO_WAY_OUT,
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
        lines.append(clause.recipients_in_words)
    lines += [f"The clause also says: {each}." for each in clause.conditions]
    if clause.survival is not None:
        lines.append(f"Obligations go on for {clause.survival.in_words()} after effect.")
    if clause.survival_text:
        lines.append(f"What survives: {clause.survival_text}.")
    if clause.revocable:
        lines.append(f"Taking the notice back: {clause.revocable}.")
    lines += shapes_in_words(clause.shapes)
    lines += [f"Another way out ({each.id}): {each.text}" for each in clause.alternatives]
    return [*lines, *clause.authorities]


def shapes_in_words(shapes: Shapes) -> list[str]:
    """Return what a clause says beside its day, as sentences."""
    lines = []
    if shapes.ends_for_all is not None:
        lines.append(f"{shapes.ends_for_all.in_words.rstrip('.')}.")
    lines += [f"On another day: {_end(each.text)}" for each in shapes.splits]
    lines += [_end(each.text) for each in shapes.subject_to]
    lines += [f"The clause also says: {_end(each.text)}" for each in shapes.partial]
    lines += [f"Without a notice: {_end(each.text)}" for each in shapes.deemed]
    if shapes.lapse is not None:
        below = shapes.lapse.below
        lines.append(f"The treaty lapses once fewer than {below} parties are left.")
    return [*lines, *(f"On another reading: {_end(each.text)}" for each in shapes.rivals)]


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
    alone = f"If the State is in an armed conflict {moment}, effect waits for its end"
    also = ", ".join(each.replace("-", " ") for each in operator.also)
    return f"{alone}. Effect then waits for the end of this too: {also}" if also else alone


def _first_act(operator: Any) -> str:
    gap, is_within = operator.gap.in_words(), operator.mode == "within"
    when = f"within {gap} of the first" if is_within else f"{gap} after the first at the least"
    return f"Two acts are needed, the second {when}: {operator.text}"


def _only_if(operator: Any) -> str:
    within = f", within {operator.closes_after.in_words()} of it" if operator.closes_after else ""
    return f"A party may leave only if {operator.text}{within}"


def _followers(operator: Any) -> str:
    until = f", but not after {operator.until.in_words()}" if operator.until else ""
    within = operator.within.in_words()
    return f"Others may follow a first leaver within {within}, for the same day{until}"


def _month_edge(operator: Any) -> str:
    edge = "last" if operator.is_last else "first"
    return f"Effect on the {edge} day of month {operator.months} after that of the notice"


def _annual(operator: Any) -> str:
    on = operator.on.in_words()
    if operator.notice is not None:
        return f"Effect on a {on}, on notice {operator.notice.in_words()} before it"
    if operator.by is None:
        return f"Effect on the next {on}"
    years, near = operator.years_before, (" of that year", " of the year before")
    when = near[years] if years < len(near) else f" {Period(years=years).in_words()} before"
    word = "by" if operator.is_inclusive else "before"
    return f"Effect on a {on}, if notice came {word} {operator.by.in_words()}{when}"


def _term(operator: Any) -> str:
    again = operator.renewal
    then = f", then terms of {again.in_words()}" if again else ", with no term after it"
    ahead = "" if operator.notice.is_zero else f" {operator.notice.in_words()}"
    return (
        f"A first term of {operator.initial.in_words()} runs from "
        f"{anchor_in_words(operator.anchor)}{then}. "
        f"Effect at the end of the running term, on notice{ahead} before it"
    )


def _not_before(operator: Any) -> str:
    anchor = anchor_in_words(operator.anchor)
    if operator.period.is_zero:
        return f"Effect not before {anchor}"
    return f"Effect not before {operator.period.in_words()} after {anchor}"


_WORDS: dict[str, Callable[[Any], str]] = {
    "lock-in": lambda op: op.in_words,
    "windows": lambda op: op.in_words,
    "starts": lambda op: op.in_words,
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
