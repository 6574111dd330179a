"""The public types: what a type checker says of the interface is part of the interface."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy")
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
class TestTypes:
    def test_what_the_checker_says(self) -> None:
        """Every type asserted in `public_api.py` holds, and every mistake in it is found."""
        path = Path(__file__).with_name("public_api.py")
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.stderr == ""
        assert done.stdout == "Success: no issues found in 1 source file\n"
