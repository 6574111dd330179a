"""The answer in one English sentence; other languages are the questions room's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.additions import additions
from withdrawal.case.wording.unusual import again, unusual_sentence
from withdrawal.dates import long_date
from withdrawal.letters import upper_first

if TYPE_CHECKING:
    from collections.abc import Callable

    from withdrawal.case.findings import Findings
    from withdrawal.case.wording.additions import Addition

__all__ = ["leaving", "possessive", "sentence", "state_with_article", "with_article"]


def sentence(answer: Findings, *, is_ahead: bool = False) -> str:
    """Return the answer in one sentence, fit to be quoted.

    Args:
        answer: the answer.
        is_ahead: whether the day that is asked for has not come yet, so that what is over by
            then is told as what would be.
    """
    party, treaty = state_with_article(answer.party_name), with_article(answer.treaty_name)
    if answer.manner.parent is not None:
        return _with_parent(answer, treaty, is_ahead=is_ahead)
    told = {**_SENTENCES, **_AHEAD} if is_ahead else _SENTENCES
    if answer.is_supposed:
        told = {**told, **_SUPPOSED}
    unusual = unusual_sentence(answer, party, treaty)
    text = _if_a_party(answer, upper_first(unusual or told[answer.status](answer, party, treaty)))
    kept = (each for each in additions(answer) if unusual is None or each in _ON_MEMBERSHIP)
    more = (upper_first(_ADDED[each](answer, party)) for each in kept)
    return " ".join((text, *_beside(answer), *more))


def _beside(answer: Findings) -> tuple[str, ...]:
    """Return what stands beside the date: what effect depends on, what ends on another day."""
    rules = ("splits",) if answer.status == "effective" else ("subject-to", "splits")
    return tuple(each.text for each in answer.because if each.rule in rules)


def _with_parent(answer: Findings, treaty: str, *, is_ahead: bool) -> str:
    """Return the sentence on the parent, after the one that says why it is asked about."""
    parent, how = answer.manner.parent or "", evolve(answer.manner, parent=None)
    told = sentence(evolve(answer, treaty_name=parent, manner=how), is_ahead=is_ahead)
    alone = f"{treaty} can be left only together with {with_article(parent)}. {told}"
    return upper_first(alone)


def _if_a_party(answer: Findings, text: str) -> str:
    """Return a sentence that takes no membership for granted where the record has none."""
    if answer.manner.is_deemed or answer.manner.kind in ("model-clause", "treaty-article"):
        return text
    if answer.is_membership_known or not STATUS[answer.status].takes_a_party:
        return text
    return f"{text.rstrip('.')}, if it is a party, which is not known here."


def state_with_article(name: str) -> str:
    """Return a State's name with the article it takes in a sentence."""
    return f"the {name}" if name in _STATES_WITH_ARTICLE else name


def with_article(name: str) -> str:
    """Return a treaty's name with the article it takes in a sentence."""
    plain = name.lower().startswith(("the ", "a ")) or " No. " in name or name in _WITHOUT_ARTICLE
    return name if plain else f"the {name}"


def leaving(answer: Findings, treaty: str) -> str:
    """Return what a treaty calls leaving it: ``denunciation of the Refugee Convention``."""
    return f"{_ACTS.get(answer.manner.term, 'withdrawal from')} {treaty}"


_ACTS = {"denunciation": "denunciation of", "termination": "termination of"}
"""What stands before a treaty's name, by its own word for leaving it; `withdrawal from` else."""


def possessive(name: str) -> str:
    """Return the genitive: ``Lithuania's``, ``the Netherlands'``."""
    return f"{name}'" if name.startswith("the ") and name.endswith("s") else f"{name}'s"


_STATES_WITH_ARTICLE = frozenset(
    {
        "Bahamas", "Cook Islands", "Central African Republic", "Comoros",
        "Democratic Republic of the Congo", "Dominican Republic", "European Union", "Gambia",
        "German Democratic Republic", "Holy See", "Maldives", "Marshall Islands", "Netherlands",
        "Philippines", "Republic of Viet-Nam", "Seychelles", "Solomon Islands", "Soviet Union",
        "State of Palestine", "United Arab Emirates", "United Kingdom", "United States",
    }
)  # fmt: skip

