"""Which question is being asked, from the cues found in it.

The rules stand in order, the most telling first, and know no language: a cue is "a word for
earliest", whatever the word was. No rule, no answer.
"""

from __future__ import annotations

from collections.abc import Callable

from withdrawal.questions.intents import Cues, Intent

__all__ = ["intent_of"]


def intent_of(cues: Cues) -> Intent | None:
    """Return the intent of a question with these cues; None where no rule applies."""
    if cues.any("other") or (cues.any("join") and not cues.all("leave", "chance")):
        return None
    if cues.any("vote") and cues.any("which", "whom", "how") and not cues.any(*_WITH_A_VOTE):
        return None
    if _asks_what_survives(cues):
        return Intent.SURVIVES
    from_sets = set_of(cues)
    if from_sets is not None:
        return from_sets
    return next((intent for intent, applies in _RULES if applies(cues)), None)


_WITH_A_VOTE = frozenset({"when", "if", "stage", "must", "told", "may", "howlong", "chance"})
"""With these a vote is a step on the way; who voted, and how, is not on record."""


def set_of(cues: Cues) -> Intent | None:
    """Return which list is asked for; None where none is."""
    return next((intent for intent, applies in _SET_RULES if applies(cues)), None)


def _of_one_state(cues: Cues) -> bool:
    """Return whether treaties are asked for that one State leaves, has left or could leave."""
    leaves = cues.any("leave", "out")
    return not cues.has_treaty and cues.parties == 1 and cues.any("what", "which") and leaves


def _could_leave(cues: Cues) -> bool:
    is_ahead = cues.has_limit or (cues.has_date and cues.any("may"))
    return _of_one_state(cues) and is_ahead and not cues.any("past")


def _is_leaving(cues: Cues) -> bool:
    """Return whether one State is asked for what it is leaving now."""
    return _of_one_state(cues) and _is_pending(cues) and not cues.any("past", "may")


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
    return cues.any("compare") or (is_of_order and cues.any("whom", "which"))


def _still_run(cues: Cues) -> bool:
    """Return whether it is asked whose notices under one treaty still run."""
    asked = cues.any("whom", "which") and cues.all("pending", "still") and cues.has_treaty
    is_other = cues.has_party or cues.any("if", "when", "how", "out", *_OF_RULES - {"told"})
    return asked and not is_other and "no" not in cues.turns


def _of_all(cues: Cues) -> bool:
    return not cues.has_treaty and not cues.has_party and cues.any("leave", "effect")


def _of_leavers(cues: Cues) -> bool:
    return cues.has_treaty and not cues.has_party and cues.any("which", "leaving", "what", "leave")


def _left_within(cues: Cues) -> bool:
    """Return whether those are asked for who left one treaty within a span of time."""
    asked = _of_leavers(cues) and cues.any("which", "whom", "leaving") and cues.any("leave")
    is_span = cues.has_date and not cues.has_day and not cues.has_limit
    return asked and is_span and not cues.any("if", "bound", "still", *_OF_RULES - {"past"})


def _remain(cues: Cues) -> bool:
    if (
        not cues.has_treaty
        or cues.has_party
        or cues.any("must", "notice_period", "told", "out")
        or (cues.any("howlong") and not cues.all("many", "bound"))
    ):
        return False
    counts = cues.any("many") and not cues.any("may", "when", "effect", "polar")
    if cues.any("which") and cues.has_day and not cues.any("leave", "effect", "may", "out"):
        return True
    return counts or (cues.any("which") and cues.any("still", "bound") and not cues.any("leave"))


def _has_one_of_several(cues: Cues) -> bool:
    picks = not cues.turns.isdisjoint({"first", "last", "again"})
    names = cues.has_treaty or cues.has_party
    asked = not cues.any("latest", "earliest", "must", "join", "may", "if", "polar")
    return picks and names and asked and cues.any("leave", "out", "which", "entry")


def _took_back(cues: Cues) -> bool:
    """Return whether those are asked for who took a notice back."""
    if not cues.any("undo") or cues.has_party or cues.any("may", "must", "howlong"):
        return False
    return cues.any("which", "what", "many", "whom") or not cues.has_treaty


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
    named = cues.has_party or cues.has_treaty
    return not named or cues.any("which", "what", "leaving")


