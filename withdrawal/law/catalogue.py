"""The catalogue of treaties: one data file each, found by id or by any of their names.

An index names every treaty and the file it stands in, so that a question reads the index and
one file. `build_index` makes it; a test keeps it fresh.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

from withdrawal.errors import AmbiguousNameError, DataFileError, UnknownTreatyError
from withdrawal.law.names import NameIndex
from withdrawal.law.operators import Runs, kind_of
from withdrawal.law.treaty import DATA, Treaty, read_treaties

__all__ = ["Catalogue", "build_index", "catalogue", "resolve_treaty", "summary", "treaty"]

INDEX = DATA / "treaties.json"
SUMMARIES = DATA / "summaries.json"
DIRECTORY = DATA / "treaties"


@frozen(eq=False)
class Catalogue:
    """A set of treaties, read from their files only when asked for.

    Attributes:
        files: by id, the file each treaty stands in.
        index: the names.
        carried: by id, the treaties that leaving one also leaves.
        added: the summaries of treaties added to the packaged ones.
    """

    files: Mapping[str, str] = field(repr=False)
    index: NameIndex = field(repr=False)
    carried: Mapping[str, tuple[str, ...]] = field(repr=False)
    added: Mapping[str, Mapping[str, Any]] = field(factory=dict, repr=False)
    _read: dict[str, Treaty] = field(factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.files)

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __contains__(self, key: object) -> bool:
        return key in self.files

    @property
    def summaries(self) -> dict[str, Mapping[str, Any]]:
        """What a list of treaties shows, by id (see `summary`)."""
        return {**_packaged_summaries(), **self.added}

    def carried_along(self, key: str) -> tuple[str, ...]:
        """Return the treaties that leaving one also leaves, directly or through another."""
        found: dict[str, None] = {}
        waiting = [key]
        while waiting:
            for child in self.carried.get(waiting.pop(), ()):
                if child not in found:
                    found[child] = None
                    waiting.append(child)
        return tuple(sorted(found))

    def treaty(self, key: str) -> Treaty:
        """Return the treaty with an id.

        Raises:
            UnknownTreatyError: no treaty has that id.
            DataFileError: its file is malformed.
        """
        if key not in self._read:
            if key not in self.files:
                raise self._unknown(key)
            path = DIRECTORY / self.files[key]
            self._read.update({each.id: each for each in read_treaties(path, only=key)})
            if key not in self._read:
                raise DataFileError(f"{path.name}: expected to find the treaty {key!r} in it.")
        return self._read[key]

    def resolve(self, name: str) -> Treaty:
        """Return the treaty a name stands for.

        Args:
            name: an id, an official title, a common name or an abbreviation.

        Raises:
            UnknownTreatyError: it fits none; the suggestions are the nearest names.
            AmbiguousNameError: it fits several; the suggestions list their ids.
        """
        if not isinstance(name, str) or not name.strip():
            raise self._unknown(name)
        found = (name,) if name in self.files else self.index.find(name)
        if len(found) == 1:
            return self.treaty(found[0])
        if not found:
            raise self._unknown(name)
        summaries = self.summaries
        listed = [f"{summaries[key]['name']} ({key})" for key in found[:8]]
        more = f" and {len(found) - 8} more" if len(found) > 8 else ""
        raise AmbiguousNameError(
            f"{name!r} fits several treaties: {'; '.join(listed)}{more}. Name one of them.",
            suggestions=found[:8],
        )

    def extended(self, directory: Path) -> Catalogue:
        """Return this catalogue with the data files of a directory added.

        Raises:
            DataFileError: the directory is missing, or a file in it is malformed.
        """
        if not directory.is_dir():
            raise DataFileError(f"{directory}: expected a directory of treaty files (*.toml).")
        added = build_index(sorted(directory.glob("*.toml")))
        replaced = frozenset(added.files)
        exact = {name: ids - replaced for name, ids in self.index.exact.items()}
        for name, ids in added.index.exact.items():
            exact[name] = exact.get(name, frozenset()) | ids
        carried = {
            parent: (
                *(child for child in self.carried.get(parent, ()) if child not in replaced),
                *added.carried.get(parent, ()),
            )
            for parent in {**self.carried, **added.carried}
        }
        summaries = {**self.added, **added.added}

        def label(key: str) -> str:
            return str((summaries.get(key) or _packaged_summaries()[key])["name"])

        return Catalogue(
            files={**self.files, **added.files},
            index=NameIndex({name: ids for name, ids in exact.items() if ids}, label),
            carried={parent: children for parent, children in carried.items() if children},
            added=summaries,
        )

    def _unknown(self, name: object) -> UnknownTreatyError:
        nearest = self.index.nearest(name, 3) if isinstance(name, str) else ()
        hint = f"; did you mean {nearest[0]}?" if nearest else "."
        return UnknownTreatyError(
            f"{str(name)[:80]!r} is not a treaty known here: expected an id or a name{hint}",
            suggestions=nearest,
        )


@cache
def catalogue() -> Catalogue:
    """Return the packaged catalogue."""
    data = json.loads(INDEX.read_text(encoding="utf-8"))
    exact = {name: frozenset(ids) for name, ids in data["names"].items()}
    return Catalogue(
        files=data["files"],
        index=NameIndex(exact, lambda key: str(_packaged_summaries()[key]["name"])),
        carried={key: tuple(children) for key, children in data["carried"].items()},
    )


@cache
def _packaged_summaries() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads(SUMMARIES.read_text(encoding="utf-8"))
    return data


def treaty(key: str) -> Treaty:
    """Return the packaged treaty with an id, as `Catalogue.treaty`."""
    return catalogue().treaty(key)


def resolve_treaty(name: str) -> Treaty:
    """Return the packaged treaty a name stands for, as `Catalogue.resolve`."""
    return _resolved(name) if isinstance(name, str) else catalogue().resolve(name)


@lru_cache(maxsize=4096)
def _resolved(name: str) -> Treaty:
    return catalogue().resolve(name)


def summary(each: Treaty, file: str) -> dict[str, Any]:
    """Return what a list of treaties shows of one, and where it is read from."""
    runs = next((op for op in each.clause.operators if isinstance(op, Runs)), None)
    return {
        "file": file,
        "name": each.name,
        "title": each.title,
        "depositaries": list(each.depositaries),
        "category": each.category,
        "exit": each.clause.exit,
        "period": str(runs.period) if runs else None,
        "shape": [kind_of(op) for op in each.clause.operators],
        "in_force": each.in_force.isoformat() if each.in_force else None,
        "untc_chapter": each.untc_chapter,
        "parent": each.parent.treaty if each.parent and each.parent.exit_carries else None,
        "confidence": each.confidence,
    }


def build_index(paths: Iterable[Path]) -> Catalogue:
    """Return the catalogue of the treaties in some data files, every one read.

    Raises:
        DataFileError: a file is malformed, or an id stands in two files.
    """
    files: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    carried: dict[str, list[str]] = defaultdict(list)
    summaries: dict[str, dict[str, Any]] = {}
    for path in paths:
        file = path.name if path.parent == DIRECTORY else str(path.resolve())
        for each in read_treaties(path):
            if each.id in files:
                raise DataFileError(f"{path.name}: the id {each.id!r} stands elsewhere too.")
            files[each.id] = file
            summaries[each.id] = summary(each, file)
            names[each.id] = (each.title, *each.short_names)
            if each.parent is not None and each.parent.exit_carries:
                carried[each.parent.treaty].append(each.id)
    index = NameIndex.of(names, lambda key: str(summaries[key]["name"]))
    return Catalogue(files, index, {key: tuple(each) for key, each in carried.items()}, summaries)
