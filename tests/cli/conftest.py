"""What the tests of the command line share: commands run in place, and on a real terminal."""

import io
import os
import pty
import select
import struct
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pytest
from attrs import frozen

from withdrawal.cli import main

PROGRAM = (sys.executable, "-m", "withdrawal.cli")
SILENT = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE")


@frozen
class Seen:
    """What a program showed on a terminal: its exit code and all that was written there."""

    code: int
    text: str


@frozen
class Done:
    """What a program wrote into pipes, and its exit code."""

    returncode: int
    stdout: bytes
    stderr: bytes


def environment(**more):
    """The environment of a person at a terminal, with more variables or, for None, fewer."""
    kept = {name: value for name, value in os.environ.items() if name not in SILENT}
    kept |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **more}
    return {name: value for name, value in kept.items() if value is not None}


def show(command, *, columns=80, typed=b"", until=120.0, cwd=None, **variables):
    """Run a program with a pseudo-terminal for all three streams, and return what is seen there.

    Args:
        command: the program and its arguments.
        columns: how wide the terminal is.
        typed: what is typed, each line once the program has been silent for a moment.
        until: how many seconds it may take.
        cwd: where it runs.
        variables: environment variables to set, or with None to leave out.
    """
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    started = subprocess.Popen(
        [str(each) for each in command], stdin=slave, stdout=slave, stderr=slave,
        env=environment(**variables), cwd=cwd, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    try:
        text = _converse(master, typed.splitlines(keepends=True), time.monotonic() + until)
        code = started.wait(20)
    finally:
        started.kill()
        started.wait()
        os.close(master)
    return Seen(code, text.decode("utf-8", "replace").replace("\r\n", "\n"))


def _converse(master, lines, deadline):
    """Type each line once the terminal has fallen silent, and return all that was shown."""
    shown = b""
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.5)
        if ready:
            try:
                chunk = os.read(master, 65_536)
            except OSError:  # Linux says so when the other side has closed.
                return shown
            if not chunk:
                return shown
            shown += chunk
        elif lines:
            os.write(master, lines.pop(0))
    raise AssertionError(f"the program did not end: {shown[-2000:]!r}")


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    """The environment says nothing of a terminal, whatever that of the tests says."""
    for name in SILENT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys):
    """Run a command and return its exit code, standard output and standard error."""

    def runner(*arguments):
        code = main([str(each) for each in arguments])
        return code, *capsys.readouterr()

    return runner


@pytest.fixture
def on_terminal():
    """Runs any program on a real terminal."""
    return show


@contextmanager
def screen(columns, shown):
    """Lead the standard streams of this process to a pseudo-terminal, and gather what is shown."""
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    reader = threading.Thread(
        target=lambda: shown.append(_converse(master, [], time.monotonic() + 120))
    )
    kept = [os.dup(number) for number in range(3)]
    reader.start()
    try:
        for number in range(3):
            os.dup2(slave, number)
        yield lambda mode: os.fdopen(os.dup(slave), mode, encoding="utf-8")
    finally:
        for number, each in enumerate(kept):
            os.dup2(each, number)
            os.close(each)
        os.close(slave)
        reader.join()
        os.close(master)


@pytest.fixture
def terminal():
    """Runs a command of the package on a terminal, within this process."""

    def runner(*arguments, columns=80, **variables):
        shown = []
        with pytest.MonkeyPatch.context() as patch, screen(columns, shown) as stream:
            for name, value in {"TERM": "xterm-256color", **variables}.items():
                patch.setenv(name, value)
            with stream("r") as stdin, stream("w") as stdout, stream("w") as stderr:
                for name, each in {"stdin": stdin, "stdout": stdout, "stderr": stderr}.items():
                    patch.setattr(sys, name, each)
                    patch.setattr(sys, f"__{name}__", each)
                code = main([str(each) for each in arguments])
        return Seen(code, shown[0].decode("utf-8", "replace").replace("\r\n", "\n"))

    return runner


@pytest.fixture
def piped(tmp_path):
    """Runs a command of the package with pipes, as a script would, within this process."""

    def runner(*arguments, given=b"", **variables):
        streams = {name: io.TextIOWrapper(io.BytesIO(), "utf-8") for name in ("stdout", "stderr")}
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            for name, value in variables.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
            for name, each in streams.items():
                patch.setattr(sys, name, each)
            code = main([str(each) for each in arguments])
            for each in streams.values():
                each.flush()
        return Done(code, *(each.buffer.getvalue() for each in streams.values()))

    return runner


@pytest.fixture(scope="session")
def program():
    """How a shell runs the command line."""
    return " ".join(PROGRAM)


@pytest.fixture(scope="session")
def repository():
    """The repository's root."""
    return Path(__file__).parents[2]
