"""A question, validated: which State, which treaty, which hypothetical facts, as of which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar, Unpack

from attrs import frozen

from withdrawal.case.asking.given import ShapeFacts, shape_days
from withdrawal.dates import Interval, PartialDate, parse_day, parse_interval
from withdrawal.errors import (
    AmbiguousNameError,
    CircumstanceError,
    UnknownCountryError,
    UnknownTreatyError,
    WithdrawalError,
)
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.countries import Country, resolve_country
from withdrawal.law.treaties.catalogue import Catalogue, resolve_treaty
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.law.treaties.numbers import number_key
from withdrawal.law.treaties.treaty import Treaty

__all__ = [
    "Day",
    "Question",
    "Spans",
    "make_circumstances",
    "make_question",
    "named",
    "refuse_unknown_way_out",
    "resolve_pair",
    "split_names",
]

Day = date | str
_Given = TypeVar("_Given")
_Read = TypeVar("_Read")
Spans = str | Interval | Iterable[str | Interval]


@frozen
class Question:
    """When does one State's exit from one treaty take effect?

    Attributes:
        party: the State.
        treaty: the treaty.
        as_of: the day the question is asked for; nothing that happened later is used.
        received: the day (perhaps known only in part) that starts the clock, where given.
        notice: which recorded notice is meant, by year or day of receipt.
        approved: the day of parliament's approval, where given.
        conflicts: armed conflicts, where given.
        named_date: a day of effect named in the notice.
        agreed_date: a day of effect set by agreement.
        extended_to: the end of a prolonged period.
        in_force_for_party: when the treaty came into force for the State, where given.
        way_out: an alternative way out of the clause.
        event: the day on which what opens the right happened, where given.
        first_act: the day of the first of two acts, where given.
        leader: the day of the notice that this one follows, where given.
        leader_effect: its day of effect, where that is on record.
        repatriated: the day on which repatriation was over, where given.
        same_number: the names of other treaties with the official number that was asked for.
    """

    party: Country
    treaty: Treaty
    as_of: date
    received: PartialDate | None = None
    notice: PartialDate | None = None
    approved: date | None = None
    conflicts: tuple[Interval, ...] | None = None
    named_date: date | None = None
    agreed_date: date | None = None
    extended_to: date | None = None
    in_force_for_party: date | None = None
    way_out: str | None = None
    event: date | None = None
    first_act: date | None = None
    leader: date | None = None
    leader_effect: date | None = None
    repatriated: date | None = None
    same_number: tuple[str, ...] = ()

    @property
    def of_its_number(self) -> tuple[str, ...]:
        """Which treaty is taken to be meant by an official number that several share, if so."""
        if not self.same_number:
            return ()
        others = ", ".join(self.same_number)
        return (f"That {self.treaty.name} is meant; its number is also that of {others}.",)


def resolve_pair(
    first: str | Country | Treaty,
    second: str | Country | Treaty,
    catalogue: Catalogue | None = None,
) -> tuple[Country, Treaty]:
    """Return the State and the treaty that two names stand for, in either order.

    A `Country` and a `Treaty` stand for themselves.

    Raises:
        UnknownCountryError, UnknownTreatyError, AmbiguousNameError: a name fits nothing or
            several things; or both name a State, or both a treaty.
    """
    if isinstance(first, Treaty) or isinstance(second, Country):
        first, second = second, first
    if isinstance(first, Treaty) or isinstance(second, Country):
        raise _two_of_a_kind(first, second)
    if isinstance(second, Treaty):
        return resolve_country(first), second
    find = resolve_treaty if catalogue is None else catalogue.resolve
    try:
        party = resolve_country(first)
    except (UnknownCountryError, AmbiguousNameError) as error:
        return _swapped(str(first), second, find, error)
    try:
        return party, find(second)
    except UnknownTreatyError:
        if _state_or_none(second) is None:
            raise
        raise _two_of_a_kind(first, second) from None


def _two_of_a_kind(first: object, second: object) -> WithdrawalError:
    """Return that two States, or two treaties, were given."""
    names = (getattr(each, "name", each) for each in (first, second))
    both = " and ".join(repr(each) for each in names)
    if isinstance(first, Treaty):
        return UnknownCountryError(f"{both} are both treaties: expected one State and one treaty.")
    return UnknownTreatyError(
        f"{both} are both States: expected one State and one treaty.",
        suggestions=("ottawa-1997", "ccm-2008"),
    )


def split_names(words: Sequence[str], catalogue: Catalogue | None = None) -> tuple[str, str]:
    """Return the State's and the treaty's name that a row of words is made of, in either order.

    Args:
        words: two or more, for example ``["turkey", "istanbul", "convention"]``.
        catalogue: the catalogue; the packaged one by default.

    Raises:
        AmbiguousNameError: they can be cut into a State and a treaty in several ways, or in none.
        UnknownTreatyError, NoTreatyError: beside one State they name no treaty.
    """
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    found, wrong = {}, []
    for first, second in cuts:
        try:
            party, treaty = resolve_pair(first, second, catalogue)
        except (UnknownCountryError, UnknownTreatyError, AmbiguousNameError) as error:
            wrong += [error] if _is_about_the_treaty(error, first, second) else []
            continue
        found[party.id, treaty.id] = first, second
    if len(found) == 1:
        return next(iter(found.values()))
    if not found and len(wrong) == 1 and sum(map(_is_state, words)) <= 1:
        raise wrong[0]
    raise AmbiguousNameError(
        f"{' '.join(words)[:80]!r} cannot be told apart into a State and a treaty: expected "
        "quotes round a name of several words, as in turkey 'istanbul convention'."
    )


def _is_about_the_treaty(error: WithdrawalError, first: str, second: str) -> bool:
    """Return whether one of two names was a State's, so that the other is at fault."""
    is_one_a_state = _is_state(first) != _is_state(second)
    return is_one_a_state and not isinstance(error, UnknownCountryError)


