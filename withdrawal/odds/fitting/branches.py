"""Count in how many past cases each branch happened, and in how many it could have.

Reads withdrawal/odds/data/branches.toml and the record, writes branches.json beside it: lists
of cases, so that a score can leave a case out and a reader can look each one up.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from withdrawal.odds.estimates import read_branches
from withdrawal.odds.evidence import DATA, PastCase, past_case, past_cases
from withdrawal.odds.spans import dated_stages, route_of, stages_gone
from withdrawal.record.history import Withdrawal

OUT = DATA / "branches.json"

Lists = dict[str, tuple[list[str], list[str]]]
Counted = dict[str, list[str]]


def count_branches() -> dict[str, Any]:
    """Return, for each branch that is counted, the cases in which it happened and could have."""
    could = could_happen()
    counted: dict[str, Any] = {}
    for name, branch in read_branches().items():
        if name in could:
            happened = branch.get("happened", could[name][1])
            among = sorted({*could[name][0], *branch.get("also", ())} | {*happened})
            counted[name] = {"happened": sorted(happened), "could": among}
    sittings = counted["extraordinary-sitting"]
    sittings["idle"] = idle_shares(sittings["could"])
    counted["optional"] = passed_stages(optional=True)
    counted["recorded"] = passed_stages(optional=False)
    counted["fractions"] = revocation_fractions()
    counted["over"] = {case.id: last_day(case).isoformat() for case in past_cases()}
    return counted


def last_day(case: PastCase) -> date:
    """Return the last day on which anything happened in a case: then all of it was known."""
    days = [event.when.latest for event in case.events]
    if case.notice is not None:
        days += [case.notice.given, case.notice.latest("revoked_on")]
    return max((day for day in days if day is not None), default=date.max)


def could_happen() -> Lists:
    """Return the cases in which each branch could have happened, and, if counted, did."""
    found: Lists = defaultdict(lambda: ([], []))
    for case in past_cases():
        count_stages(case, found)
        count_sittings(case, found)
        if case.notice is not None and is_counted(case.notice):
            found["revoked"][0].append(case.id)
            if case.notice.status == "revoked":
                found["revoked"][1].append(case.id)
    return found


def count_stages(case: PastCase, found: Lists) -> None:
    """Count the branches of the stages that a case reached."""
    stages, dated = stages_gone(case), dated_stages(case)
    reached = {stages[position].kind.id for position, _ in dated}
    if len(dated) > 1 or case.looked is not None:
        found["shelved"][0].append(case.id)
    for name, branch in read_branches().items():
        if "happened" in branch and reached & {*branch["kinds"]}:
            found[name][0].append(case.id)


def count_sittings(case: PastCase, found: Lists) -> None:
    """Count the dated votes of a case, and those on a day without ordinary sitting."""
    state, _ = route_of(case)
    if state.sessions is None:
        return
    for position, event in dated_stages(case):
        stage = stages_gone(case)[position]
        if stage.on_sitting_day and event.when.day is not None:
            found["extraordinary-sitting"][0].append(f"{case.id}:{stage.id}")
            if not state.sessions.is_sitting_day(event.when.day):
                found["extraordinary-sitting"][1].append(f"{case.id}:{stage.id}")


def idle_shares(votes: Sequence[str]) -> dict[str, float]:
    """Return, for each vote, the share of days on which its parliament does not ordinarily sit.

    A vote outside the calendar shows only where the day would otherwise not have been a sitting
    day, so the count has to be divided by this share.
    """
    shares = {}
    for vote in votes:
        state, _ = route_of(past_case(vote.partition(":")[0]))
        assert state.sessions is not None
        days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
        sitting = sum(state.sessions.is_sitting_day(day) for day in days)
        shares[vote] = round(1.0 - sitting / len(days), 3)
    return shares


def is_counted(notice: Withdrawal) -> bool:
    """Return whether a notice shows how often notices are taken back."""
    if notice.kind not in ("withdrawal", "later-date"):
        return False
    if notice.effect_is_computed or notice.received_is_computed:
        return False
    if notice.status == "revoked":
        return True
    given = notice.given
    return notice.status == "effective" and bool(notice.effect and given and notice.effect > given)


def revocation_fractions() -> dict[str, float]:
    """Return when notices were taken back, as a share of the time to effect, by case."""
    found = {}
    for case in past_cases():
        notice = case.notice
        if notice is None or notice.status != "revoked" or not is_counted(notice):
            continue
        given, effect, day = notice.given, notice.effect, notice.revoked_on
        if given and effect and day and given <= day < effect:
            found[case.id] = round((day - given).days / (effect - given).days, 3)
    return found


def passed_stages(*, optional: bool) -> dict[str, Counted]:
    """Return, for each kind of stage, the cases that went past it and those that date it.

    Args:
        optional: whether those are meant that the law leaves to choice, or the others.
    """
    found: dict[str, Counted] = defaultdict(lambda: {"could": [], "happened": []})
    for case in past_cases():
        stages = stages_gone(case)
        dated = {position for position, _ in dated_stages(case)}
        if len(dated) < 3:
            continue
        passed = range(min(dated) + 1, max(dated) + (not optional))
        kinds = [
            (stages[n].kind.id, n in dated) for n in passed if stages[n].is_optional is optional
        ]
        # Of several stages of a kind that are left to choice the last one counts.
        for kind, is_dated in dict(kinds).items() if optional else kinds:
            found[kind]["could"].append(case.id)
            if is_dated:
                found[kind]["happened"].append(case.id)
    return found


if __name__ == "__main__":
    OUT.write_text(json.dumps(count_branches(), indent=1) + "\n", encoding="utf-8")
