"""The server: the application behind uvicorn, within its limits."""

from __future__ import annotations

import socket
from collections.abc import Callable

from uvicorn import Config, Server

from withdrawal.errors import CircumstanceError
from withdrawal.web.app import create_app
from withdrawal.web.settings import Settings


def serve(
    host: str,
    port: int,
    *,
    settings: Settings | None = None,
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the application on a port, 0 for any that is free, until the process is told to stop.

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
        http="h11",  # it alone bounds what a request's head may hold
        h11_max_incomplete_event_size=limits.longest_target + limits.largest_headers,
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
