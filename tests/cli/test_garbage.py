"""How often a process looks for garbage."""

import subprocess
import sys

import pytest

ASK = """
import gc, sys
sys.argv = ["withdrawal", *sys.argv[1:]]
from withdrawal.cli import main
main()
print(gc.get_threshold()[0], file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "objects"), [("when lithuania ottawa", 100_000), ("mcp", 2_000)]
)
def test_what_stays_looks_for_garbage(command: str, objects: int) -> None:
    """A short command puts off the search for garbage; one that stays looks each few objects."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, *command.split()], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert int(done.stderr.splitlines()[-1]) == objects
