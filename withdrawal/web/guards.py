"""Guards around the application: security headers on every response, limits on every request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response

from withdrawal.values import frozen
from withdrawal.web.problems import problem_response
from withdrawal.web.settings import Settings
from withdrawal.web.work import TOO_LONG, refusal_of

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Sent with every response, errors included."""

_LONGEST_LENGTH = 20
_SHARED = {"cross-origin-resource-policy": "cross-origin"}
_POLICIES = {
    "/embed/": _POLICY.replace("frame-ancestors 'none'", "frame-ancestors *"),
    "/docs/": _POLICY.replace("'self'", "'self' 'unsafe-inline'", 2).replace(
        "img-src", "img-src data:"
    ),
}
"""Others by the beginning of a path: pages to be framed by others, and the documentation, whose
theme writes into its pages and holds nothing that anybody sends."""


@frozen
class SecuredResponses:
    """Adds the security headers to every response of an application.

    Only the pages under ``/embed/`` may be framed by others, and only pictures may be shown by
    them; with ``cors``, the pages of others may read what is asked with GET.
    """

    app: Application
    cors: bool = False

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass a request on; an ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message.get("headers", ())))
                self._guard(headers, scope)
                message["headers"] = headers.raw
            await send(message)

        await self.app(scope, receive, secured)

    def _guard(self, headers: MutableHeaders, scope: MutableMapping[str, Any]) -> None:
        """Add to the headers of a response those that guard it."""
        path = next((each for each in _POLICIES if scope["path"].startswith(each)), "")
        own = {**SECURITY_HEADERS, "content-security-policy": _POLICIES.get(path, _POLICY)}
        if path == "/embed/":
            own |= _SHARED
            del own["x-frame-options"]
        if self.cors and scope["method"] in ("GET", "HEAD"):
            own |= {**_SHARED, "access-control-allow-origin": "*"}
        if headers.get("content-type", "").startswith("image/"):
            own |= _SHARED
        for name, value in own.items():
            headers.setdefault(name, value)


@frozen
class LimitedRequests:
    """Refuses requests that are too long, too large or too slow, before or while they are read."""

    app: Application
    settings: Settings

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass a request on within the limits; an ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            self._check(scope)
            async with asyncio.timeout(self.settings.answer_seconds):
                await self.app(scope, self._metered(receive), noted)
        except HTTPException as refusal:
            await _refused(refusal)(scope, receive, send)
        except TimeoutError:
            if not started:
                await _refused(refusal_of(TOO_LONG))(scope, receive, send)

    def _check(self, scope: MutableMapping[str, Any]) -> None:
        limits = self.settings
        if scope.get("http_version", "1.1") not in ("1.0", "1.1", "2"):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "That version of HTTP is not spoken here.")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > limits.longest_target:
            raise HTTPException(HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long.")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > limits.largest_headers:
            raise HTTPException(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large."
            )
        sizes = [value for name, value in scope["headers"] if name == b"content-length"]
        if any(_is_over(size, limits.largest_body) for size in sizes):
            raise _too_large()

    def _metered(self, receive: Receive) -> Receive:
        """Return ``receive`` with a limit on the bytes and on the time they may take."""
        size = 0

        async def metered() -> Message:
            nonlocal size
            try:
                async with asyncio.timeout(self.settings.body_seconds):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(
                    HTTPStatus.REQUEST_TIMEOUT, "The request took too long to arrive."
                ) from None
            size += len(message.get("body", b""))
            if size > self.settings.largest_body:
                raise _too_large()
            return message

        return metered


def _is_over(size: bytes, limit: int) -> bool:
    """Return whether a length is no number, or one that is larger or longer than it may be."""
    return not size.isdigit() or len(size) > _LONGEST_LENGTH or int(size) > limit


def _too_large() -> HTTPException:
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")


def _refused(refusal: HTTPException) -> Response:
    response = problem_response(refusal)
    response.headers["connection"] = "close"
    return response
