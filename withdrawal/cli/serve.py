"""``withdrawal serve``: the page and the API on this machine."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from withdrawal.errors import CircumstanceError, MissingExtraError

__all__ = ["serve"]


def serve(
    *,
    host: Annotated[str, Parameter(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="The port to listen on; 0 for any that is free.")] = 8765,
) -> int:
    """Serve the page and the API until stopped with Ctrl+C.

    Example: `withdrawal serve --port 8765`
    """
    if not 0 <= port <= 65_535:
        raise CircumstanceError(f"{port} is not a port: expected a number from 0 to 65535.")
    try:
        from withdrawal.web.server import serve as run
    except ImportError as error:
        raise MissingExtraError("web", module=error.name or "starlette") from error
    run(host, port, announce=lambda address: print(address, file=sys.stderr, flush=True))
    return 0
