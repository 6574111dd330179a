"""The procedures on record: one TOML file a State, read when it is asked for.

A State without a file gets a named default, and says so.
"""

from __future__ import annotations

from functools import cache

from attrs import evolve

from withdrawal.law.procedures.file import DATA, read_procedure
from withdrawal.law.procedures.procedure import Procedure

__all__ = ["procedure", "procedures"]


@cache
def procedures() -> tuple[str, ...]:
    """Return the States with a procedure of their own, ISO 3166-1 alpha-3, sorted."""
    return tuple(sorted(path.stem for path in DATA.glob("[A-Z][A-Z][A-Z].toml")))


@cache
def procedure(country: str) -> Procedure:
    """Return the procedure of a State, read once; the named default where it has no file.

    Args:
        country: ISO 3166-1 alpha-3.

    Raises:
        DataFileError: the file is malformed; the message names file, key and expectation.
    """
    if country in procedures():
        return read_procedure(DATA / f"{country}.toml")
    return evolve(read_procedure(DATA / "_default.toml"), country=country, is_default=True)
