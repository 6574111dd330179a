"""The catalogue of treaties: one data file each, found by id or by any of their names.

An index names every treaty and the file it stands in, so that a question reads the index and
one file. `build_index` makes it; a test keeps it fresh. A folder of the user's own lays its
``treaties/*.toml`` over the packaged ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field

from withdrawal import overlay
from withdrawal.datafiles import read_json
from withdrawal.errors import AmbiguousNameError, DataFileError, UnknownTreatyError
from withdrawal.law.names import NameIndex, body_founded, core_words
from withdrawal.law.treaties.numbers import Numbered, number_key
from withdrawal.law.treaties.treaty import DATA, Treaty, read_treaties
from withdrawal.values import frozen

INDEX = DATA / "treaties.json"
NUMBERS = DATA / "numbers.json"
SUMMARIES = DATA / "summaries.json"
DIRECTORY = DATA / "treaties"

_SHORTEST_GUESSED = 6
_LIKENESS = 0.75


@frozen(eq=False)
class Catalogue:
    """A set of treaties, read from their files only when asked for.

    Attributes:
        files: by id, the file each treaty stands in.
        index: the names.
        carried: by id, the treaties that leaving one also leaves.
        added: the summaries of treaties added to the packaged ones.
        added_numbers: by key, the official numbers of those.
        complaints: what is wrong with files of the user's own that were left out.
    """

    files: Mapping[str, str] = field(repr=False)
    index: NameIndex = field(repr=False)
    carried: Mapping[str, tuple[str, ...]] = field(repr=False)
    added: Mapping[str, Mapping[str, Any]] = field(factory=dict, repr=False)
    added_numbers: Mapping[str, Numbered] = field(factory=dict, repr=False)
    complaints: tuple[str, ...] = ()
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
        packaged: dict[str, Mapping[str, Any]] = read_json(SUMMARIES)
        return {**packaged, **self.added} if self.added else packaged

    def name_of(self, key: str) -> str:
        """Return a treaty's usual name; the id itself where no treaty has it."""
        known = self.added.get(key) or read_json(SUMMARIES).get(key)
        return str(known["name"]) if known else key

    @property
    def numbers(self) -> dict[str, Numbered]:
        """The treaties of each official number, by the form in which it compares."""
        packaged = _packaged_numbers()
        if not self.added:
            return packaged
        kept = {key: _without(each, self.added) for key, each in packaged.items()}
        merged = {key: each for key, each in kept.items() if each.answers}
        for key, each in self.added_numbers.items():
            before = merged.get(key, Numbered(()))
            merged[key] = Numbered(each.answers, (*each.others, *before.answers, *before.others))
        return merged

    def numbered(self, name: str) -> Numbered:
        """Return the treaties of an official number, in any of the forms it is written in.

        Example:
            >>> catalogue().numbered("CETS No. 5").answers
            ('echr-1950',)
        """
        key = number_key(name)
        found = None if key is None else self.numbers.get(key)
        return found or Numbered(())

    def same_number(self, name: str) -> tuple[str, ...]:
        """Return the other treaties of the official number that a text is; none for a name."""
        is_name = name in self.files or self.index.find(name)
        return () if is_name else self.numbered(name).others

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

    def resolve(self, name: str | Treaty) -> Treaty:
        """Return the treaty a name stands for.

        Args:
            name: an id, an official title, a common name, an abbreviation or an official number;
                a `Treaty` stands for itself.

        Raises:
            UnknownTreatyError: it fits none; the suggestions are the nearest names.
            NoTreatyError: it is a body that no treaty of its own binds to.
            AmbiguousNameError: it fits several; the suggestions list their ids.
        """
        if isinstance(name, Treaty):
            return name
        if not isinstance(name, str) or not name.strip():
            raise self._unknown(name)
        found = self._called(name)
        if len(found) == 1:
            return self.treaty(found[0])
        if not found:
            raise self._unknown(name)
        raise self._ambiguous(name, found)

    def _called(self, name: str) -> tuple[str, ...]:
        """Return the ids that a name or number stands for, or whose names hold all its words.

        One name that only holds the words is not enough to be meant.
        """
        if name in self.files:
            return (name,)
        found = self.index.find(name)
        if found:
            return found
        number = self.numbered(name)
        if number.answers:
            return number.answers + (number.others if len(number.answers) > 1 else ())
        twice = self._called_twice(name)
        if twice:
            return twice
        _refuse_body(name)
        holding = () if number_key(name) else self.index.holding(name)
        return holding if len(holding) > 1 else ()

    def _called_twice(self, name: str) -> tuple[str, ...]:
        """Return the id of what is named in brackets once more, as in "Mine Ban Treaty (APMBC)"."""
        first, bracket, rest = name.rstrip().removesuffix(")").partition(" (")
        if not bracket:
            return ()
        one, other = (
            self.index.find(each) or self.numbered(each).answers for each in (first, rest)
        )
        both = tuple(key for key in one if key in other)
        return both if len(both) == 1 else ()

    def _ambiguous(self, name: str, found: tuple[str, ...]) -> AmbiguousNameError:
        summaries = self.summaries
        listed = [f"{summaries[key]['name']} ({key})" for key in found[:8]]
        more = f" and {len(found) - 8} more" if len(found) > 8 else ""
        return AmbiguousNameError(
            f"{name[:80]!r} fits several treaties: {'; '.join(listed)}{more}. Name one of them.",
            suggestions=found[:8],
        )

    def extended(self, directory: Path) -> Catalogue:
        """Return this catalogue with a directory's files added; DataFileError for a faulty one."""
        if not directory.is_dir():
            raise DataFileError(f"{directory}: expected a directory of treaty files (*.toml).")
        return self._over(build_index(sorted(directory.glob("*.toml"))))

    def _over(self, added: Catalogue) -> Catalogue:
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
            return str((summaries.get(key) or read_json(SUMMARIES)[key])["name"])

        return Catalogue(
            files={**self.files, **added.files},
            index=NameIndex({name: ids for name, ids in exact.items() if ids}, label),
            carried={parent: children for parent, children in carried.items() if children},
            added=summaries,
            added_numbers={**self.added_numbers, **added.added_numbers},
            complaints=(*self.complaints, *added.complaints),
        )

    def _nearest(self, name: object) -> tuple[str, ...]:
        """Return the names that hold all words of one, or are like it; an abbreviation has none."""
        if not isinstance(name, str) or number_key(name):
            return ()
        held = tuple(self.index.label(key) for key in self.index.holding(name)[:3])
        like = self.index.nearest(name, 3, shortest=_SHORTEST_GUESSED, likeness=_LIKENESS)
        return tuple(dict.fromkeys((*held, *like)))[:3]

    def _unknown(self, name: object) -> UnknownTreatyError:
        nearest = self._nearest(name)
        hint = f"; did you mean {nearest[0]}?" if nearest else "."
        return UnknownTreatyError(
            f"{str(name)[:80]!r} is not a treaty known here: expected an id or a name{hint}",
            suggestions=nearest,
        )


