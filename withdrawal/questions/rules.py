"""Which question is being asked, from the cues found in it.

The rules stand in order, the most telling first, and know no language: a cue is "a word for
earliest", whatever the word was. No rule, no answer.
"""

from __future__ import annotations

from collections.abc import Callable

from withdrawal.questions.intents import Cues, Intent
from withdrawal.questions.sets.rules import NOT_OF_A_RETURN, asks_who_returned, came_back_to, set_of

_Rule = tuple[Intent, Callable[[Cues], bool]]


def intent_of(cues: Cues) -> Intent | None:
    """Return the intent of a question with these cues; None where no rule applies."""
    if asks_who_returned(cues):
        return Intent.LEAVING
    if came_back_to(cues):
        return Intent.LEFT_SINCE
    joins = cues.any("join") and not (_may_join(cues) or _has_returned(cues))
    if joins and _has_joined(cues):
        return Intent.BOUND
    if joins or (cues.any("other") and not _asks_own_law(cues)):
        return None
    if cues.any("vote") and cues.any("which", "whom", "how") and not cues.any(*_WITH_A_VOTE):
        return None
    early = _first_of(_BEFORE_SETS, cues)
    if early is not None:
        return early
    return set_of(cues) or _first_of(_RULES, cues)


def _first_of(rules: tuple[_Rule, ...], cues: Cues) -> Intent | None:
    return next((intent for intent, applies in rules if applies(cues)), None)


def _may_join(cues: Cues) -> bool:
    """Return whether a word for joining is one for agreeing, or beside the chance of leaving."""
    return cues.all("leave", "chance") or _asks_own_law(cues) or _asks_from_when(cues)


def _has_joined(cues: Cues) -> bool:
    """Return whether it is asked if a State has ever become a party, which it is or is not."""
    asked = cues.any("polar") and cues.has_party and cues.has_treaty and not cues.has_date
    return asked and cues.turns <= {"no"} and not cues.any(*NOT_OF_A_RETURN, "when")


def _has_returned(cues: Cues) -> bool:
    """Return whether it is asked when, or whether, a State came back."""
    is_so_again = "again" in cues.turns and cues.all("leave", "past", "bound")
    asked = (cues.any("back") or is_so_again) and cues.has_party and cues.has_treaty
    if asked and cues.all("join", "when") and not cues.any("if", "may", "chance"):
        return True
    if asked and cues.any("when") and "after" in cues.turns and not cues.has_date:
        return not cues.any(*NOT_OF_A_RETURN - {"leave"})
    if asked and cues.any("either", "polar") and not cues.any(*NOT_OF_A_RETURN - {"leave"}):
        return True
    if asked and cues.all("leave", "past") and not cues.any("when", "which", "whom", "how"):
        return not cues.any(*NOT_OF_A_RETURN - {"leave"})  # left long ago; is it back?
    return asked and not cues.has_date and not cues.any(*NOT_OF_A_RETURN)


def _asks_since_when_back(cues: Cues) -> bool:
    """Return whether a sentence tells that a State left, and the next asks when it came back."""
    is_back = cues.any("back") or ("again" in cues.turns and cues.any("bound"))
    is_other = cues.any(*NOT_OF_A_RETURN - {"leave"}) or "before" in cues.turns
    asked = cues.all("told_before", "leave", "when") and is_back
    return asked and cues.has_party and cues.has_treaty and not is_other


def _asks_last_day(cues: Cues) -> bool:
    """Return whether it is asked until when a State is bound, or was."""
    asked = cues.any("latest") and (cues.any("bound", "effect") or cues.all("past", "what"))
    is_other = cues.has_date or cues.any("leave", "notify", "may", "must", "if", "chance")
    return asked and cues.has_party and cues.has_treaty and not is_other


_WITH_A_VOTE = frozenset({"when", "if", "stage", "must", "told", "may", "howlong", "chance"})
"""With these a vote is a step on the way; who voted, and how, is not on record."""


def _had_effect_on(cues: Cues) -> bool:
    told = cues.any("effect", "leave", "entry") and not cues.any("if", "when", "bound")
    told = told and (cues.any("true") or not cues.any("still")) and not cues.any("back")
    is_put = cues.any("polar") or (cues.opens_with_party and cues.all("past", "leave"))
    told = told or (cues.all("true", "out") and not cues.any("if", "when"))
    is_put = is_put and (cues.any("true") or not cues.any("told_before"))
    return is_put and cues.has_party and cues.has_treaty and cues.has_claim and told


