"""Making bad inputs out of good ones: trees of keys and values, lines of text, words of a command.

Everything takes a `random.Random`, so that a seed gives the same inputs again, and hypothesis can
shrink what it finds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, MutableSequence, Sequence
from datetime import date, datetime, time
from random import Random
from typing import Any

Tree = Any

WORDS = (
    "", " ", "P6M", "P0D", "P1Y6M", "P99999M", "P9999Y", "P999999D", "P1D", "PT1H", "P-1M", "..",
    "2025-06-27", "2027-02-30", "2024-02-29", "2025", "2025-06", "2025-06~", "../2025", "2025/..",
    "2027-03-10/2027-05-01", "2027-08-15/..", "9999-12-31", "0001-01-01", "0000-00-00", "10000",
    "02-29", "12-31", "06-31", "LVA", "lithuania", "Côte d'Ivoire", "ottawa-1997", "ottawa",
    "record", "notice-received", "returned", "rejected", "effect", "revoked", "conflict-began",
    "remark", "conflict-ended", "period-extended", "objection", "suspension-claimed", "66-14-2",
    "1-0", "0-0-0", "two-thirds", "receipt", "treaty-in-force", "in-force-for-party",
    "end-of-term", "allowed", "silent", "barred", "annual-date", "that-day", "day-after", "event",
    "\x00", "\ud7ff", "é" * 300, "ﬁ", "٢٠٢٥-٠٦-٢٧", "İ", "ß", "a" * 5000, "{}", "%s%n",
    "../../etc/passwd", "nan", "-", "--", "inf", "-Infinity", "1e999", "9" * 5000, "-1", "١٢",
    "\u202eottawa\u202c", "\u2066LVA\u2069", "otta\u200bwa", "\ufeff", "2025\u200d-06-27",
    "e" + "\u0301" * 60, "9999-12", "9999", "0001", "9999-12-31/..", "0001-01-01/9999-12-31",
    "\u0430ottawa", "<b>&amp;",
)  # fmt: skip
"""Texts that mean something somewhere, or nearly do."""

NUMBERS = (0, 1, -1, 2, 12, 13, 31, 366, 10_000, 2**31, -(2**31), 2**63, 10**30, 0.5, 1e308, -0.0)
OTHERS = (
    True,
    False,
    float("nan"),
    float("inf"),
    date(2025, 6, 27),
    date(9999, 12, 31),
    date(1, 1, 1),
    datetime(2025, 6, 27, 12, 30),
    time(12, 30),
)


def value(rng: Random) -> Tree:
    """Return a value of any kind."""
    kind = rng.randrange(10)
    if kind < 5:
        return rng.choice(WORDS)
    if kind < 7:
        return rng.choice(NUMBERS)
    if kind < 8:
        return rng.choice(OTHERS)
    if kind < 9:
        return [value(rng) for _ in range(rng.randrange(4))]
    return {rng.choice(WORDS): value(rng) for _ in range(rng.randrange(4))}


def places(tree: Tree) -> Iterator[tuple[Any, Any]]:
    """Yield every container and key within a tree."""
    if isinstance(tree, dict):
        for key, inner in tree.items():
            yield tree, key
            yield from places(inner)
    elif isinstance(tree, list):
        for index, inner in enumerate(tree):
            yield tree, index
            yield from places(inner)


_PLACES: dict[int, tuple[Tree, list[tuple[Any, Any]]]] = {}


def places_in(lender: Tree) -> list[tuple[Any, Any]]:
    """Return the places of a tree that stays as it is, found once."""
    if id(lender) not in _PLACES:
        _PLACES[id(lender)] = lender, list(places(lender))
    return _PLACES[id(lender)][1]


def copied(tree: Tree) -> Tree:
    """Return a tree of one's own."""
    if isinstance(tree, dict):
        return {key: copied(inner) for key, inner in tree.items()}
    return [copied(inner) for inner in tree] if isinstance(tree, list) else tree


def changed(rng: Random, tree: Tree, others: list[Tree]) -> Tree:
    """Return a tree with one to four changes; ``others`` lends its parts.

    Args:
        rng: the source of chance.
        tree: the tree, which stays as it is.
        others: trees of the same kind.
    """
    tree = copied(tree)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        found = list(places(tree))
        if not found:
            return value(rng)
        container, key = rng.choice(found)
        rng.choice(CHANGES)(rng, container, key, others)
    return tree


def _replace(rng: Random, container: Any, key: Any, others: list[Tree]) -> None:
    container[key] = value(rng)


def _remove(rng: Random, container: Any, key: Any, others: list[Tree]) -> None:
    del container[key]


