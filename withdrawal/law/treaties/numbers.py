"""Official numbers of treaties, and the one form in which each compares.

A treaty is numbered by those who keep or collect it: ``XXVI-5`` in the list of the UN Secretary-
General, ``ETS 005`` at the Council of Europe, ``C087`` at the labour organization, ``UNTS 35597``
where the United Nations registered it. `number_key` reads what people write for one, and gives it
a key such as ``coe 5``; a text that is no number has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import evolve, fields

from withdrawal.datafiles import read_json, table_of
from withdrawal.law.names import normal
from withdrawal.values import frozen

_TENS, _ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = {
    tens + ones: 10 * ten + one
    for ten, tens in enumerate(_TENS)
    for one, ones in enumerate(_ONES)
    if tens + ones
}
"""The chapters of the UN Secretary-General's list."""

_PIECES = re.compile(r"\d+|[^\W\d]+")
_WORDS: dict[str, Any] = read_json(Path(__file__).parents[1] / "data" / "numbering.json")
"""The words about numbers: of who gives them, of their kinds; by the first word of a number of one
part its kind, and a word that may stand between; the pages that are certainly about a treaty."""

_LONGEST = 60
_LONGEST_OF_A_CHAPTER = 2
"""How many digits the number of a treaty within a chapter has at most."""
_WIPO = re.compile(r"wipo \w+( \w+)?")
_CELEX = re.compile(r"(?:celex )?(\d{5}[a-z]{1,2}\d{4})(?: (\d{1,3}))?")


@frozen
class Identifiers:
    """``[identifiers]``: the official numbers of a treaty.

    Attributes:
        mtdsg: chapter and number in the list of the UN Secretary-General, ``XXVI-5``.
        ets: the Council of Europe's number up to 193, ``005``.
        cets: the Council of Europe's number from 194 on.
        ilo: the number of a labour convention or protocol, ``C087``, ``P029``.
        unts: the number of registration with the United Nations; ``LNTS 41`` with the League.
        sr: the number in the Swiss collection of law.
        bwb: the number in the Dutch collection of law.
        hcch: the number at the Hague Conference.
        wipo: the short word at the intellectual property organization.
        celex: the number in EUR-Lex.
        wikidata: the number at Wikidata, ``Q42``.
    """

    mtdsg: tuple[str, ...] = ()
    ets: tuple[str, ...] = ()
    cets: tuple[str, ...] = ()
    ilo: tuple[str, ...] = ()
    unts: tuple[str, ...] = ()
    sr: tuple[str, ...] = ()
    bwb: tuple[str, ...] = ()
    hcch: tuple[str, ...] = ()
    wipo: tuple[str, ...] = ()
    celex: tuple[str, ...] = ()
    wikidata: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield who numbers it so, and the number."""
        for each in fields(Identifiers):
            for number in getattr(self, each.name):
                yield each.name, number

    def with_chapter(self, chapter: str | None) -> Identifiers:
        """Return these with the number of the UN Secretary-General's list among them."""
        if chapter is None or _key("mtdsg", chapter) in self.forms():
            return self
        return evolve(self, mtdsg=(chapter, *self.mtdsg))

    def forms(self) -> tuple[str, ...]:
        """Return the form in which each compares; one that is none is left out."""
        found = (_key(kind, number) for kind, number in self)
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def complaints(self) -> Iterator[str]:
        """Yield what is wrong with a number, with its key."""
        for kind, number in self:
            if _key(kind, number) is None:
                yield f"key identifiers.{kind}: {number!r} has not the form of such a number."

    def addresses(self) -> tuple[str, ...]:
        """Return the pages that are certainly about the treaty."""
        found = (address_of(kind, number) for kind, number in self)
        return tuple(each for each in found if each is not None)

    def to_json(self) -> dict[str, list[str]]:
        """Return the numbers by who gives them; only those there are."""
        return {kind: numbers for kind, numbers in table_of(self).items() if numbers}


@frozen
class Numbered:
    """The treaties of one number.

    Attributes:
        answers: the one that the number stands for; several where none of them leads the others.
        others: those that share the number with it.
    """

    answers: tuple[str, ...]
    others: tuple[str, ...] = ()


def numbered(keys: Iterable[str], parents: Mapping[str, str], plain: Iterable[str]) -> Numbered:
    """Return which of some treaties with one number answers for it.

    Args:
        parents: by id, the treaty each hangs on.
        plain: the ids of those that are treaties, not articles of one.
    """
    every = sorted(keys)
    leaders = [key for key in every if parents.get(key) not in every]
    whole = frozenset(plain)
    leaders = [key for key in leaders if key in whole] or leaders or every
    return Numbered(tuple(leaders), tuple(key for key in every if key not in leaders))


