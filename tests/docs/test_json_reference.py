"""The reference of JSON lists the keys of every object that the command line prints."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from withdrawal.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
_PART = re.compile(
    r"<!-- keys: (?P<command>[^\n]+) -->\n(?P<body>.*?)(?=^## |<!-- keys|\Z)", re.M | re.S
)
_ROW = re.compile(r"^\| (?P<keys>`[^|]+) \|", re.M)
PARTS = [(each["command"], each["body"]) for each in _PART.finditer(PAGE.read_text("utf-8"))]


def _keys(table: str) -> set[str]:
    """Return the keys named in the first column of a table."""
    return {key for row in _ROW.finditer(table) for key in re.findall(r"`(\w+)`", row["keys"])}


@pytest.fixture
def printed(reader: Path, capsys: pytest.CaptureFixture[str], command: str) -> dict[str, Any]:
    """The object that a command prints with ``--json``."""
    (reader / "withdrawal.toml").write_text(
        'id = "own-2001"\ntitle = "Own"\nsources = ["a text"]\nconfidence = "known"\n'
        '[clause]\nexit = "silent"\n',
        encoding="utf-8",
    )
    main([*shlex.split(command), "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


@pytest.mark.parametrize(("command", "body"), PARTS, ids=[command for command, _ in PARTS])
def test_the_keys_and_the_schema_are_the_true_ones(
    command: str, body: str, printed: dict[str, Any]
) -> None:
    """A part quotes the schema, all keys of the object and of what is under "each:", no others."""
    assert f"`{printed['schema']}`" in body
    first, _, _ = body.partition("\n**")
    assert _keys(first) == set(printed)
    for name, table in re.findall(r"\*\*(\w+)\*\*, each:\n(.*?)(?=\n\*\*|\Z)", body, re.S):
        assert _keys(table) == set(printed[name][0])
        assert all(set(entry) == set(printed[name][0]) for entry in printed[name])


def test_every_schema_of_the_package_is_listed() -> None:
    """No schema is missing from the page, save those of data that the package keeps for itself."""
    package = Path(__file__).parents[2] / "withdrawal"
    text = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    schemas = set(re.findall(r'"(withdrawal/[a-z-]+/\d+)"', text))
    kept = [json.loads(path.read_bytes()) for path in package.glob("odds/data/*.json")]
    schemas -= {each.get("schema") for each in kept}
    assert schemas - set(re.findall(r"withdrawal/[a-z-]+/\d+", PAGE.read_text("utf-8"))) == set()
