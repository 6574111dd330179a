"""A treaty: its names, its dates, its depositary and its clause, read from one data file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import evolve, field, fields

from withdrawal.datafiles import read_toml, structure
from withdrawal.dates import Counting, Period, parse_day
from withdrawal.errors import DataFileError, DateFormatError
from withdrawal.law.circumstances import Circumstances, Setting
from withdrawal.law.clause.building import build_clause, landing
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.operators import ANCHORS, Operator, follow
from withdrawal.law.clause.sections import ClauseSection, EntryIntoForceSection
from withdrawal.law.treaties.life import Confidence, Life
from withdrawal.law.treaties.numbers import Identifiers
from withdrawal.values import frozen

DATA = Path(__file__).parents[1] / "data"

_NO_FACTS = Circumstances()

OWN_CLAUSE = "own-clause"
"""The id of the treaty that stands for a clause of the asker's own."""


@frozen
class Depositary:
    """Who keeps a treaty, and how it is on record as counting.

    Attributes:
        name: the depositary.
        counting: which day it records as the end of a period of months or years.
        is_settled: whether the records settle that.
        evidence: the records, in words.
        source: where they are.
    """

    name: str
    counting: Counting
    is_settled: bool
    evidence: str
    source: str


@frozen
class ParentLink:
    """A treaty whose exit this one follows.

    Attributes:
        treaty: the parent's id.
        exit_carries: whether leaving the parent also leaves this treaty.
        article: where that is said.
    """

    treaty: str
    exit_carries: bool = False
    article: str | None = None


