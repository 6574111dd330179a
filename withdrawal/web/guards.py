"""Guards around the application: security headers on every response, limits on every request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

from attrs import frozen
from starlette.exceptions import HTTPException

from withdrawal.web.problems import MEDIA_TYPE, problem
from withdrawal.web.responses import encoded
from withdrawal.web.settings import Settings
from withdrawal.web.work import RETRY_AFTER, TOO_LONG

__all__ = ["SECURITY_HEADERS", "LimitedRequests", "SecuredResponses"]

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

SECURITY_HEADERS = (
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
"""Sent with every response, errors included."""

_LONGEST_LENGTH = 20
_ENCODED = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS]


_EMBEDDED = "/embed/"
_DOCUMENTED = "/docs/"
_POLICY_OF_DOCS = _POLICY.replace("'self'", "'self' 'unsafe-inline'", 2).replace(
    "img-src", "img-src data:"
)
_OF_THE_DOCS = [
    (name, _POLICY_OF_DOCS.encode() if value == _POLICY.encode() else value)
    for name, value in _ENCODED
]
"""The theme of the documentation, which holds nothing that anybody sends, writes into its pages."""
_FRAMED = [
    (name, value.replace(b"frame-ancestors 'none'", b"frame-ancestors *"))
    for name, value in _ENCODED
    if name not in (b"x-frame-options", b"cross-origin-resource-policy")
] + [(b"cross-origin-resource-policy", b"cross-origin")]
_ANYWHERE = [(b"cross-origin-resource-policy", b"cross-origin")]
_ALLOWED = (b"access-control-allow-origin", b"*")


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
                message["headers"] = self._with(list(message.get("headers", ())), scope)
            await send(message)

        await self.app(scope, receive, secured)

    def _with(
        self, given: list[tuple[bytes, bytes]], scope: MutableMapping[str, Any]
    ) -> list[tuple[bytes, bytes]]:
        """Return the headers of a response with those that guard it."""
        is_open = self.cors and scope["method"] in ("GET", "HEAD")
        present = dict(given)
        path = scope["path"]
        own = _FRAMED if path.startswith(_EMBEDDED) else _ENCODED
        own = _OF_THE_DOCS if path.startswith(_DOCUMENTED) else own
        if is_open or present.get(b"content-type", b"").startswith(b"image/"):
            given = [*given, *_ANYWHERE]
            present |= dict(_ANYWHERE)
        given += [_ALLOWED] if is_open else []
        return given + [each for each in own if each[0] not in present]


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
            await _tell(send, HTTPStatus(refusal.status_code), refusal.detail)
        except TimeoutError:
            if not started:
                status = HTTPStatus.SERVICE_UNAVAILABLE
                again = (b"retry-after", RETRY_AFTER.encode())
                await _tell(send, status, TOO_LONG, again)

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


async def _tell(send: Send, status: HTTPStatus, detail: str, *more: tuple[bytes, bytes]) -> None:
    body = encoded(problem(HTTPException(status, detail)))
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        *more,
    ]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
