"""The API: one line a question, each answered with the data that the command of its name prints."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.case.scenarios.scenario import Scenario
from withdrawal.errors import BadRequestError, ScenarioError
from withdrawal.inquiries import documents, history, states, treaties
from withdrawal.inquiries.ask import Ask
from withdrawal.inquiries.changes import Changes
from withdrawal.inquiries.documents import copied
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
from withdrawal.inquiries.forms import Form
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.inquiries.reading import model_of, question_of, refuse_repeated
from withdrawal.output.tellings import telling_of
from withdrawal.record.knowledge import knowledge
from withdrawal.reflected import attribute_texts, description_of
from withdrawal.values import frozen
from withdrawal.version import __version__
from withdrawal.web.responses import json_response
from withdrawal.web.schema import PROBLEMS, answer_schema
from withdrawal.web.work import do_slowly

ROOT = "/api/v1"


@frozen(kw_only=True, slots=False)
class _Root(Inquiry):
    """What can be asked, and how new the knowledge is."""

    schema = "withdrawal/api/1"


@frozen(kw_only=True, slots=False)
class _Simulate(documents.Simulate):
    """A scenario, played many times.

    Attributes:
        runs: How many runs, at most 100000.
    """

    runs: Annotated[int, Form(least=1, most=100_000)] = 10_000


@frozen
class Endpoint:
    """One address of the API below `ROOT`; a part in braces is a field of the question.

    With the media type of a body, and an example of one, it is asked with POST.
    """

    path: str
    question: type[Inquiry]
    answer: Callable[[Any, bytes], dict[str, Any]] = (
        lambda asked, _: telling_of(asked).data(asked, asked.answer())
    )  # fmt: skip
    body_type: str | None = None
    example: str | None = None

    @property
    def method(self) -> str:
        """How it is asked."""
        return "GET" if self.body_type is None else "POST"

    @property
    def in_path(self) -> frozenset[str]:
        """The fields that the path gives."""
        names = (part.strip("{}") for part in self.path.split("/") if part.startswith("{"))
        return frozenset(names)


def _root(_asked: Any, _body: bytes) -> dict[str, Any]:
    return {
        "schema": _Root.schema,
        "version": __version__,
        "knowledge": knowledge().to_json(),
        "description": f"{ROOT[: ROOT.index('/v')]}/openapi.json",
        "addresses": [f"{each.method} {ROOT}{each.path}" for each in ENDPOINTS if each.path],
    }


def _own_backtest(asked: documents.Backtest, body: bytes) -> dict[str, Any]:
    from withdrawal.proof.backtest import read_records

    with copied(_as_text(body), "records.jsonl") as path:
        records, broken = read_records(path)
    return asked.answer_to(records, broken).to_json()


def _simulate(asked: _Simulate, body: bytes) -> dict[str, Any]:
    from withdrawal.odds.engine.together import solve_ensemble
    from withdrawal.output.forecast import simulation_data

    scenario, runs = _scenario(body), asked.runs
    if runs * len(scenario.cases) > _MOST_DRAWN:
        raise ScenarioError(
            f"scenario.toml: {runs} runs of {len(scenario.cases)} cases: expected at most "
            f"{_MOST_DRAWN} together."
        )
    made = asked.answer_to(scenario)
    return simulation_data(made, solve_ensemble(made.found.ensemble))


def _scenario(body: bytes) -> Scenario:
    """Return the scenario in a body.

    Raises:
        HTTPException: 413, where it is larger than any scenario needs to be.
        ScenarioError: it is malformed, or has more cases than are computed for anybody.
    """
    from withdrawal.case.scenarios.scenario import read_scenario

    if len(body) > _LARGEST_SCENARIO:
        raise HTTPException(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"The scenario has {len(body)} bytes: expected at most {_LARGEST_SCENARIO}.",
        )
    with copied(_as_text(body), "scenario.toml") as path:
        found = read_scenario(path)
    if len(found.cases) > _MOST_CASES:
        raise ScenarioError(
            f"scenario.toml: {len(found.cases)} cases: expected at most {_MOST_CASES}."
        )
    return found


def _to(given: Callable[[bytes], Any]) -> Callable[[Any, bytes], dict[str, Any]]:
    """Return what answers a question about a body, as it is given."""
    return lambda asked, body: asked.answer_to(given(body)).to_json()


def _as_text(body: bytes) -> bytes:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequestError("The body is not UTF-8 text.") from None
    return body


_LONGEST = 160
_MOST_CASES = 10
_LARGEST_SCENARIO = 65_536
_MOST_DRAWN = 400_000
_RECORD = '{"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27"}\n'
_ARTICLE = "Lithuania's withdrawal from the Ottawa Convention took effect on 27 December 2025."
_SCENARIO = """\
title = "A notice on the last day of August"
[[cases]]
party = "SWE"
treaty = "ottawa-1997"
events = [
  { step = "government-decision", on = 2027-03-11 },
  { step = "final-vote", on = 2027-06-09 },
  { step = "notice", on = 2027-08-31 },
]
"""
_TOML, _LINES = "application/toml", "application/x-ndjson"

ENDPOINTS = (
    Endpoint("", _Root, _root),
    Endpoint("/when", When),
    Endpoint("/plan", Plan),
    Endpoint("/memo", Memo),
    Endpoint("/notice", Notice),
    Endpoint("/precedents", Precedents),
    Endpoint("/ask", Ask),
    Endpoint("/forecast", Forecast),
    Endpoint("/compare", Compare),
    Endpoint("/treaties", treaties.Treaties),
    Endpoint("/treaties/{treaty}", treaties.Treaty),
    Endpoint("/treaties/{treaty}/parties", treaties.Parties),
    Endpoint("/treaties/{treaty}/parties/over-time", treaties.PartiesOverTime),
    Endpoint("/states", states.States),
    Endpoint("/states/compare", states.StatesCompared),
    Endpoint("/states/{party}", states.State),
    Endpoint("/history", history.History),
    Endpoint("/now", history.Now),
    Endpoint("/changes", Changes),
    Endpoint("/survey", Survey, lambda asked, _: asked.answer_in_part().to_json()),
    Endpoint("/backtest", documents.Backtest, lambda asked, _: asked.answer_to().to_json()),
    Endpoint("/backtest", documents.Backtest, _own_backtest, _LINES, _RECORD),
    Endpoint("/simulate", _Simulate, _simulate, _TOML, _SCENARIO),
    Endpoint("/run", documents.Run, _to(_scenario), _TOML, _SCENARIO),
    Endpoint("/read", documents.Read, _to(bytes), "text/plain", _ARTICLE),
)
"""Every address of the API."""


def api_router() -> APIRouter:
    """Return the addresses of the API, each described, and answered."""
    router = APIRouter(prefix=ROOT)
    for each in ENDPOINTS:
        handler = _handler(each)
        router.add_api_route(
            each.path,
            handler,
            methods=[each.method],
            summary=description_of(each.question),
            operation_id=_identity(each),
            responses={200: answer_schema(each.question.schema), **PROBLEMS},
            response_class=Response,
            openapi_extra=_with_body(each),
        )
        if each.method == "GET":
            router.add_api_route(each.path, handler, methods=["HEAD"], include_in_schema=False)
    return router


def methods_of(path: str) -> list[str]:
    """Return how an address is asked: with GET, with POST, or either."""
    return [each.method for each in ENDPOINTS if f"{ROOT}{each.path}" == path]


def _identity(endpoint: Endpoint) -> str:
    words = endpoint.path.strip("/").replace("/{treaty}", "-one").replace("/{party}", "-one")
    return f"{endpoint.method.lower()}-{words.replace('/', '-') or 'root'}"


def _but(endpoint: Endpoint) -> dict[str, Any] | None:
    """Return which words are no value of the field in a path: each has an address of its own."""
    start = endpoint.path.partition("{")[0]
    others = (each.path.removeprefix(start) for each in ENDPOINTS if each.path.startswith(start))
    words = [each for each in others if each.isalpha()]
    return {"not": {"enum": words}} if words else None


def _with_body(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.body_type is None:
        return {}
    return {"requestBody": {"content": {endpoint.body_type: {"example": endpoint.example}}}}


def _handler(endpoint: Endpoint) -> Callable[..., Any]:
    """Return what answers an address, with the question's own model as its query."""
    cls = endpoint.question
    model = model_of(cls, without=endpoint.in_path)
    texts = dict(attribute_texts(cls))

    async def handle(request: Request, given: BaseModel, **in_path: str) -> Response:
        refuse_repeated(model, request.query_params.multi_items())
        asked = question_of(cls, {**given.model_dump(exclude_unset=True), **in_path})
        body = await request.body() if endpoint.body_type else b""
        if cls.is_slow:
            data = await do_slowly(request, lambda: endpoint.answer(asked, body))
        else:
            data = endpoint.answer(asked, body)
        return json_response(data)

    kinds = {
        "request": Request,
        "given": Annotated[model, Query()],
        **{
            name: Annotated[
                str,
                Path(
                    description=texts[name],
                    min_length=1,
                    max_length=_LONGEST,
                    json_schema_extra=_but(endpoint),
                ),
            ]
            for name in endpoint.in_path
        },
    }
    arguments = [Parameter(k, Parameter.KEYWORD_ONLY, annotation=v) for k, v in kinds.items()]
    handle.__signature__ = Signature(arguments)  # type: ignore[attr-defined]
    return handle
