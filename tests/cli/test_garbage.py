"""How often a process looks for garbage."""

import subprocess
import sys

import pytest

ASK = """
import gc, sys
usual = gc.get_threshold()
sys.argv = ["withdrawal", *sys.argv[1:]]
from withdrawal.cli import main
main()
print(gc.get_threshold() == usual, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "usual"), [("when lithuania ottawa", "False"), ("mcp", "True")]
)
def test_what_stays_looks_for_garbage_as_python_does(command: str, usual: str) -> None:
    """A short command puts off the search for garbage; one that stays does not."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, *command.split()], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == usual
