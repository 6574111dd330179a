"""Floods on the real server, in its own process: who asks properly is answered all the same."""

import http.client
import re
import resource
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from withdrawal.web.settings import Settings

pytestmark = pytest.mark.slow

MANY = 1_000
LIMITS = Settings(idle_seconds=3, body_seconds=3)
PROGRAM = f"""
from functools import partial
import sys
from withdrawal.web.server import serve
from withdrawal.web.settings import Settings
announce = partial(print, file=sys.stderr, flush=True)
serve("127.0.0.1", 0, settings={LIMITS!r}, announce=announce)
"""
HALF = b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: "
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
BODY = b"POST /api/v1/run HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc"
QUICK = ["/healthz", "/api/v1/when?party=LTU&treaty=ottawa-1997", "/when/SWE/ottawa-1997"]
SCENARIO = 'title = "Many"\nas_of = 2025-03-18\n' + "".join(
    f'[[cases]]\nid = "case-{number}"\nparty = "{party}"\ntreaty = "ottawa-1997"\nevents = []\n'
    for number, party in enumerate(["EST", "LVA", "LTU", "POL", "FIN"] * 2)
)


class Server:
    """A server in a process of its own.

    Attributes:
        log: the file to which it writes what it says; a pipe would stop it once it is full.
    """

    def __init__(self, log):
        self.log = log
        command = [sys.executable, "-c", PROGRAM]
        with log.open("wb") as written:
            self.process = subprocess.Popen(command, stderr=written)
        self.port = 0

    def find_port(self):
        """Wait for the server to say where it listens."""
        deadline = time.monotonic() + 60
        while not (said := re.search(r":(\d+)/\n", self.log.read_text("utf-8"))):
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)
        self.port = int(said[1])

    def ask(self, address, method="GET", body=None, wait=30):
        """Return the status and headers of an answer, and how many seconds it took."""
        start = time.monotonic()
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        try:
            asking.request(method, address, body)
            answer = asking.getresponse()
            answer.read()
            return answer.status, answer.headers, time.monotonic() - start
        finally:
            asking.close()

    def memory(self):
        """Return the resident memory of the process, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server in a process of its own, that has answered each kind of question once."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 4 * MANY), hard), hard))
    started = Server(tmp_path_factory.mktemp("server") / "log")
    try:
        started.find_port()
        for each in QUICK:
            started.ask(each)
        yield started
    finally:
        started.process.terminate()
        started.process.wait(20)


def flood(server, stack, sent):
    """Open many connections, send the same on each, and keep them open."""
    opened = []
    for _ in range(MANY):
        each = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), 20))
        try:
            each.sendall(sent)
        except OSError:  # The server has closed it to make room, as it may.
            continue
        opened.append(each)
    return opened


class TestConnections:
    """Connections that ask nothing: a proxy keeps them off, see test_proxy."""

    @pytest.mark.parametrize("sent", [b"", WHOLE], ids=["silent", "kept-alive"])
    def test_who_is_too_many_is_turned_away(self, server, sent):
        """Over the limit the answer is 503, memory stays within bounds, and the rest is served."""
        before = server.memory()
        with ExitStack() as stack:
            flood(server, stack, sent)
            status, _, seconds = server.ask("/healthz")
            assert (status in (200, 503), seconds < 5) == (True, True)
            assert server.memory() - before < 64
        deadline = time.monotonic() + LIMITS.idle_seconds + 5
        while status != 200 and time.monotonic() < deadline:
            status, _, _ = server.ask("/healthz")
        assert status == 200

    def test_a_head_without_end(self, server):
        """A head that never ends is refused when it is larger than what is allowed."""
        with socket.create_connection(("127.0.0.1", server.port), 20) as each:
            each.sendall(HALF + b"x" * 2 * (LIMITS.largest_headers + LIMITS.longest_target))
            assert each.recv(64).startswith(b"HTTP/1.1 400")

    def test_bodies_that_never_come(self, server):
        """Once those have waited as long as a body may take, everybody is answered again."""
        with ExitStack() as stack:
            flood(server, stack, BODY)
            deadline = time.monotonic() + LIMITS.body_seconds + 10
            status = 0
            while status != 200 and time.monotonic() < deadline:
                status, _, _ = server.ask("/healthz")
                assert status in (200, 503)
            assert status == 200


class TestSlowAnswers:
    """Many slow answers asked for at once."""

    def test_quick_answers_come(self, server):
        """Quick answers come while slow ones are computed; who is too many is turned away."""
        statuses = []

        def slow():
            status, headers, _ = server.ask("/api/v1/simulate?runs=20000", "POST", SCENARIO, 90)
            statuses.append((status, headers.get("Retry-After")))

        asked = [threading.Thread(target=slow) for _ in range(40)]
        for each in asked:
            each.start()
        times = []
        for _ in range(20):
            for each in QUICK:
                status, _, seconds = server.ask(each)
                assert status == 200
                times.append(seconds)
        for each in asked:
            each.join(120)
        assert len(statuses) == 40
        assert set(statuses) <= {(200, None), (503, "5")}
        assert (503, "5") in statuses
        assert sorted(times)[len(times) // 2] < 1.0
