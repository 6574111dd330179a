"""The ends of the calendar, infinities and wrong words at the real doors: refused in a sentence."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import withdrawal
from withdrawal.cli import main
from withdrawal.errors import WithdrawalError

SCENARIO = """\
title = "x"
[[cases]]
party = "SWE"
treaty = "ottawa-1997"
events = []
[cases.durations]
final-vote = {{ {0} }}
"""
ENDLESS = (
    "lognormal = { median = 10, p90 = inf }",
    'empirical = { "3" = inf }',
    "mixture = [[inf, { fixed = 3 }], [1, { fixed = 4 }]]",
)
AT_THE_ENDS = (
    ("If Sweden notified next month, when would it be out of Ottawa?", "9999-12-15"),
    ("If Sweden notified yesterday, when would it be out of Ottawa?", "0001-01-01"),
    ("If Sweden notified tomorrow, when would it be out of Ottawa?", "9999-12-31"),
    ("If Sweden notified next year, when would it be out of Ottawa?", "9999-12-31"),
)


@pytest.mark.parametrize(("question", "as_of"), AT_THE_ENDS)
class TestDays:
    """A day counted from the first or the last of the calendar."""

    def test_python(self, question: str, as_of: str) -> None:
        """The library answers or refuses, and never with an error of the calendar's own."""
        with suppress(WithdrawalError):
            assert withdrawal.ask(question, as_of=as_of).answers

    def test_command(self, question: str, as_of: str, capsys: pytest.CaptureFixture[str]) -> None:
        """So does the command line, with its exit code."""
        assert main(["ask", question, "--as-of", as_of]) in (0, 2)
        assert "Traceback" not in capsys.readouterr().err

    @pytest.mark.parametrize("path", ["/api/v1/ask", "/ask"])
    def test_web(self, question: str, as_of: str, path: str, client: TestClient) -> None:
        """So do the API and the page."""
        found = client.get(path, params={"q": question, "as_of": as_of})
        assert found.status_code in (200, 303, 400, 422)


PAGES = (
    "/parties?treaty=ottawa&on={}",
    "/parties?treaty=ottawa&as_of={}",
    "/treaties/ottawa-1997?as_of={}",
    "/treaties/ottawa-1997?on={}",
    "/now?as_of={}",
    "/now.ics?as_of={}",
    "/compare?party=LVA&party=EST&treaty=ottawa&as_of={}",
    "/forecast/LVA/ottawa-1997?as_of={}",
    "/when/LTU/ottawa-1997?as_of={}",
    "/plan?party=SWE&treaty=ottawa&out_by={}",
)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("page", PAGES)
def test_pages(page: str, day: str, client: TestClient) -> None:
    """A page that draws days beside the one asked for stays within the calendar."""
    assert client.get(page.format(day), follow_redirects=True).status_code in (200, 422)


@pytest.mark.parametrize("duration", ENDLESS)
class TestInfinities:
    """A duration without an end, or with an endless weight."""

    def test_command(self, duration: str, tmp_path: Path) -> None:
        """The command line refuses it by its place."""
        path = tmp_path / "endless.toml"
        path.write_text(SCENARIO.format(duration), encoding="utf-8")
        with pytest.raises(withdrawal.WithdrawalError, match="final-vote"):
            withdrawal.simulate(path, runs=10)
        assert main(["simulate", str(path), "--runs", "10"]) == 2

    def test_api(self, duration: str, client: TestClient) -> None:
        """So does the API."""
        body = SCENARIO.format(duration)
        assert client.post("/api/v1/simulate", content=body).status_code == 422


class TestNothingIsDropped:
    """What is given to a forecast of a case, which says itself what holds."""

    @pytest.mark.parametrize(
        "given",
        [
            {"conflict": "2026-01-01/.."},
            {"route": "nonsense"},
            {"treaty": "paris"},
            {"facts": ["urgent"]},
        ],
    )
    def test_beside_a_case(self, given: dict[str, object]) -> None:
        """It is refused by name."""
        with pytest.raises(WithdrawalError, match=next(iter(given))):
            withdrawal.forecast(withdrawal.Case("SWE", "ottawa"), **given)

    def test_unknown(self) -> None:
        """So is a word that no question knows."""
        with pytest.raises((TypeError, WithdrawalError), match="conflit"):
            withdrawal.forecast(withdrawal.Case("SWE", "ottawa"), conflit="2026-01-01/..")

    @pytest.mark.parametrize(
        "given",
        [
            {"years": 2.5},
            {"years": True},
            {"years": 10**9},
            {"conflict_a_year": "0.1"},
            {"conflict_a_year": float("nan")},
            {"durations": [1]},
        ],
    )
    def test_numbers(self, given: dict[str, object]) -> None:
        """So is a number that is none, or too large for the calendar."""
        with pytest.raises(WithdrawalError):
            withdrawal.forecast("SWE", "ottawa", **given)

    def test_second_treaty(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A second treaty is refused by ``history``."""
        assert main(["history", "ottawa", "paris"]) == 2
        assert "'paris' is one name too many" in capsys.readouterr().err


COMMAND = (sys.executable, "-m", "withdrawal")


class TestStandardOutput:
    """Where the answer goes."""

    def test_closed(self) -> None:
        """A closed standard output is told in a sentence."""
        line = f"{sys.executable} -m withdrawal when lithuania ottawa >&-"
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (2, "Standard output is closed.\n")

    @pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
    def test_json_is_json(self, encoding: str) -> None:
        """What is printed as JSON is that in every encoding."""
        line = [*COMMAND, "countries", "latvia", "--json"]
        kind = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        done = subprocess.run(line, capture_output=True, check=True, env=kind)
        told = json.loads(done.stdout.decode("utf-8"))
        assert told["id"] == "LVA"
        assert "Latvija" in told["names"]

    def test_escapes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What a journal holds is shown, and a terminal does not obey it."""
        path = tmp_path / "case.jsonl"
        said = "\x1b[2J\x1b]0;owned\x07"
        assert main(["case", "new", str(path), "sweden", "ottawa"]) == 0
        record = ["case", "record", str(path), "remark", "--on", "2026-11-01", "--detail", said]
        for line in (record, ["case", "show", str(path)], ["case", "export", str(path), "--md"]):
            shown = io.StringIO()
            monkeypatch.setattr(sys, "stdout", shown)
            assert main(line) == 0
            assert "\x1b" not in shown.getvalue()

    def test_byte_order_mark(self, tmp_path: Path) -> None:
        """A file that an editor began with a byte order mark is read like any other."""
        example = Path(__file__).parents[2] / "examples" / "baltic.toml"
        (tmp_path / "baltic.toml").write_bytes(b"\xef\xbb\xbf" + example.read_bytes())
        assert main(["run", str(tmp_path / "baltic.toml")]) == 0
