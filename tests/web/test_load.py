"""Under load: no error, no growth. How many answers a second is for `benchmarks/web.py` to say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("load.py")
SECONDS = 4


@pytest.fixture(scope="module")
def measured():
    """A bounded load of thirty-two connections, every question different."""
    command = [sys.executable, str(PROGRAM), str(SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return json.loads(done.stdout)


class TestLoad:
    """Thirty-two connections at once, from the same machine."""

    def test_no_error(self, measured):
        """Every request is answered, none with an error."""
        assert measured["errors"] == 0, measured
        assert measured["a_second"] * SECONDS > 100, measured

    def test_memory(self, measured):
        """Memory stays where it was, however many different questions came."""
        assert measured["memory_after_mib"] - measured["memory_before_mib"] < 12, measured
