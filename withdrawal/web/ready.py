"""Responses kept ready: what is asked again is answered at once, compressed once.

What took long is kept from the first time on, all else from the second, so that many questions
that are asked but once push nothing out.

What is kept is known by everything that it depends on: the address, the language and the kind of
answer that the client asks for, the day, and the state of the user's own folders.
"""

from __future__ import annotations

import gzip
import time
from collections import OrderedDict
from collections.abc import MutableMapping
from datetime import date
from typing import Any

from attrs import define, field

from withdrawal.overlay import Stamp, stamp
from withdrawal.values import frozen
from withdrawal.web.guards import Application, Message, Receive, Send

Key = tuple[str, str, bytes, bytes, tuple[bytes, ...], date, Stamp]

_ASKED_FOR = (b"host", b"accept-language", b"hx-request", b"hx-history-restore-request")
_TEXTS = (b"text/", b"application/json", b"application/ld+json", b"application/problem+json",
          b"application/javascript", b"image/svg+xml", b"application/atom+xml")  # fmt: skip
_OF_A_BODY = (b"content-type", b"content-disposition")
_SMALLEST = 600
_LARGEST = 2_000_000
_LEVEL = 6
_LONG = 0.02
"""What took so many seconds took long."""

_ASKED = 4096
"""So many of the questions asked once are remembered as asked."""


@frozen
class _Kept:
    """A whole response: its status, its headers without those that depend on the client, its body.

    Longer texts are kept packed, for that is worth it.
    """

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    is_packed: bool
    tag: bytes | None


@define(eq=False)
class ReadyResponses:
    """Keeps the responses of an application to what is asked with GET, and compresses texts.

    There is room for so many bytes: what was asked for longest ago gives way.
    """

    app: Application
    room: int = 8_000_000
    _kept: OrderedDict[Key, _Kept] = field(factory=OrderedDict, init=False, repr=False)
    _size: int = field(default=0, init=False)
    _once: OrderedDict[int, None] = field(factory=OrderedDict, init=False, repr=False)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it from what is kept; an ASGI application."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        key = _key(scope, headers)
        found = self._kept.get(key)
        if found is None:
            begun = time.perf_counter()
            found = await self._made(scope, receive)
            if time.perf_counter() - begun > _LONG or self._is_asked_again(key):
                self._keep(key, found)
        else:
            self._kept.move_to_end(key)
        await _send(found, headers, send)

    async def _made(self, scope: MutableMapping[str, Any], receive: Receive) -> _Kept:
        """Return the whole response of the application, asked as if the client held nothing yet."""
        asked = [each for each in scope["headers"] if each[0] != b"if-none-match"]
        start: Message = {}
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                parts.append(message.get("body", b""))

        await self.app({**scope, "headers": asked}, receive, gather)
        body, headers = b"".join(parts), list(start["headers"])
        told = dict(headers)
        is_text = told.get(b"content-type", b"").startswith(_TEXTS)
        is_packed = is_text and len(body) >= _SMALLEST
        kept = gzip.compress(body, _LEVEL, mtime=0) if is_packed else body
        return _Kept(start["status"], headers, kept, is_packed, told.get(b"etag"))

    def _is_asked_again(self, key: Key) -> bool:
        mark = hash(key)
        if self._once.pop(mark, mark) is None:
            return True
        self._once[mark] = None
        if len(self._once) > _ASKED:
            self._once.popitem(last=False)
        return False

    def _keep(self, key: Key, made: _Kept) -> None:
        if made.status != 200 or made.tag is None or len(made.body) > _LARGEST or key in self._kept:
            return
        self._kept[key] = made
        self._size += len(made.body)
        while self._size > self.room:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.body)


def _key(scope: MutableMapping[str, Any], headers: dict[bytes, bytes]) -> Key:
    asked = tuple(headers.get(name, b"") for name in _ASKED_FOR)
    path = scope.get("raw_path") or scope["path"].encode()
    return (
        scope["method"], scope["scheme"], path, scope["query_string"], asked, date.today(), stamp()
    )  # fmt: skip


async def _send(made: _Kept, asked: dict[bytes, bytes], send: Send) -> None:
    """Send a response as the client can take it; nothing where it holds the same already."""
    headers = [
        each for each in made.headers if each[0] not in (b"content-length", b"vary", b"etag")
    ]
    vary = [value for name, value in made.headers if name == b"vary"]
    is_sent_packed = made.is_packed and b"gzip" in asked.get(b"accept-encoding", b"")
    if made.is_packed:
        vary.append(b"Accept-Encoding")
    if vary:
        headers.append((b"vary", b", ".join(vary)))
    tag = made.tag
    if tag is not None:
        tag = tag[:-1] + b'-gzip"' if is_sent_packed else tag
        headers.append((b"etag", tag))
        if made.status == 200 and _holds(asked.get(b"if-none-match", b""), made.tag or b""):
            left = [each for each in headers if each[0] not in _OF_A_BODY]
            await send({"type": "http.response.start", "status": 304, "headers": left})
            await send({"type": "http.response.body", "body": b""})
            return
    body = made.body
    if is_sent_packed:
        headers.append((b"content-encoding", b"gzip"))
    elif made.is_packed:
        body = gzip.decompress(body)
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": made.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _holds(given: bytes, tag: bytes) -> bool:
    """Return whether a client holds a response, compressed or not."""
    tags = (each.strip().removeprefix(b"W/").replace(b'-gzip"', b'"') for each in given.split(b","))
    return any(each in (tag, b"*") for each in tags)
