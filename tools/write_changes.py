"""Write what changed in the data since a version, row by row, from the tree of that version.

    python tools/write_changes.py 1.0.0 [REVISION]

The revision is the version's tag, ``v1.0.0``, unless one is named. Sources, notes, other names and
official numbers are left out: they change no answer.
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
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import astuple

from withdrawal.record.changes import DIRECTORY, Change

ROOT = Path(__file__).parents[1]
TREATIES, PROCEDURES = "withdrawal/law/data/treaties/", "withdrawal/law/data/procedures/"
PARTIES, RECORD = "withdrawal/record/data/parties/", "withdrawal/record/data/history.jsonl"
PASSED_OVER = {
    "id", "sources", "source", "notes", "note", "short_names", "identifiers", "category", "read",
    "life_source", "life_confidence", "practice", "reference", "paraphrase", "assumption", "name",
}  # fmt: skip
OF_A_LINE = ("status", "consent_date", "in_force_for_party", "left_on")

Tree = Mapping[str, bytes]
Row = Mapping[str, Any]


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
        was, now, same = [], list(after.get(pair, ())), []
        for x in before.get(pair, ()):
            place = next((n for n, y in enumerate(now) if day_of(y) == day_of(x)), None)
            if place is None:
                was.append(x)
            else:
                same.append((x, now.pop(place)))
        for x, y in (*same, *zip(was, now, strict=False)):
            for key, one, other in differing(x, y):
                yield Change("record", *pair, f"{day_of(y)}.{key}", one, other)
        for x in was[len(now) :]:
            yield Change("record", *pair, "removed", told(x), None)
        for y in now[len(was) :]:
            yield Change("record", *pair, "added", None, told(y))


def told(row: Row) -> str:
    """Return a row of the record on one line."""
    days = (f"{key} {row[key]}" for key in ("announced", "received", "effect") if row.get(key))
    what = (row.get("kind", "withdrawal"), *days, row.get("status", "effective"))
    return ", ".join((*what, row.get("confidence", "known")))


def lists_of(files: Tree) -> dict[str, dict[str, Row]]:
    """Return the lines of each list of parties by State."""
    return {
        path[len(PARTIES) : -len(".csv")]: {
            row["party"]: row for row in csv.DictReader(io.StringIO(data.decode()))
        }
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
            count = sum(row["status"] == "party" for row in (now or {}).values())
            text = f"{count} parties, {good_for.get(treaty, 'as of a day not known')}"
            yield Change("list", treaty, None, "added", None, text)
        elif now is None:
            yield Change("list", treaty, None, "removed", f"{len(was)} lines", None)
        else:
            yield from lines(treaty, was, now)


def lines(treaty: str, was: dict[str, Row], now: dict[str, Row]) -> Iterator[Change]:
    """Yield what differs in the lines of one list."""
    for party in sorted(was.keys() | now.keys()):
        for key in OF_A_LINE:
            one = was.get(party, {}).get(key) or None
            other = now.get(party, {}).get(key) or None
            if one != other:
                yield Change("party", treaty, party, key, one, other)


def compared(old: Tree, new: Tree) -> Iterator[Change]:
    """Yield every changed fact."""
    laws = of_files(tables(old, TREATIES), tables(new, TREATIES), "title")
    yield from (Change("treaty", name, None, *rest) for name, *rest in laws)
    yield from record(old, new)
    yield from lists(old, new)
    states = of_files(tables(old, PROCEDURES), tables(new, PROCEDURES), "name")
    yield from (Change("procedure", None, name, *rest) for name, *rest in states)


def main(version: str, revision: str | None = None) -> None:
    """Write the file of a version."""
    rows = list(compared(tree(revision or f"v{version}"), today()))
    text = "".join(json.dumps(astuple(row), ensure_ascii=False) + "\n" for row in rows)
    path = DIRECTORY / f"{version}.jsonl.gz"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{path.name}: {len(rows)} changed facts, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
