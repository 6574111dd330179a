"""The public types: what a type checker says of the interface is part of the interface."""

from pathlib import Path

import pytest

api = pytest.importorskip("mypy.api")
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
class TestTypes:
    def test_what_the_checker_says(self) -> None:
        """Every type asserted in `public_api.py` holds, and every mistake in it is found."""
        report, complaints, status = api.run(
            [
                str(Path(__file__).with_name("public_api.py")),
                "--strict",
                f"--config-file={ROOT / 'pyproject.toml'}",
            ]
        )
        assert (status, complaints) == (0, ""), report
        assert report == "Success: no issues found in 1 source file\n"
