"""Many documents, read one after another or by many hands at once, in their own order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

from withdrawal.reading.reading import Day, read
from withdrawal.reading.report import Reading

_UNDER_WAY = 32
"""How many documents are in other hands at once, so that few are in memory."""


def read_many(
    documents: Iterable[str | bytes],
    *,
    on: Day | None = None,
    language: str | None = None,
    treaty: str | None = None,
    state: str | None = None,
    executor: Executor | None = None,
) -> Iterator[Reading]:
    """Yield what each of many documents says, in their order, as soon as it is read.

    Args:
        documents: texts, or the bytes of files; taken a few at a time.
        on: the day of all of them, as for `read`.
        language: their language; detected for each where None.
        treaty: the treaty they are about, where they do not say so.
        state: the State they are about, likewise.
        executor: who reads: a pool of processes, or ``client.get_executor()`` of a Dask cluster;
            None for this process.

    Raises:
        WithdrawalError: an argument makes no sense, or the next document cannot be read.

    Example:
        >>> import withdrawal
        >>> texts = ["Finland left the Ottawa Convention on 10 January 2026.", "Nothing."]
        >>> [len(each.claims) for each in withdrawal.read_many(texts, on="2026-02-01")]
        [1, 0]
    """
    said: dict[str, Any] = {"on": on, "language": language, "treaty": treaty, "state": state}
    if executor is None:
        for document in documents:
            yield read(document, **said)
        return
    under_way: deque[Future[Reading]] = deque()
    try:
        for document in documents:
            under_way.append(executor.submit(read, document, **said))
            if len(under_way) >= _UNDER_WAY:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for each in under_way:
            each.cancel()
