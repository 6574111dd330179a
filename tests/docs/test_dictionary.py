"""The data dictionary is the one that the classes give, and the data keep to it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from withdrawal.cli import main
from withdrawal.dates import PartialDate
from withdrawal.record.history import HISTORY
from withdrawal.record.kinds import RecordKind
from withdrawal.record.parties import PARTIES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "data" / "dictionary.md"
Rows = dict[str, tuple[str, str, str]]


def tables() -> dict[str, Rows]:
    """Return the tables of the page by heading: meaning, type and null of each name."""
    found: dict[str, Rows] = {}
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \| (.+) \|$", part, re.M)
        found[part.split("\n")[0].strip("`")] = {name: tuple(rest) for name, *rest in rows}  # type: ignore[misc]
    return found


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return the rows that a command prints as CSV."""
    assert main([command, "--csv"]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def check(rows: Iterator[dict[str, Any]] | list[dict[str, Any]], told: Rows) -> None:
    """Check that rows have only described columns, values where none may be null, known words."""
    for row in rows:
        assert set(row) <= set(told)
        for name, (_, kind, null) in told.items():
            value = row.get(name)
            if value in (None, ""):
                assert null != "never", (name, row)
            elif kind.startswith("word: "):
                assert str(value) in re.findall(r"`([^`]+)`", kind), (name, value)
            elif kind == "day":
                assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)), (name, value)
            elif kind.startswith("partial date") and str(value) not in kind:
                assert str(PartialDate.parse(str(value))) == str(value), (name, value)
            elif kind in ("yes or no", "true or false"):
                assert str(value) in ("True", "False"), (name, value)


class TestDictionary:
    def test_it_is_what_the_classes_say(self, tmp_path: Path) -> None:
        """The page is the one that the tool writes today; a key without a meaning stops it."""
        code = "import write_dictionary; print(write_dictionary.page(), end='')"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT / "tools", capture_output=True, check=True
        )
        assert done.stdout.decode() == PAGE.read_text(encoding="utf-8")

    def test_every_cell_is_filled(self) -> None:
        """Every name has a meaning, a type and a word on null."""
        found = tables()
        assert len(found) >= 30
        assert all(rows for rows in found.values())
        assert all(cell.strip() for rows in found.values() for row in rows.values() for cell in row)

    @pytest.mark.parametrize(
        ("command", "heading"),
        [
            ("history", "The record of withdrawals"),
            ("treaties", "The list of treaties"),
            ("countries", "The list of States"),
        ],
    )
    def test_what_is_printed(
        self, command: str, heading: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Every column of a table is described, and its values are of that kind."""
        rows = printed(command, capsys)
        assert rows
        beside = tables()["Names beside the codes"] if command == "history" else {}
        check(rows, {**tables()[heading], **beside})

    def test_the_record(self) -> None:
        """Every key of the record is described, and its values are of that kind."""
        lines = HISTORY.read_text(encoding="utf-8").splitlines()
        told = tables()["The record of withdrawals"]
        check([json.loads(line) for line in lines if line.strip()], told)

    def test_the_lists_of_parties(self) -> None:
        """So is every column of the lists of parties."""
        told = tables()["Lists of parties"]
        lists = sorted({*PARTIES.glob("*.csv")} - {PARTIES / "sources.csv", PARTIES / "lists.csv"})
        assert len(lists) > 400
        for path in lists:
            with path.open(encoding="utf-8", newline="") as file:
                check(csv.DictReader(file), told)

    @pytest.mark.parametrize(
        ("path", "heading"),
        [
            (PARTIES / "lists.csv", "What each list is good for"),
            (PARTIES.parent / "second_source.csv", "A second source of parties"),
        ],
    )
    def test_the_tables_beside_them(self, path: Path, heading: str) -> None:
        """And every column of what each list is good for, and of the source to compare with."""
        with path.open(encoding="utf-8", newline="") as file:
            check(csv.DictReader(file), tables()[heading])

    def test_the_observations(self) -> None:
        """So is every key of the observations."""
        path = ROOT / "withdrawal" / "odds" / "data" / "observations.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
        check([json.loads(line) for line in lines], tables()["How long steps took"])


def test_the_kinds_of_record_are_what_the_page_says() -> None:
    """The record's page says of every kind whether it ends the bond, is a notice, is scored."""
    page = (PAGE.parent / "record.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+`) \| (yes|no) \| (yes|no) \| (yes|no) \|$", page, re.M)
    said = {kind: row[1:] for row in rows for kind in re.findall(r"`([^`]+)`", row[0])}
    true = {
        each.value: tuple(
            "yes" if is_so else "no"
            for is_so in (each.ends_bond or each.undoes_consent, each.is_notice, each.is_scored)
        )
        for each in RecordKind
    }
    assert said == true
