"""The application: routes, guards and the two forms of an error, put together."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from withdrawal.errors import WithdrawalError
from withdrawal.overlay import steady
from withdrawal.version import __version__
from withdrawal.web.api import api_router, methods_of
from withdrawal.web.guards import Application, LimitedRequests, SecuredResponses
from withdrawal.web.pages.answers import (
    answer_file,
    answer_page,
    choose,
    embedded_answer,
    home,
    suggest,
)
from withdrawal.web.pages.asking import ask_page
from withdrawal.web.pages.catalogue import states_page, treaties_page
from withdrawal.web.pages.changes import changes_page
from withdrawal.web.pages.data import Export, export_file
from withdrawal.web.pages.forecast import forecast_page
from withdrawal.web.pages.now import now_page
from withdrawal.web.pages.papers import paper_file
from withdrawal.web.pages.reading import card, read_page
from withdrawal.web.pages.record import history_page
from withdrawal.web.pages.state import state_page
from withdrawal.web.pages.together import compare_page, parties_page, plan_page
from withdrawal.web.pages.treaty import embedded_treaty, treaty_page
from withdrawal.web.problems import problem_response
from withdrawal.web.ready import ReadyResponses
from withdrawal.web.rendering import STATIC, Page
from withdrawal.web.responses import json_response
from withdrawal.web.schema import components
from withdrawal.web.settings import Settings
from withdrawal.web.work import Workbench


def create_app(settings: Settings | None = None) -> Application:
    """Return the application: an ASGI callable with no state between requests."""
    limits = settings or Settings()
    app = routed()
    app.state.workbench = Workbench(limits)
    app.state.settings = limits
    app.state.export = Export()
    if limits.docs is not None:
        app.mount("/docs", StaticFiles(directory=limits.docs, html=True))
    ready = _steady(ReadyResponses(app))
    return SecuredResponses(LimitedRequests(ready, limits), limits.cors)


def routed() -> FastAPI:
    """Return the application without its guards: every address, and what is told of an error."""
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        routes=[
            Route("/", home),
            Route("/when", choose),
            Route("/when/{state}/{treaty}", answer_page),
            Route("/when/{state}/{treaty}/papers/{file}", paper_file),
            Route("/when/{state}/{treaty}/{file}", answer_file),
            Route("/ask", ask_page),
            Route("/read", read_page, methods=["GET", "POST"]),
            Route("/read/card.{kind}", card),
            Route("/treaties", treaties_page),
            Route("/treaties/{treaty}", treaty_page),
            Route("/states", states_page),
            Route("/states/{state}", state_page),
            Route("/embed/when/{state}/{treaty}", embedded_answer),
            Route("/embed/treaties/{treaty}", embedded_treaty),
            Route("/now", now_page),
            Route("/now.{kind}", now_page),
            Route("/compare", compare_page),
            Route("/compare.{kind}", compare_page),
            Route("/plan", plan_page),
            Route("/parties", parties_page),
            Route("/changes", changes_page),
            Route("/changes.{kind}", changes_page),
            Route("/export.zip", export_file),
            Route("/history", history_page),
            Route("/history.{kind}", history_page),
            Route("/forecast/{state}/{treaty}", forecast_page),
            Route("/suggest/{what:str}", suggest),
            Route("/healthz", _health),
            Route("/robots.txt", _robots),
            Route("/api/openapi.json", _openapi),
            Route("/api/docs", _docs),
            Mount("/static", _Static(directory=STATIC)),
        ],
        exception_handlers={
            WithdrawalError: _told,
            HTTPException: _told,
            RequestValidationError: _told,
        },
    )
    app.include_router(api_router())
    return app


def _steady(app: Application) -> Application:
    """Return an application each of whose requests sees one state of the user's own folders."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        with steady():
            await app(scope, receive, send)

    return call


class _Static(StaticFiles):
    """Static files that may be kept for a year: their addresses change when they do."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response: Response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def _robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /api/\n")


async def _openapi(request: Request) -> Response:
    return json_response(description(request.app))


async def _docs(request: Request) -> Response:
    """The same description for people, with nothing fetched from elsewhere."""
    return Page(request).html("api.html", told=description(request.app))


def description(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of the API."""
    if app.openapi_schema is None:
        made = get_openapi(
            title="withdrawal",
            version=__version__,
            description="When does a State's withdrawal from a treaty take effect?",
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
            routes=app.routes,
        )
        made.setdefault("components", {}).setdefault("schemas", {}).update(components())
        app.openapi_schema = made
    return app.openapi_schema


async def _told(request: Request, error: Exception) -> Response:
    """Tell an error as a problem to programs and as a page to people."""
    if request.url.path.startswith(("/api/", "/static/")):
        sent = problem_response(error)
        if sent.status_code == 405 and (methods := methods_of(request.url.path)):
            sent.headers["allow"] = ", ".join(methods)
        return sent
    return Page(request).refused("error.html", error)
