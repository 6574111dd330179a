"""The tools for agents: the same answers over the Model Context Protocol, read-only and short.

Every tool returns a sentence that can be quoted, the dates, and the sources they rest on. What
makes no sense comes back as an error with the nearest things that would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import MCPServerError, ResourceNotFoundError, ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from withdrawal import __version__
from withdrawal.case.answer import Answer
from withdrawal.case.answering.when import when as answer_when
from withdrawal.case.findings import MembershipTold
from withdrawal.case.planning.plan import plan as make_plan
from withdrawal.case.roll import PartyRow
from withdrawal.case.roll import parties as find_parties
from withdrawal.errors import WithdrawalError
from withdrawal.law.countries import resolve_country
from withdrawal.law.procedures.library import procedure
from withdrawal.law.treaties.catalogue import catalogue, resolve_treaty
from withdrawal.mcp.shapes import (
    AsOf,
    Description,
    ShortAnswer,
    ShortForecast,
    ShortMembership,
    ShortParties,
    ShortPlan,
    ShortReason,
    ShortReply,
    ShortStage,
    ShortTreaty,
    State,
    TreatyList,
    TreatyName,
)
from withdrawal.output.procedures import procedure_text
from withdrawal.output.telling import headline, reported_by
from withdrawal.output.treaties import search_treaties, treaty_text
from withdrawal.overlay import steady
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.knowledge import knowledge

__all__ = ["make_server"]

P = ParamSpec("P")
T = TypeVar("T")

_INSTRUCTIONS = (
    "Answers when a State's withdrawal from a treaty takes effect, with reasons and sources. "
    "Quote the sentence; tell the user the assumptions, other readings and disagreeing claims. "
    "Where membership is not-known, never say that the State is not a party; what is supposed has "
    "not happened; where rests_on_reports is set, say so."
)
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def _told(function: Callable[P, T], refusal: type[MCPServerError] = ToolError) -> Callable[P, T]:
    """Return a tool or a resource whose refusals reach the agent as one sentence with suggestions.

    Args:
        function: what answers.
        refusal: the kind of error that the protocol has for it.
    """

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with steady():
                return function(*args, **kwargs)
        except WithdrawalError as error:
            hint = f" Perhaps: {', '.join(error.suggestions)}." if error.suggestions else ""
            raise refusal(f"{error.message}{hint}") from None

    return wrapped


def when(
    state: State,
    treaty: TreatyName,
    received: Annotated[
        str | None, Field(max_length=10, description="Suppose the notice was received that day.")
    ] = None,
    conflict: Annotated[
        str | None,
        Field(max_length=21, description="Suppose an armed conflict, START/END or START/.."),
    ] = None,
    as_of: AsOf = None,
) -> ShortAnswer:
    """Tell when a State's exit from a treaty takes effect, with the reasons and their sources."""
    answer = answer_when(state, treaty, received=received, conflict=conflict, as_of=as_of)
    return _short(answer)


def _short(answer: Answer) -> ShortAnswer:
    data = answer.to_json()
    return ShortAnswer(
        headline=headline(answer),
        sentence=answer.sentence,
        status=answer.status,
        effect=data["effect"],
        earliest=data["earliest"],
        latest=data["latest"],
        received=data["received"],
        basis=data["basis"],
        is_supposed=answer.is_supposed,
        membership=_membership(answer.membership),
        announced=data["announced"],
        confidence=answer.confidence,
        rests_on_reports=reported_by(answer),
        as_of=data["as_of"],
        knowledge=knowledge().in_words(),
        because=[
            ShortReason(text=e.text, article=e.article, source=e.source) for e in answer.because
        ],
        assumptions=list(answer.assumptions),
        other_readings=[each.text for each in answer.ambiguities],
        disagreeing_claims=[f"{e.source}: {e.claim} {e.text}" for e in answer.disagreements],
    )


def _membership(told: MembershipTold) -> ShortMembership:
    data = told.to_json()
    return ShortMembership(
        value=told.value,
        since=data["since"],
        list_as_of=data["list_as_of"],
        complete=told.complete,
    )


def plan(
    state: State,
    treaty: TreatyName,
    out_by: Annotated[str, Field(max_length=10, description="To be out by that day, YYYY-MM-DD.")],
    as_of: AsOf = None,
) -> ShortPlan:
    """Tell the latest day for the notice and for each domestic step, to be out by a day."""
    made = make_plan(state, treaty, out_by=out_by, as_of=as_of)
    data = made.to_json()
    stages = [
        ShortStage(
            stage=each.stage, actor=each.actor, latest=str(each.latest), because=each.because
        )
        for each in made.stages
    ]
    return ShortPlan(
        sentence=made.sentence,
        latest_receipt=data["latest_receipt"],
        membership=_membership(made.membership),
        stages=stages,
        assumptions=list(made.assumptions),
    )


