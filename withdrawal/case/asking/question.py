"""A question, validated: which State, which treaty, which hypothetical facts, as of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Unpack

from attrs import evolve, field

from withdrawal.case.asking.given import Day, Given, circumstances, named, read_day
from withdrawal.dates import Interval, PartialDate
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
from withdrawal.values import frozen


@frozen
class Question:
    """When does one State's exit from one treaty take effect?

    Attributes:
        as_of: the day the question is asked for; nothing that happened later is used.
        received: the day (perhaps known only in part) that starts the clock, where given.
        notice: which recorded notice is meant, by year or day of receipt.
        supposed: the names of those among them that are given; the record tells of the others.
        catalogue: another catalogue of treaties than the packaged one.
        same_number: the names of other treaties with the official number that was asked for.
    """

    party: Country
    treaty: Treaty
    as_of: date
    received: PartialDate | None = None
    notice: PartialDate | None = None
    approved: date | None = None
    given: Circumstances = Circumstances()
    supposed: frozenset[str] = frozenset()
    catalogue: Catalogue | None = field(default=None, eq=False, repr=False)
    same_number: tuple[str, ...] = ()

    @property
    def known(self) -> Catalogue:
        """The catalogue of treaties that the question is asked of."""
        return self.catalogue or packaged()

    @property
    def conflicts(self) -> tuple[Interval, ...] | None:
        """The armed conflicts supposed; None where those on record count."""
        return self.given.conflicts if "conflicts" in self.supposed else None

    def suppose(self, **facts: Any) -> Question:
        """Return the question with more circumstances given, by the names of `Circumstances`.

        Args:
            facts: the circumstances; one that is None is none.
        """
        new = {name: value for name, value in facts.items() if value is not None}
        given = evolve(self.given, **new)
        return evolve(self, given=given, supposed=self.supposed | new.keys()) if new else self

    def about(self, treaty: Treaty) -> Question:
        """Return the same question about another treaty, whose ways out are others."""
        given = evolve(self.given, way_out=None)
        return evolve(self, treaty=treaty, given=given, supposed=self.supposed - {"way_out"})

    @property
    def received_by(self) -> date | None:
        """The last day on which the notice given can have been received; None where none is."""
        return None if self.received is None else self.received.latest

    @property
    def law_of(self) -> date:
        """The day whose law counts at home: that of the notice, where given, or of the question."""
        return min(self.received_by or self.as_of, self.as_of)


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
    except (UnknownCountryError, AmbiguousNameError):
        other = _state_or_none(second)
        if other is None:
            raise
        return other, find(str(first))
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
            is_one_a_state = _is_state(first) != _is_state(second)
            if is_one_a_state and not isinstance(error, UnknownCountryError):
                wrong.append(error)  # It is about the other, which is to be the treaty.
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


def _is_state(name: str) -> bool:
    return _state_or_none(name) is not None


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
    catalogue: Catalogue | None = None,
    **given: Unpack[Given],
) -> Question:
    """Return the question that the arguments of `withdrawal.when` stand for.

    Raises:
        WithdrawalError: a name, a date or a span makes no sense, or two of them contradict.
    """
    state, law = resolve_pair(party, treaty, catalogue)
    today = date.today() if as_of is None else read_day(as_of, "as_of")
    start = _partial(received, "received")
    facts, supposed = circumstances(given, law.id, (start.latest if start else None) or today)
    question = Question(
        party=state,
        treaty=law,
        as_of=today,
        received=start,
        notice=_partial(notice, "notice"),
        approved=None if approved is None else read_day(approved, "approved"),
        given=facts,
        supposed=supposed,
        catalogue=catalogue,
        same_number=_same_number((party, treaty), catalogue),
    )
    _refuse_contradictions(question)
    return question


def _same_number(names: Sequence[object], catalogue: Catalogue | None) -> tuple[str, ...]:
    """Return the other treaties of an official number, where one of the names is one."""
    numbers = [each for each in names if isinstance(each, str) and number_key(each)]
    if not numbers:
        return ()
    known = catalogue or packaged()
    others = (key for each in numbers for key in known.same_number(each))
    return tuple(str(known.summaries[key]["name"]) for key in others)


def _partial(value: Day | int | PartialDate | None, name: str) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate.of(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:04}"
    return named(name, PartialDate.parse, value)  # type: ignore[arg-type]


def _refuse_contradictions(question: Question) -> None:
    given = question.given
    refuse_unknown_way_out(given.way_out, question.treaty)
    if question.received is not None and question.notice is not None:
        raise CircumstanceError(
            f"received is {question.received} and notice is {question.notice}: expected a day of "
            "receipt of your own, or a notice on record, not both."
        )
    latest = question.received_by
    if latest is None or not (question.supposed or question.approved):
        return
    for name, day in (
        ("effect named in the notice", given.named_date),
        ("agreed effect", given.agreed_date),
        ("end of the prolonged period", given.extended_to),
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
    since = given.in_force_for_party
    if since is not None and since > latest:
        raise CircumstanceError(
            f"The notice of {latest} came before the treaty was in force for the State, on "
            f"{since}: expected a later notice."
        )


def refuse_unknown_way_out(way_out: str | None, treaty: Treaty) -> None:
    """Raise CircumstanceError for a way out that the treaty does not offer, or not to reckon."""
    ways = () if way_out is None else tuple(treaty.clause.ways_out)
    if way_out is not None and way_out not in ways:
        known = ", ".join(ways) or "none"
        raise CircumstanceError(
            f"{way_out!r} is not a way out of {treaty.name}: expected {known}.", suggestions=ways
        )
