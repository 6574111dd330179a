"""The limits within which the application answers, in one place."""

from __future__ import annotations

from pathlib import Path

from withdrawal.values import frozen


@frozen
class Settings:
    """The limits of the application, and what it tells others.

    Attributes:
        longest_target: bytes of path and query together.
        largest_headers: bytes of all request headers together.
        largest_body: bytes of a request's body.
        body_seconds: how long a body may take to arrive.
        answer_seconds: how long an answer may take to compute.
        idle_seconds: how long a connection may stay unused after an answer.
        connections: how many connections may be open at once; who comes then gets 503.
        slow_answers: how many slow answers (forecasts, scenarios) are computed at once.
        waiting_answers: how many more may wait; who comes then is turned away for a while.
        cors: whether pages of other sites may read what is asked with GET.
        public: the address that links to this site carry, without a slash at its end; None for
            the one by which it was asked.
        docs: the folder of the built documentation, shown under ``/docs/``; None without it.
    """

    longest_target: int = 4_096
    largest_headers: int = 16_384
    largest_body: int = 1_048_576
    body_seconds: float = 10.0
    answer_seconds: float = 20.0
    idle_seconds: float = 10.0
    connections: int = 512
    slow_answers: int = 2
    waiting_answers: int = 8
    cors: bool = False
    public: str | None = None
    docs: Path | None = None
