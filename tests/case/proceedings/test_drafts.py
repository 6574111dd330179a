"""Drafts: those of killed writers go with the next write, and those of living ones stay."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import withdrawal
from withdrawal.case.proceedings.durable import create_whole, drafted, replace_whole
from withdrawal.cli.options import write_file

WRITER = """
import sys, time
from pathlib import Path
from withdrawal.case.proceedings.durable import drafted
with drafted(Path(sys.argv[1]), is_folder=sys.argv[2] == "folder") as draft:
    (draft / "half" if draft.is_dir() else draft).write_bytes(b"half")
    print(draft.name, flush=True)
    time.sleep(600)
"""


def names(folder: Path) -> set[str]:
    """The names of what is in a folder."""
    return {each.name for each in folder.iterdir()}


@contextlib.contextmanager
def writing(target: Path, kind: str = "file"):
    """A process in the middle of writing a target; it is killed at the end."""
    command = [sys.executable, "-c", WRITER, target, kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGKILL)


def killed(target: Path, kind: str = "file") -> str:
    """Kill a process in the middle of writing a target, and return what its draft is called."""
    with writing(target, kind) as name:
        pass
    assert name in names(target.parent)
    return name


class TestKilled:
    """Writers that were killed with SIGKILL."""

    @pytest.mark.parametrize("write", [replace_whole, create_whole, write_file])
    def test_next_write(self, tmp_path, write):
        """The next write of the same file removes their drafts."""
        target = tmp_path / "case.jsonl"
        killed(target), killed(target)
        write(target, b"whole")
        assert names(tmp_path) == {"case.jsonl"}
        assert target.read_bytes() == b"whole"

    def test_next_export(self, tmp_path, monkeypatch):
        """So does the next export into the same folder, with all that is in them."""
        target = tmp_path / "data"
        killed(target, "folder")
        monkeypatch.setattr(
            "withdrawal.output.exporting.export.export_files", lambda form: {"a.csv": b"a"}
        )
        withdrawal.export(target)
        assert (names(tmp_path), names(target)) == ({"data"}, {"a.csv"})

    def test_others(self, tmp_path):
        """A draft of another file, and a file of a like name, stay."""
        name = killed(tmp_path / "other.jsonl")
        kept = {name, ".case.jsonl.0123abcd", ".case.jsonl.1.draft", "case.jsonl.0123abcd.draft"}
        for each in kept - {name}:
            (tmp_path / each).touch()
        replace_whole(tmp_path / "case.jsonl", b"whole")
        assert names(tmp_path) == {"case.jsonl", *kept}


class TestLiving:
    """Writers that are at work."""

    @pytest.mark.parametrize("kind", ["file", "folder"])
    def test_another_process(self, tmp_path, kind):
        """The draft of a process that still writes stays, however long it takes."""
        target = tmp_path / "paper.txt"
        with writing(target, kind) as name:
            os.utime(tmp_path / name, (0, 0))
            replace_whole(target, b"whole")
            assert names(tmp_path) == {"paper.txt", name}

    def test_same_process(self, tmp_path):
        """So does that of another thread, and either writes a whole file."""
        target = tmp_path / "paper.txt"
        found = [bytes([each]) * 5000 for each in range(8)]
        threads = [threading.Thread(target=replace_whole, args=(target, each)) for each in found]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert target.read_bytes() in found
        assert names(tmp_path) == {"paper.txt"}

    def test_failure(self, tmp_path):
        """A write that fails leaves no draft."""
        with pytest.raises(KeyError), drafted(tmp_path / "paper.txt"):
            raise KeyError
        assert names(tmp_path) == set()
