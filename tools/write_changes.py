"""Write what changed in the data since each version, row by row, from the tree of that version.

    python tools/write_changes.py [VERSION]

Written are the versions of which a file lies there, and one that is named. Sources, notes, other
names and official numbers are left out: they change no answer.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import tarfile
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from attrs import astuple

from withdrawal.record.changes import DIRECTORY, Change, kept

ROOT = Path(__file__).parents[1]
TREATIES, PROCEDURES = "withdrawal/law/data/treaties/", "withdrawal/law/data/procedures/"
PARTIES, RECORD = "withdrawal/record/data/parties/", "withdrawal/record/data/history.jsonl"
PASSED_OVER = {
    "id", "sources", "source", "notes", "note", "short_names", "identifiers", "category", "read",
    "life_source", "life_confidence", "practice", "reference", "paraphrase", "assumption", "name",
}  # fmt: skip
OF_A_LINE = ("status", "consent_date", "in_force_for_party", "left_on")
REVISIONS = {"1.0.0": "68a0d9e"}
"""The trees of versions that have no tag; every other has its own, like ``v1.1.0``."""

Tree = Mapping[str, bytes]
Row = Mapping[str, Any]
Pair = tuple[Row | None, Row | None]


def tree(revision: str) -> Tree:
    """Return the data files of a revision by their paths."""
    command = ["git", "archive", revision, "withdrawal/law/data", "withdrawal/record/data"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(found)) as archive:
        files = ((each.name, archive.extractfile(each)) for each in archive if each.isfile())
        return {name: data.read() for name, data in files if data is not None}


def today() -> Tree:
    """Return the data files as they are."""
    folders = (ROOT / "withdrawal/law/data", ROOT / "withdrawal/record/data")
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def tables(files: Tree, folder: str) -> dict[str, Row]:
    """Return the TOML files of a folder by their names."""
    return {
        path[len(folder) : -len(".toml")]: tomllib.loads(data.decode())
        for path, data in files.items()
        if path.startswith(folder) and path.endswith(".toml") and "/_" not in path
    }


def flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value of a table under its path; rows with an id stand under it."""
    if isinstance(value, list) and value and all(isinstance(e, dict) and "id" in e for e in value):
        value = {each["id"]: each for each in value}
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in PASSED_OVER:
                yield from flat(each, f"{path}.{key}" if path else key)
    else:
        yield path, plain(value)


def plain(value: Any) -> str:
    """Return a value as text."""
    if isinstance(value, list | dict | bool):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def differing(before: Row, after: Row) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield each key whose value differs, with both values."""
    old, new = dict(flat(before)), dict(flat(after))
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def of_files(old: dict[str, Row], new: dict[str, Row], title: str) -> Iterator[tuple[str, ...]]:
    """Yield what differs between the files of two folders: name, key, before, after."""
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield name, "added", None, str(new[name].get(title, name))
        elif name not in new:
            yield name, "removed", str(old[name].get(title, name)), None
        else:
            yield from ((name, *each) for each in differing(old[name], new[name]))


def rows_of(files: Tree) -> dict[tuple[str, str], list[Row]]:
    """Return the rows of the record by treaty and State, under the names of today."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for line in filter(str.strip, files[RECORD].decode().splitlines()):
        row = json.loads(line)
        if "route" in row:
            row["way_out"] = row.pop("route")
        found[row.pop("treaty"), row.pop("party")].append(row)
    return found


def day_of(row: Row) -> str:
    """Return the day that tells the rows of one State and treaty apart."""
    days = ("received", "notified", "effect", "announced")
    return next((str(row[key]) for key in days if row.get(key)), "")


def record(old: Tree, new: Tree) -> Iterator[Change]:
    """Yield what differs in the record: rows of one day are one row, else of one place."""
    before, after = rows_of(old), rows_of(new)
    for pair in sorted(before.keys() | after.keys()):
        for x, y in paired(before.get(pair, ()), after.get(pair, ()), is_of_one_day):
            if x is None or y is None:
                yield Change("record", *pair, *of_a_whole(x, y, told))
                continue
            for key, one, other in differing(x, y):
                yield Change("record", *pair, f"{day_of(y)}.{key}", one, other)


def paired(
    before: Sequence[Row], after: Sequence[Row], is_one: Callable[[Row, Row], bool]
) -> Iterator[Pair]:
    """Yield rows that are one and the same: those that show it first, then those of one place."""
    was, now = [], list(after)
    for x in before:
        place = next((n for n, y in enumerate(now) if is_one(x, y)), None)
        if place is None:
            was.append(x)
        else:
            yield x, now.pop(place)
    yield from zip_longest(was, now)