def _was_notified(cues: Cues) -> bool:
    is_of_a_time = cues.has_claim and not (cues.has_day or cues.has_limit)
    is_of_a_time = is_of_a_time and cues.all("when", "given")
    if not cues.has_party or not cues.has_treaty or (cues.has_date and not is_of_a_time):
        return False
    is_given = cues.any("given") and not cues.any("bound")
    is_put = cues.any("polar") or (cues.opens_with_party and cues.any("still"))
    if is_given and is_put and not cues.any(*_NOT_OF_NOTICE - {"out", "still", "if"}):
        return True
    is_given = is_given or cues.all("past", "notify")
    others = _NOT_OF_NOTICE - ({"out", "if"} if cues.all("when", "arrives", "past") else set())
    return cues.any("polar", "when", "given") and is_given and not cues.any(*others)


def _took_long(cues: Cues) -> bool:
    """Return whether it is asked how long an exit took, not how long the period is."""
    is_other = cues.any("still", "vote") or (cues.any("must") and not cues.any("took"))
    is_other = is_other or (cues.any("notice_period") and not (cues.any("took") and cues.has_party))
    if not cues.any("howlong") or is_other or (cues.any("bound") and not cues.any("took")):
        return False
    return _is_between(cues) or (cues.all("past", "leave") and not cues.any("out"))


def _is_between(cues: Cues) -> bool:
    """Return whether the time between a notice and its effect is meant, which is over."""
    return cues.any("took") or cues.all("past", "notify", "effect")


def _asks_days_left(cues: Cues) -> bool:
    asked = cues.any("days_left") and cues.any("leave", "out", "effect")
    is_of_both = cues.all("notify", "effect")
    return asked and not (is_of_both and (_is_between(cues) or not cues.has_party))


_NOT_OF_NOTICE = frozenset(
    {"must", "if", "howlong", "out", "effect", "latest", "still", "undo", "may"}
)


def _asks_own_law(cues: Cues) -> bool:
    """Return whether it is asked if a State may leave without its parliament, or must ask it."""
    if not (cues.all("vote", "leave") and cues.has_party):
        return False
    if "without" in cues.turns:
        return True
    is_other = cues.has_date or cues.any("when", "stage", "howlong", "latest")
    is_other = is_other or cues.all("whom", "told")
    return cues.any("must") and not is_other


def _asks_recipients(cues: Cues) -> bool:
    if cues.any("recipients") and not cues.any("when", "howlong"):
        return True
    if cues.has_date or cues.any("howlong", "earliest", "latest", "leaving"):
        return False
    return cues.any("whom") and cues.any("told")


def _asks_period(cues: Cues) -> bool:
    is_of_a_choice = cues.any("either") and cues.any("leave", "out")
    is_of_now = cues.all("polar", "still") and not cues.any("howlong")
    if cues.has_party and (is_of_a_choice or is_of_now):
        return False
    if cues.all("howlong", "after_notice") and not (cues.has_date or cues.any("past")):
        return True
    if cues.any("notice_period") and not cues.has_date:
        return not (cues.all("when", "leave") and cues.has_party and not cues.any("howlong"))
    if cues.any("bound", "earliest", "stage") or (cues.has_party and cues.any("out", "vote")):
        return False
    return cues.any("howlong") and not cues.has_date and not cues.is_about_a_lock_in


def _asks_latest(cues: Cues) -> bool:
    if cues.any("earliest") or (cues.any("notice_period") and not cues.has_date):
        return False
    if cues.all("if", "bound") and cues.has_date and not (cues.has_limit or cues.any("must")):
        return False
    if cues.any("latest") and cues.any("leave", "notify", "out", "effect"):
        return cues.has_date or not cues.any("bound")
    is_ahead = cues.all("may", "leave") and cues.has_limit
    if cues.has_party and (is_ahead or (cues.all("may", "out") and cues.has_date)):  # by then?
        is_supposed = cues.any("if") and not cues.any("polar")
        return not (is_supposed or cues.any("when", "notify", "past", "vote"))
    owed = cues.all("when", "must") and cues.any("notify", "leave")
    owed = owed and not cues.any("effect", "if")
    to_do = cues.has_limit and cues.any("what", "how") and cues.any("must", "how")
    return cues.has_date and (owed or (to_do and cues.any("leave", "out")))


def _asks_earliest(cues: Cues) -> bool:
    """Return whether the earliest day is asked for, or simply when a State may leave."""
    if cues.has_date:
        return False
    may_leave = cues.all("when", "may") and cues.any("leave", "out") and cues.has_party
    return cues.any("earliest") or (may_leave and not cues.any("notify", "past", "effect"))


def _asks_stage(cues: Cues) -> bool:
    return cues.any("stage") and not (cues.has_date and cues.any("if", "notify"))


def _asks_hypothetical(cues: Cues) -> bool:
    if not cues.has_date:
        return False
    is_lasting = cues.all("bound", "still") and not cues.any("when")
    supposed = cues.any("notify", "leave", "vote") and not is_lasting
    if cues.any("vote") and not cues.any("if", "when", "effect", "stage", "given", "past"):
        return False
    return cues.any("if") or supposed