def _is_state(name: str) -> bool:
    return _state_or_none(name) is not None


def _swapped(
    first: str, second: str, find: Callable[[str], Treaty], error: WithdrawalError
) -> tuple[Country, Treaty]:
    """Return the pair read the other way round, or raise what was wrong with the first name."""
    other = _state_or_none(second)
    if other is not None:
        return other, find(first)
    raise error


def _state_or_none(name: str) -> Country | None:
    try:
        return resolve_country(name)
    except (UnknownCountryError, AmbiguousNameError):
        return None


def make_question(
    party: str | Country | Treaty,
    treaty: str | Country | Treaty,
    *,
    received: Day | PartialDate | None = None,
    notice: Day | int | PartialDate | None = None,
    approved: Day | None = None,
    as_of: Day | None = None,
    conflict: Spans | None = None,
    named_date: Day | None = None,
    agreed_date: Day | None = None,
    extended_to: Day | None = None,
    in_force_for_party: Day | None = None,
    way_out: str | None = None,
    catalogue: Catalogue | None = None,
    **more: Unpack[ShapeFacts],
) -> Question:
    """Return the question that the arguments of `withdrawal.when` stand for.

    Raises:
        WithdrawalError: a name, a date or a span makes no sense, or two of them contradict.
    """
    state, law = resolve_pair(party, treaty, catalogue)
    today, given = _day(as_of, "as_of") or date.today(), _partial(received, "received")
    question = Question(
        party=state,
        treaty=law,
        as_of=today,
        received=given,
        notice=_partial(notice, "notice"),
        approved=_day(approved, "approved"),
        conflicts=None if conflict is None else named("conflict", _spans, conflict),
        named_date=_day(named_date, "named_date"),
        agreed_date=_day(agreed_date, "agreed_date"),
        extended_to=_day(extended_to, "extended_to"),
        in_force_for_party=_day(in_force_for_party, "in_force_for_party"),
        way_out=way_out,
        same_number=_same_number((party, treaty), catalogue),
        **shape_days(more, law.id, (given.latest if given else None) or today),
    )
    _refuse_contradictions(question)
    return question


