"""Which list is being asked for, from the cues found in a question.

The rules stand in order, the most telling first, and know no language.
"""

from __future__ import annotations

from collections.abc import Callable

from withdrawal.questions.intents import Cues, Intent


def set_of(cues: Cues) -> Intent | None:
    """Return which list is asked for; None where none is."""
    return next((intent for intent, applies in _SET_RULES if applies(cues)), None)


def asks_who_returned(cues: Cues) -> bool:
    """Return whether it is asked who left one treaty and came back, or has not come back."""
    asked = cues.any("which", "whom", "leaving", "many") or cues.all("polar", "leave")
    asked = asked and cues.any("back") and cues.has_treaty and not cues.has_party
    asked = asked and cues.any("leave", "join", "past")  # Danish has one word for back and for left
    is_other = cues.has_date or cues.any(*NOT_OF_A_RETURN - {"leave"}, "when")
    return asked and not is_other and cues.turns <= {"no", "without", "again", "after"}


NOT_OF_A_RETURN = frozenset(
    {"leave", "notify", "undo", "if", "may", "must", "vote", "howlong", "chance"}
)


def _of_one_state(cues: Cues) -> bool:
    """Return whether treaties are asked for that one State leaves, has left or could leave."""
    leaves = cues.any("leave", "out")
    is_of_one = not cues.has_treaty and cues.parties == 1 and not cues.any("must")
    asked = cues.any("what", "which") or (cues.any("many") and cues.of_treaties)
    return is_of_one and asked and leaves


def _left_of_a_keeper(cues: Cues) -> bool:
    """Return whether it is asked who left treaties of one depositary, whenever that was."""
    asked = cues.has_kept and cues.any("which", "whom", "what", "many") and cues.any("leave", "out")
    is_other = cues.has_treaty or cues.parties or cues.has_date
    return asked and not is_other and not cues.any(*_NOT_OF_ANY)


def _has_left_any(cues: Cues) -> bool:
    """Return whether it is asked if one State has left any treaty, or is leaving one."""
    is_of_one = not cues.has_treaty and cues.parties == 1 and cues.of_treaties
    asked = cues.all("polar", "leave", "ever")
    return is_of_one and asked and not cues.any(*_NOT_OF_ANY)


_NOT_OF_ANY = frozenset({"may", "must", "if", "when", "undo", "vote", "chance", "howlong"})


def came_back_to(cues: Cues) -> bool:
    """Return whether treaties are asked for that one State came back to."""
    is_of_one = not cues.has_treaty and cues.parties == 1 and cues.of_treaties
    asked = cues.any("back") and cues.any("what", "which", "many", "whom")
    return is_of_one and asked and not cues.any(*NOT_OF_A_RETURN - {"leave"}, "when", "still")


def _could_leave(cues: Cues) -> bool:
    is_ahead = cues.has_limit or (cues.has_date and cues.any("may"))
    return _of_one_state(cues) and is_ahead and not cues.any("past")


def _is_leaving(cues: Cues) -> bool:
    """Return whether one State is asked for what it is leaving now."""
    is_asked = not cues.has_treaty and cues.parties == 1 and cues.any("what", "which")
    return is_asked and _is_pending(cues) and not cues.any("past", "may", "if", "must", "when")


def _is_pending(cues: Cues) -> bool:
    return cues.any("pending") and "no" not in cues.turns


def _is_not_out_yet(cues: Cues) -> bool:
    """Return whether what was given notice of and has no effect yet is asked for, of one or all."""
    if cues.has_treaty or cues.parties > 1 or cues.has_date or cues.any("may", "when", "if"):
        return False
    asked = cues.any("which", "what", "whom") and cues.any("leave") and cues.any("still")
    return asked and "no" in cues.turns and cues.any("effect", "entry")


def _names_nothing(cues: Cues) -> bool:
    """Return whether no more is asked than what there is, of whatever State and treaty."""
    is_plain = cues.any("what", "which", "whom") and not cues.has_unread
    return is_plain and not cues.has_treaty and not cues.has_party and cues.found <= _PLAIN


_PLAIN = frozenset({*("what", "which", "whom", "next", "stage", "pending"), "still"})


def _compares(cues: Cues) -> bool:
    """Return whether two States are set side by side: each of them, or which of them was first."""
    if cues.parties <= 1 or not cues.has_treaty:
        return False
    is_of_order = not cues.turns.isdisjoint({"first", "last"})
    if cues.any("compare") or (is_of_order and cues.any("whom", "which")):
        return True
    is_of_order = is_of_order or not cues.turns.isdisjoint({"before", "after"})
    is_of_order = is_of_order or cues.all("earliest", "either")
    is_plain = not (cues.has_date or cues.any("when", "if", "may", "must", "howlong"))
    is_plain = is_plain and not cues.any("bound", "still", "many")
    return is_of_order and is_plain and cues.parties == _A_PAIR and cues.any("leave", "out")