_WITHOUT_ARTICLE = frozenset(
    {
        "ANZUS", "ASEAN", "CARICOM", "CARIFTA", "CEFTA", "CERN", "CETA", "CITES", "COMESA", "COTIF",
        "ECOWAS", "EFTA", "EUMETSAT", "EUTELSAT", "Euratom", "Eurocontrol", "FAO", "ICAO", "IGAD",
        "INMARSAT", "INTELSAT", "INTERPOL", "MARPOL", "MERCOSUR", "Mercosur", "NAFTA", "NATO",
        "New START", "OPEC", "SALT I", "SEATO", "SOLAS", "SORT", "START I", "UNESCO", "UNIDO",
        "UNIDROIT", "UNASUR", "USMCA", "Commonwealth membership",
    }
)  # fmt: skip


def _effective(answer: Findings, party: str, treaty: str) -> str:
    start = f"{possessive(party)} {leaving(answer, treaty)} took effect"
    return f"{start} {_when(answer)}{again(answer)}."


def _effective_ahead(answer: Findings, party: str, treaty: str) -> str:
    return f"{possessive(party)} {leaving(answer, treaty)} would take effect {_when(answer)}."


def _when(answer: Findings) -> str:
    return _bounds(answer) if answer.effect is None else f"on {long_date(answer.effect)}"


def _pending(answer: Findings, party: str, treaty: str) -> str:
    verb = "would take effect" if answer.is_supposed else "takes effect"
    start = f"{possessive(party)} {leaving(answer, treaty)} {verb}"
    if answer.effect is not None:
        return f"{start} on {long_date(answer.effect)}."
    return f"{start} {_bounds(answer)}."


def _bounds(answer: Findings) -> str:
    if answer.earliest and answer.latest:
        return f"between {long_date(answer.earliest)} and {long_date(answer.latest)}"
    if answer.earliest:
        return f"on {long_date(answer.earliest)} at the earliest"
    return "on a day that is not known"


def _conditional(answer: Findings, party: str, treaty: str) -> str:
    if answer.manner.missing is not None:
        return _missing(answer, party, treaty)
    since = f", not before {long_date(answer.earliest)}" if answer.earliest else ""
    return (
        f"{possessive(party)} {leaving(answer, treaty)} has no date of effect yet: it waits for an "
        f"event{since}."
    )


def _missing(answer: Findings, party: str, treaty: str) -> str:
    """Return that it is this record, not the law, that leaves the day open."""
    since = f", not before {long_date(answer.earliest)}" if answer.earliest else ""
    verb = "would take effect" if answer.is_supposed else "takes effect"
    return (
        f"{possessive(party)} {leaving(answer, treaty)} {verb} on a day that cannot be told here"
        f"{since}: it is counted from {answer.manner.missing}, which is not on record."
    )


def _not_notified(answer: Findings, party: str, treaty: str) -> str:
    start = f"No notice by {party} of {leaving(answer, treaty)} is on record"
    if answer.earliest is None:
        return f"{start}, so no date of effect is running."
    return f"{start}; the earliest possible date of effect is {long_date(answer.earliest)}."


def _revoked(answer: Findings, party: str, treaty: str) -> str:
    return f"{party} took back its notice of {leaving(answer, treaty)} before it took effect."


def _revoked_ahead(answer: Findings, party: str, treaty: str) -> str:
    return f"{party} would take back its notice of {leaving(answer, treaty)} before its effect."


def _not_a_party(answer: Findings, party: str, treaty: str) -> str:
    if not answer.is_membership_known:
        return (
            f"{party} is not on the list of parties to {treaty} kept here, so nothing is known to "
            "withdraw from."
        )
    if answer.list_day is not None:
        return (
            f"{party} was not a party to {treaty} on {long_date(answer.list_day)}, so there was "
            "nothing to withdraw from."
        )
    return f"{party} is not a party to {treaty}, so there is nothing to withdraw from."


def _no_exit(answer: Findings, party: str, treaty: str) -> str:
    return f"{treaty} has no clause by which {party} could leave it."


def _announced(answer: Findings, party: str, treaty: str) -> str:
    on = f" on {long_date(answer.announced)}" if answer.announced else ""
    return (
        f"{party} announced{on} that it will leave {treaty}; no notice is on record by "
        f"{long_date(answer.as_of)}{_from(answer)}."
    )


def _not_open(answer: Findings, party: str, treaty: str) -> str:
    return (
        f"{possessive(party)} {leaving(answer, treaty)} is not open yet: it needs an event that is "
        f"not on record{_from(answer)}."
    )


def _from(answer: Findings) -> str:
    if answer.earliest is None:
        return ""
    return f"; the earliest possible date of effect is {long_date(answer.earliest)}"


