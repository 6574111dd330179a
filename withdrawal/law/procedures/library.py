"""The procedures on record: one TOML file a State, read when it is asked for.

A file of the user's own, ``procedures/XXX.toml`` in a folder that is laid over the package's data,
counts before the packaged one. A State without a file gets a named default, and says so.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import evolve

from withdrawal.law.procedures.file import read_procedure
from withdrawal.law.procedures.procedure import Procedure
from withdrawal.law.procedures.words import DATA
from withdrawal.overlay import remembered, roots

_FILES = "[A-Z][A-Z][A-Z].toml"


def procedures() -> tuple[str, ...]:
    """Return the States with a procedure of their own, ISO 3166-1 alpha-3, sorted."""
    return tuple(sorted({path.stem for folder in _folders() for path in folder.glob(_FILES)}))


def procedure(country: str) -> Procedure:
    """Return a State's procedure, read once, else the named default; errors as `read_procedure`."""
    for folder in reversed(_folders()[1:]):
        own = folder / f"{country}.toml"
        if own.is_file():
            return _own(own)
    return _packaged(country)


def _folders() -> tuple[Path, ...]:
    return (DATA, *(root / "procedures" for root in roots()))


_own = remembered(read_procedure)


@cache
def _packaged(country: str) -> Procedure:
    path = DATA / f"{country}.toml"
    if path.is_file():
        return read_procedure(path)
    return evolve(read_procedure(DATA / "_default.toml"), country=country, is_default=True)
