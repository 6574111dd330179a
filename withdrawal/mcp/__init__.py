"""The tools for agents: the same answers over the Model Context Protocol, read-only and short.

Every tool returns a sentence that can be quoted, the dates, and the sources they rest on. What
makes no sense comes back as an error with the nearest things that would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import starmap
from typing import Annotated, Any, ParamSpec, TypeVar, get_type_hints

from attrs import evolve
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import MCPServerError, ResourceNotFoundError, ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase, func_metadata
from mcp_types import ToolAnnotations
from pydantic import ConfigDict

from withdrawal.errors import WithdrawalError
from withdrawal.inquiries.ask import Ask
from withdrawal.inquiries.changes import Changes
from withdrawal.inquiries.documents import Read
from withdrawal.inquiries.exits import (
    Compare,
    Forecast,
    Memo,
    Notice,
    Plan,
    Precedents,
    Survey,
    When,
)
from withdrawal.inquiries.forms import TEXT, Form
from withdrawal.inquiries.history import History, Now
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.inquiries.reading import model_of
from withdrawal.inquiries.reading import question as read_question
from withdrawal.inquiries.states import State, States, StatesCompared
from withdrawal.inquiries.treaties import Parties, PartiesOverTime, Treaties, Treaty
from withdrawal.law.procedures.library import procedure
from withdrawal.law.treaties.catalogue import catalogue, resolve_treaty
from withdrawal.mcp.shapes import (
    Description,
    Listing,
    ShortAnswer,
    ShortForecast,
    ShortPaper,
    ShortPlan,
    ShortReading,
    ShortReason,
    ShortReply,
    ShortStage,
    listing,
    shaped,
    table_lines,
)
from withdrawal.output.markdown import report_markdown
from withdrawal.output.planning import plan_report
from withdrawal.output.reading import reading_report
from withdrawal.output.reply import reply_report
from withdrawal.output.report import Report
from withdrawal.output.tables.definitions import treaty_row
from withdrawal.output.tables.parties import parties_report
from withdrawal.output.tables.procedures import procedure_report
from withdrawal.output.tables.record import history_report
from withdrawal.output.tables.survey import survey_report
from withdrawal.output.tables.treaties import treaties_report, treaty_report
from withdrawal.output.telling import answer_report, reported_by
from withdrawal.output.tellings import telling_of
from withdrawal.output.text import report_text
from withdrawal.overlay import steady
from withdrawal.record.history import history
from withdrawal.record.knowledge import knowledge
from withdrawal.reflected import description_of
from withdrawal.renamed import renamed_keys
from withdrawal.values import frozen
from withdrawal.version import __version__

__all__ = ["TOOLS", "make_server"]

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


class _Arguments(ArgModelBase):
    """What a tool is called with, unchecked: the question says itself what is wrong with it."""

    model_config = ConfigDict(extra="allow")

    def model_dump_one_level(self) -> dict[str, Any]:
        """Return what was said, by name."""
        return dict(self.model_extra or {})


@frozen(kw_only=True, slots=False)
class _SomeTreaties(Treaties):
    """The treaties of the catalogue that fit.

    Attributes:
        limit: How many at most.
    """

    limit: Annotated[int, Form(least=1, most=200)] = 20


@frozen(kw_only=True, slots=False)
class _Document(Read):
    """What a document says about leaving treaties, and what of it is right.

    Attributes:
        document: The text of the document.
    """

    document: Annotated[str, Form(TEXT, longest=200_000)]


_MOST = 50

_BEFORE = {"state": "party", "name": "q"}
"""What arguments were called in version 1."""


def _told(function: Callable[P, T], refusal: type[MCPServerError] = ToolError) -> Callable[P, T]:
    """Return a tool or resource whose refusals reach the agent as one sentence with suggestions."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with steady():
                return function(*args, **kwargs)
        except WithdrawalError as error:
            hint = f" Perhaps: {', '.join(error.suggestions)}." if error.suggestions else ""
            raise refusal(f"{error.message}{hint}") from None

    return wrapped


def _tool(name: str, question: type[Inquiry], told: Callable[..., Any]) -> Tool:
    """Return the tool that answers a question, whose fields are its arguments."""
    model = model_of(question)
    old = {before: now for before, now in _BEFORE.items() if now in model.model_fields}

    def answer(**given: Any) -> Any:
        return told(read_question(question, renamed_keys(given, old)))

    return Tool(
        fn=_told(answer),
        name=name,
        title=None,
        context_kwarg=None,
        description=description_of(question),
        parameters=model.model_json_schema(by_alias=False),
        fn_metadata=func_metadata(_described(told)).model_copy(update={"arg_model": _Arguments}),
        is_async=False,
        annotations=_READ_ONLY,
    )


