"""The answer in one English sentence; other languages are the questions room's.

The sentences stand in ``case/data/sentences.json``: the usual one of each status (apart, that of
its rarer case: `_is_apart`), those of rarer answers by their keys (an end that needed no notice of
withdrawal, by its kind), and what is added to them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from attrs import evolve

from withdrawal.case.findings import Findings
from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.additions import TEXTS, additions, is_told_by_a_list_alone
from withdrawal.datafiles import read_json
from withdrawal.dates import long_date
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.letters import upper_first
from withdrawal.record.bound.lists import is_list_read

_TOLD = read_json(Path(__file__).parents[1] / "data" / "sentences.json")
_STATES_WITH_ARTICLE = frozenset(_TOLD["states_with_article"])
_WITHOUT_ARTICLE = frozenset(_TOLD["treaties_without_article"])
_ON_MEMBERSHIP = ("party_is", "party_on", "party_known", "party_unknown")
"""What is added even to a sentence that says by itself what kind of text the treaty is."""


def sentence(answer: Findings, *, is_ahead: bool = False) -> str:
    """Return the answer in one sentence, fit to be quoted.

    Args:
        is_ahead: whether the day that is asked for has not come yet, so that what is over by
            then is told as what would be.
    """
    if answer.manner.parent is not None:
        return _with_parent(answer, is_ahead=is_ahead)
    unusual, blanks = _unusual_key(answer), _blanks(answer)
    form = _usual(answer, is_ahead=is_ahead) if unusual is None else _TOLD["rarer"][unusual]
    text = _if_a_party(answer, upper_first(form.format_map(blanks)))
    kept = (each for each in additions(answer) if unusual is None or each in _ON_MEMBERSHIP)
    more = (upper_first(_TOLD["added"][each].format_map(blanks)) for each in kept)
    return " ".join((text, *_beside(answer), *more))


def _beside(answer: Findings) -> tuple[str, ...]:
    """Return what stands beside the date: what effect depends on, what ends on another day.

    Of an exit in effect the first is told where it is disputed whether it took effect so.
    """
    is_settled = answer.status == "effective" and answer.confidence != "disputed"
    rules = ("splits",) if is_settled else ("subject-to", "splits")
    return tuple(each.text for each in answer.because if each.rule in rules)


def _with_parent(answer: Findings, *, is_ahead: bool) -> str:
    """Return the sentence on the parent, after the one that says why it is asked about."""
    parent, how = answer.manner.parent or "", evolve(answer.manner, parent=None)
    told = sentence(evolve(answer, treaty_name=parent, manner=how), is_ahead=is_ahead)
    treaty = with_article(answer.treaty_name)
    alone = f"{treaty} can be left only together with {with_article(parent)}. {told}"
    return upper_first(alone)


def _if_a_party(answer: Findings, text: str) -> str:
    """Return a sentence that takes no membership for granted where the record has none."""
    if answer.manner.is_deemed or answer.manner.kind in TEXTS:
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
    act = _TOLD["acts"].get(answer.manner.term, "withdrawal from")
    return f"{act} {treaty}"


def possessive(name: str) -> str:
    """Return the genitive: ``Lithuania's``, ``the Netherlands'``."""
    return f"{name}'" if name.startswith("the ") and name.endswith("s") else f"{name}'s"


def _usual(answer: Findings, *, is_ahead: bool) -> str:
    """Return the form of the sentence for an answer's status."""
    status, forms = answer.status, _TOLD["usual"]
    is_by_list = status == "not-a-party" and answer.list_day is not None
    kinds = (
        ("apart", _is_apart(answer)),
        ("by knowledge", is_by_list and not is_list_read(answer.treaty)),
        ("by list", is_by_list),
        ("supposed", answer.is_supposed),
        ("ahead", is_ahead),
    )
    fitting = (f"{status}, {kind}" for kind, applies in kinds if applies)
    key = next((each for each in fitting if each in forms), status)
    return str(forms[key])


def _is_apart(answer: Findings) -> bool:
    """Return whether an answer is the rarer case of its status."""
    status = answer.status
    if status == "disputed":
        return any(each.rule == "suspension" for each in answer.because)
    return {
        "conditional": answer.manner.missing is not None,
        "not-notified": answer.earliest is None,
        "not-a-party": not answer.is_membership_known,
        "not-in-force": answer.manner.provisional is not None,
        "revoked": bool(answer.disagreements),
    }.get(status, False)


