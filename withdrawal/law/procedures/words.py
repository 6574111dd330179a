"""What records call the steps on the way out: words, without the stages that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from withdrawal.datafiles import read_toml

DATA = Path(__file__).parents[1] / "data" / "procedures"
KINDS = DATA / "_kinds.toml"

TOLD_BY: Mapping[str, str] = read_toml(DATA / "_notices.toml")
"""By recipient of a notice besides the depositary, the step that records that it was told."""

NOTES = (*TOLD_BY.values(), "objection", "period-extended", "conflict-began", "conflict-ended")
"""Steps that leave a case where it is."""

COMMON_WORDS = {
    "suspension-notice": "suspension-claimed",
    "objection-to-suspension": "objection",
    "prolonged": "period-extended",
    "extended": "period-extended",
    "revocation": "revoked",
    "notice-revoked": "revoked",
    "in-effect": "effect",
}
"""What records call the steps on the treaty's side, which belong to no stage of a procedure."""


@cache
def kind_tables() -> dict[str, Any]:
    """Return the file of the kinds of stages as it stands, a table a kind."""
    return read_toml(KINDS)


def words_of(kind: str) -> frozenset[str]:
    """Return what records call a stage of a kind."""
    return frozenset({kind, *kind_tables()[kind].get("aliases", ())})
