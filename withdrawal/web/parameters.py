"""The parameters of each address as frozen classes: one description to read, check and publish.

Every parameter is text; what it means is decided by the library, which names the value and
what was expected. Unknown, repeated and overlong parameters are refused, so that a misspelt
name never silently changes an answer.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

import attrs
from attrs import frozen
from starlette.datastructures import QueryParams

from withdrawal.record.history import Status
from withdrawal.web.problems import BadRequestError

__all__ = [
    "AskParameters",
    "DetailParameters",
    "ForecastParameters",
    "HistoryParameters",
    "ListParameters",
    "PairParameters",
    "PartiesParameters",
    "PlanParameters",
    "SimulateParameters",
    "StateParameters",
    "TreatyParameters",
    "WhenParameters",
    "parameter",
    "read",
]

_T = TypeVar("_T")

DAY = r"^(?!0000)\d{4}-\d{2}-\d{2}$"
PART = r"^(?!0000)\d{4}-(0[1-9]|1[0-2])$"
YEAR = r"^(?!0000)\d{4}$"
WORDS = r"^[^\x00-\x1f]*$"
NAME = 160


def parameter(
    text: str,
    *,
    required: bool = False,
    schema: dict[str, Any] | None = None,
    several: bool = False,
    was: str | None = None,
) -> Any:
    """Return the attribute for a parameter.

    Args:
        text: what it is for.
        required: whether it must be given.
        schema: its JSON Schema besides ``type``; the ``pattern`` and ``maxLength`` are checked.
        several: whether it may be repeated.
        was: its name in version 1, which is still read.
    """
    metadata = {
        "text": text,
        "schema": schema or {"maxLength": NAME, "pattern": WORDS},
        "several": several,
        "was": was,
    }
    if required:
        return attrs.field(metadata=metadata)
    return attrs.field(default=() if several else None, metadata=metadata)


def day(text: str, *, required: bool = False) -> Any:
    """Return the attribute for a day, ``YYYY-MM-DD``."""
    return parameter(text, required=required, schema={"format": "date", "pattern": DAY})


def _name(text: str) -> Any:
    return parameter(
        text, required=True, schema={"minLength": 1, "maxLength": NAME, "pattern": WORDS}
    )


_EVENT = day("The day on which what opens the right to leave happened, where one must.")
_FIRST_ACT = day("The day of the first act, where leaving takes two.")
_FOLLOWS = parameter("The first leaver that this notice follows: a State, or its notice's day.")
_REPATRIATED = day("The day on which release and repatriation were over.")


@frozen(kw_only=True)
class WhenParameters:
    """When does a State's exit take effect?"""

    party: str = _name("The State: a name or an ISO 3166 code.")
    treaty: str = _name("The treaty: an id or a name.")
    received: str | None = parameter(
        "The day the notice was received: a day, a month or a year.",
        schema={
            "anyOf": [{"format": "date", "pattern": DAY}, {"pattern": PART}, {"pattern": YEAR}]
        },
    )
    notice: str | None = parameter(
        "An earlier notice on record, by year or day.",
        schema={"anyOf": [{"format": "date", "pattern": DAY}, {"pattern": YEAR}]},
    )
    approved: str | None = day("The day parliament approved, where no notice was given.")
    as_of: str | None = day("The day the question is asked for; default today.")
    conflict: tuple[str, ...] = parameter(
        "An armed conflict, START/END or START/..",
        schema={"pattern": r"^\d{4}-\d{2}-\d{2}/(\d{4}-\d{2}-\d{2}|\.\.)$"},
        several=True,
    )
    named_date: str | None = day("The day of effect that the notice names.")
    agreed_date: str | None = day("A day of effect set by agreement.")
    extended_to: str | None = day("The end of a period prolonged by agreement.")
    in_force_for_party: str | None = day("The day the treaty came into force for the State.")
    way_out: str | None = parameter("Another way out, by its id.", was="route")
    event: str | None = _EVENT
    first_act: str | None = _FIRST_ACT
    follows: str | None = _FOLLOWS
    repatriated: str | None = _REPATRIATED


@frozen(kw_only=True)
class PlanParameters:
    """The latest day for each step, to be out by a day."""

    party: str = _name("The State: a name or an ISO 3166 code.")
    treaty: str = _name("The treaty: an id or a name.")
    out_by: str = day("The day by which the State wants to be out.", required=True)
    route: str | None = parameter("The route of the State's procedure.")
    as_of: str | None = day("The day the question is asked for; default today.")
    in_force_for_party: str | None = day("The day the treaty came into force for the State.")
    event: str | None = _EVENT
    first_act: str | None = _FIRST_ACT
    follows: str | None = _FOLLOWS
    repatriated: str | None = _REPATRIATED