@frozen(kw_only=True, init=False, eq=False, repr=False)
class _Described(Life):
    """What is said of a treaty alike in its data file and in the catalogue, its life included.

    Attributes:
        id: the catalogue's id, for example ``ottawa-1997``.
        title: the official title.
        short_names: common names and abbreviations, the most usual first.
        depositaries: who keeps it.
        identifiers: its official numbers.
        term: the treaty's own word: withdrawal, denunciation ...
        article: where the clause stands.
        parent: the treaty it hangs on, if any.
        anchors: named days the clause runs from.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    confidence: Confidence
    short_names: tuple[str, ...] = ()
    category: str | None = None
    depositaries: tuple[str, ...] = ()
    adopted: date | None = None
    opened: date | None = None
    identifiers: Identifiers = Identifiers()
    untc_chapter: str | None = None
    term: str = "withdrawal"
    article: str | None = None
    paraphrase: str | None = None
    status: str | None = None
    notes: tuple[str, ...] = ()
    parent: ParentLink | None = None
    anchors: dict[str, date] = field(factory=dict)


@frozen(kw_only=True, eq=False, repr=False)
class TreatyFile(_Described):
    """The keys of a treaty's data file; a family's members each override some of them."""

    clause: ClauseSection
    entry_into_force: EntryIntoForceSection | None = None


@frozen(kw_only=True)
class Treaty(_Described):
    """A treaty and how it may be left: what its file says, and besides:

    Attributes:
        clause: the rule on leaving.
        counting_evidence: the records behind the way months are counted, where there are any.
        entry_into_force: the operators from consent to being bound; None where not recorded.
    """

    clause: Clause
    counting_evidence: str | None = None
    entry_into_force: tuple[Operator, ...] | None = None

    @property
    def name(self) -> str:
        """The most usual name."""
        return self.short_names[0] if self.short_names else self.title

    @property
    def depositary(self) -> str | None:
        """The depositary, or depositaries joined by "and"."""
        return " and ".join(self.depositaries) or None

    @classmethod
    def plain(
        cls,
        period: Period | str,
        *,
        then: str = "that-day",
        counting: Counting | str = Counting.CORRESPONDING_DAY,
    ) -> Treaty:
        """Return a treaty of the user's own: a period from receipt and where it lands.

        Args:
            period: an ISO 8601 period.
            then: ``that-day``, ``day-after``, ``first-day-of-next-month`` or ``end-of-year``.
            counting: how months and years are counted; days are always counted from the day
                after the receipt.

        Raises:
            PeriodFormatError: ``period`` is not a period.
            DataFileError: ``then`` or ``counting`` is outside the vocabulary, or a way of counting
                is given for a period without months or years.
        """
        length = period if isinstance(period, Period) else Period.parse(period)
        data = {
            "id": OWN_CLAUSE,
            "title": f"a treaty with a clause of {length.in_words()}",
            "sources": ["given by the user"],
            "confidence": "known",
            "clause": {
                "exit": "allowed",
                "starts": {"on": "receipt-by-depositary"},
                "runs": {"period": str(length)},
                "lands": {"on": then},
                "counting": counting.value if isinstance(counting, Counting) else counting,
                "counting_source": "given by the user",
            },
        }
        return _treaty(data, "the clause given")

    def __repr__(self) -> str:
        return f"<Treaty {self.id}: {self.name}>"

    def facts(self, circumstances: Circumstances = _NO_FACTS) -> Circumstances:
        """Return the circumstances completed by what the treaty itself knows."""
        return evolve(circumstances, anchors={**self.known_anchors, **circumstances.anchors})

    @property
    def carriers(self) -> dict[str, bool]:
        """The treaties whose exit ends this one for a State, and whether whatever it does."""
        deemed = {each.of: not each.unless for each in self.clause.shapes.deemed if each.of}
        above = self.parent
        return deemed | ({above.treaty: True} if above is not None and above.exit_carries else {})

    @property
    def known_anchors(self) -> dict[str, date]:
        """The named days that hold for every party."""
        if self.in_force is None:
            return self.anchors
        return {**self.anchors, "treaty-in-force": self.in_force}

    def in_force_for(self, consent: date) -> date | None:
        """Return when the treaty came into force for a State that consented on a day.

        Args:
            consent: the day its instrument was deposited.

        Returns:
            None where the treaty's rule is not recorded, or it is not in force for anybody.
        """
        if self.entry_into_force is None or self.not_in_force:
            return None
        day = follow(self.entry_into_force, Setting(consent))
        return day and max(day, self.in_force or day)


@cache
def depositaries() -> dict[str, Depositary]:
    """Return the depositaries whose way of counting is on record, by name."""
    path = DATA / "depositaries.toml"
    entries = structure(read_toml(path).get("depositaries", []), list[Depositary], source=path.name)
    return {entry.name: entry for entry in entries}


def read_treaties(path: Path, *, only: str | None = None) -> tuple[Treaty, ...]:
    """Return the treaties of a data file: one, or the ``members`` of a family.

    A member says only what differs from its family; its tables are merged with the family's.

    Args:
        only: the id of the one member wanted; the others are then not even structured.

    Raises:
        DataFileError: the file is malformed; the message names file, key and expectation.
    """
    data = _parsed(path)
    if "members" not in data:
        return (_treaty(data, path.name),)
    members = data["members"]
    shared = {key: value for key, value in data.items() if key != "members"}
    is_list = isinstance(members, list) and all(isinstance(each, dict) for each in members)
    if not is_list or not members:
        raise DataFileError(f"{path.name}: key members: expected a list of tables, at least one.")
    return tuple(
        _treaty(_merged(shared, member), f"{path.name}, member {number}")
        for number, member in enumerate(members, 1)
        if only in (None, member.get("id"))
    )


def _parsed(path: Path) -> dict[str, Any]:
    """Return what a file holds, not to be changed; a family is parsed once for all its members."""
    try:
        stamp = path.stat()
    except OSError:
        return read_toml(path)  # Says what is wrong.
    return _parsed_as_of(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=8)
def _parsed_as_of(path: Path, changed: int, size: int) -> dict[str, Any]:
    return read_toml(path)


def _merged(family: dict[str, Any], member: dict[str, Any]) -> dict[str, Any]:
    merged = {**family, **member}
    for key, value in member.items():
        if isinstance(value, dict) and isinstance(family.get(key), dict):
            merged[key] = _merged(family[key], value)
    return merged


def _treaty(data: dict[str, Any], source: str) -> Treaty:
    file = structure(data, TreatyFile, source=source)
    known = [depositaries()[name] for name in file.depositaries if name in depositaries()]
    settled = len(known) == len(file.depositaries) == 1 and known[0].is_settled
    counting = known[0].counting if known else Counting.CORRESPONDING_DAY
    try:
        clause = build_clause(file.clause, counting, is_settled=settled)
        entry = _entry(file.entry_into_force)
        _check_anchors(clause, file.anchors)
        for complaint in file.contradictions():
            raise ValueError(complaint)
    except ValueError as error:
        raise DataFileError(f"{source}: {str(error).rstrip('.')}.") from None
    if clause.article is None:
        clause = evolve(clause, article=file.article)
    return Treaty(
        clause=clause,
        entry_into_force=entry,
        counting_evidence=file.clause.counting_source
        or (f"{known[0].evidence} ({known[0].source})" if settled else None),
        **{each.name: getattr(file, each.name) for each in fields(_Described)}
        | {"identifiers": file.identifiers.with_chapter(file.untc_chapter)},
    )


def _check_anchors(clause: Clause, own: Mapping[str, date]) -> None:
    """Refuse a clause that counts from a day nobody could name."""
    routes = (each.operators for each in clause.alternatives)
    for operator in chain(clause.operators, *routes):
        anchor = getattr(operator, "anchor", None)
        if anchor is None or anchor in ANCHORS or anchor in own:
            continue
        try:
            parse_day(anchor)
        except DateFormatError:
            known = ", ".join((*ANCHORS, *own))
            raise ValueError(
                f"key from: {anchor!r} is unknown: expected a date or one of {known}"
            ) from None


def _entry(section: EntryIntoForceSection | None) -> tuple[Operator, ...] | None:
    if section is None:
        return None
    runs = (section.runs,) if section.runs else ()
    return (*runs, *landing(section.lands))
