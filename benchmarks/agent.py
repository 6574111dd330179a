"""How long the agent tool takes from its start to its first answer, as a whole process.

`python -m benchmarks.agent` starts the server five times with the official client.
"""

import asyncio
import statistics
import sys
import time

GOAL_SECONDS = 2.0


async def first_answer() -> float:
    """Return the seconds from the start of the server to its first answer."""
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client

    start = time.perf_counter()
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "withdrawal", "mcp"])
    async with Client(stdio_client(parameters)) as client:
        await client.call_tool("when", {"state": "Lithuania", "treaty": "ottawa"})
    return time.perf_counter() - start


def main() -> None:
    """Measure five times and print the median."""
    found = [asyncio.run(first_answer()) for _ in range(5)]
    median = statistics.median(found)
    print(f"first answer   median {median:.2f} s  best {min(found):.2f} s  goal < {GOAL_SECONDS} s")


if __name__ == "__main__":
    main()