_A_PAIR = 2


def _still_run(cues: Cues) -> bool:
    """Return whether it is asked whose notices under one treaty still run."""
    asked = cues.any("whom", "which") and cues.all("pending", "still") and cues.has_treaty
    is_other = cues.has_party or cues.any("if", "when", "how", "out", *_OF_RULES - {"told"})
    if "no" not in cues.turns and not cues.all("pending", "still", "effect", "leave"):
        is_told = asked and cues.all("told", "bound") and not cues.has_party
        return (asked and not is_other) or is_told or _a_period_runs(cues)
    is_given = cues.all("still", "effect", "leave")
    is_other = cues.has_party or cues.any("if", "when", "how", "may", "must")
    return is_given and cues.any("whom", "which", "what") and cues.has_treaty and not is_other


def _gave_notice_and_is_bound(cues: Cues) -> bool:
    """Return whether those are asked for who gave notice, or left, and are bound still."""
    is_told = cues.any("given", "denounced", "leave") and cues.all("pending", "still", "bound")
    is_other = cues.has_party or cues.has_date or cues.any("if", "when", "may", "must")
    is_told = is_told and cues.has_treaty and cues.any("which")
    return is_told and not (is_other or cues.turns)


def _a_period_runs(cues: Cues) -> bool:
    """Return whether it is asked for whom a period of notice runs now, under one treaty or all."""
    asked = cues.any("whom", "which") and cues.all("pending", "notice_period")
    asked = asked and (cues.has_treaty or not cues.has_unread)
    is_other = cues.has_party or cues.has_date or cues.any("if", "when", "how", "may", "must")
    return asked and not (is_other or cues.any("howlong", "recipients"))


def _of_all(cues: Cues) -> bool:
    return not cues.has_treaty and not cues.has_party and cues.any("leave", "effect")


def _gave_notice_within(cues: Cues) -> bool:
    """Return whether those are asked for who gave notice within a span of time, or what of."""
    asked = cues.any("which", "whom", "what", "many") and cues.has_date and not cues.has_limit
    is_told = cues.any("denounced") or (cues.any("given", "announce") and not cues.has_party)
    is_told = is_told and not (cues.has_party and (cues.has_treaty or cues.any("out")))
    is_told_of = cues.all("denounced", "past")  # "notices were received" supposes nothing
    is_other = cues.any(*_NOT_OF_A_NOTICE - ({"if"} if is_told_of else set())) or (
        cues.any("depositary") and cues.has_treaty
    )
    return asked and is_told and not is_other


_NOT_OF_A_NOTICE = frozenset(
    {
        *("if", "when", "may", "must", "howlong", "notice_period", "undo", "chance"),
        *("still", "effect", "latest", "earliest", "vote", "survive"),
    }
)


def _of_leavers(cues: Cues) -> bool:
    return cues.has_treaty and not cues.has_party and cues.any("which", "leaving", "what", "leave")


def _left_within(cues: Cues) -> bool:
    """Return whether those are asked for who left one treaty within a span of time."""
    asked = cues.any("which", "whom", "leaving") or cues.all("what", "effect")
    asked = asked and _of_leavers(cues)
    is_out = cues.any("leave", "out") or _has_ceased(cues)
    is_on_a_day = cues.has_day and not cues.any("still")
    is_done = cues.any("effect") or cues.all("leave", "past")
    is_on_a_day = is_on_a_day and (is_done or not cues.any("out", "bound"))
    is_span = cues.has_date and (is_on_a_day or not cues.has_day) and not cues.has_limit
    lasts = {"still"} if not cues.any("past") else set()
    lasts |= set() if _has_ceased(cues) else {"bound"}
    is_other = cues.any("if", *lasts, *_OF_RULES - {"past", "told"})
    return asked and is_out and is_span and not is_other


def _has_ceased(cues: Cues) -> bool:
    """Return whether the end of a membership is meant: who ceased to be a member."""
    return cues.any("bound") and cues.any("effect", "out")


def _left_after_one(cues: Cues) -> bool:
    """Return whether those are asked for who left one treaty after one State had, or before."""
    is_of_one = cues.parties == 1 and cues.has_treaty and cues.turns in ({"after"}, {"before"})
    is_other = cues.has_date or cues.any(*_NOT_ALONE, "undo", "polar", "how", "survive")
    return is_of_one and cues.any("which", "whom", "leaving") and cues.any("leave") and not is_other


