"""Everything on record as one file."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from http import HTTPStatus
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

from attrs import define, field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.output.exporting.export import export_zip
from withdrawal.overlay import Stamp, knowledge, roots, stamp
from withdrawal.web.responses import tagged

_RETRY_AFTER = "20"


def _zip_of(folders: tuple[Path, ...]) -> bytes:
    """Return the zip file of the data with folders laid over it, behind all other work."""
    if hasattr(os, "nice"):
        os.nice(10)
    with ExitStack() as stack:
        for each in folders:
            stack.enter_context(knowledge(each))
        return export_zip()


@define(eq=False)
class Export:
    """The zip file of everything on record, made by a process of its own when first asked for.

    It takes half a minute of a core: longer than an answer may, so nobody waits for it.
    """

    make: Callable[[tuple[Path, ...]], bytes] = _zip_of
    _being_made: Future[bytes] | None = field(default=None, init=False)
    _stamp: Stamp = field(default=(), init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def ready(self) -> bytes | None:
        """Return the file; None while it is being made, which the first to ask begins.

        Raises:
            Exception: it could not be made; who asks next begins anew.
        """
        with self._lock:
            now = stamp()
            if self._being_made is None or (self._stamp != now and self._being_made.done()):
                workers = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
                self._being_made, self._stamp = workers.submit(self.make, roots()), now
                workers.shutdown(wait=False)
            if not self._being_made.done():
                return None
            if self._being_made.exception() is None:
                return self._being_made.result()
            failed, self._being_made = self._being_made, None
            return failed.result()


async def export_file(request: Request) -> Response:
    """Everything on record as one zip file, once it is made."""
    made: Export = request.app.state.export
    body = made.ready()
    if body is None:
        raise HTTPException(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "The file is being made: ask again in half a minute.",
            headers={"Retry-After": _RETRY_AFTER},
        )
    return tagged(body, "application/zip", filename="withdrawal.zip")