def _described(told: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function without arguments that returns what another does."""

    def described() -> Any: ...

    described.__annotations__ = {"return": get_type_hints(told)["return"]}
    return described


def _when(asked: When) -> ShortAnswer:
    answer = asked.answer()
    report = answer_report(answer)
    marks = report.marks
    told = {each.kind: [item.told(marks) for item in each.items] for each in report.sections}
    return shaped(
        ShortAnswer,
        answer.to_json(),
        headline=report.headline,
        rests_on_reports=reported_by(answer),
        knowledge=knowledge().in_words(),
        because=[
            ShortReason(text=e.text, article=e.article, source=e.source) for e in report.of("why")
        ],
        assumptions=told.get("assumptions", []),
        other_readings=told.get("ambiguities", []),
        disagreeing_claims=[
            f"{each.told(marks)} [{each.source}]" for each in report.of("conflicts")
        ],
        facts=report.told,
        standing=told.get("progress", []),
        other_notices=told.get("notices", []),
        also_leaves=told.get("carries", []),
    )


def _plan(asked: Plan) -> ShortPlan:
    made = asked.answer()
    data = made.to_json()
    stages = [shaped(ShortStage, each) for each in data["stages"]]
    return shaped(ShortPlan, data, headline=plan_report(made).headline, stages=stages)


def _paper(asked: Inquiry) -> ShortPaper:
    told = _report(asked)
    return ShortPaper(title=told.title, sentence=told.sentence, markdown=report_markdown(told))


def _ask(asked: Ask) -> ShortReply:
    reply = asked.answer()
    report = reply_report(reply)
    tables = (each for each in report.sections if each.style == "rows")
    return ShortReply(
        understood=reply.taken_as,
        lang=reply.lang,
        answers=[*(each.text for each in reply.answers), *reply.notes],
        rows=[line for each in tables for line in table_lines(each, report.marks)],
    )


def _forecast(asked: Forecast) -> ShortForecast:
    from withdrawal.output.forecast import forecast_report

    made = asked.answer()
    data, report = made.to_json(), forecast_report(made)
    return shaped(
        ShortForecast,
        data,
        headline=report.headline,
        interval_50=data["intervals"]["0.5"],
        interval_80=data["intervals"]["0.8"],
        driver=[each.text for each in report.of("driver")],
        hindsight=[each.text for each in report.of("hindsight")],
    )


def _listed(*, most: int | None = None) -> Callable[[Inquiry], Listing]:
    """Return what tells an answer as the tables of its report."""

    def told(asked: Inquiry) -> Listing:
        return listing(_report(asked), most=getattr(asked, "limit", most))

    return told


def _report(asked: Inquiry) -> Report:
    return telling_of(asked).report(asked, asked.answer())


def _parties(asked: Parties) -> Listing:
    return listing(parties_report(asked.answer(), without=("sure",)))


def _treaty(asked: Treaty) -> Description:
    found = asked.answer()
    return _description(found, treaty_report(found), found.sources, treaty=found.id)


def _state(asked: State) -> Description:
    found = asked.answer()
    known = procedure(found.id)
    return _description(found, procedure_report(known), known.sources, party=found.id)


def _description(found: Any, report: Report, sources: Iterable[str], **of: str) -> Description:
    record = history_report(history(**of))
    return Description(
        id=found.id,
        name=found.name,
        text=report_text(report),
        sources=list(sources),
        withdrawals=[line for each in record.sections for line in table_lines(each, record.marks)],
    )


def _survey(asked: Survey) -> Listing:
    report = survey_report(asked.answer_in_part())
    pairs = (
        evolve(each, items=[item for item in each.items if item.cells[-1].text])
        for each in report.sections
    )
    return listing(evolve(report, sections=pairs), most=_MOST)


def _read(asked: _Document) -> ShortReading:
    made = Read(**{k: v for k, v in asked.given.items() if k != "document"})
    return ShortReading(text=report_text(reading_report(made.answer_to(asked.document))))


TOOLS = (
    ("when", When, _when),
    ("plan", Plan, _plan),
    ("memo", Memo, _paper),
    ("notice", Notice, _paper),
    ("precedents", Precedents, _paper),
    ("ask", Ask, _ask),
    ("forecast", Forecast, _forecast),
    ("compare", Compare, _listed()),
    ("history", History, _listed(most=_MOST)),
    ("now", Now, _listed(most=_MOST)),
    ("parties", Parties, _parties),
    ("parties_over_time", PartiesOverTime, _listed()),
    ("changes", Changes, _listed(most=_MOST)),
    ("survey", Survey, _survey),
    ("list_treaties", _SomeTreaties, _listed()),
    ("describe_treaty", Treaty, _treaty),
    ("describe_state", State, _state),
    ("list_states", States, _listed()),
    ("compare_states", StatesCompared, _listed()),
    ("read", _Document, _read),
)
"""Each tool: its name, its question and what it tells."""


def make_server() -> MCPServer[Any]:
    """Return the server with its tools and resources, not yet running."""
    told = f"{_INSTRUCTIONS} It has {knowledge().in_words()}."
    server: MCPServer[Any] = MCPServer(
        "withdrawal",
        title="When does a withdrawal from a treaty take effect?",
        instructions=told,
        version=__version__,
        log_level="WARNING",
        tools=[_tool(*each) for each in TOOLS],
    )
    server.resource("treaty://{treaty_id}", mime_type="text/plain", description="A treaty.")(
        _told(_treaty_resource, ResourceNotFoundError)
    )
    server.resource("treaties://all", mime_type="text/plain", description="The catalogue.")(
        _catalogue_resource
    )
    return server


def _treaty_resource(treaty_id: str) -> str:
    return report_text(treaty_report(resolve_treaty(treaty_id)))


def _catalogue_resource() -> str:
    found = listing(treaties_report(starmap(treaty_row, catalogue().summaries.items())))
    return "\n".join(found["tables"]["treaties"])
