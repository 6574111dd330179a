"""The server: the application behind uvicorn, with limits on connections themselves."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any, ClassVar

from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from withdrawal.errors import CircumstanceError
from withdrawal.web.app import create_app
from withdrawal.web.settings import Settings

__all__ = ["make_server", "serve"]

_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"connection: close\r\ncontent-length: 0\r\n\r\n"
)


def serve(
    host: str,
    port: int,
    *,
    settings: Settings | None = None,
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the application until the process is told to stop.

    Args:
        host: the address to listen on.
        port: the port to listen on; 0 for any that is free.
        settings: the limits; default `Settings`.
        announce: told the address once it is listened on.

    Raises:
        CircumstanceError: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        host.encode("idna")  # Over such a name the socket would be left open.
        listening = socket.create_server((host, port), family=family, backlog=256)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CircumstanceError(f"{host}:{port} cannot be listened on: {reason}.") from None
    name = f"[{host}]" if family == socket.AF_INET6 else host
    announce(f"http://{name}:{listening.getsockname()[1]}/")
    make_server(settings).run(sockets=[listening])


def make_server(settings: Settings | None = None) -> Server:
    """Return the server, not yet started; to be run on sockets that listen already."""
    limits = settings or Settings()
    config = Config(
        create_app(limits),
        http=_guarded(limits),
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=True,  # believed from this machine alone
        limit_concurrency=limits.connections,
        timeout_keep_alive=int(limits.idle_seconds),
        timeout_graceful_shutdown=5,
    )
    return Server(config)


def _guarded(limits: Settings) -> type[HttpToolsProtocol]:
    """Return the protocol with its limits."""
    return type("Guarded", (_Guarded,), {"limits": limits, "waiting": {}})


class _Guarded(HttpToolsProtocol):
    """Drops connections whose headers are too slow or too large, or that keep others out.

    The parser itself would wait for ever, and collect headers without end. Connections on which
    nothing is asked may take half of all places; then the one that has waited longest makes room.
    """

    limits: ClassVar[Settings]
    waiting: ClassVar[dict[_Guarded, None]]
    header_bytes = 0
    deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._expect_headers()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._headers_came()
        self.waiting.pop(self, None)
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._expect_headers()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._headers_came()
        self.waiting.pop(self, None)
        if not self.transport.is_closing():
            super().on_headers_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        is_idle = self.cycle is None or self.cycle.response_complete
        if is_idle and not self.transport.is_closing():
            self._wait()

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self.deadline is not None and b"\r\n" not in data:
            # A line that never ends reaches no callback of the parser.
            self._count(len(data))
        super().data_received(data)

    def _count(self, size: int) -> None:
        self.header_bytes += size
        if self.header_bytes > 2 * (self.limits.largest_headers + self.limits.longest_target):
            self._drop(_LARGE)

    def _expect_headers(self) -> None:
        self._headers_came()
        self.header_bytes = 0
        self.deadline = self.loop.call_later(self.limits.idle_seconds, self._drop, _SLOW)

    def _wait(self) -> None:
        self.waiting.pop(self, None)
        self.waiting[self] = None
        if len(self.waiting) > self.limits.connections // 2:
            longest = next(iter(self.waiting))
            self.waiting.pop(longest)
            longest._drop(_SLOW)

    def _headers_came(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    def _drop(self, answer: bytes) -> None:
        self._headers_came()
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
