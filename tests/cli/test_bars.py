"""Width, emphasis, bars and standard input, within one process and a pseudo-terminal of its own."""

import io
import os
import pty
import struct
import sys
import time
from fcntl import ioctl
from termios import TIOCSWINSZ

import pytest

from withdrawal.cli import main, terminal
from withdrawal.cli.reading import file_or_input
from withdrawal.errors import ScenarioError, WithdrawalError
from withdrawal.odds.evidence import past_case
from withdrawal.odds.scoring.table import score
from withdrawal.proof.backtest import backtest
from withdrawal.proof.check import check


class Screen:
    """A pseudo-terminal that standard output or standard error can be led to.

    Attributes:
        stream: what is written to.
    """

    def __init__(self, columns):
        self._master, slave = pty.openpty()
        ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.set_blocking(self._master, False)
        self.stream = os.fdopen(slave, "w", encoding="utf-8")

    def shown(self):
        """Return all that was written."""
        self.stream.flush()
        found = b""
        while True:
            try:
                found += os.read(self._master, 65_536)
            except OSError:
                return found.decode("utf-8", "replace").replace("\r\n", "\n")

    def close(self):
        """Close both ends."""
        self.stream.close()
        os.close(self._master)


@pytest.fixture
def screen(monkeypatch):
    """A terminal of sixty columns, and an environment that says nothing of it."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    made = Screen(60)
    yield made
    made.close()


class TestColumns:
    """How wide to write."""

    def test_terminal(self, screen, monkeypatch):
        """As wide as the terminal, which get_terminal_size finds by the process's own output."""
        monkeypatch.setattr(sys, "stdout", screen.stream)
        monkeypatch.setattr(sys, "__stdout__", screen.stream)
        assert terminal.columns() == 60

    @pytest.mark.parametrize(
        ("given", "expected"), [("44", 44), ("3", 20), ("0", None), ("x", None)]
    )
    def test_variable(self, monkeypatch, given, expected):
        """As COLUMNS says, but never too narrow for a date; a false value is passed over."""
        monkeypatch.setattr(sys, "stdout", io.StringIO())
        monkeypatch.setenv("COLUMNS", given)
        assert terminal.columns() == expected

    def test_closed(self):
        """A stream that is closed is no terminal."""
        closed = io.StringIO()
        closed.close()
        assert not terminal.is_terminal(closed)


class TestEmphasis:
    """The first line of an answer."""

    def test_terminal(self, screen, monkeypatch):
        """It is bold on a terminal, and the rest is not."""
        monkeypatch.setattr(sys, "stdout", screen.stream)
        assert main(["when", "lithuania", "ottawa", "--as-of", "2026-11-21"]) == 0
        head, _, rest = screen.shown().partition("\n")
        assert head == "\x1b[1m27 DECEMBER 2025\x1b[0m"
        assert rest.startswith("Lithuania's withdrawal")
        assert "\x1b" not in rest

    @pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
    def test_not_wanted(self, screen, monkeypatch, name, value):
        """It is plain where NO_COLOR is set or the terminal cannot."""
        monkeypatch.setattr(sys, "stdout", screen.stream)
        monkeypatch.setenv(name, value)
        assert terminal.emphasised("one\ntwo") == "one\ntwo"


class TestProgress:
    """A bar for what takes a while."""

    def test_slow(self, screen, monkeypatch):
        """It says what is done and how far, and clears its line at the end."""
        monkeypatch.setattr(sys, "stderr", screen.stream)
        monkeypatch.setattr(terminal, "_PATIENCE", 0.01)
        with terminal.progress("Counting") as told:
            deadline = time.monotonic() + 20
            shown = ""
            while "Counting" not in shown and time.monotonic() < deadline:
                told(1, 2)
                time.sleep(0.02)
                shown += screen.shown()
            told(2, 2)
        shown += screen.shown()
        assert "Counting" in shown
        assert shown.rstrip("\x1b[?25h\n").endswith("\x1b[2K")

    def test_quick(self, screen, monkeypatch):
        """What is over at once shows nothing."""
        monkeypatch.setattr(sys, "stderr", screen.stream)
        with terminal.progress("Counting") as told:
            told(1, 1)
        assert screen.shown() == ""

    def test_piped(self, monkeypatch):
        """In a pipe nothing is shown, however long it takes."""
        piped = io.StringIO()
        monkeypatch.setattr(sys, "stderr", piped)
        monkeypatch.setattr(terminal, "_PATIENCE", 0.0)
        with terminal.progress("Counting") as told:
            told(1, 2)
            time.sleep(0.05)
        assert piped.getvalue() == ""

    def test_error(self, screen, monkeypatch):
        """An error goes through, and leaves no bar behind."""
        monkeypatch.setattr(sys, "stderr", screen.stream)
        with pytest.raises(KeyError), terminal.progress("Counting"):
            raise KeyError
        assert screen.shown() == ""


class TestTold:
    """What is told to a bar: how much is done, up to all of it."""

    def test_backtest(self):
        """Record by record."""
        told = []
        found = backtest(progress=lambda *each: told.append(each))
        assert told == [(number, found.records) for number in range(1, found.records + 1)]

    def test_check(self, tmp_path):
        """Treaty by treaty."""
        for name in ("one", "two"):
            text = f'id = "{name}-2001"\ntitle = "{name}"\nsources = ["a text"]\n'
            text += 'confidence = "known"\n[clause]\nexit = "silent"\n'
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        told = []
        assert check(tmp_path, progress=lambda *each: told.append(each)).is_sound
        assert told == [(0, 2), (1, 2)]

    def test_score(self):
        """Case by case."""
        told = []
        cases = [past_case("blr-aarhus-1998"), past_case("deu-ect-1994")]
        assert score(cases, progress=lambda *each: told.append(each)).rows
        assert told == [(number, len(cases)) for number in range(1, len(cases) + 1)]


class TestReading:
    """Files and standard input."""

    @pytest.fixture
    def typed(self, monkeypatch):
        """Puts bytes on standard input."""

        def put(data):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

        return put

    def test_input(self, typed):
        """``-`` gives a copy of standard input, byte by byte, gone afterwards."""
        typed(b"\xff\x00one\r\n")
        with file_or_input("-", suffix=".toml") as path:
            assert path.name == "standard-input.toml"
            assert path.read_bytes() == b"\xff\x00one\r\n"
        assert not path.exists()

    def test_file(self, tmp_path):
        """A path is itself."""
        with file_or_input(tmp_path / "a.toml", suffix=".toml") as path:
            assert path == tmp_path / "a.toml"

    def test_complaint(self, typed):
        """A complaint names the copy without its directory."""
        typed(b"")
        with pytest.raises(ScenarioError) as raised, file_or_input("-", suffix=".toml") as path:
            raise ScenarioError(f"{path}: is empty.")
        assert raised.value.message == str(raised.value) == "standard-input.toml: is empty."

    def test_option(self):
        """A misspelt option is not taken for a file."""
        with (
            pytest.raises(WithdrawalError, match="Unknown option: --jsn"),
            file_or_input("--jsn", suffix=".toml"),
        ):
            pass
