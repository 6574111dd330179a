"""How long the agent tool takes from its start to its first answer, as a whole process.

    python -m benchmarks.agent [--rounds N] [--json] [--check]

The server is started anew in every round, with the official client.
"""

from __future__ import annotations

import asyncio
import sys
import time

from benchmarks._common import Goal, Measured, main, median

FIRST = "first answer of a new process, seconds"
GOALS = (Goal(FIRST, "at most", 2.0),)


async def first_answer() -> float:
    """Return the seconds from the start of the server to its first answer."""
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client

    start = time.perf_counter()
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "withdrawal", "mcp"])
    async with Client(stdio_client(parameters)) as client:
        await client.call_tool("when", {"state": "Lithuania", "treaty": "ottawa"})
    return time.perf_counter() - start


def measure(rounds: int) -> Measured:
    """Return the median of some rounds, and the best."""
    times = [asyncio.run(first_answer()) for _ in range(rounds)]
    return Measured({FIRST: median(times), "best of them, seconds": min(times)})


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__, numbers={"rounds": 5}))