def _had_effect_on(cues: Cues) -> bool:
    told = cues.any("effect", "leave", "entry") and not cues.any("if", "still", "when", "bound")
    told = told or (cues.all("true", "out") and not cues.any("if", "when"))
    return cues.any("polar") and cues.has_party and cues.has_treaty and cues.has_day and told


def _was_notified(cues: Cues) -> bool:
    if not cues.has_party or not cues.has_treaty or cues.has_date:
        return False
    is_given = cues.any("given") and not cues.any("bound")
    if is_given and cues.any("polar") and not cues.any(*_NOT_OF_NOTICE - {"out"}):
        return True
    is_given = is_given or cues.all("past", "notify")
    return cues.any("polar", "when", "given") and is_given and not cues.any(*_NOT_OF_NOTICE)


def _took_long(cues: Cues) -> bool:
    """Return whether it is asked how long an exit took, not how long the period is."""
    if not cues.any("howlong") or cues.any("still", "bound", "notice_period", "must"):
        return False
    return cues.any("took") or (cues.all("past", "leave") and not cues.any("out"))


_OF_RULES = frozenset({"past", "may", "told", "must", "howlong", "notice_period"})
_NOT_OF_NOTICE = frozenset(
    {"must", "if", "howlong", "out", "effect", "latest", "still", "undo", "may"}
)

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
    (Intent.TOOK_BACK, _took_back),
    (Intent.NEXT, _comes_next),
    (Intent.FIRST_OR_AGAIN, _has_one_of_several),
    (Intent.PARTIES, _remain),
    (Intent.CAN_LEAVE_BY, _could_leave),
    (Intent.PENDING, _is_not_out_yet),
    (Intent.PENDING, _is_leaving),
    (Intent.PENDING, _still_run),
    (Intent.LEFT_SINCE, lambda cues: _of_one_state(cues) and not cues.any("may", "if")),
    (
        Intent.TAKES_EFFECT_IN,
        lambda cues: _of_all(cues) and cues.has_date and not cues.any("may", "howlong"),
    ),
    (Intent.TAKES_EFFECT_IN, _left_within),
    (Intent.PENDING, lambda cues: _is_pending(cues) and (_of_all(cues) or _names_nothing(cues))),
    (
        Intent.PENDING,
        lambda cues: (
            _of_leavers(cues)
            and _is_pending(cues)
            and not cues.any("how", *_OF_RULES)
            and (cues.any("which", "whom", "what") or not cues.any("when", "polar"))
        ),
    ),
)


def _asks_recipients(cues: Cues) -> bool:
    if cues.any("recipients") and not cues.any("when", "howlong"):
        return True
    if cues.has_date or cues.any("howlong", "earliest", "latest", "leaving"):
        return False
    return cues.any("whom") and cues.any("told")


def _asks_period(cues: Cues) -> bool:
    if cues.any("notice_period") and not cues.has_date:
        return not (cues.all("when", "leave") and cues.has_party and not cues.any("howlong"))
    if cues.any("bound", "earliest", "stage"):
        return False
    if cues.has_party and cues.any("out"):
        return False
    return cues.any("howlong") and not cues.has_date


def _asks_latest(cues: Cues) -> bool:
    if cues.any("earliest") or (cues.any("notice_period") and not cues.has_date):
        return False
    if cues.any("latest") and cues.any("leave", "notify", "out", "effect"):
        return cues.has_date or not cues.any("bound")
    owed = cues.all("when", "must") and cues.any("notify", "leave") and not cues.any("effect")
    to_do = cues.has_limit and cues.any("what", "how") and cues.any("must", "how")
    return cues.has_date and (owed or (to_do and cues.any("leave", "out")))


def _asks_stage(cues: Cues) -> bool:
    return cues.any("stage") and not (cues.has_date and cues.any("if", "notify"))


def _asks_hypothetical(cues: Cues) -> bool:
    if not cues.has_date:
        return False
    supposed = cues.any("notify", "leave", "vote") and not cues.all("bound", "still")
    return cues.any("if") or supposed