def _suspended(answer: Findings, party: str, treaty: str) -> str:
    return (
        f"{party} has suspended the operation of {treaty} and remains bound by it; no notice of "
        "withdrawal is on record."
    )


def _ended(answer: Findings, party: str, treaty: str) -> str:
    since = f" since {long_date(answer.ended_on)}" if answer.ended_on else ""
    start = f"{treaty} has not been in force{since}, so {party} cannot leave it any more"
    return f"{start}{_successors(answer)}."


def _successors(answer: Findings) -> str:
    if not answer.successors:
        return ""
    from withdrawal.law.treaties.catalogue import catalogue

    names = (catalogue().summaries.get(each, {}).get("name", each) for each in answer.successors)
    return f"; in its place: {', '.join(with_article(str(each)) for each in names)}"


def _not_in_force(answer: Findings, party: str, treaty: str) -> str:
    since = answer.manner.provisional
    if since is not None:
        return (
            f"{treaty} is not in force and has only been applied provisionally, since "
            f"{long_date(since)}, so {party} cannot leave it yet."
        )
    return f"{treaty} is not in force and binds nobody yet, so {party} has nothing to leave."


def _disputed(answer: Findings, party: str, treaty: str) -> str:
    if any(each.rule == "suspension" for each in answer.because):
        return (
            f"Whether {possessive(party)} suspension of {treaty} has any effect is disputed; "
            "no notice of withdrawal is on record."
        )
    return (
        f"Whether {possessive(party)} step to leave {treaty} has any effect is disputed; "
        "no date of effect is recognised."
    )


def _no_effect(answer: Findings, party: str, treaty: str) -> str:
    return f"{possessive(party)} notice under {treaty} has no effect{_from(answer)}."


def _supposed_effective(answer: Findings, party: str, treaty: str) -> str:
    start = f"{possessive(party)} {leaving(answer, treaty)} would have taken effect"
    return f"{start} {_when(answer)}."


def _supposed_conditional(answer: Findings, party: str, treaty: str) -> str:
    if answer.manner.missing is not None:
        return _missing(answer, party, treaty)
    since = f", not before {long_date(answer.earliest)}" if answer.earliest else ""
    return (
        f"{possessive(party)} {leaving(answer, treaty)} would have no date of effect yet: it would "
        f"wait for an event{since}."
    )


def _supposed_no_effect(answer: Findings, party: str, treaty: str) -> str:
    start = f"such a notice by {party} under {treaty} would have no effect"
    return f"{start}{_from(answer)}."


_SENTENCES: dict[str, Callable[[Findings, str, str], str]] = {
    "effective": _effective,
    "pending": _pending,
    "conditional": _conditional,
    "not-notified": _not_notified,
    "announced": _announced,
    "revoked": _revoked,
    "not-a-party": _not_a_party,
    "no-exit": _no_exit,
    "not-open": _not_open,
    "suspended": _suspended,
    "ended": _ended,
    "not-in-force": _not_in_force,
    "disputed": _disputed,
    "no-effect": _no_effect,
}

_AHEAD: dict[str, Callable[[Findings, str, str], str]] = {
    "effective": _effective_ahead,
    "revoked": _revoked_ahead,
}

_SUPPOSED: dict[str, Callable[[Findings, str, str], str]] = {
    "effective": _supposed_effective,
    "conditional": _supposed_conditional,
    "no-effect": _supposed_no_effect,
}

_ON_MEMBERSHIP = ("party_is", "party_on", "party_unknown")
"""What is added even to a sentence that says by itself what kind of text the treaty is."""

_ADDED: dict[Addition, Callable[[Findings, str], str]] = {
    "party_is": lambda _answer, party: f"{party} is a party.",
    "party_on": lambda answer, party: (
        f"By the list of {long_date(answer.list_day or answer.as_of)} {party} was a party."
    ),
    "party_unknown": lambda _answer, party: f"Whether {party} is a party is not known here.",
    "model": lambda _answer, _party: "This is a model clause, not a treaty.",
    "article": lambda _answer, _party: "This is an article of a treaty, not a treaty.",
    "with_parent": lambda _answer, _party: "It can be left only with the treaty it belongs to.",
    "for_all": lambda answer, _party: (
        f"{'A' if answer.status == 'not-notified' else 'The'} notice ends the treaty for "
        f"{answer.manner.ends_for}."
    ),
}
