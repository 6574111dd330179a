"""What is wrong with treaties that read: their life, their numbers, their names, their sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from withdrawal.datafiles import read_toml, structure
from withdrawal.law.names import normal
from withdrawal.law.treaties.life import untold_endings
from withdrawal.law.treaties.treaty import DATA, Treaty

__all__ = ["SHARED_NAMES", "complaints_of_names", "complaints_of_treaty"]

SHARED_NAMES = DATA / "shared_names.toml"
"""Names that several treaties are known by; everything else names one."""

_NOT_READ = re.compile(r"\bnot (yet )?(been )?read\b", re.IGNORECASE)


def complaints_of_treaty(treaty: Treaty, known: Container[str]) -> Iterator[str]:
    """Yield what is wrong with one treaty beyond what its reader refuses.

    Args:
        treaty: the treaty.
        known: the ids that there are.
    """
    yield from (f"{each}." for each in treaty.gaps())
    for each in treaty.replaced_by:
        if each not in known:
            yield f"key replaced_by: {each!r} is not the id of a treaty known here."
    for key in untold_endings(treaty, treaty.status, treaty.notes):
        yield (
            f"key {key}: tells of an end, or that the treaty is not in force: expected a key of "
            "its life that says so (ended, not_in_force, binds_still, suspended_since ...)."
        )
    yield from treaty.identifiers.complaints()
    if treaty.confidence == "verified" and _says_not_read(treaty):
        yield "key confidence: 'verified', where a note or source says 'not read'."


def _says_not_read(treaty: Treaty) -> bool:
    return any(_NOT_READ.search(each) for each in (*treaty.notes, *treaty.sources))


def complaints_of_names(treaties: Iterable[Treaty]) -> Iterator[tuple[str, str]]:
    """Yield the id of a treaty and what is wrong with a name that another treaty has too."""
    owners: dict[str, list[str]] = defaultdict(list)
    for treaty in treaties:
        for name in {normal(each) for each in (treaty.title, *treaty.short_names)}:
            owners[name].append(treaty.id)
    shared = _shared_names()
    for name, ids in sorted(owners.items()):
        if len(set(ids)) > 1 and name not in shared:
            yield ids[-1], f"the name {name!r} is that of {', '.join(ids[:-1])} too: expected one."


def _shared_names() -> frozenset[str]:
    data = read_toml(SHARED_NAMES).get("names", [])
    return frozenset(map(normal, structure(data, list[str], source=SHARED_NAMES.name)))
