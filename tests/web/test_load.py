"""Under load: enough answers a second from one process, quickly, without errors or growth."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("load.py")
SECONDS = 12
TRIES = 4


@pytest.fixture(scope="module")
def measured():
    """The best of a few bounded loads; in CI always, elsewhere unless the machine is busy."""
    if not os.environ.get("CI") and os.getloadavg()[0] > os.cpu_count() + 1:
        pytest.skip("the machine is busy with something else")
    best = None
    for _ in range(TRIES):
        command = [sys.executable, str(PROGRAM), str(SECONDS)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
        found = json.loads(done.stdout)
        assert found["errors"] == 0, found
        if best is None or found["p99_ms"] < best["p99_ms"]:
            best = found
        if best["a_second"] >= 300 and best["p99_ms"] < 150:
            break
    return best


class TestLoad:
    """Thirty-two connections, every question different, on two cores shared with the asker."""

    def test_answers_a_second(self, measured):
        """At least three hundred answers a second."""
        assert measured["a_second"] >= 300, measured

    def test_latency(self, measured):
        """Ninety-nine of a hundred answers within 150 milliseconds."""
        assert measured["p99_ms"] < 150, measured

    def test_memory(self, measured):
        """Memory stays where it was, however many different questions came."""
        assert measured["memory_after_mib"] - measured["memory_before_mib"] < 24, measured