def ask(
    question: Annotated[str, Field(max_length=1000, description="A question in plain words.")],
    as_of: AsOf = None,
) -> ShortReply:
    """Answer a question in plain words, asked in the user's own language."""
    from withdrawal.questions import ask as reply_to

    reply = reply_to(question, as_of=as_of)
    answers = [*(each.text for each in reply.answers), *reply.notes]
    return ShortReply(understood=reply.taken_as, lang=reply.lang, answers=answers)


def forecast(state: State, treaty: TreatyName, as_of: AsOf = None) -> ShortForecast:
    """Tell when an exit will probably take effect, from how long such steps took before."""
    from withdrawal.odds.api import forecast as make_forecast
    from withdrawal.output.forecast import forecast_headline

    made = make_forecast(state, treaty, as_of=as_of)
    data = made.to_json()
    return ShortForecast(
        headline=forecast_headline(made),
        sentence=made.sentence,
        as_of=data["as_of"],
        membership=_membership(made.membership),
        median=data["median"],
        interval_50=data["intervals"]["0.5"],
        interval_80=data["intervals"]["0.8"],
        probability_never=made.probability_never,
        probability_by=data["probability_by"],
        assumptions=list(made.assumptions),
    )


def list_treaties(
    name: Annotated[str, Field(max_length=160, description="Part of a name; all if empty.")] = "",
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 20,
) -> TreatyList:
    """List the treaties of the catalogue whose names hold some text."""
    found = [
        ShortTreaty(
            id=key,
            name=each["name"],
            exit=each["exit"],
            period=each["period"],
            depositary=", ".join(each["depositaries"]),
        )
        for key, each in search_treaties(name).items()
    ]
    return TreatyList(found=len(found), treaties=found[:limit])


def parties(
    treaty: TreatyName,
    on: Annotated[
        str | None, Field(max_length=10, description="The day, YYYY-MM-DD; else the one of as_of.")
    ] = None,
    as_of: AsOf = None,
) -> ShortParties:
    """Tell who is a party to a treaty on a day, who has left, and of whom it is not known."""
    found = find_parties(treaty, on=on, as_of=as_of)
    data = found.to_json()
    return ShortParties(
        sentence=found.sentence,
        on=data["on"],
        list_as_of=data["list_as_of"],
        complete=found.complete,
        parties=[_since(each) for each in found.of("party")],
        left=[f"{each.party} left {each.left_on or 'on a day not known'}" for each in found.left],
        not_known=[each.party for each in found.of("not-known")],
        differences=[each.text for each in found.differences],
    )


def _since(row: PartyRow) -> str:
    return f"{row.party} since {row.since}" if row.since else row.party


def describe_treaty(treaty: TreatyName) -> Description:
    """Describe a treaty's clause on leaving in words, and who has left it when."""
    found = resolve_treaty(treaty)
    return Description(
        id=found.id,
        name=found.name,
        text=treaty_text(found),
        sources=list(found.sources),
        withdrawals=_withdrawals(history(found.id)),
    )


def describe_state(state: State) -> Description:
    """Describe how a State decides to leave a treaty, and what it has left when."""
    found = resolve_country(state)
    known = procedure(found.id)
    return Description(
        id=found.id,
        name=found.name,
        text=procedure_text(known),
        sources=list(known.sources),
        withdrawals=_withdrawals(history(party=found.id)),
    )


def _withdrawals(rows: Iterable[Withdrawal]) -> list[str]:
    return [
        f"{row.party} from {row.treaty}: notice {row.given or 'not dated'}, "
        f"effect {row.effect or 'none'}, {_standing(row)}"
        for row in rows
    ]


def _standing(row: Withdrawal) -> str:
    """Return what became of a row, with what it is where it is no plain withdrawal."""
    told = [row.status] if row.kind == "withdrawal" else [row.status, str(row.kind)]
    told += ["effect worked out from the clause"] if row.effect_is_computed else []
    told += ["receipt worked back from the effect"] if row.received_is_computed else []
    return ", ".join(told)


_TOOLS: tuple[Callable[..., Any], ...] = (
    when,
    plan,
    ask,
    forecast,
    list_treaties,
    parties,
    describe_treaty,
    describe_state,
)


def make_server() -> MCPServer[Any]:
    """Return the server with its tools and resources, not yet running."""
    told = f"{_INSTRUCTIONS} It has {knowledge().in_words()}."
    server: MCPServer[Any] = MCPServer(
        "withdrawal",
        title="When does a withdrawal from a treaty take effect?",
        instructions=told,
        version=__version__,
        log_level="WARNING",
    )
    for tool in _TOOLS:
        server.add_tool(_told(tool), annotations=_READ_ONLY)
    server.resource("treaty://{treaty_id}", mime_type="text/plain", description="A treaty.")(
        _told(_treaty_resource, ResourceNotFoundError)
    )
    server.resource("treaties://all", mime_type="text/plain", description="The catalogue.")(
        _catalogue_resource
    )
    return server


def _treaty_resource(treaty_id: str) -> str:
    return treaty_text(resolve_treaty(treaty_id))


def _catalogue_resource() -> str:
    return "\n".join(f"{key}: {each['name']}" for key, each in catalogue().summaries.items())