@frozen(kw_only=True)
class AskParameters:
    """A question in plain words, in the asker's own language."""

    q: str = parameter(
        "The question.", required=True, schema={"minLength": 1, "maxLength": 1000, "pattern": WORDS}
    )
    lang: str | None = parameter(
        "The language to take the question for; default: found from the question.",
        schema={"pattern": r"^[a-z]{2}$"},
    )
    as_of: str | None = day("The day the question is asked for; default today.")


@frozen(kw_only=True)
class ForecastParameters:
    """The distribution of a date nobody knows yet."""

    party: str = _name("The State: a name or an ISO 3166 code.")
    treaty: str = _name("The treaty: an id or a name.")
    as_of: str | None = day("The day the question is asked for; default today.")


@frozen(kw_only=True)
class SimulateParameters:
    """A scenario, played many times."""

    runs: str | None = parameter(
        "How many runs, at most 100000; default 10000.",
        schema={"pattern": r"^([1-9]\d{0,4}|100000)$"},
    )
    seed: str | None = parameter(
        "One seed gives one result; default 0.", schema={"pattern": r"^(0|[1-9]\d{0,8})$"}
    )
    as_of: str | None = day("The day from which to look ahead; default the scenario's own.")
    target: str | None = day("The day by which all want to be out; default the scenario's own.")


@frozen(kw_only=True)
class HistoryParameters:
    """Real withdrawals on record."""

    party: str | None = parameter("The State: a name or an ISO 3166 code.")
    treaty: str | None = parameter("The treaty: an id or a name.")
    status: str | None = parameter(
        "What became of the notice.",
        schema={"enum": list(get_args(Status))},
    )
    as_of: str | None = day("Only what was known by this day.")


@frozen(kw_only=True)
class ListParameters:
    """A list, or the part of it whose names hold some text."""

    q: str | None = parameter("Part of a name.")


@frozen(kw_only=True)
class DetailParameters:
    """One thing, named in the path."""


@frozen(kw_only=True)
class PartiesParameters:
    """Who is a party to a treaty."""

    on: str | None = day("The day; default the one of as_of.")
    as_of: str | None = day("Later knowledge is not used; default today.")


@frozen(kw_only=True)
class PairParameters:
    """The State and the treaty chosen in a form."""

    state: str = _name("The State: a name or an ISO 3166 code.")
    treaty: str = _name("The treaty: an id or a name.")


@frozen(kw_only=True)
class StateParameters:
    """What has been typed so far of a State's name."""

    state: str | None = parameter("Part of a name.")


@frozen(kw_only=True)
class TreatyParameters:
    """What has been typed so far of a treaty's name."""

    treaty: str | None = parameter("Part of a name.")


def read(
    cls: type[_T], given: QueryParams, *, also: tuple[str, ...] = (), is_form: bool = True
) -> _T:
    """Return the parameters of a request as an instance of their class.

    Args:
        cls: one of the classes above.
        given: the query of the request.
        also: names that are allowed besides and read elsewhere (the page's language, say).
        is_form: whether a parameter without a value counts as not given, as forms send them.

    Raises:
        BadRequestError: a parameter is unknown, missing, repeated or of the wrong form.
    """
    fields = {each.name: each for each in attrs.fields(cls)}  # type: ignore[arg-type]
    now = {each.metadata["was"]: name for name, each in fields.items() if each.metadata["was"]}
    given = QueryParams([(now.get(name, name), value) for name, value in given.multi_items()])
    unknown = sorted(set(given) - set(fields) - set(also))
    if unknown:
        known = ", ".join(fields) or "none"
        raise BadRequestError(f"Unknown parameter {unknown[0][:60]!r}: expected some of {known}.")
    values: dict[str, Any] = {}
    for name, field in fields.items():
        found = [each for each in given.getlist(name) if each != "" or not is_form]
        if len(found) > 1 and not field.metadata["several"]:
            raise BadRequestError(f"The parameter {name!r} is given {len(found)} times.")
        for each in found:
            _check(name, each, field.metadata["schema"])
        if found:
            values[name] = tuple(found) if field.metadata["several"] else found[0]
        elif field.default is attrs.NOTHING:
            raise BadRequestError(f"The parameter {name!r} is missing: {field.metadata['text']}")
    return cls(**values)


def _check(name: str, value: str, schema: dict[str, Any]) -> None:
    if len(value) > schema.get("maxLength", NAME):
        raise BadRequestError(f"The parameter {name!r} is too long ({len(value)} characters).")
    patterns = [each["pattern"] for each in schema.get("anyOf", (schema,)) if "pattern" in each]
    if patterns and not any(re.match(each, value, re.ASCII) for each in patterns):
        raise BadRequestError(f"The parameter {name!r} has the wrong form: {value[:60]!r}.")
    if value not in schema.get("enum", (value,)):
        words = ", ".join(schema["enum"])
        raise BadRequestError(f"The parameter {name!r} is {value[:60]!r}: expected {words}.")
