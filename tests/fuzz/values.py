"""The library called from Python, and the questions of every door: values of every kind."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache
from random import Random
from typing import Any

import numpy as np
from mutate import WORDS, changed, text, value

import withdrawal
from withdrawal import inquiries
from withdrawal.dates import Interval, PartialDate, Period
from withdrawal.errors import BadRequestError
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.inquiries.reading import question
from withdrawal.law.countries import resolve_country

Value = Any

# -- values that JSON has not -------------------------------------------------------------------

MADE: dict[str, Callable[[str], Value]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "partial": PartialDate.parse,
    "period": Period.parse,
    "interval": lambda said: Interval(*map(date.fromisoformat, said.split("/"))),
    "bytes": str.encode,
    "tuple": lambda said: (said,),
    "set": lambda said: {said},
    "day": lambda said: np.datetime64(said, "D"),
    "days": lambda said: np.array([said], dtype="datetime64[D]"),
    "float": np.float64,
    "number": np.int64,
    "complex": complex,
    "state": resolve_country,
    "treaty": withdrawal.treaty,
    "object": lambda said: object(),
}
SPECIAL: tuple[tuple[str, str], ...] = (
    ("date", "0001-01-01"), ("date", "9999-12-31"), ("date", "2027-08-31"),
    ("date", "9999-07-01"), ("datetime", "2027-08-31T23:59:59"), ("time", "12:30"),
    ("partial", "9999"), ("partial", "2027-02"), ("partial", "0001-01"), ("period", "P9999Y"),
    ("period", "P6M"), ("interval", "0001-01-01/9999-12-31"), ("bytes", "ottawa"),
    ("tuple", "LVA"), ("set", "LVA"), ("day", "2027-08-31"), ("day", "NaT"),
    ("day", "-290000-01-01"), ("day", "200000-01-01"), ("days", "9999-12-31"), ("float", "nan"),
    ("float", "inf"), ("number", "-1"), ("complex", "1j"), ("state", "LVA"),
    ("treaty", "ottawa-1997"), ("object", ""),
)  # fmt: skip
"""Values by the word for their kind; what is made of them may be no more than a complaint."""


def made(tree: Value) -> Value:
    """Return what a tree stands for: a table of the key ``@`` alone is none of JSON's values."""
    if isinstance(tree, dict):
        if tree.keys() == {"@"} and tree["@"][0] in MADE:
            kind, said = tree["@"]
            return MADE[kind](said)
        return {key: made(each) for key, each in tree.items()}
    return [made(each) for each in tree] if isinstance(tree, list) else tree


def odd(rng: Random) -> Value:
    """Return a value of any kind, as JSON."""
    if rng.random() < 0.4:
        return {"@": rng.choice(SPECIAL)}
    found = value(rng)
    return json.loads(json.dumps(found, default=str))


# -- the library, called from Python ------------------------------------------------------------

GIVEN: dict[str, list[Value]] = {
    "conflict": ["2027-08-15/..", ["2027-01-01/2028-06-30"], []],
    "named_date": ["2030-01-01"],
    "agreed_date": ["2028-01-01"],
    "extended_to": ["2020-01-31"],
    "in_force_for_party": ["2000-01-01"],
    "way_out": ["withdrawal", None],
    "event": ["2027-02-01"],
    "first_act": ["2026-01-01"],
    "follows": ["SWE", "2026-01-01"],
    "repatriated": ["2027-12-01"],
}
"""The circumstances, each with values that make sense."""
AS_OF = {"as_of": ["2026-11-21", "1999-01-01"]}
PAIR = {
    "party": ["Sweden", "LTU", "GBR"],
    "treaty": ["ottawa", "teu", "rome-statute-1998", "cites"],
}
CALLS: dict[str, dict[str, list[Value]]] = {
    "when": {
        **PAIR, **AS_OF, **GIVEN, "received": ["2027-08-31", "2027-02"], "notice": ["2016", 2016],
        "approved": ["2027-05-08"], "period": ["P6M"], "then": ["end-of-year"],
        "counting": ["day-after"],
    },
    "plan": {
        **PAIR, **AS_OF, **GIVEN, "out_by": ["2029-01-01"], "begin": ["2027-01-01"],
        "route": ["ordinary"], "facts": [["urgent"]], "pace": [{"final-vote": 3}],
    },
    "forecast": {
        **PAIR, **AS_OF, **GIVEN, "route": ["ordinary"], "facts": [["urgent"]], "years": [3],
        "conflict_a_year": [0.01], "durations": [{"final-vote": {"fixed": 3}}],
    },
    "compare": {**AS_OF, **GIVEN, "parties": [["LVA", "EST"]], "treaty": PAIR["treaty"]},
    "parties": {**AS_OF, "treaty": PAIR["treaty"], "on": ["2026-03-01"]},
    "parties_over_time": {**AS_OF, "treaty": PAIR["treaty"]},
    "survey": {**AS_OF, "treaty": PAIR["treaty"], "party": PAIR["party"], "on": ["2027-03-01"]},
    "effects": {**GIVEN, "treaty": PAIR["treaty"], "days": [["2027-08-31", None], "2027-08-31"]},
    "memo": {**PAIR, **AS_OF, **GIVEN, "out_by": ["2029-01-01"], "received": ["2027-03-01"]},
    "notice": {
        **PAIR, **AS_OF, "signatory": ["foreign-minister"], "reasons": ["Because."],
        "received": ["2027-03-01"],
    },
    "precedents": {**AS_OF, "of": ["ottawa", "LVA"], "like": [True]},
    "history": {"treaty": ["ottawa"], "party": ["LVA"], "as_of": ["2026-11-21"]},
    "changes": {"since": ["1.0.0"], "kind": ["treaty"], "treaty": ["ottawa"], "party": ["LVA"]},
    "read": {
        "text": ["Finland left the Ottawa Convention on 10 January 2026."], "on": ["2026-02-01"],
        "language": ["en"], "treaty": ["ottawa"], "state": ["FIN"],
    },
    "country": {"name": ["Côte d'Ivoire", "LVA"]},
    "treaty": {"name": ["mine ban treaty", "XXVI-5"]},
}  # fmt: skip
"""Each public function with its arguments, and values of each that make sense."""
NEEDED = ("party", "treaty", "parties", "days", "of", "text", "name")
SLOW = {"survey": ("treaty", "party"), "effects": ("treaty", "days")}
"""What always stands there besides: a survey of everything takes long by design."""


