"""Cases that several modules tell further: Latvia's, and an invented Swedish one."""

from collections.abc import Callable

import pytest

from withdrawal import Case


@pytest.fixture
def latvia() -> Callable[..., Case]:
    """Make Latvia's case up to the final vote; options as `Case` takes them."""

    def make(**more: str) -> Case:
        case = Case("Latvia", "Ottawa Convention", **more)
        case.record("joint-recommendation", on="2025-03-18", actor="Minister of Defence")
        case.record("final-vote", on="2025-04-16", votes=(66, 14, 2))
        return case

    return make


@pytest.fixture
def sweden() -> Callable[..., Case]:
    """Make an invented Swedish case up to the notice, or without one."""

    def make(received: str | None = "2027-05-03", **more: str) -> Case:
        case = Case("SWE", "ottawa-1997", **more)
        case.record("government-decision", on="2027-01-14")
        case.record("final-vote", on="2027-04-07")
        if received:
            case.record("notice-received", on=received)
        return case

    return make
