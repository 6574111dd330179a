"""The list of the treaties asked about most is whole, and says in which languages they are named.

`REFRESH_DOCS=1` chooses them anew from the record and the lists of parties, and counts anew.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain, islice, zip_longest
from pathlib import Path

from withdrawal.languages.folder import LANGUAGES, traits, treaty_names
from withdrawal.languages.lexicon import named_treaties
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.bound.lists import list_names, party_list
from withdrawal.record.history import history

EVIDENCE = Path(__file__).parents[2] / "docs" / "evidence"
LIST, PAGE = EVIDENCE / "treaty-names.csv", EVIDENCE / "languages.md"
ROW = re.compile(r"^\| (.+) \| (\d+) \| (\d+) \|$", re.M)
MOST, FEWEST_ACTS, LEAST = 250, 2, 188


def most_asked() -> list[str]:
    """First those that English names; then in turn the most left and the one with most parties.

    Those with a number of the labour organization are left out: they are named by it.
    """
    acts = Counter(row.treaty for row in history())
    left = [key for key in ranked(acts) if acts[key] >= FEWEST_ACTS]
    lists = {key: party_list(key) for key in list_names()}
    joined = ranked({key: each.count or 0 for key, each in lists.items() if each})
    in_turn = filter(None, chain.from_iterable(zip_longest(left, joined)))
    wanted = dict.fromkeys(chain(sorted(treaty_names("en").treaties), in_turn))
    numbers, summaries = catalogue().numbers.items(), catalogue().summaries
    labour = {key for form, each in numbers if form.startswith("ilo ") for key in each.answers}
    kept = (k for k in wanted if k not in labour and summaries[k]["kind"] != "model-clause")
    return sorted(islice(kept, MOST))


def ranked(numbers: Mapping[str, int]) -> list[str]:
    """The keys of numbers, the greatest first."""
    return sorted(numbers, key=lambda key: (-numbers[key], key))


def listed() -> list[str]:
    """The ids on the published list."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [row["treaty"] for row in csv.DictReader(file)]


def rows(keys: list[str]) -> str:
    """The list as it should be: each treaty, and the languages that use its English name."""
    names = {code: named_treaties(code).treaties for code in LANGUAGES[1:]}
    lines = [
        f"{key},{' '.join(code for code, named in names.items() if key not in named)}"
        for key in keys
    ]
    return "\n".join(["treaty,english_in", *lines, ""])


def counts(keys: list[str]) -> list[tuple[str, str, str]]:
    """Each language but English: how many of the list it names, and how many treaties in all."""
    named = {traits(code).name: named_treaties(code).treaties for code in LANGUAGES[1:]}
    return [
        (name, str(sum(key in own for key in keys)), str(len(own))) for name, own in named.items()
    ]


def test_the_list_is_published():
    """The list has 250 treaties, each of the catalogue, with the languages that do not name it."""
    if os.environ.get("REFRESH_DOCS"):
        LIST.write_text(rows(most_asked()), encoding="utf-8")
    keys = listed()
    assert len(keys) == MOST
    assert set(keys) <= set(catalogue())
    assert LIST.read_text(encoding="utf-8") == rows(keys)


def test_the_page_counts_right():
    """The page says of every language how many of the list it names: three quarters or more."""
    found = counts(listed())
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("REFRESH_DOCS"):
        table = "\n".join(f"| {' | '.join(row)} |" for row in found)
        first, last = (list(ROW.finditer(text))[place] for place in (0, -1))
        text = f"{text[: first.start()]}{table}{text[last.end() :]}"
        PAGE.write_text(text, encoding="utf-8")
    assert ROW.findall(text) == found
    assert min(int(number) for _, number, _ in found) >= LEAST