def of_a_whole(
    x: Row | None, y: Row | None, say: Callable[[Row], str]
) -> tuple[str, str | None, str | None]:
    """Return what is said of a row that was removed or added."""
    return ("removed" if x else "added", say(x) if x else None, say(y) if y else None)


def is_of_one_day(x: Row, y: Row) -> bool:
    """Return whether two rows of a State and a treaty tell of one act."""
    return day_of(x) == day_of(y)


def told(row: Row) -> str:
    """Return a row of the record on one line."""
    days = (f"{key} {row[key]}" for key in ("announced", "received", "effect") if row.get(key))
    what = (row.get("kind", "withdrawal"), *days, row.get("status", "effective"))
    return ", ".join((*what, row.get("confidence", "known")))


def lists_of(files: Tree) -> dict[str, list[Row]]:
    """Return the lines of each list of parties."""
    return {
        path[len(PARTIES) : -len(".csv")]: list(csv.DictReader(io.StringIO(data.decode())))
        for path, data in files.items()
        if path.startswith(PARTIES) and not path.endswith(("lists.csv", "sources.csv"))
    }


def lists(old: Tree, new: Tree) -> Iterator[Change]:
    """Yield what differs in the lists of parties: whole lists, and lines of those that stayed."""
    before, after = lists_of(old), lists_of(new)
    good_for = {
        row["treaty"]: f"as of {row['as_of'] or 'a day not known'}, complete: {row['complete']}"
        for row in csv.DictReader(io.StringIO(new[f"{PARTIES}lists.csv"].decode()))
    }
    for treaty in sorted(before.keys() | after.keys()):
        was, now = before.get(treaty), after.get(treaty)
        if was is None:
            count = len({row["party"] for row in now or () if row["status"] == "party"})
            text = f"{count} parties, {good_for.get(treaty, 'as of a day not known')}"
            yield Change("list", treaty, None, "added", None, text)
        elif now is None:
            yield Change("list", treaty, None, "removed", f"{len(was)} lines", None)
        else:
            yield from lines(treaty, was, now)


def lines(treaty: str, was: Sequence[Row], now: Sequence[Row]) -> Iterator[Change]:
    """Yield what differs in the lines of one list: a State has one for each of its spells."""
    for party in sorted({row["party"] for row in (*was, *now)}):
        old, new = ([row for row in rows if row["party"] == party] for rows in (was, now))
        is_alone = max(len(old), len(new)) == 1
        for x, y in paired(old, new, share_a_day):
            if not is_alone and (x is None or y is None):
                yield Change("party", treaty, party, *of_a_whole(x, y, spell))
                continue
            for key in OF_A_LINE:
                one, other = ((row or {}).get(key) or None for row in (x, y))
                if one != other:
                    what = key if is_alone or y is None else f"{began(y)}.{key}"
                    yield Change("party", treaty, party, what, one, other)


def began(line: Row) -> str:
    """Return the day that tells the spells of one State apart."""
    return next(
        filter(None, (line["in_force_for_party"], line["consent_date"], line["left_on"])), ""
    )


def share_a_day(x: Row, y: Row) -> bool:
    """Return whether two lines of a State tell of one spell."""
    return any(x[key] and x[key] == y[key] for key in OF_A_LINE[1:])


def spell(line: Row) -> str:
    """Return a line of a list on one line."""
    return ", ".join(
        (line["status"], *(f"{key} {line[key]}" for key in OF_A_LINE[1:] if line[key]))
    )


def compared(old: Tree, new: Tree) -> Iterator[Change]:
    """Yield every changed fact."""
    laws = of_files(tables(old, TREATIES), tables(new, TREATIES), "title")
    yield from (Change("treaty", name, None, *rest) for name, *rest in laws)
    yield from record(old, new)
    yield from lists(old, new)
    states = of_files(tables(old, PROCEDURES), tables(new, PROCEDURES), "name")
    yield from (Change("procedure", None, name, *rest) for name, *rest in states)


def since(version: str) -> list[Change]:
    """Return every changed fact since a version."""
    return list(compared(tree(REVISIONS.get(version, f"v{version}")), today()))


def main(*versions: str) -> None:
    """Write the files of the versions named, and those that are there, anew."""
    for version in sorted({*kept(), *versions}):
        rows = since(version)
        text = "".join(json.dumps(astuple(row), ensure_ascii=False) + "\n" for row in rows)
        path = DIRECTORY / f"{version}.jsonl.gz"
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
        print(f"{path.name}: {len(rows)} changed facts, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