def make_call(rng: Random) -> bytes:
    """Return a call of a public function: arguments that make sense, one to three changed."""
    name = rng.choice(tuple(CALLS))
    known = CALLS[name]
    more = [key for key in known if key not in NEEDED]
    chosen = rng.sample(more, min(len(more), rng.choice((0, 1, 1, 2, 3))))
    keys = [key for key in known if key in chosen or key in NEEDED or key in SLOW.get(name, ())]
    said = {key: rng.choice(known[key]) for key in keys}
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        key = rng.choice(tuple(known))
        old = said.get(key)
        said[key] = text(rng, old) if isinstance(old, str) and rng.random() < 0.4 else odd(rng)
    return json.dumps({"call": name, "said": said}).encode()


def run_call(data: bytes) -> str | None:
    """Call a function of the library, and print what it returns as data.

    A value of a wrong kind may be refused by Python's own `TypeError`, as long as it is the call
    itself that raises it.
    """
    asked = json.loads(data)
    try:
        said = {key: made(each) for key, each in asked["said"].items()}
    except (ValueError, TypeError, OverflowError):
        return "no such value"
    found = getattr(withdrawal, asked["call"])(**said)
    printed(found)
    repr(found)
    return None


def printed(found: Value) -> None:
    """Print a reply as data, where it has that form."""
    if hasattr(found, "to_json"):
        json.dumps(found.to_json(), allow_nan=False)


def good_calls() -> tuple[bytes, ...]:
    """Return calls that are answered."""
    names = [name for name in CALLS if name not in ("plan", "changes")]
    said = {
        name: {key: each[0] for key, each in CALLS[name].items() if key in (*NEEDED, "as_of")}
        for name in names
    }
    return tuple(json.dumps({"call": name, "said": each}).encode() for name, each in said.items())


# -- the questions that every door shares -------------------------------------------------------


@cache
def classes() -> dict[str, type[Inquiry]]:
    """Return the classes of questions that need nothing sent with them, by name."""
    for each in pkgutil.walk_packages(inquiries.__path__, "withdrawal.inquiries."):
        importlib.import_module(each.name)
    return {each.__name__: each for each in below(Inquiry) if each.example}


def below(kind: type[Inquiry]) -> Iterator[type[Inquiry]]:
    """Yield every class below one of the package's."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("withdrawal.inquiries."):
            yield each
            yield from below(each)


def make_inquiry(rng: Random) -> bytes:
    """Return a question with one to four of its words changed, or others put in."""
    name = rng.choice(tuple(classes()))
    own = {
        key: list(x) if isinstance(x, tuple) else x for key, x in classes()[name].example.items()
    }
    known = [each for each in classes()[name].__init__.__annotations__ if each != "return"]
    others = [own, {key: rng.choice(WORDS) for key in known}, {key: odd(rng) for key in known}]
    said = changed(rng, {**own, rng.choice(known): rng.choice(WORDS)}, others)
    if name == "Survey" and isinstance(said, dict):
        said.setdefault("treaty", "ottawa")
    return json.dumps({"ask": name, "said": said}, default=str).encode()


def read_inquiry(data: bytes) -> Inquiry:
    """Return a question, checked as every door checks it."""
    try:
        asked = json.loads(data)
        kind = classes()[asked["ask"]]
        said = {str(name): each for name, each in dict(asked["said"]).items()}
    except (ValueError, TypeError, KeyError):
        raise BadRequestError("No question, and no words of one.") from None
    return question(kind, said)


def run_inquiry(data: bytes) -> None:
    """Ask a question, and print the reply as data."""
    asked = read_inquiry(data)
    if not (type(asked).__name__ == "Survey" and getattr(asked, "treaty", None) is None):
        printed(asked.answer())


def good_inquiries() -> tuple[bytes, ...]:
    """Return every question's own example."""
    return tuple(
        json.dumps({"ask": name, "said": each.example}).encode() for name, each in classes().items()
    )