def _same_number(names: Sequence[object], catalogue: Catalogue | None) -> tuple[str, ...]:
    """Return the other treaties of an official number, where one of the names is one."""
    known = catalogue or packaged()
    numbers = [each for each in names if isinstance(each, str) and number_key(each)]
    others = (key for each in numbers for key in known.same_number(each))
    return tuple(str(known.summaries[key]["name"]) for key in others)


def make_circumstances(
    *,
    conflict: Spans | None = None,
    named_date: Day | None = None,
    agreed_date: Day | None = None,
    extended_to: Day | None = None,
    in_force_for_party: Day | None = None,
    way_out: str | None = None,
    treaty: str = "",
    **more: Unpack[ShapeFacts],
) -> Circumstances:
    """Return the circumstances that the same arguments of `withdrawal.when` stand for.

    Args:
        treaty: the id of the treaty, whose record names the notice that is followed.

    Raises:
        DateFormatError: one of them is no date or span.
    """
    since = _day(in_force_for_party, "in_force_for_party")
    return Circumstances(
        anchors={} if since is None else {"in-force-for-party": since},
        conflicts=() if conflict is None else named("conflict", _spans, conflict),
        named_date=_day(named_date, "named_date"),
        agreed_date=_day(agreed_date, "agreed_date"),
        extended_to=_day(extended_to, "extended_to"),
        way_out=way_out,
        **shape_days(more, treaty, date.max),
    )


def named(name: str, parse: Callable[[_Given], _Read], value: _Given) -> _Read:
    """Return what a value given under a name is read as.

    Raises:
        WithdrawalError: it cannot be read; the message begins with the name.
    """
    try:
        return parse(value)
    except WithdrawalError as error:
        error.message = f"{name}: {error.message}"
        error.args = (error.message,)
        raise


def _day(value: Day | None, name: str) -> date | None:
    return None if value is None else named(name, parse_day, value)


def _partial(value: Day | int | PartialDate | None, name: str) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    return named(name, PartialDate.parse, f"{value:04}" if isinstance(value, int) else value)


def _spans(value: Spans) -> tuple[Interval, ...]:
    if isinstance(value, Interval):
        return (value,)
    given = value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)
    spans = (each if isinstance(each, Interval) else parse_interval(each) for each in given)
    return tuple(sorted(spans, key=lambda span: span.start))


def _refuse_contradictions(question: Question) -> None:
    refuse_unknown_way_out(question.way_out, question.treaty)
    if question.received is not None and question.notice is not None:
        raise CircumstanceError(
            f"received is {question.received} and notice is {question.notice}: expected a day of "
            "receipt of your own, or a notice on record, not both."
        )
    latest = question.received.latest if question.received else None
    if latest is None:
        return
    for name, day in (
        ("effect named in the notice", question.named_date),
        ("agreed effect", question.agreed_date),
        ("end of the prolonged period", question.extended_to),
    ):
        if day is not None and day < latest:
            raise CircumstanceError(
                f"The {name}, {day}, lies before the receipt of the notice, {latest}: "
                "expected a later day."
            )
    if question.approved is not None and question.approved > latest:
        raise CircumstanceError(
            f"Parliament approved on {question.approved}, after the notice was received on "
            f"{latest}: expected the approval first."
        )
    if question.in_force_for_party is not None and question.in_force_for_party > latest:
        raise CircumstanceError(
            f"The notice of {latest} came before the treaty was in force for the State, on "
            f"{question.in_force_for_party}: expected a later notice."
        )


def refuse_unknown_way_out(way_out: str | None, treaty: Treaty) -> None:
    """Raise where a way out is asked for that the treaty does not offer.

    Raises:
        CircumstanceError: the treaty has no such way out that can be reckoned.
    """
    ways = [each.id for each in treaty.clause.alternatives if each.operators]
    if way_out is not None and way_out not in ways:
        known = ", ".join(ways) or "none"
        raise CircumstanceError(
            f"{way_out!r} is not a way out of {treaty.name}: expected {known}.",
            suggestions=ways,
        )