def _asks_leaving(cues: Cues) -> bool:
    if cues.has_party:
        return False
    return cues.any("leaving") or (cues.any("which") and cues.any("leave", "out"))


def _asks_may(cues: Cues) -> bool:
    supposed = cues.any("if") and cues.has_date
    return cues.any("may") and cues.any("leave", "out") and not supposed and not cues.any("when")


def _asks_bound(cues: Cues) -> bool:
    of_which = cues.any("which") and not cues.any("bound", "polar")
    if (
        cues.any("when", "latest", "howlong")
        or of_which
        or (cues.any("again") and not cues.any("bound"))
    ):
        return False
    asked = cues.any("still") or (cues.any("polar") and cues.any("out", "leave"))
    return cues.any("bound") or (cues.has_party and asked)


def _asks_effect(cues: Cues) -> bool:
    ends = cues.any("leave", "out", "bound")
    begins = cues.any("entry") and not ends and not cues.any("notify")
    tells = cues.any("announce") and not cues.any("effect", "out", "bound")
    lasts = cues.any("still") and not cues.any("when")
    if begins or tells or lasts or cues.any("again", "howlong", "latest"):
        return False
    return cues.any("effect") or (cues.any("when") and ends) or cues.is_bare


_OTHERWISE_ASKED = frozenset(
    [
        "may",
        "chance",
        "notice_period",
        "if",
        "latest",
        "earliest",
        "which",
        "told",
        "howlong",
        "when",
    ]
)


def _asks_plainly_whether_bound(cues: Cues) -> bool:
    """Return whether yes or no is asked about being bound, and nothing else could be meant."""
    return cues.has_party and cues.all("polar", "bound") and not cues.any(*_OTHERWISE_ASKED)


def _asks_what_survives(cues: Cues) -> bool:
    """Return whether it is asked what goes on after an exit, or how long."""
    asked = cues.any("what", "which", "howlong")
    is_of_states = cues.any("many", "whom")
    return cues.any("survive") and asked and cues.has_treaty and not (cues.has_date or is_of_states)


_RULES: tuple[tuple[Intent, Callable[[Cues], bool]], ...] = (
    (
        Intent.WITHOUT_PARLIAMENT,
        lambda cues: "without" in cues.turns and cues.all("vote", "leave") and cues.has_party,
    ),
    (
        Intent.DEPOSITARY,
        lambda cues: (
            cues.any("depositary")
            and cues.any("whom", "which", "what")
            and not cues.any("leave", "when")
        ),
    ),
    (
        Intent.REVOKED,
        lambda cues: (
            cues.all("undo", "polar")
            and cues.has_party
            and not cues.has_date
            and not cues.any("may", "when")
        ),
    ),
    (
        Intent.UNDO,
        lambda cues: cues.any("undo") and cues.any("may", "polar") and not cues.has_date,
    ),
    (Intent.TOOK_EFFECT_ON, _had_effect_on),
    (Intent.HOW_LONG, _took_long),
    (Intent.NOTICE, _was_notified),
    (
        Intent.HOW,
        lambda cues: (
            cues.any("how")
            and cues.any("leave")
            and not cues.has_date
            and not cues.any("when", "howlong", "past", "earliest", "latest", "chance")
            and not (cues.any("stage") and cues.has_party)
        ),
    ),
    (Intent.BOUND, _asks_plainly_whether_bound),
    (Intent.CHANCE, lambda cues: cues.any("chance")),
    (Intent.RECIPIENTS, _asks_recipients),
    (Intent.LATEST_NOTICE, _asks_latest),
    (Intent.EARLIEST, lambda cues: cues.any("earliest") and not cues.has_date),
    (Intent.LEAVING, _asks_leaving),
    (Intent.PERIOD, _asks_period),
    (Intent.STAGE, _asks_stage),
    (Intent.HYPOTHETICAL, _asks_hypothetical),
    (Intent.MAY_LEAVE, _asks_may),
    (Intent.BOUND, _asks_bound),
    (Intent.EFFECT, _asks_effect),
)