def _asks_leaving(cues: Cues) -> bool:
    if cues.has_party:
        return False
    others = _NOT_WHETHER_ANY - ({"still"} if cues.any("ever") else set())
    has_any = cues.has_treaty and not cues.any(*others)
    has_any = has_any and (cues.all("polar", "leave") or cues.all("ever", "leave", "past"))
    has_ceased = cues.any("leave", "out") or cues.all("bound", "effect")
    is_of_rules = cues.any("howlong", "may") and not cues.any("past", "leaving")
    has_ceased = has_ceased and not is_of_rules
    return cues.any("leaving") or (cues.any("which") and has_ceased) or has_any


_NOT_WHETHER_ANY = frozenset(
    {
        *("may", "must", "if", "undo", "effect", "vote", "notify", "stage", "how", "still"),
        *("when", "told", "howlong", "survive", "carries", "chance", "latest", "earliest"),
    }
)
"""With these it is asked about the rule, not whether any State has left."""


def _asks_may(cues: Cues) -> bool:
    is_other = cues.any("when") or (cues.any("if") and cues.has_date)
    is_other = is_other or cues.is_about_a_lock_in or cues.any("again")  # suspending is none
    return cues.any("may") and cues.any("leave", "out") and not is_other


_ASSERTED = frozenset({"past", "leave", "out", "still", "pending", "took"})
"""What stands in a question put as if it were told: Russia left the Rome Statute?"""


def _asks_bound(cues: Cues) -> bool:
    of_which = cues.any("which") and not cues.any("bound", "polar")
    is_other = of_which or cues.any("when", "latest", "howlong")
    if is_other or (cues.any("again") and not cues.any("bound")):
        return False
    asked = cues.any("still") or (cues.any("polar") and cues.any("out", "leave"))
    is_told = cues.opens_with_party and (cues.all("past", "leave") or cues.any("out"))
    is_told = is_told and cues.found <= _ASSERTED
    asked = asked or (cues.has_treaty and is_told)
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
    {
        *("may", "chance", "notice_period", "if", "latest", "earliest"),
        *("which", "told", "howlong", "when"),
    }
)


def _asks_plainly_whether_bound(cues: Cues) -> bool:
    """Return whether yes or no is asked about being bound, and nothing else could be meant."""
    is_put = cues.all("polar", "out") and cues.any("either", "true")
    if cues.has_party and is_put and not cues.any(*_NOT_OF_A_CHOICE):
        return True
    is_back = "again" in cues.turns and not cues.any("leave", "out", "notify", "given", "undo")
    asked = cues.any("bound") or (is_back and cues.has_treaty)
    return cues.has_party and cues.any("polar") and asked and not cues.any(*_OTHERWISE_ASKED)


_NOT_OF_A_CHOICE = frozenset({"if", "when", "undo", "may", "must", "howlong", "chance", "back"})
_ASKED_OTHERWISE = frozenset({"what", "which", "whom", "how", "must", "if"})
_OF_A_DEPOSITARY = {*("depositary", "recipients", "told", "notify", "given", "past", "polar")}
_OF_A_DEPOSITARY |= {"stage", "survive"}


def _asks_of_conflicts(cues: Cues) -> bool:
    """Return whether it is asked what an armed conflict changes, not who left in one."""
    is_of_leaving = cues.any("leave", "out", "bound", "effect", "may", "notice_period", "survive")
    is_told = cues.any("past") and (cues.has_party or not cues.any("if", "may"))
    is_other = cues.any("whom", "many", "chance", "vote", "compare", "join")
    is_other = is_other or (cues.any("which", "leaving") and not cues.any("bound"))
    asked = "conflict" in cues.turns and cues.has_treaty and is_of_leaving
    return asked and not (is_told or is_other or cues.has_date)


def _asks_from_when(cues: Cues) -> bool:
    """Return whether it is asked how long one must stay before a notice may be given."""
    asked = cues.any("lock_in") and cues.has_treaty and cues.turns <= {"before", "after", "first"}
    is_of_notice = cues.any("leave", "notify", "notice_period", "may", "must", "what", "polar")
    is_of_notice = is_of_notice or cues.found <= _OF_A_WINDOW
    is_other = cues.any("which", "vote", "survive", "undo", "if", "back", "chance")
    is_other = is_other or (cues.any("past") and cues.has_party) or cues.all("told", "whom")
    return asked and is_of_notice and not (is_other or cues.has_date)


_OF_A_WINDOW = frozenset({"lock_in", "howlong", "when", "next", "effect", "compare"})