def _refuse_body(name: str) -> None:
    """Raise the plain answer about a body that no treaty of its own binds to, if it is one."""
    from withdrawal.law.treaties.bodies import body_called, no_treaty

    body = body_called(name)
    if body is not None:
        raise no_treaty(body)


def _without(each: Numbered, replaced: Container[str]) -> Numbered:
    """Return the treaties of a number without some; another then answers for the one that did."""
    answers = tuple(key for key in each.answers if key not in replaced)
    others = tuple(key for key in each.others if key not in replaced)
    return Numbered(answers, others) if answers else Numbered(others)


@overlay.remembered
def catalogue() -> Catalogue:
    """Return the packaged catalogue, with the treaties of the user's own folders laid over it."""
    found = packaged()
    for root in overlay.roots():
        own = sorted((root / "treaties").glob("*.toml"))
        found = found._over(build_index(own, is_strict=False))
    return found


@cache
def packaged() -> Catalogue:
    """Return the packaged catalogue, whatever folders are in use."""
    data = read_json(INDEX)
    exact = {name: frozenset(ids) for name, ids in data["names"].items()}
    return Catalogue(
        files=data["files"],
        index=NameIndex(exact, lambda key: str(read_json(SUMMARIES)[key]["name"])),
        carried={key: tuple(children) for key, children in data["carried"].items()},
    )


