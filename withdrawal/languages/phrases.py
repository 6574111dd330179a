"""Phrases and where they occur in a question: the one matcher behind names, treaties and cues.

A phrase is written as folded words, the way a dictionary would: ``mine ban`` (these two words),
``otav*`` (any word that begins so: Otavos, Otavai), ``litw+`` (with a case ending of the
language), ``agreement*|accord`` (either). A leading
``~`` marks a weak phrase, which counts only where the rest of the question speaks of treaties
(Ottawa is also a city); ``?`` one that gives way to any other (the EU may be the party).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any

from attrs import field

from withdrawal.languages.words import Kept, fold, spaced
from withdrawal.values import frozen

LONGEST_ENDING = 10
"""How many letters a case ending may add to the stem of a phrase."""
LONGEST_COMPOUND = 24
"""How many letters the rest of a compound may add, as in Ottawa|konventionen."""
MOST_SKIPPED = 4
_KEY = 2


class Strength(Enum):
    """How much a phrase says by itself."""

    FULL = 2
    WEAK = 1
    FALLBACK = 0


@frozen
class Element:
    """One place of a phrase: the words and the beginnings of words that may stand there.

    Attributes:
        exact: whole words.
        stems: beginnings of words.
    """

    exact: frozenset[str]
    stems: tuple[str, ...]

    def matches(self, word: str, longest: int) -> bool:
        """Return whether a word may stand there, with at most so many letters after a stem."""
        if word in self.exact:
            return True
        return any(
            word.startswith(stem) and len(word) - len(stem) <= longest for stem in self.stems
        )


@frozen(eq=False, slots=False)
class Phrase:
    """A way of naming something.

    Attributes:
        value: what it names: an ISO code, a treaty's id, a cue.
        words: what stands in each place, as the data file writes it.
        cases: the endings of which one stands for the ``+`` of a word.
        strength: whether it counts by itself.
        is_capitals: whether it counts only when written in capitals (WHO, not who).
    """

    value: Any
    words: tuple[str, ...]
    cases: tuple[str, ...] = ()
    strength: Strength = Strength.FULL
    is_capitals: bool = False

    @property
    def first(self) -> Element:
        """What stands in the first place, by which it is filed."""
        return _element(self.words[0], self.cases)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """What stands in each place: made when a question first has a word of it."""
        return tuple(_element(each, self.cases) for each in self.words)

    @cached_property
    def second(self) -> frozenset[str] | None:
        """The words of which one must follow; None where that is not said of whole words."""
        is_said = len(self.elements) > 1 and not self.elements[1].stems
        return self.elements[1].exact if is_said else None


@frozen(eq=False)
class Match:
    """A phrase found in a question.

    Attributes:
        phrase: the phrase.
        places: the indices of its words; words skipped in between are not listed.
        letters: how many letters of the question it explains.
    """

    phrase: Phrase
    places: tuple[int, ...]
    letters: int

    @property
    def value(self) -> Any:
        """What the phrase names."""
        return self.phrase.value

    @property
    def rank(self) -> tuple[int, int, int]:
        """Longer matches first, then those that leave the shortest ending unexplained."""
        return (len(self.places), self.letters, -self.places[0])


def parse_phrases(
    text: str, value: Any, *, drop: frozenset[str] = frozenset(), cases: tuple[str, ...] = ()
) -> Iterable[Phrase]:
    """Yield the phrases of a data file's line: separated by ``;``, each a few words.

    Args:
        text: for example ``"~ottawa; mine ban; landmine*"``.
        value: what all of them name.
        drop: words that are left out of longer phrases, because a question may leave them out.
        cases: the endings of which one stands for the ``+`` of a word.
    """
    for each in text.split(";"):
        phrase = _phrase(each.strip(), value, drop, cases)
        if phrase is not None:
            yield phrase


def plain_phrase(words: list[str], value: Any, *, drop: frozenset[str] = frozenset()) -> Phrase:
    """Return the phrase of a plain name, given as folded words; one word counts in capitals."""
    kept = [each for each in words if each not in drop] or words
    return Phrase(value, tuple(kept), is_capitals=len(words) == 1)


def _phrase(text: str, value: Any, drop: frozenset[str], cases: tuple[str, ...]) -> Phrase | None:
    strength = {"~": Strength.WEAK, "?": Strength.FALLBACK}.get(text[:1], Strength.FULL)
    capitals = "^" in text[:2]
    words = spaced(text.lstrip("~?^")).split()
    kept = [each for each in words if each not in drop]
    if len(kept) < 2:
        kept = words
    if not kept:
        return None
    return Phrase(value, tuple(kept), cases, strength, capitals)


@lru_cache(maxsize=16_384)  # a language says "konvention*" a thousand times
def _element(text: str, cases: tuple[str, ...]) -> Element:
    options = [fold(each) for each in text.split("|")]
    inflected = (each[:-1] + case for each in options if each.endswith("+") for case in cases)
    return Element(
        frozenset((*(each for each in options if each[-1:] not in ("*", "+")), *inflected)),
        tuple(each[:-1] for each in options if each.endswith("*")),
    )


@frozen(eq=False, slots=False)
class Phrasebook:
    """Phrases, filed by their first word when first one is looked for.

    Attributes:
        phrases: all of them.
        skipped: words that may stand between two words of a phrase (of, the, der).
        longest: how many letters may follow a stem.
    """

    phrases: tuple[Phrase, ...]
    skipped: frozenset[str] = frozenset()
    longest: int = LONGEST_ENDING
    _met: Kept[tuple[Phrase, ...]] = field(init=False, repr=False)
    _alone: Kept[Match | None] = field(init=False, repr=False)

    @_met.default
    def _keep_met(self) -> Kept[tuple[Phrase, ...]]:
        return Kept(self._begun_by)

    @_alone.default
    def _keep_alone(self) -> Kept[Match | None]:
        return Kept(lambda word: next(iter(self.matches([word])), None))

    @cached_property
    def _filed(self) -> tuple[dict[str, list[int]], dict[str, list[tuple[str, int]]]]:
        """The numbers of phrases by their first word, and by how the first word may begin."""
        words: dict[str, list[int]] = {}
        stems: dict[str, list[tuple[str, int]]] = {}
        for number, phrase in enumerate(self.phrases):
            for word in phrase.first.exact:
                words.setdefault(word, []).append(number)
            for stem in phrase.first.stems:
                stems.setdefault(stem[:_KEY], []).append((stem, number))
        return words, stems

    def matches(
        self, words: Sequence[str], *, in_capitals: Callable[[int], bool] = lambda _: False
    ) -> list[Match]:
        """Return every match in ``words`` (folded), in no particular order.

        Args:
            words: the folded words.
            in_capitals: whether the word at a place was written in capitals.
        """
        present = frozenset(words)
        return [
            match
            for place, word in enumerate(words)
            if (begun := self._met[word])
            for match in self._matched(begun, words, place, in_capitals, present)
        ]

    def match_of(self, word: str) -> Match | None:
        """Return the first match of a folded word by itself, if any."""
        return self._alone[word]

    def matches_at(
        self,
        words: Sequence[str],
        place: int,
        *,
        in_capitals: Callable[[int], bool] = lambda _: False,
        present: frozenset[str] | None = None,
    ) -> list[Match]:
        """Return every match in ``words`` (folded) that begins at ``place``.

        Args:
            words: the folded words.
            place: an index into them.
            in_capitals: whether the word at a place was written in capitals.
            present: all of the words, where known: what lacks one of them is not tried.
        """
        return self._matched(self._met[words[place]], words, place, in_capitals, present)

    def _matched(
        self,
        phrases: Iterable[Phrase],
        words: Sequence[str],
        place: int,
        in_capitals: Callable[[int], bool],
        present: frozenset[str] | None,
    ) -> list[Match]:
        found = []
        for phrase in phrases:
            if phrase.is_capitals and not in_capitals(place):
                continue
            second = phrase.second
            if present is not None and second is not None and second.isdisjoint(present):
                continue
            match = self._match(phrase, words, place)
            if match is not None:
                found.append(match)
        return found

    def begun(self, word: str) -> frozenset[Any]:
        """Return what the phrases name that may begin with a folded word."""
        return frozenset(phrase.value for phrase in self._met[word])

    def _begun_by(self, word: str) -> tuple[Phrase, ...]:
        """Return the phrases whose first place ``word`` may take, in their own order."""
        words, stems = self._filed
        numbers = set(words.get(word, ()))
        for stem, number in stems.get(word[:_KEY], ()):
            if word.startswith(stem) and len(word) - len(stem) <= self.longest:
                numbers.add(number)
        return tuple(self.phrases[number] for number in sorted(numbers))

    def _match(self, phrase: Phrase, words: Sequence[str], start: int) -> Match | None:
        places: list[int] = []
        place = start
        for element in phrase.elements:
            place = self._next(element, words, place, may_skip=bool(places))
            if place < 0:
                return None
            places.append(place)
            place += 1
        letters = sum(
            _explained(element, words[where])
            for element, where in zip(phrase.elements, places, strict=True)
        )
        return Match(phrase, tuple(places), letters)

    def _next(self, element: Element, words: Sequence[str], place: int, *, may_skip: bool) -> int:
        """Return where ``element`` matches at or just after ``place``; -1 where it does not."""
        for step in range(MOST_SKIPPED + 1 if may_skip else 1):
            if place + step >= len(words):
                return -1
            if element.matches(words[place + step], self.longest):
                return place + step
            if words[place + step] not in self.skipped:
                return -1
        return -1


def _explained(element: Element, word: str) -> int:
    """Return how many letters of ``word`` the element accounts for."""
    if word in element.exact:
        return len(word)
    return max((len(each) for each in element.stems if word.startswith(each)), default=0)
