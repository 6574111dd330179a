"""Crashes and crowds: nothing acknowledged is lost, and every survivor replays."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from withdrawal import Journal

PROGRAM = Path(__file__).with_name("crashing.py")
SOME = 9
"""Each moment of a kill is looked at; of so many one is gone on from."""


def program(*arguments: object) -> subprocess.Popen[str]:
    """Start the program that writes and crashes."""
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def details(path: Path) -> list[str | None]:
    """Return what a journal's remarks say, in order."""
    return [event.detail for event in Journal(path).open().case.history]


def crash(folder: Path, rounds: int, seed: int) -> dict[str, list[str]]:
    """Kill some writers; return what they had acknowledged, by file."""
    running = program("kills", folder, rounds, seed)
    output, _ = running.communicate(timeout=500)
    assert running.returncode == 0
    found: dict[str, list[str]] = json.loads(output)
    return found


@pytest.mark.slow
def test_kills(tmp_path: Path):
    """Forty kills at any time at all lose nothing acknowledged; `make faults` kills more."""
    acknowledged = crash(tmp_path, 40, 2)
    assert any(acknowledged.values())
    for name, done in acknowledged.items():
        survivors = details(tmp_path / name)
        assert set(done) <= set(survivors)
        assert len(survivors) == len(set(survivors))
        assert len(survivors) - len(done) <= 40


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Return a journal of two events."""
    journal = Journal.create(tmp_path / "before.jsonl", "SWE", "ottawa-1997")
    for number in range(2):
        journal.record("remark", on="2027-01-01", detail=f"{number}")
    return journal.path


def at_every_moment(source: Path, folder: Path, how: str) -> list[Path]:
    """Kill a change at every moment; return the journals it left, the finished one last."""
    folder.mkdir()
    running = program("moments", source, folder, how)
    output, _ = running.communicate(timeout=300)
    assert running.returncode == 0
    return [folder / str(number) / "case.jsonl" for number in range(int(output) + 1)]


def go_on(path: Path, lines: int, torn: bytes) -> None:
    """Record another event in a journal of some lines and a torn tail, which is kept aside."""
    journal = Journal(path)
    journal.record("remark", on="2027-01-03", detail="after all")
    assert (journal.open().lines, journal.open().torn) == (lines + 1, b"")
    assert journal.set_aside == ((torn,) if torn else ())


class TestEveryMoment:
    """A process is killed before each byte it writes, and before each call that makes it last."""

    @pytest.mark.parametrize("how", ["record", "undo"])
    def test_append(self, before: Path, tmp_path: Path, how: str):
        """Each byte but the last tears the line, and the next event is recorded all the same."""
        was = before.read_bytes()
        *killed, done = at_every_moment(before, tmp_path / how, how)
        line = done.read_bytes().removeprefix(was)
        assert line.endswith(b"\n")
        left = [path.read_bytes().removeprefix(was) for path in killed]
        assert left == [line[:count] for count in range(len(line) + 1)]
        for path, tail in [*zip(killed, left, strict=True)][::-SOME]:
            opened = Journal(path).open()
            is_whole = tail == line
            assert opened.torn == (b"" if is_whole else tail)
            assert opened.lines == 3 + is_whole
            go_on(path, opened.lines, opened.torn)

    def test_create(self, tmp_path: Path):
        """A journal is there with its whole header or not at all, and can then be created."""
        *killed, done = at_every_moment(tmp_path / "none", tmp_path / "killed", "create")
        header = done.read_bytes()
        assert not killed[len(header)].exists()
        assert killed[-1].exists()
        assert all(path.read_bytes() == header for path in killed if path.exists())
        for path in killed[::-SOME]:
            if not path.exists():
                Journal.create(path, "SWE", "ottawa-1997")
            assert path.read_bytes() == header

    @pytest.mark.slow
    def test_mending(self, before: Path, tmp_path: Path):
        """A torn tail is in the journal or beside it at every moment, and what counts stays."""
        torn = b'{"n":3,"event":{"st'
        was = before.read_bytes()
        before.write_bytes(was + torn)
        for number, path in enumerate(at_every_moment(before, tmp_path / "killed", "record")):
            aside = path.with_name("case.jsonl.torn")
            kept = aside.read_bytes() if aside.exists() else b""
            assert Journal(path).open().torn == torn or torn + b"\n" in kept
            assert path.read_bytes().startswith(was)
            if number % SOME:
                continue
            go_on(path, Journal(path).open().lines, Journal(path).open().torn)
            assert torn + b"\n" in aside.read_bytes()


@pytest.mark.slow
def test_a_crowd(tmp_path: Path):
    """Five writers at once lose nothing, and each one's events stay in order."""
    path = tmp_path / "shared.jsonl"
    Journal.create(path, "SWE", "ottawa-1997")
    running = [program("writer", path, name, 12) for name in range(5)]
    assert [each.wait(timeout=300) for each in running] == [0] * 5
    for each in running:
        each.communicate()
    found = details(path)
    assert len(found) == 5 * 12
    for name in range(5):
        mine = [text for text in found if text and text.startswith(f"{name}-")]
        assert mine == [f"{name}-{number}" for number in range(12)]
