"""Crashes and crowds: nothing acknowledged is lost, and every survivor replays."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from withdrawal import Journal

PROGRAM = Path(__file__).with_name("crashing.py")


def program(*arguments: object) -> subprocess.Popen[str]:
    """Start the program that writes and crashes."""
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def details(path: Path) -> list[str | None]:
    """Return what a journal's remarks say, in order."""
    return [event.detail for event in Journal(path).open().case.history]


def crash(folder: Path, rounds: int, seed: int) -> tuple[dict[str, list[str]], int]:
    """Kill some writers; return what they had acknowledged by file, and how many tore a line."""
    running = program("kills", folder, rounds, seed)
    output, _ = running.communicate(timeout=500)
    assert running.returncode == 0
    found = json.loads(output)
    return found["acknowledged"], found["torn"]


class TestKills:
    def check(self, folder: Path, rounds: int, seed: int) -> int:
        """Kill writers and check what is left; return how many left a torn tail."""
        acknowledged, torn = crash(folder, rounds, seed)
        for name, done in acknowledged.items():
            survivors = details(folder / name)
            assert set(done) <= set(survivors)
            assert len(survivors) == len(set(survivors))
            assert len(survivors) - len(done) <= rounds
        return torn

    def test_a_few(self, tmp_path: Path):
        """Killed in mid-append, the journal still has every event that was acknowledged."""
        self.check(tmp_path, 10, 1)

    @pytest.mark.slow
    def test_a_thousand(self, tmp_path: Path):
        """A thousand kills lose nothing that was acknowledged; some of them tear a line."""
        assert self.check(tmp_path, 1000, 2) > 0


class TestCrowd:
    def check(self, folder: Path, writers: int, count: int) -> None:
        """Let writers append side by side, and check that each line of each is there once."""
        path = folder / "shared.jsonl"
        Journal.create(path, "SWE", "ottawa-1997")
        running = [program("writer", path, name, count) for name in range(writers)]
        assert [each.wait(timeout=300) for each in running] == [0] * writers
        for each in running:
            each.communicate()
        found = details(path)
        expected = {f"{name}-{number}" for name in range(writers) for number in range(count)}
        assert len(found) == len(expected)
        assert set(found) == expected
        for name in range(writers):
            mine = [text for text in found if text and text.startswith(f"{name}-")]
            assert mine == [f"{name}-{number}" for number in range(count)]

    def test_two(self, tmp_path: Path):
        """Two writers at once lose nothing, and each one's events stay in order."""
        self.check(tmp_path, 2, 5)

    @pytest.mark.slow
    def test_eight(self, tmp_path: Path):
        """Eight writers at once lose nothing, and each one's events stay in order."""
        self.check(tmp_path, 8, 25)
