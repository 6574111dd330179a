"""The API: one function an address, each the same data as the command of that name prints."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from withdrawal import __version__
from withdrawal.case.answer import Answer
from withdrawal.case.answering.when import when as answer_when
from withdrawal.case.planning.plan import Plan
from withdrawal.case.planning.plan import plan as make_plan
from withdrawal.case.roll import parties as find_parties
from withdrawal.datafiles import copied
from withdrawal.dates import parse_day
from withdrawal.errors import ScenarioError
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.record import known_rows
from withdrawal.output.states import state_data, state_rows, states_data
from withdrawal.output.treaties import search_treaties, treaties_data, treaty_data, treaty_row
from withdrawal.record.history import history
from withdrawal.record.knowledge import knowledge
from withdrawal.web.parameters import (
    AskParameters,
    DetailParameters,
    ForecastParameters,
    HistoryParameters,
    ListParameters,
    PartiesParameters,
    PlanParameters,
    SimulateParameters,
    WhenParameters,
    read,
)
from withdrawal.web.problems import BadRequestError
from withdrawal.web.responses import json_response
from withdrawal.web.work import do_slowly

if TYPE_CHECKING:
    from withdrawal.case.scenarios.scenario import Scenario

__all__ = ["ENDPOINTS", "ROOT", "Endpoint", "api_routes"]

ROOT = "/api/v1"

Handler = Callable[[Request], Awaitable[Response]]


@frozen
class Endpoint:
    """One address of the API.

    Attributes:
        path: below `ROOT`; a part in braces is read from the path as text.
        parameters: the class of its query parameters.
        answer: makes the data, from the parameters, the parts of the path and the body.
        summary: what it answers.
        schema: the value of ``schema`` in the answer.
        made_by: the class whose attributes the answer has, where it is one.
        method: GET, or POST with a body.
        body_type: the media type of the body.
        example: a body that is answered.
        is_slow: whether it may take longer than a few milliseconds.
    """

    path: str
    parameters: type
    answer: Callable[[Any, dict[str, str], bytes], dict[str, Any]]
    summary: str
    schema: str
    made_by: type | None = None
    method: str = "GET"
    body_type: str | None = None
    example: str | None = None
    is_slow: bool = False


def _when(given: WhenParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    values = attrs.asdict(given, recurse=False)
    values["conflict"] = list(given.conflict) or None
    return answer_when(values.pop("party"), values.pop("treaty"), **values).to_json()


def _plan(given: PlanParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    values = attrs.asdict(given, recurse=False)
    return make_plan(values.pop("party"), values.pop("treaty"), **values).to_json()


def _ask(given: AskParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    from withdrawal.questions import ask

    return ask(given.q, lang=given.lang, as_of=given.as_of).to_json()


def _forecast(given: ForecastParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    from withdrawal.odds.api import forecast

    return forecast(given.party, given.treaty, as_of=given.as_of).to_json()


def _treaties(given: ListParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    return treaties_data(treaty_row(*each) for each in search_treaties(given.q or "").items())


def _treaty(_given: DetailParameters, path: dict[str, str], _body: bytes) -> dict[str, Any]:
    return treaty_data(resolve_treaty(path["id"]))


def _parties(given: PartiesParameters, path: dict[str, str], _body: bytes) -> dict[str, Any]:
    return find_parties(path["id"], on=given.on, as_of=given.as_of).to_json()


def _states(given: ListParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    return states_data(state_rows(given.q or ""))


def _state(_given: DetailParameters, path: dict[str, str], _body: bytes) -> dict[str, Any]:
    return state_data(resolve_country(path["id"]))


def _history(given: HistoryParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    party = resolve_country(given.party).id if given.party else None
    treaty = resolve_treaty(given.treaty).id if given.treaty else None
    known = known_rows(history(treaty, party), _day(given.as_of))
    rows = [row for row in known if given.status in (None, row.status)]
    return {
        "schema": "withdrawal/history/1",
        "records": [row.to_json() for row in rows],
        "knowledge": knowledge().to_json(),
    }


def _day(text: str | None) -> date | None:
    return None if text is None else parse_day(text)


def _root(_given: DetailParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    return {
        "schema": "withdrawal/api/1",
        "version": __version__,
        "knowledge": knowledge().to_json(),
        "description": f"{ROOT[: ROOT.index('/v')]}/openapi.json",
        "addresses": [f"{each.method} {ROOT}{each.path}" for each in ENDPOINTS if each.path],
    }


def _backtest(_given: DetailParameters, _path: dict[str, str], _body: bytes) -> dict[str, Any]:
    from withdrawal.proof.backtest import backtest

    return backtest().to_json()


def _own_backtest(_given: DetailParameters, _path: dict[str, str], body: bytes) -> dict[str, Any]:
    from withdrawal.proof.backtest import backtest
    from withdrawal.proof.backtest_records import read_records

    with copied(_as_text(body), "records.jsonl") as path:
        records, broken = read_records(path)
    return backtest(records, broken=broken).to_json()


def _run(_given: DetailParameters, _path: dict[str, str], body: bytes) -> dict[str, Any]:
    from withdrawal.case.scenarios.play import play

    return play(_scenario(body)).to_json()


def _simulate(given: SimulateParameters, _path: dict[str, str], body: bytes) -> dict[str, Any]:
    from withdrawal.odds.api import simulate
    from withdrawal.odds.scenarios import solve_scenario
    from withdrawal.output.forecast import simulation_data

    scenario, runs = _scenario(body), int(given.runs or _RUNS)
    if runs * len(scenario.cases) > _MOST_DRAWN:
        raise ScenarioError(
            f"scenario.toml: {runs} runs of {len(scenario.cases)} cases: expected at most "
            f"{_MOST_DRAWN} together."
        )
    made = simulate(
        scenario,
        runs=runs,
        seed=int(given.seed or 0),
        as_of=given.as_of,
        target=given.target,
    )
    return simulation_data(made, solve_scenario(made.found))


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


def _as_text(body: bytes) -> bytes:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequestError("The body is not UTF-8 text.") from None
    return body


_RUNS = 10_000
_MOST_CASES = 10
_LARGEST_SCENARIO = 65_536
_MOST_DRAWN = 400_000
_RECORD = '{"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27"}\n'
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

ENDPOINTS = (
    Endpoint("", DetailParameters, _root, "What can be asked, and how new the knowledge is.",
             "withdrawal/api/1"),
    Endpoint("/when", WhenParameters, _when, "When an exit takes effect, and why.",
             "withdrawal/answer/2", Answer),
    Endpoint("/plan", PlanParameters, _plan, "The latest day for each step to be out by a day.",
             "withdrawal/plan/1", Plan),
    Endpoint("/ask", AskParameters, _ask, "A question in plain words, in your own language.",
             "withdrawal/ask/1", is_slow=True),
    Endpoint("/forecast", ForecastParameters, _forecast, "The distribution of an open date.",
             "withdrawal/forecast/1", is_slow=True),
    Endpoint("/treaties", ListParameters, _treaties, "The catalogue of treaties.",
             "withdrawal/treaties/1"),
    Endpoint("/treaties/{id}", DetailParameters, _treaty, "One treaty in full.",
             "withdrawal/treaty/1"),
    Endpoint("/treaties/{id}/parties", PartiesParameters, _parties,
             "Who is a party to a treaty on a day.", "withdrawal/parties/1"),
    Endpoint("/states", ListParameters, _states, "The States.", "withdrawal/states/1"),
    Endpoint("/states/{id}", DetailParameters, _state, "One State, and how it leaves treaties.",
             "withdrawal/state/1"),
    Endpoint("/history", HistoryParameters, _history, "Real withdrawals on record.",
             "withdrawal/history/1"),
    Endpoint("/backtest", DetailParameters, _backtest, "Recorded days against computed ones.",
             "withdrawal/backtest/1", is_slow=True),
    Endpoint("/backtest", DetailParameters, _own_backtest,
             "Your own records against computed days.",
             "withdrawal/backtest/1", method="POST", body_type="application/x-ndjson",
             example=_RECORD, is_slow=True),
    Endpoint("/simulate", SimulateParameters, _simulate, "A scenario, played many times.",
             "withdrawal/simulation/1", method="POST", body_type="application/toml",
             example=_SCENARIO, is_slow=True),
    Endpoint("/run", DetailParameters, _run, "A scenario, played step by step.",
             "withdrawal/run/1", method="POST", body_type="application/toml", example=_SCENARIO,
             is_slow=True),
)  # fmt: skip
"""Every address of the API."""


def api_routes() -> list[Route]:
    """Return the routes of the API, one for each address whatever its methods."""
    together: dict[str, dict[str, Handler]] = {}
    for each in ENDPOINTS:
        together.setdefault(f"{ROOT}{each.path}", {})[each.method] = _handler(each)
    return [
        Route(path, _by_method(handlers), methods=list(handlers))
        for path, handlers in together.items()
    ]


def _by_method(handlers: dict[str, Handler]) -> Handler:
    async def handle(request: Request) -> Response:
        return await handlers["GET" if request.method == "HEAD" else request.method](request)

    return handle


def _handler(endpoint: Endpoint) -> Handler:
    async def handle(request: Request) -> Response:
        given: Any = read(endpoint.parameters, request.query_params, is_form=False)
        path = {name: str(value)[:160] for name, value in request.path_params.items()}
        body = await request.body() if endpoint.method == "POST" else b""
        if endpoint.is_slow:
            data = await do_slowly(request, lambda: endpoint.answer(given, path, body))
        else:
            data = endpoint.answer(given, path, body)
        return json_response(request, data)

    return handle