def _rename(rng: Random, container: Any, key: Any, others: list[Tree]) -> None:
    if isinstance(container, dict):
        lender = rng.choice(others)
        keys = [each for _, each in places_in(lender) if isinstance(each, str)]
        container[rng.choice([*keys, *WORDS])] = container.pop(key)


def _borrow(rng: Random, container: Any, key: Any, others: list[Tree]) -> None:
    lent = places_in(rng.choice(others))
    alike = [(inner, each) for inner, each in lent if each == key or isinstance(key, int)]
    inner, each = rng.choice(alike or lent)
    container[key] = copied(inner[each])


def _repeat(rng: Random, container: Any, key: Any, others: list[Tree]) -> None:
    if isinstance(container, list):
        container.insert(rng.randrange(len(container) + 1), copied(container[key]))


def _swap(rng: Random, container: Any, key: Any, others: list[Tree]) -> None:
    if isinstance(container, list):
        other = rng.randrange(len(container))
        container[key], container[other] = container[other], container[key]


def _nudge(rng: Random, container: Any, key: Any, others: list[Tree]) -> None:
    old = container[key]
    if isinstance(old, str) and old:
        container[key] = text(rng, old)
    elif isinstance(old, int) and not isinstance(old, bool):
        container[key] = old + rng.choice((-1, 1, 1000, -old))
    elif isinstance(old, list | dict):
        container[key] = rng.choice(([old], {}, [], old))


CHANGES: tuple[Callable[[Random, Any, Any, list[Tree]], None], ...] = (
    _replace,
    _remove,
    _rename,
    _borrow,
    _borrow,
    _repeat,
    _swap,
    _nudge,
)


def text(rng: Random, old: str) -> str:
    """Return a text with a few characters removed, doubled, replaced or put in."""
    letters = list(old)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(letters) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            letters[at:at] = rng.choice(WORDS)
        elif kind == 1:
            del letters[at : at + rng.choice((1, 1, 2, 20))]
        elif kind == 2:
            letters[at:at] = letters[at : at + rng.choice((1, 5, 50))]
        elif kind == 3:
            letters[at : at + 1] = chr(rng.choice((rng.randrange(128), rng.randrange(0x3000))))
        else:
            letters[at : at + 1] = rng.choice('"=[]{}.,:#\n\\0-')
    return "".join(letters)


def crossed(rng: Random, words: list[str], at: int, kind: int, others: Sequence[str]) -> str:
    """Return words with a few characters changed, crossed with another text, or one put in.

    Args:
        rng: what draws.
        words: the words.
        at: where they are parted.
        kind: 0 or 1 for characters, 2 for another text, 3 for a word.
        others: the texts to be crossed with.
    """
    if kind < 2:
        return text(rng, " ".join(words))
    if kind == 3:
        return " ".join([*words[:at], rng.choice(WORDS), *words[at:]])
    other = rng.choice(others).split(" ")
    return " ".join([*words[:at], *other[rng.randrange(len(other)) :]])


def lines(rng: Random, old: bytes) -> bytes:
    """Return bytes with lines removed, doubled, moved or cut, or a few bytes changed."""
    found: MutableSequence[bytes] = old.split(b"\n")
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(len(found))
        kind = rng.randrange(6)
        if kind == 0 and len(found) > 1:
            del found[at]
        elif kind == 1:
            found.insert(at, found[rng.randrange(len(found))])
        elif kind == 2:
            found[at] = found[at][: rng.randrange(len(found[at]) + 1)]
        elif kind == 3:
            raw = bytearray(found[at] or b" ")
            raw[rng.randrange(len(raw))] = rng.randrange(256)
            found[at] = bytes(raw)
        elif kind == 4:
            found[at] = text(rng, found[at].decode(errors="replace")).encode(errors="replace")
        else:
            return b"\n".join(found)[: rng.randrange(len(old) + 1)]
    return b"\n".join(found)


def toml(tree: Tree) -> str:
    """Return a tree as TOML, as far as it can be said; text that is no TOML where it cannot."""
    if not isinstance(tree, dict):
        return _inline(tree)
    return "".join(f"{_key(key)} = {_inline(inner)}\n" for key, inner in tree.items())


def _inline(tree: Tree) -> str:
    if isinstance(tree, dict):
        inner = ", ".join(f"{_key(key)} = {_inline(each)}" for key, each in tree.items())
        return f"{{{inner}}}"
    if isinstance(tree, list):
        return f"[{', '.join(_inline(each) for each in tree)}]"
    if isinstance(tree, bool):
        return "true" if tree else "false"
    if isinstance(tree, str):
        return json.dumps(tree).replace("\x7f", "\\u007f")
    return tree.isoformat() if isinstance(tree, date | time) else repr(tree)


def _key(key: object) -> str:
    return json.dumps(str(key)).replace("\x7f", "\\u007f")