def forms_in_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the official numbers among the names of a treaty, such as ``ETS 101``."""
    named = (name for name in names if normal(name).split(" ")[0] in _WORDS["serve_as_names"])
    return tuple(form for form in map(number_key, named) if form is not None)


def number_key(text: str) -> str | None:
    """Return the form in which the official number that a text is compares; None for no number.

    Example:
        >>> number_key("XXVI.5"), number_key("ETS No. 5"), number_key("ILO Convention 87")
        ('mtdsg xxvi 5', 'coe 5', 'ilo c 87')
    """
    return None if len(text) > _LONGEST else _form_of(text)


@lru_cache(maxsize=4096)
def _form_of(text: str) -> str | None:
    plain = normal(text)
    if _WIPO.fullmatch(plain):
        return plain
    if not any(each.isdigit() for each in plain):
        return None
    celex = _CELEX.fullmatch(plain)
    if celex is not None:
        return " ".join(("celex", *filter(None, celex.groups())))
    words = [_bare(each) for each in _PIECES.findall(plain)]
    head, rest = words[0], [each for each in words[1:] if each not in _WORDS["number"]]
    keys = (read(head, rest) for read in _READERS)
    return next((key for key in keys if key is not None), None)


def address_of(kind: str, number: str) -> str | None:
    """Return the page that is certainly about a treaty with a number; None where none is known."""
    chapter = _ROMANS.get(number.split("-")[0].casefold())
    if kind not in _WORDS["pages"] or (kind == "mtdsg" and chapter is None):
        return None
    page: str = _WORDS["pages"][kind]
    return page.format(number=number, chapter=chapter)


def _key(kind: str, number: str) -> str | None:
    """Return the form in which a number of a known kind compares."""
    if kind == "unts" and number.upper().startswith("LNTS"):
        return number_key(number)
    before = "" if kind in ("mtdsg", "celex", "ilo", "bwb", "wikidata") else f"{kind} "
    bare = re.sub(r"^(C?ETS|CELEX|SR|UNTS|HCCH)\b[:. ]*", "", number.strip(), flags=re.IGNORECASE)
    return number_key(f"{before}{bare}")


def _bare(word: str) -> str:
    """Return a number without the noughts before it."""
    return word.lstrip("0") or "0" if word.isdigit() else word


def _of_the_un(head: str, rest: list[str]) -> str | None:
    if head in _WORDS["un"] and rest and rest[0] in ("chapter", "treaty", *_ROMANS):
        return _of_the_un(rest[0], rest[1:])
    if head not in _ROMANS or not rest or not any(each.isdigit() for each in rest[:2]):
        return None
    fits = all(each.isdigit() or (len(each) == 1 and each.isascii()) for each in rest)
    return " ".join(("mtdsg", head, *rest)) if fits and len(rest) < 5 else None


def _of_the_council_of_europe(head: str, rest: list[str]) -> str | None:
    if head not in _WORDS["council_of_europe"] or not rest or not rest[0].isdigit():
        return None
    fits = len(rest) == 1 or (len(rest) == 2 and len(rest[1]) == 1)
    return " ".join(("coe", *rest)) if fits else None


def _of_labour(head: str, rest: list[str]) -> str | None:
    kind = "c"
    if head in _WORDS["labour"] and rest and rest[0] in _WORDS["labour_kinds"]:
        kind, rest = _WORDS["labour_kinds"][rest[0]], rest[1:]
        rest = rest[1:] if rest and rest[0] in ("c", "p") else rest
    elif head in ("c", "p"):
        kind = head
    elif head not in _WORDS["labour"]:
        return None
    return f"ilo {kind} {rest[0]}" if _is_a_number(rest) else None


def _of_one_part(head: str, rest: list[str]) -> str | None:
    if head == "un" and rest[:1] == ["registration"]:
        head, rest = "registration", rest[1:]
    if head == "i" and _is_a_number(rest) and len(rest[0]) > _LONGEST_OF_A_CHAPTER:
        head = "unts"  # Volumes of the United Nations write I-35597.
    kind, between = _WORDS["one_part"].get(head, ("", ""))
    rest = [each for each in rest if each != between]
    return f"{kind} {rest[0]}" if kind and _is_a_number(rest) else None


def _of_the_swiss(head: str, rest: list[str]) -> str | None:
    fits = head == "sr" and rest and all(each.isdigit() for each in rest)
    return " ".join(("sr", *rest)) if fits else None


def _is_a_number(rest: list[str]) -> bool:
    return len(rest) == 1 and rest[0].isdigit()


_READERS: tuple[Callable[[str, list[str]], str | None], ...] = (
    _of_one_part,
    _of_the_un,
    _of_the_council_of_europe,
    _of_labour,
    _of_the_swiss,
)
