"""A bounded load on loopback: so many connections, so many seconds, then it stops by itself.

Run as a program, it starts the server in a process of its own, asks distinct questions, and
prints one JSON object: answers a second, latencies, errors, and the server's memory.
"""

import asyncio
import json
import math
import re
import subprocess
import sys
import time
from itertools import chain, count, cycle, islice
from pathlib import Path

CONNECTIONS = 32
WARM = 1_000  # answers at least until memory is first looked at, on a slow machine too
HEADERS = "Host: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
STATES = ["LTU", "SWE", "POL", "FRA", "JPN", "BRA", "ZAF", "NOR"]
TREATIES = ["ottawa-1997", "ccm-2008", "refugee-1951", "ect-1994", "paris-2015"]
LISTS = [
    *("/now", "/history", "/treaties", "/states", "/treaties?kind=arms-control"),
    *("/history?year=2025", "/api/v1/history?treaty=ottawa-1997", "/api/v1/now"),
    *("/api/v1/treaties?q=mines", "/api/v1/history?party=USA"),
]


def answers():
    """Yield the addresses of answers that are all different, pages and API in turn."""
    for number in count():
        state, treaty = STATES[number % 8], TREATIES[number // 8 % 5]
        month, day_of_month = number // 40 % 12 + 1, number // 480 % 25 + 1
        day = f"{2026 + number // 12_000 % 60}-{month:02}-{day_of_month:02}"
        if number % 2:
            yield f"/when/{state}/{treaty}?received={day}&as_of=2026-11-21"
        else:
            query = f"party={state}&treaty={treaty}&received={day}&as_of=2026-11-21"
            yield f"/api/v1/when?{query}"


def questions():
    """Yield addresses: of ten six answers, two pages of treaties, two lists."""
    treaties = cycle(f"/treaties/{each}?on=2026-03-01" for each in TREATIES)
    mixed = zip(*[answers()] * 6, treaties, treaties, *[cycle(LISTS)] * 2, strict=False)
    return chain.from_iterable(mixed)


async def ask(port, addresses, until, times, statuses):
    """Ask over one kept connection until the time is up or nothing is left to ask."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for address in addresses:
        if time.monotonic() >= until:
            break
        start = time.perf_counter()
        writer.write(
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        size = re.search(rb"content-length: (\d+)", head)
        await reader.readexactly(int(size[1]))
        times.append(time.perf_counter() - start)
        statuses.append(int(head[9:12]))
    writer.close()


async def load(port, seconds, connections, addresses):
    """Return the times and statuses of a load from every connection at once."""
    times, statuses = [], []
    until = time.monotonic() + seconds
    asking = [ask(port, addresses, until, times, statuses) for _ in range(connections)]
    await asyncio.gather(*asking)
    return times, statuses


def memory(pid):
    """Return the resident memory of a process, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def measure(seconds, connections=CONNECTIONS):
    """Return what a load of so many seconds measured; memory once warm and at the end."""
    command = [sys.executable, "-m", "withdrawal.cli", "serve", "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stderr.readline())[1])
        addresses = questions()
        asyncio.run(load(port, math.inf, connections, islice(addresses, WARM)))
        asyncio.run(load(port, seconds / 6, connections, addresses))
        before = memory(server.pid)
        times, statuses = asyncio.run(load(port, seconds * 5 / 6, connections, addresses))
        after = memory(server.pid)
    finally:
        server.terminate()
        server.wait(15)
    times.sort()
    return {
        "answers": len(times),
        "a_second": len(times) / (seconds * 5 / 6),
        "p50_ms": times[len(times) // 2] * 1000,
        "p99_ms": times[int(len(times) * 0.99)] * 1000,
        "errors": sum(status != 200 for status in statuses),
        "memory_before_mib": before,
        "memory_after_mib": after,
        "cores_free": _load_of_machine(),
    }


def _load_of_machine():
    import os

    return os.cpu_count() - os.getloadavg()[0]


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]]
    wanted = min(given[0], 60) if given else 10
    print(json.dumps(measure(wanted, *map(int, given[1:])), indent=2))
