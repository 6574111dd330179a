"""Lists out of the catalogue: which treaties a State could leave by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from withdrawal import overlay
from withdrawal.questions.intents import Understood
from withdrawal.questions.reply import Row
from withdrawal.questions.sets.kept import is_kept


def leavable(understood: Understood, pending: Iterable[Row]) -> list[Row]:
    """Return what the States named could leave by a day, or are leaving already."""
    assert understood.end is not None
    today, end = understood.as_of, understood.end
    running = {(each.party, each.treaty): each for each in pending}
    rows = [
        running.get((party, treaty)) or Row(party, treaty, day, status="not-notified")
        for party in understood.parties
        for treaty, day in _earliest_exits(party, today, overlay.stamp())
    ]
    rows = [each for each in rows if is_kept(understood, each.treaty)]
    kept = [each for each in rows if each.effect and each.effect <= end]
    return sorted(kept, key=lambda row: (row.effect or date.max, row.treaty))


@lru_cache(maxsize=64)
def _earliest_exits(party: str, today: date, _: overlay.Stamp) -> tuple[tuple[str, date], ...]:
    """Return the treaties that bind a State, with the day of effect of a notice given today."""
    from withdrawal.case.roll import EVERY_STATE
    from withdrawal.law.treaties.catalogue import catalogue
    from withdrawal.record.bound.lists import states_of
    from withdrawal.record.history import history
    from withdrawal.record.parties import membership

    found, on_record = [], {each.treaty for each in history(None, party)}
    with overlay.steady():
        for key, summary in catalogue().summaries.items():
            if summary["exit"] != "allowed" or summary["ended"] or summary["not_in_force"]:
                continue
            if key not in on_record and {party, EVERY_STATE}.isdisjoint(states_of(key)):
                continue
            if membership(key, party, today).value != "party":
                continue
            reached = catalogue().treaty(key).clause.earliest_effect(today)
            if reached is not None:
                found.append((key, reached[1]))
    return tuple(found)