def _has_not_left(cues: Cues) -> bool:
    """Return whether those are asked for who have not left one treaty: who is still a party."""
    asked = cues.turns == {"no"} and cues.all("which", "leave") and cues.has_treaty
    is_other = cues.has_party or cues.has_date or cues.any(*_NOT_OF_LEAVING)
    return asked and not is_other


_NOT_OF_LEAVING = frozenset(
    {
        *("still", "effect", "may", "must", "undo", "undo_back", "back", "if"),
        *("given", "announce", "told", "polar"),
    }
)


def _counts_leavers(cues: Cues) -> bool:
    """Return whether it is asked how many have left one treaty: answered by all that have."""
    asked = cues.all("many", "leave") and cues.has_treaty and not cues.turns
    is_other = cues.has_party or cues.has_date or cues.any("days_left", *_NOT_COUNTED)
    is_other = is_other or (cues.any("bound") and not cues.any("past"))
    return asked and not is_other


def _counts_leavers_within(cues: Cues) -> bool:
    """Return whether it is asked how many left one treaty within a span of time."""
    asked = cues.all("many", "leave") and cues.has_treaty and cues.has_date and not cues.turns
    is_other = cues.has_party or cues.has_limit or cues.any(*_NOT_COUNTED, *_NOT_COUNTED_WITHIN)
    return asked and not is_other


_NOT_COUNTED_WITHIN = frozenset({"bound", "still", "notify", "howlong", "days_left"})
_NOT_COUNTED = frozenset({"effect", "may", "must", "if", "vote", "undo", "when", "notice_period"})


def _remain(cues: Cues) -> bool:
    if _has_not_left(cues):
        return True
    if "no" in cues.turns and not cues.any("leave", "out", "still", "effect"):
        return _are_no_parties(cues)
    is_beside = _has_left_it(cues)
    if (
        not cues.has_treaty
        or (cues.has_party and not is_beside)
        or cues.any("must", "notice_period", "told")
        or (cues.any("out") and not is_beside)
        or (cues.any("howlong") and not cues.all("many", "bound"))
    ):
        return False
    is_whether = cues.any("polar") and not (is_beside and cues.any("bound"))
    counts = cues.any("many") and not (is_whether or cues.any("may", "when", "effect"))
    if cues.any("which") and cues.has_day and not cues.any("leave", "effect", "may", "out"):
        return True
    remain = cues.any("bound") or (cues.any("still") and not cues.has_unread)
    remain = remain and not _has_ceased(cues)
    is_of_rest = is_beside and not cues.any("past")
    return counts or (cues.any("which") and remain and (is_of_rest or not cues.any("leave")))


def _are_no_parties(cues: Cues) -> bool:
    """Return whether it is asked which States of a group are no parties: of all it is no list."""
    asked = cues.turns == {"no"} and cues.any("which") and cues.any("bound", "many")
    return asked and cues.has_among and cues.has_treaty and not cues.has_party


def _has_left_it(cues: Cues) -> bool:
    """Return whether States are named as having left: how many remain now that they are gone."""
    if not cues.has_party or not cues.turns <= {"after"}:
        return False
    is_counted = cues.all("many", "bound") or (cues.all("many", "still") and not cues.turns)
    is_now = cues.any("pending") and cues.any("leave", "out") and not cues.any("polar")
    if is_counted and (cues.turns or is_now):
        return not cues.any("if", "vote", "days_left", "survive", "howlong")
    is_gone = bool(cues.turns) and cues.any("leave", "out")
    return is_gone and not cues.any("survive", "howlong", "when", "what")


def _is_the_only_one(cues: Cues) -> bool:
    """Return whether it is asked if no other State has left: answered by all that have."""
    is_other = cues.has_date or cues.any(*_NOT_ALONE)
    asked = cues.any("polar") or (cues.any("past") and cues.opens_with_party)
    asked = asked and cues.any("leave", "out") and cues.has_treaty
    return cues.turns == {"only"} and cues.has_party and asked and not is_other


_NOT_ALONE = frozenset({"notify", "given", "when", "may", "must", "if", "vote", "either"})


def _has_one_of_several(cues: Cues) -> bool:
    picks = not cues.turns.isdisjoint({"first", "last", "again"})
    if cues.has_treaty and cues.turns == {"again"} and cues.any("when") and not cues.any("past"):
        return False
    names = cues.has_treaty or cues.has_party
    is_of_all = cues.turns == {"last"} and cues.has_treaty != (cues.parties == 1)
    is_of_all = is_of_all and not (cues.has_date or cues.any("notify", "howlong"))
    is_plain = cues.any("which", "whom") or not (cues.any("when") or cues.has_party)
    is_of_all = is_of_all and (is_plain or (cues.has_party and cues.any("what")))
    asked = not cues.any("earliest", "must", "join", "may", "if", "days_left")
    asked = asked and (is_of_all or not cues.any("latest"))
    asked = asked and (not cues.any("polar") or _is_one_of_all(cues))
    return picks and names and asked and cues.any("leave", "out", "which", "entry")


