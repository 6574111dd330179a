"""Slow answers, a few at a time: however many are asked for, quick ones never wait for them.

Work in a thread cannot be stopped, so a request that gives up leaves its work behind. Its place
is free again only once the work has ended, not when the request has.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

from withdrawal.web.settings import Settings

_T = TypeVar("_T")

RETRY_AFTER = "5"
"""In how many seconds a client that was turned away may ask again."""


TOO_LONG = "The answer took too long."
_SHARE = 0.8
"""Of the time that an answer may take, so that there is some left to say on a page that it did."""


class Workbench:
    """Where slow answers are computed, so many at once as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._threads = ThreadPoolExecutor(settings.slow_answers, thread_name_prefix="slow")
        self._places = BoundedSemaphore(settings.slow_answers + settings.waiting_answers)

    async def do(self, work: Callable[[], _T]) -> _T:
        """Return what some work gives, once there is room for it.

        Raises:
            HTTPException: 503, where too many wait already, or the work takes too long.
        """
        if not self._places.acquire(blocking=False):
            raise refusal_of("Too many slow answers are asked for at once.")
        future = self._threads.submit(copy_context().run, work)
        future.add_done_callback(lambda _: self._places.release())
        try:
            async with asyncio.timeout(self.settings.answer_seconds * _SHARE):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            raise refusal_of(TOO_LONG) from None


def refusal_of(detail: str) -> HTTPException:
    """Return what tells a client that too much is asked for, and when to ask again."""
    again = {"Retry-After": RETRY_AFTER}
    return HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers=again)


async def do_slowly(request: Request, work: Callable[[], _T]) -> _T:
    """Return what some work gives, done on the workbench of the application.

    Raises:
        HTTPException: 503, where too many wait already or the work takes too long.
    """
    bench: Workbench = request.app.state.workbench
    return await bench.do(work)
