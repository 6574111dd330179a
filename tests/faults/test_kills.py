"""Processes killed while they write: whole, as it was before, or not there; a sample of each run.

The long run is `python tests/faults`; `tests/case/proceedings/test_journal_crash.py` kills the
writers of journals.
"""

import importlib.util
import os
import stat
import threading
from pathlib import Path

import pytest

import withdrawal
from withdrawal.cli.options import write_file
from withdrawal.errors import CircumstanceError
from withdrawal.output.exporting import export

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def command():
    """Return the module of the command."""
    spec = importlib.util.spec_from_file_location("faults_main", HERE / "__main__.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestKills:
    """A few kills of each kind."""

    def test_exports(self, command):
        """An export is there with every file that its sums name, or is not there."""
        left = command.killed("exports", 12, 1)["left"]
        assert left.get("whole", 0) + left["none"] == 12

    def test_papers(self, command):
        """A paper is whole, or the one before it, or none."""
        left = command.killed("papers", 24, 1)["left"]
        assert sum(left.get(each, 0) for each in ("whole", "the one before", "none")) == 24

    def test_half_an_export_is_found(self, command, tmp_path):
        """The check of exports sees a file that is short, missing or more than the sums name."""
        spec = importlib.util.spec_from_file_location("killing", HERE / "killing.py")
        killing = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(killing)
        (tmp_path / "a").write_bytes(b"abc")
        name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        (tmp_path / "SHA256SUMS").write_text(f"{name}  a\n")
        assert killing.is_whole(tmp_path)
        (tmp_path / "a").write_bytes(b"ab")
        assert not killing.is_whole(tmp_path)
        (tmp_path / "a").write_bytes(b"abc")
        (tmp_path / "b").touch()
        assert not killing.is_whole(tmp_path)


class TestFullDisk:
    """Exports and papers on a disk that is full."""

    def test_export(self, disk, monkeypatch):
        """An export that does not fit, be it of one table, is refused, and nothing of it stays."""
        monkeypatch.setattr(export, "TABLES", {"treaties": export.TABLES["treaties"]})
        with pytest.raises(CircumstanceError, match=r"cannot be written: No space left on device"):
            withdrawal.export(disk.place / "data")
        assert list(disk.place.iterdir()) == []

    def test_paper(self, disk):
        """A paper that does not fit leaves the one before it as it was."""
        path = disk.place / "memo.txt"
        write_file(path, "the memo before")
        with pytest.raises(CircumstanceError, match=r"cannot be written: No space left on device"):
            write_file(path, "x" * 100_000)
        assert [each.name for each in disk.place.iterdir()] == ["memo.txt"]
        assert path.read_text() == "the memo before"


class TestWhatStandsThere:
    """What a paper is written over."""

    def test_mode(self, tmp_path):
        """A file that only its owner may read stays so."""
        path = tmp_path / "memo.txt"
        path.touch(mode=0o600)
        write_file(path, "told")
        assert (stat.S_IMODE(path.stat().st_mode), path.read_text()) == (0o600, "told")

    def test_link(self, tmp_path):
        """A link stays one, and what it leads to is written."""
        (tmp_path / "link.txt").symlink_to(tmp_path / "memo.txt")
        write_file(tmp_path / "link.txt", "told")
        assert (tmp_path / "link.txt").is_symlink()
        assert (tmp_path / "memo.txt").read_text() == "told"

    def test_pipe(self, tmp_path):
        """A pipe gets what is written, and stays a pipe."""
        path = tmp_path / "pipe"
        os.mkfifo(path)
        read = []
        reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
        reader.start()
        write_file(path, "told")
        reader.join()
        assert read == [b"told"]
        assert path.is_fifo()