def _is_one_of_all(cues: Cues) -> bool:
    """Return whether it is asked if one State was the first of all, or the last, to leave."""
    is_first = not cues.turns.isdisjoint({"first", "last"}) and cues.turns <= {"first", "last"}
    is_other = cues.has_date or cues.any("notify", "given", "when", "still", "vote", "undo")
    return is_first and cues.parties == 1 and cues.has_treaty and not is_other


def _took_back(cues: Cues) -> bool:
    """Return whether those are asked for who took a notice back."""
    if _took_any_back(cues):
        return True
    is_only_one = cues.parties == 1 and cues.turns == {"only"} and cues.any("polar", "either")
    is_of_one = cues.has_party and not (is_only_one and cues.has_treaty)
    if not cues.any("undo") or is_of_one or cues.any("may", "must", "howlong"):
        return False
    return cues.any("which", "what", "many", "whom", "polar") or not cues.has_treaty


def _took_any_back(cues: Cues) -> bool:
    """Return whether it is asked which notices one State took back."""
    is_of_one = not cues.has_treaty and cues.parties == 1
    asked = cues.any("undo") and cues.any("what", "which", "many")
    return is_of_one and asked and not cues.any("may", "must", "howlong", "if", "polar", "when")


def _comes_next(cues: Cues) -> bool:
    """Return whether the next exit is asked for: of one State, from one treaty, or of all."""
    if not cues.any("next") or cues.has_date or (cues.has_party and cues.has_treaty):
        return False
    if not cues.any("leave"):
        return _names_nothing(cues)
    if cues.any("must", "may", "howlong", "if", "polar"):
        return False
    if cues.any("how") and not cues.has_party:
        return False
    return not cues.has_party or cues.any("which", "what", "leaving")


def _runs_at_all(cues: Cues) -> bool:
    """Return whether it is asked what is pending, of whatever treaty and State."""
    if not _is_pending(cues):
        return False
    return _names_nothing(cues) or (_of_all(cues) and not cues.any("if", "when", *_OF_ONE_DEED))


_OF_ONE_DEED = frozenset({"may", "howlong", "must", "latest", "if", "notice_period"})
"""What is asked of a contract of one's own, too, where neither State nor treaty is named."""
_OF_RULES = frozenset({"past", "may", "told", "must", "howlong", "notice_period"})

_SET_RULES: tuple[tuple[Intent, Callable[[Cues], bool]], ...] = (
    (
        Intent.CARRIES,
        lambda cues: (
            cues.all("carries", "leave")
            and cues.has_treaty
            and not cues.has_date
            and not cues.any("which", "leaving")
        ),
    ),
    (Intent.COMPARE, _compares),
    (Intent.LEAVING, _is_the_only_one),
    (Intent.TOOK_BACK, _took_back),
    (Intent.NEXT, _comes_next),
    (Intent.FIRST_OR_AGAIN, _has_one_of_several),
    (Intent.NOTICES_IN, _gave_notice_within),
    (Intent.PENDING, _gave_notice_and_is_bound),
    (Intent.LEAVING, _counts_leavers),
    (Intent.TAKES_EFFECT_IN, _counts_leavers_within),
    (Intent.PARTIES, _remain),
    (Intent.TAKES_EFFECT_IN, _left_after_one),
    (Intent.CAN_LEAVE_BY, _could_leave),
    (Intent.PENDING, _is_not_out_yet),
    (Intent.PENDING, _is_leaving),
    (Intent.PENDING, _still_run),
    (Intent.LEFT_SINCE, _left_of_a_keeper),
    (Intent.PENDING, lambda cues: _has_left_any(cues) and _is_pending(cues)),
    (Intent.LEFT_SINCE, _has_left_any),
    (Intent.LEFT_SINCE, lambda cues: _of_one_state(cues) and not cues.any("may", "if")),
    (
        Intent.TAKES_EFFECT_IN,
        lambda cues: (
            _of_all(cues)
            and cues.has_date
            and not cues.any(*_OF_ONE_DEED - ({"if"} if cues.all("many", "past") else set()))
            and not (cues.has_unread and not cues.any("which", "what", "whom", "leave"))
        ),
    ),
    (Intent.TAKES_EFFECT_IN, _left_within),
    (Intent.PENDING, _runs_at_all),
    (
        Intent.PENDING,
        lambda cues: (
            _of_leavers(cues)
            and _is_pending(cues)
            and not cues.any("how", "recipients", *_OF_RULES - {"told"})
            and (cues.any("which", "whom", "what") or not cues.any("when", "polar"))
        ),
    ),
)