def _blanks(answer: Findings) -> dict[str, str]:
    """Return what the sentences name; what is not there and may be left out is empty."""
    party, treaty = state_with_article(answer.party_name), with_article(answer.treaty_name)
    manner, whose, act = answer.manner, possessive(party), leaving(answer, treaty)
    is_past, is_supposed = answer.status == "effective", answer.is_supposed
    earliest = _day(answer.earliest)
    return {
        "party": party,
        "treaty": treaty,
        "whose": whose,
        "leaving": act,
        "exit": f"{whose} {act}",
        "a": "A" if answer.status == "not-notified" else "The",
        "under": f"Under this {_UNDER.get(manner.kind)}, {treaty}, a notice by {party} of "
        f"{_day(answer.received or answer.as_of)}",
        # days
        "as_of": _day(answer.as_of),
        "earliest": earliest,
        "latest": _day(answer.latest),
        "list_day": _day(answer.list_day),
        "closed": _day(manner.closed_on),
        "provisional": _day(manner.provisional),
        "on": _day(answer.effect, "on ") or "on a day that is not known",
        "when": _when(answer),
        "announced": _day(answer.announced, " on "),
        "ended": _day(answer.ended_on, " since "),
        "first": earliest and f"; the earliest possible date of effect is {earliest}",
        "since": earliest and f", not before {earliest}",
        "not_before": earliest and f"; not before {earliest}",
        # verbs
        "takes": "would take" if is_supposed else "takes",
        "take": "have taken effect" if is_past else "take effect",
        "took": "took" if is_past else "takes",
        "ends": "ended" if is_past else "ends",
        "would_end": "would have ended" if is_past else "would end",
        "ceases": "ceased" if is_past else "ceases",
        # what else
        "again": _again(answer),
        "successors": _successors(answer),
        "was_one": "" if answer.is_membership_known else "; whether it was one is not known here",
        **{
            name: str(getattr(manner, name))
            for name in ("only_if", "ends_for", "ended_by", "consent_of", "missing")
        },
    }


_UNDER = {"model-clause": "clause", "treaty-article": "article"}


def _day(day: date | None, before: str = "") -> str:
    """Return a day after a few words; nothing where there is none."""
    return "" if day is None else f"{before}{long_date(day)}"


def _when(answer: Findings) -> str:
    if answer.effect is not None:
        return _day(answer.effect, "on ")
    if answer.earliest and answer.latest:
        return f"between {long_date(answer.earliest)} and {long_date(answer.latest)}"
    if answer.earliest:
        return f"on {long_date(answer.earliest)} at the earliest"
    return "on a day that is not known"


def _again(answer: Findings) -> str:
    """Return that the State came back, and since when where that is known; empty if it did not."""
    if answer.rejoined is None:
        return "; it is a party again" if answer.is_back else ""
    since = f"since {long_date(answer.rejoined)}"
    if answer.manner.is_back_disputed:
        return f"; whether it has been a party again {since} is disputed"
    return f"; it has been a party again {since}"


def _successors(answer: Findings) -> str:
    names = [with_article(catalogue().name_of(each)) for each in answer.successors]
    return f"; in its place: {', '.join(names)}" if names else ""


def _unusual_key(answer: Findings) -> str | None:
    """Return the key of the sentence of an answer that the usual one for its status would not fit.

    None where the usual sentence fits.
    """
    manner, status = answer.manner, answer.status
    if status == "not-open":
        return "not-open" if manner.closed_on is None else "not-open, closed"
    is_by_kind = answer.kind in _TOLD["rarer"] and not manner.is_deemed
    if is_by_kind and status in ("effective", "pending"):
        return answer.kind
    if manner.kind in TEXTS and status in _OF_A_NOTICE:
        return _under_a_clause(answer)
    if status == "no-exit" and manner.is_barred:
        return "barred"
    if manner.consent_of is not None and status == "conditional":
        return "request"
    return _other_end(answer)


def _other_end(answer: Findings) -> str | None:
    """Return the key for an end that another's notice, a rule, or only a list of parties tells."""
    manner = answer.manner
    if answer.effect is not None:
        if manner.ended_by is not None:
            return "ended by another"
        if manner.is_deemed:
            return "deemed"
        if manner.ends_for is not None:
            return "for all, given" if answer.basis == "given" else "for all"
    if not is_told_by_a_list_alone(answer):
        return None
    is_between = answer.effect is None and answer.earliest and answer.latest
    return "left, between" if is_between else "left"


_OF_A_NOTICE = frozenset(
    {"effective", "pending", "conditional", "not-notified", "no-effect", "not-a-party"}
)


def _under_a_clause(answer: Findings) -> str:
    if answer.effect is not None:
        return answer.manner.kind
    if answer.status == "no-effect":
        return "under, no effect"
    return "under, open" if answer.earliest is None else "under, earliest"
