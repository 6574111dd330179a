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
from collections.abc import Iterator, Mapping, Sequence
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
ACT = ("received", "notified", "effect", "announced")
USUAL = {"kind": "withdrawal", "status": "effective", "confidence": "known"}
SPELL = ("in_force_for_party", "consent_date", "left_on")
REVISIONS = {"1.0.0": "68a0d9e"}
"""The trees of versions that have no tag; every other has its own, like ``v1.1.0``."""

Tree = Mapping[str, bytes]
Row = Mapping[str, Any]
Fact = tuple[str, str | None, str | None]


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
    elif isinstance(value, list | bool):
        yield path, json.dumps(value, ensure_ascii=False, default=str)
    else:
        yield path, str(value)


def differing(before: Row, after: Row) -> Iterator[Fact]:
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
        row = USUAL | json.loads(line)
        if "route" in row:
            row["way_out"] = row.pop("route")
        found[row.pop("treaty"), row.pop("party")].append(row)
    return found


def record(old: Tree, new: Tree) -> Iterator[Change]:
    """Yield what differs in the record."""
    before, after = rows_of(old), rows_of(new)
    for pair in sorted(before.keys() | after.keys()):
        for each in rows(before.get(pair, ()), after.get(pair, ()), ACT):
            yield Change("record", *pair, *each)


def rows(before: Sequence[Row], after: Sequence[Row], days: Sequence[str]) -> Iterator[Fact]:
    """Yield what differs between rows of one State and treaty, by the first day of each.

    Rows that share a day are one and the same, of all others those of one place.
    """
    same, was, now = [], [], list(after)
    for x in before:
        own = {each: x[each] for each in days if x.get(each)}.items()
        place = next((n for n, y in enumerate(now) if any(y.get(k) == v for k, v in own)), None)
        if place is None:
            was.append(x)
        else:
            same.append((x, now.pop(place)))
    for x, y in (*same, *zip(was, now, strict=False)):
        day = next((str(y[each]) for each in days if y.get(each)), "")
        for key, *values in differing(x, y):
            yield (f"{day}.{key}" if day else key, *values)
    yield from (("removed", told(x), None) for x in was[len(now) :])
    yield from (("added", None, told(y)) for y in now[len(was) :])


def told(row: Row) -> str:
    """Return a row on one line."""
    days = (f"{key} {row[key]}" for key in (*ACT, *SPELL) if row.get(key))
    return ", ".join(filter(None, (row.get("kind"), *days, row["status"], row.get("confidence"))))


def lists_of(files: Tree) -> dict[str, dict[str, list[Row]]]:
    """Return the lines of each list of parties by State, which has one for each of its spells."""
    found: dict[str, dict[str, list[Row]]] = {}
    for path, data in files.items():
        if path.startswith(PARTIES) and not path.endswith(("lists.csv", "sources.csv")):
            of_list = found[path[len(PARTIES) : -len(".csv")]] = defaultdict(list)
            for row in csv.DictReader(io.StringIO(data.decode())):
                line = {key: row[key] for key in ("status", *SPELL) if row[key]}
                of_list[row["party"]].append(line)
    return found


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
            every = (now or {}).values()
            count = sum(any(row["status"] == "party" for row in each) for each in every)
            text = f"{count} parties, {good_for.get(treaty, 'as of a day not known')}"
            yield Change("list", treaty, None, "added", None, text)
        elif now is None:
            count = sum(map(len, was.values()))
            yield Change("list", treaty, None, "removed", f"{count} lines", None)
        else:
            for party in sorted(was.keys() | now.keys()):
                for each in rows(was.get(party, ()), now.get(party, ()), SPELL):
                    yield Change("party", treaty, party, *each)


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
        every = since(version)
        text = "".join(json.dumps(astuple(each), ensure_ascii=False) + "\n" for each in every)
        path = DIRECTORY / f"{version}.jsonl.gz"
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
        print(f"{path.name}: {len(every)} changed facts")


if __name__ == "__main__":
    main(*sys.argv[1:])
