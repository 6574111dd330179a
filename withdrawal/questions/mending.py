"""A question put right before it is read: typing errors, and asides that say what is not meant.

An error is one letter, or two in a long word. A correction is made only where exactly one known
word is nearest; everything else stays as it was typed and counts as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise

from attrs import evolve

from withdrawal.languages.lexicon import EVERY_ROLE, TAG, Lexicon
from withdrawal.languages.names import PARTY, TREATY, beyond, names_of
from withdrawal.languages.phrases import LONGEST_ENDING, Match
from withdrawal.languages.words import Word, typed

SHORTEST = 6
LONG = 9
MOST_WORDS = 8
LONGEST_CASE = 6
"""How many letters a case ending has behind a stem with an error in it."""


def respelled(words: tuple[Word, ...], unknown: Sequence[Word], lex: Lexicon) -> tuple[Word, ...]:
    """Return ``words`` with those of ``unknown`` corrected that are nearly known in ``lex``."""
    fixed = {each.start: _without_particle(each.folded, lex) for each in unknown}
    left = [each for each in unknown if fixed[each.start] == each.folded]
    if len(left) <= MOST_WORDS:
        fixed |= {each.start: _corrected(each.folded, lex) for each in left}
    return tuple(evolve(each, folded=fixed.get(each.start, each.folded)) for each in words)


def _without_particle(word: str, lex: Lexicon) -> str:
    """Return a known word without the particle written onto it: وسريانه is "and its effect"."""
    rests = (word.removeprefix(each) for each in lex.particles if word.startswith(each))
    return next((each for each in rests if _is_known(each, lex)), word)


def _is_known(word: str, lex: Lexicon) -> bool:
    if len(word) < LEAST_LEFT or word.isdecimal():
        return word.isdecimal()
    is_small = word in lex.stop or word in lex.past or lex.turns.match_of(word) is not None
    return is_small or word in lex.vocabulary or lex.dates[EVERY_ROLE].match_of(word) is not None


def _corrected(word: str, lex: Lexicon) -> str:
    if len(word) < SHORTEST or not word.isalpha():
        return word
    best: dict[str, int] = {}
    for known, may_end in _candidates(word, lex):
        limit = _limit(known)
        longest = LONGEST_ENDING if may_end else limit
        if not -limit <= len(word) - len(known) <= longest:
            continue
        ends = partial(_may_follow, lex=lex) if may_end else None
        distance, spelling = _nearest(word, known, limit, ends)
        if distance <= limit:
            best[spelling] = min(distance, best.get(spelling, distance))
    if not best:
        return word
    least = min(best.values())
    nearest = [each for each, distance in best.items() if distance == least]
    return nearest[0] if len(nearest) == 1 else _same_stem(nearest, word)


def _candidates(word: str, lex: Lexicon) -> Iterator[tuple[str, bool]]:
    """Yield the known words that share the first letter with ``word``; long ones, the second."""
    shelves = _shelves(lex)
    yield from shelves.get((0, word[0]), ())
    for known, may_end in shelves.get((1, word[1]), ()):
        if known[0] != word[0] and len(known) >= LONG:
            yield known, may_end


@lru_cache(maxsize=32)
def _shelves(lex: Lexicon) -> dict[tuple[int, str], list[tuple[str, bool]]]:
    """Return the words long enough to be corrected to, by their first and by their second letter.

    The value of each says whether endings may follow it.
    """
    found: dict[tuple[int, str], list[tuple[str, bool]]] = {}
    for known, may_end in lex.vocabulary.items():
        if _limit(known):
            for place in (0, 1):
                found.setdefault((place, known[place]), []).append((known, may_end))
    return found


def _limit(known: str) -> int:
    """Return how many letters may be wrong in a known word or stem of this length."""
    return 0 if len(known) < SHORTEST else 1 if len(known) < LONG else 2


def _may_follow(rest: str, lex: Lexicon) -> bool:
    """Return whether letters behind a stem are a case ending, or make a compound of a treaty."""
    return len(rest) <= LONGEST_CASE or lex.generic.match_of(rest) is not None


def _nearest(
    word: str, known: str, limit: int, ends: Callable[[str], bool] | None
) -> tuple[int, str]:
    """Return the distance of ``word`` to ``known``, and ``word`` with that part put right.

    ``ends`` says of the rest whether it may follow a stem; None where nothing may.
    """
    from rapidfuzz.distance import OSA

    if ends is None:
        return int(OSA.distance(word, known, score_cutoff=limit)), known
    cuts = range(max(1, len(known) - limit), min(len(word), len(known) + limit) + 1)
    return min(
        (
            (int(OSA.distance(word[:cut], known, score_cutoff=limit)), known + word[cut:])
            for cut in cuts
            if ends(word[cut:])
        ),
        default=(limit + 1, word),
    )


def _same_stem(nearest: list[str], word: str) -> str:
    """Return the correction where all the nearest ones begin alike; else the word as typed."""
    shortest = min(nearest, key=len)
    return shortest if all(each.startswith(shortest) for each in nearest) else word


_PAUSE = re.compile(r"[,;:.!?،؛](?=\s)|[，。；：？！]|[()（）]|\s[–—-]+\s")
_STOP = re.compile(r"[.!?](?=\s)|[。？！]|[(（]")
LONGEST_ASIDE, LEAST_LEFT = 14, 3
"""How many words an aside may have, and how many must be left."""
_AHEAD = 2
"""How many words may stand before the "not" of an aside: and not, so not, I do not mean."""


def without_asides(words: tuple[Word, ...], lex: Lexicon) -> tuple[tuple[Word, ...], list[Word]]:
    """Return the words without the asides that say what is not meant, and those as one word each.

    An aside stands between pauses and begins with "not", or is a sentence or stands in brackets
    and holds one, or is a State named only beside another; what is left must name a State and a
    treaty where the whole does.
    """
    cut: list[Word] = []
    parts = [*_parts(words)]
    asides = [each for each in parts if _says_not(words, each, lex) or _is_gloss(words, each, lex)]
    for span in reversed(asides or [*_likened(words, lex)]):
        rest = words[: span.start] + words[span.stop :]
        if len(rest) < LEAST_LEFT or not _names(rest, words, lex):
            continue
        said = re.sub(r"^\W+|\W+$", "", typed(words[span.start : span.stop]))
        cut.append(evolve(words[span.start], text=said, folded=NOT_MEANT))
        words = rest
    return words, cut


def said_beside(words: Sequence[Word], lex: Lexicon) -> tuple[set[int], set[int]]:
    """Return where words stand that ask nothing, and those that end it behind a comma: right?"""
    met = lex.polite.matches([each.folded for each in words])
    tags = (each.places for each in met if each.value == TAG and _is_tag(each, words))
    tagged = {at for places in tags for at in places}
    return {at for each in met if each.value != TAG for at in each.places} | tagged, tagged


def _is_tag(met: Match, words: Sequence[Word]) -> bool:
    """Return whether a phrase ends a question, behind a comma."""
    ends = met.places[-1] == len(words) - 1 and met.places[0] > 0
    return ends and not {*words[met.places[0]].before}.isdisjoint(",，،¿–—-;")


def with_whole_months(words: tuple[Word, ...], lex: Lexicon) -> tuple[Word, ...]:
    """Return the words with a month of two words as one, and without its second name after "/"."""
    months, kept = lex.dates["months"], list(words[:1])
    for word in words[1:]:
        last = kept[-1]
        both, known = last.folded + word.folded, months.match_of(word.folded)
        first = None if last.text.isascii() else months.match_of(last.folded)
        if first and known and word.before == "/" and first.value == known.value:
            kept[-1] = evolve(last, end=word.end)
        elif not (first or known or last.text.isascii()) and months.match_of(both):
            kept[-1] = evolve(last, text=f"{last.text} {word.text}", folded=both, end=word.end)
        else:
            kept.append(word)
    return tuple(kept)


NOT_MEANT = "\0not"


def _parts(words: Sequence[Word]) -> Iterator[range]:
    """Yield where the words stand between two pauses, from the second on."""
    starts = [at for at in range(1, len(words)) if _is_pause(words, at)]
    for start, stop in pairwise([*starts, len(words)]):
        if stop - start <= LONGEST_ASIDE:
            yield range(start, stop)


def _is_gloss(words: Sequence[Word], span: range, lex: Lexicon) -> bool:
    """Return whether brackets behind the name of a treaty only say what it is about, or where made.

    They hold no other name, and nothing that asks or turns: (women in mines), (Helsinki 1992).
    """
    is_closed = span.stop == len(words) or words[span.stop].before.startswith((")", "）"))
    if not (words[span.start].before.strip().startswith(("(", "（")) and is_closed):
        return False
    folded = [words[at].folded for at in span]
    if any(lex.turns.matches(folded)) or any(lex.cues.matches(folded)):
        return False
    within = {each.kind for each in names_of([words[at] for at in span], lex)}
    has_number = any(each[:1].isdecimal() for each in folded)
    ahead = span.start - 1
    while ahead > 0 and (
        lex.generic.match_of(words[ahead].folded) or words[ahead].folded in lex.glue
    ):
        ahead -= 1
    behind = names_of(words[: span.start], lex)
    is_behind = any(each.kind == TREATY and each.places[-1] >= ahead for each in behind)
    is_place = within <= {PARTY} and not lex.dates["months"].match_of(folded[0])
    is_made = is_place and len(span) == _AHEAD and not folded[0].isdecimal()  # a place and a year
    return is_behind and (is_made if has_number else not within)


_DIGITS_OF_A_YEAR = 4


def _likened(words: Sequence[Word], lex: Lexicon) -> Iterator[range]:
    """Yield where a State stands right behind a word such as "like", unless two are compared."""
    folded = [each.folded for each in words]
    met = lex.cues.matches(folded)
    likening = [each.places for each in met if each.value == "aside"]
    if not likening or any(each.value == "compare" for each in met):
        return
    states = {each.places[0]: each for each in names_of(words, lex) if each.kind == PARTY}
    for places in sorted(likening):  # the longest first: just like
        at = beyond(folded, places[-1] + 1, lex.glue)
        if at in states:
            yield range(places[0], states.pop(at).places[-1] + 1)


def _is_pause(words: Sequence[Word], at: int) -> bool:
    """Return whether there is a pause before a word: the point of "27. mars" is none."""
    before, last = words[at].before, words[at - 1].text
    is_year = len(last) == _DIGITS_OF_A_YEAR and words[at].text[0].isupper()
    is_ordinal = last[-1].isdecimal() and not is_year  # "2027. gada" is no end
    is_point = before.strip() == "." and (len(last) < LEAST_LEFT or is_ordinal)
    return bool(_PAUSE.search(before)) and not is_point


def begins(words: Sequence[Word], at: int) -> bool:
    """Return whether a sentence begins with a word; not behind the point of "27. mars"."""
    return bool(_STOP.search(words[at].before)) and _is_pause(words, at)


def _says_not(words: Sequence[Word], span: range, lex: Lexicon) -> bool:
    """Return whether a part says what is not meant; "not later than" and "if not" do not.

    What begins with a word for it does, too: unlike, rather than, I am not asking; no longer phrase
    may begin there, as in Spanish for at the earliest.
    """
    folded = [words[at].folded for at in span]
    longer = [*lex.cues.matches(folded), *lex.dates[EVERY_ROLE].matches(folded)]
    if any(each.value == "if" for each in longer):
        return False
    begins = [each for each in longer if each.places[0] == 0]
    longest = max((each.places for each in begins), default=())
    if any(each.value == "aside" and each.places == longest for each in begins):
        return True
    read = {place for each in longer if len(each.places) > 1 for place in each.places}
    turns = lex.turns.matches(folded)
    if any(each.value == "without" for each in turns):  # not asking parliament
        return False
    is_apart = bool(_STOP.search(words[span.start].before))
    if is_apart and any(each.value == "only" and each.places[0] == 0 for each in turns):
        return True
    no = [each.places[0] for each in turns if each.value == "no"]
    no = [at for at in no if at not in read]
    ahead = next((at for at in range(len(folded)) if folded[at] not in lex.stop), len(folded))
    return any(is_apart or at <= min(_AHEAD, ahead) for at in no)


def _names(rest: Sequence[Word], words: Sequence[Word], lex: Lexicon) -> bool:
    """Return whether what is left names a State and a treaty where the whole does."""
    kinds = ({each.kind for each in names_of(row, lex)} for row in (words, rest))
    whole, left = (each & {PARTY, TREATY} for each in kinds)
    return whole == left