def _asks_what_survives(cues: Cues) -> bool:
    """Return whether it is asked what goes on after an exit, how long, or whether it does."""
    is_counted = cues.any("many") and not cues.all("howlong", "leave")
    is_counted = is_counted or cues.any("days_left")
    if not (cues.any("survive") and cues.has_treaty) or cues.has_date or is_counted:
        return False
    is_of_an_exit = cues.any("leave", "out", "after_notice")
    is_lasting = cues.any("howlong") and not cues.any("notice_period", "bound", "still", "if")
    is_of_an_exit = is_of_an_exit or is_lasting
    asked = cues.any("howlong") or (cues.any("what", "which") and not cues.any("whom"))
    if asked and is_of_an_exit:
        return True
    is_other = cues.any("when", "if", "may", "must", "earliest", "latest")
    return cues.any("leave") and not cues.has_party and not is_other


def _asks_when_revoked(cues: Cues) -> bool:
    """Return whether it is asked on which day a State took its notice back."""
    is_other = cues.has_date or cues.any(*_OF_TAKING_BACK_AHEAD)
    is_other = is_other or (cues.any("effect", "out", "bound") and not cues.any("past"))
    is_told = cues.any("past") or cues.all("denounced", "notify")  # Chinese has no past
    asked = cues.all("undo", "when") and is_told
    return asked and cues.has_party and cues.has_treaty and not is_other


def _asks_how(cues: Cues) -> bool:
    """Return whether it is asked how a treaty is left, or what a State must do for it."""
    is_other = cues.any("when", "howlong", "earliest", "latest", "chance", "back", "polar", "true")
    is_over = cues.any("past") and (cues.any("notify") or not cues.any("must"))
    is_other = is_other or is_over or cues.all("still", "out")
    is_begun = cues.any("stage") and (cues.any("still") or not cues.any("must"))
    is_other = is_other or (is_begun and cues.has_party)
    return cues.all("how", "leave") and not (is_other or cues.has_date)


_OF_TAKING_BACK_AHEAD = frozenset({"may", "must", "if", "latest", "earliest", "howlong", "chance"})
_BEFORE_SETS: tuple[_Rule, ...] = (
    (Intent.IN_CONFLICT, _asks_of_conflicts),
    (Intent.LOCK_IN, _asks_from_when),
    (Intent.SURVIVES, _asks_what_survives),
    (
        Intent.RETURNED,
        lambda cues: "after" in cues.turns and cues.any("when") and _has_returned(cues),
    ),
    (Intent.RETURNED, _asks_since_when_back),
    (
        Intent.BOUND,
        lambda cues: "again" in cues.turns and cues.all("bound", "past") and _has_returned(cues),
    ),
)
_RULES: tuple[_Rule, ...] = (
    (Intent.WITHOUT_PARLIAMENT, _asks_own_law),
    (
        Intent.DEPOSITARY,
        lambda cues: (
            cues.any("depositary")
            and (cues.any("whom", "which", "what") or cues.found <= _OF_A_DEPOSITARY)
            and not cues.any("leave", "when")
        ),
    ),
    (
        Intent.REVOKED,
        lambda cues: (
            cues.any("undo")
            and (cues.any("polar") or (cues.opens_with_party and not cues.any(*_ASKED_OTHERWISE)))
            and cues.has_party
            and not cues.has_limit
            and not cues.any("may", "when")
        ),
    ),
    (Intent.REVOKED, _asks_when_revoked),
    (
        Intent.UNDO,
        lambda cues: cues.any("undo") and cues.any("may", "polar") and not cues.has_date,
    ),
    (Intent.TOOK_EFFECT_ON, _had_effect_on),
    (Intent.RETURNED, lambda cues: _has_returned(cues) and not cues.any("polar", "still")),
    (Intent.BOUND, _has_returned),
    (Intent.DAYS_LEFT, _asks_days_left),
    (Intent.LAST_DAY, _asks_last_day),
    (Intent.HOW_LONG, _took_long),
    (Intent.NOTICE, _was_notified),
    (Intent.HOW, _asks_how),
    (Intent.BOUND, _asks_plainly_whether_bound),
    (Intent.CHANCE, lambda cues: cues.any("chance")),
    (Intent.RECIPIENTS, _asks_recipients),
    (Intent.LATEST_NOTICE, _asks_latest),
    (Intent.EARLIEST, _asks_earliest),
    (Intent.LEAVING, _asks_leaving),
    (Intent.PERIOD, _asks_period),
    (Intent.STAGE, _asks_stage),
    (Intent.HYPOTHETICAL, _asks_hypothetical),
    (Intent.MAY_LEAVE, _asks_may),
    (Intent.BOUND, _asks_bound),
    (Intent.EFFECT, _asks_effect),
)
