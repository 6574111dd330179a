"""What a list is kept to: the States of a group, the treaties of one depositary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from withdrawal import overlay
from withdrawal.languages.folder import labels
from withdrawal.languages.names import AMONG, KEPT, Named, members_beside
from withdrawal.languages.words import typed
from withdrawal.law.groups import groups
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.questions.keepers import treaties_kept

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties
    from withdrawal.languages.wording import Wording
    from withdrawal.questions.intents import Understood
    from withdrawal.questions.taking_apart import Reading


def among_of(reading: Reading) -> tuple[str | None, str]:
    """Return the group that a list is kept to, with the words that name it.

    Raises:
        QuestionError: several are named.
    """
    named = [each for each in reading.names if each.kind == AMONG]
    if not named:
        return None, ""
    if len(named) > 1:
        raise reading.refusal("not_read", _typed(named[-1], reading))
    return str(named[0].values[0]), _typed(named[0], reading)


def _typed(among: Named, reading: Reading) -> str:
    """Return the words of a group as they were typed, with the word for States beside them."""
    places = (*among.places, *members_beside(among, reading.words, reading.lex))
    return typed(reading.words[min(places) : max(places) + 1]).strip()


def kept_of(reading: Reading) -> tuple[str | None, str]:
    """Return whose treaties alone a list is of, with the words that name it."""
    named = next((each for each in reading.names if each.kind == KEPT), None)
    return (str(named.values[0]), _typed(named, reading)) if named else (None, "")


def is_kept(understood: Understood, treaty: str) -> bool:
    """Return whether a treaty is one of those that a list is kept to."""
    return understood.kept_by is None or treaty in treaties_kept(understood.kept_by)


def is_among(understood: Understood, state: str) -> bool:
    """Return whether a State is one of those that a list is kept to."""
    if state in understood.but:
        return False
    return understood.among is None or state in members(understood.among, understood.as_of)


def members(among: str, on: date) -> Collection[str]:
    """Return the members of a group on a day."""
    group = groups()[among]
    if group.treaty is None:
        return group.members
    return {each.party for each in roll_on(group.treaty, on, on, overlay.stamp()).of("party")}


@lru_cache(maxsize=128)
def roll_on(treaty: str, day: date, as_of: date, _: overlay.Stamp) -> Parties:
    """Return the roll of a treaty on a day, as known on another."""
    from withdrawal.case.roll import parties

    return parties(treaty, on=day, as_of=as_of)


def kept_notes(understood: Understood, words: Wording) -> tuple[str, ...]:
    """Return of which treaties and States alone a list tells, and which States it leaves aside."""
    told = [_kept_by(understood, words)] if understood.kept_by else []
    told += [_kept_to(understood, words)] if understood.among else []
    return tuple(filter(None, (*told, left_aside(understood, words))))


def left_aside(understood: Understood, words: Wording) -> str:
    """Say which States a list leaves aside, as asked; nothing where it is of all."""
    but = words.listed(map(words.party, understood.but))
    return words.word("but", list=but.removesuffix(words.marks.stop)) if but else ""


def _kept_to(understood: Understood, words: Wording) -> str:
    """Say of which States alone a list tells, by the words of the question, and who counts them."""
    assert understood.among is not None
    group = groups()[understood.among]
    source = words.treaty(group.treaty) if group.treaty else group.source
    source = words.listed(map(words.party, group.members)) if group.together else source
    return words.word(
        "among",
        text=words.marks.quoted(understood.among_said),
        number=str(len(members(understood.among, understood.as_of))),
        source=source,
    )


def _kept_by(understood: Understood, words: Wording) -> str:
    """Say of which treaties alone a list tells, by the words asked, and who keeps them."""
    assert understood.kept_by is not None
    kept = treaties_kept(understood.kept_by)
    names = Counter(each for key in kept for each in catalogue().summaries[key]["depositaries"])
    label = labels(words.language).labels["depositary"]
    source = words.marks.named(label, words.recipients([names.most_common(1)[0][0]]))
    text = words.marks.quoted(understood.kept_said)
    return words.word("among", text=text, number=str(len(kept)), source=source)
