"""``withdrawal serve``: the page and the API on this machine."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.garbage import stay
from withdrawal.errors import CircumstanceError, MissingExtraError

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]{1,100}(:\d{1,5})?(/[\w.~/-]*)?")


def serve(
    *,
    host: Annotated[str, Parameter(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="The port to listen on; 0 for any that is free.")] = 8765,
    cors: Annotated[
        bool, Parameter(negative="", help="Let pages of other sites read what is asked with GET.")
    ] = False,
    public: Annotated[
        str | None,
        Parameter(help="The address that links to it carry, like https://treaties.example."),
    ] = None,
    docs: Annotated[
        Path | None, Parameter(help="The folder of the built documentation, shown under /docs/.")
    ] = None,
) -> int:
    """Serve the page and the API until stopped with Ctrl+C."""
    if not 0 <= port <= 65_535:
        raise CircumstanceError(f"{port} is not a port: expected a number from 0 to 65535.")
    if public is not None and not _ADDRESS.fullmatch(public):
        raise CircumstanceError(
            f"{public[:80]!r} is no address of a site: expected one like https://treaties.example."
        )
    try:
        from withdrawal.web.server import serve as run
        from withdrawal.web.settings import Settings
    except ImportError as error:
        raise MissingExtraError("web", module=error.name or "starlette") from error
    if docs is not None and not (docs / "index.html").is_file():
        raise CircumstanceError(f"{str(docs)[:80]!r} is no built documentation: run `make docs`.")
    settings = Settings(cors=cors, public=public.rstrip("/") if public else None, docs=docs)
    stay()
    run(host, port, settings=settings, announce=_announce)
    return 0


def _announce(address: str) -> None:
    print(address, file=sys.stderr, flush=True)