@cache
def _packaged_numbers() -> dict[str, Numbered]:
    return {
        key: Numbered((each,)) if isinstance(each, str) else Numbered(*map(tuple, each))
        for key, each in read_json(NUMBERS).items()
    }


def treaty(key: str) -> Treaty:
    """Return the treaty with an id, as `Catalogue.treaty`."""
    return catalogue().treaty(key)


def resolve_treaty(name: str | Treaty, catalogue: Catalogue | None = None) -> Treaty:
    """Return the treaty a name or an official number stands for, as `Catalogue.resolve`.

    Args:
        name: the name, or a treaty.
        catalogue: where it is looked for; default the packaged one with the user's own folders.
    """
    if catalogue is not None:
        return catalogue.resolve(name)
    return _resolved(name) if isinstance(name, str) else packaged().resolve(name)


@overlay.remembered
def _resolved(name: str) -> Treaty:
    return catalogue().resolve(name)


def build_index(paths: Iterable[Path], *, is_strict: bool = True) -> Catalogue:
    """Return the catalogue of the treaties in some data files, every one read.

    Args:
        is_strict: whether a malformed file is an error; else it is left out, and what is wrong
            with it kept among `Catalogue.complaints`.

    Raises:
        DataFileError: a file is malformed, or an id stands in two files.
    """
    from withdrawal.law.treaties.summaries import numbers_of, summary

    files: dict[str, str] = {}
    every: list[Treaty] = []
    wrong: list[str] = []
    for path in paths:
        try:
            found = _read_beside(path, files)
        except DataFileError as error:
            if is_strict:
                raise
            wrong.append(error.message)
            continue
        file = path.name if path.parent == DIRECTORY else str(path.resolve())
        files.update({each.id: file for each in found})
        every += found
    summaries = {each.id: summary(each, files[each.id]) for each in every}
    carried: dict[str, tuple[str, ...]] = {}
    for each in every:
        for carrier, is_sure in each.carriers.items():
            if is_sure:
                carried[carrier] = (*carried.get(carrier, ()), each.id)
    names = {each.id: (each.title, *each.short_names) for each in every}
    index = _index_of(names, lambda key: str(summaries[key]["name"]))
    return Catalogue(files, index, carried, summaries, numbers_of(every), tuple(wrong))


def _index_of(names: Mapping[str, tuple[str, ...]], label: Callable[[str], str]) -> NameIndex:
    """Return the index of names, and of the bodies founded that no other treaty's name holds."""
    index = NameIndex.of(names, label)
    founded = ((key, body_founded(each[0])) for key, each in names.items())
    bodies = {
        key: (body,)
        for key, body in founded
        if body and index.holding_in_a_row(core_words(body)) == (key,)
    }
    return NameIndex.of({key: (*each, *bodies.get(key, ())) for key, each in names.items()}, label)


def _read_beside(path: Path, files: Container[str]) -> tuple[Treaty, ...]:
    """Return the treaties of a file; raise where one of them stands twice, there or elsewhere."""
    found = read_treaties(path)
    for key, times in Counter(each.id for each in found).items():
        if times > 1 or key in files:
            raise DataFileError(f"{path.name}: the id {key!r} stands elsewhere too.")
    return found
