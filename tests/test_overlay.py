"""The user's own folders of data, laid over what is packaged."""

from __future__ import annotations

from pathlib import Path

import pytest

import withdrawal
from withdrawal.errors import DataFileError
from withdrawal.overlay import remembered, roots, stamp, steady


def test_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder in use nothing is looked for, and the stamp is empty."""
    monkeypatch.delenv("WITHDRAWAL_DATA", raising=False)
    assert (roots(), stamp()) == ((), ())


def test_a_folder_counts_until_it_is_closed(tmp_path: Path) -> None:
    """A folder is in use from the call on, and no longer once it is closed."""
    with withdrawal.knowledge(tmp_path):
        assert roots()[-1] == tmp_path
    assert tmp_path not in roots()


def test_the_stamp_sees_a_change(tmp_path: Path) -> None:
    """Whatever changes in a folder changes the stamp, so that nothing stale is served."""
    with withdrawal.knowledge(tmp_path):
        before = stamp()
        (tmp_path / "withdrawals.jsonl").write_text("{}\n", encoding="utf-8")
        assert stamp() != before


def test_a_file_that_goes(tmp_path: Path) -> None:
    """A file that another process takes away while the folder is looked at is no fault."""
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    with withdrawal.knowledge(tmp_path):
        assert stamp() == ()


def test_the_variable_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the environment lies under those a program opens."""
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setenv("WITHDRAWAL_DATA", str(tmp_path))
    with withdrawal.knowledge(own):
        assert roots() == (tmp_path, own)


@pytest.mark.parametrize("name", ["nowhere", "long" * 200, "nul\0"])
def test_no_such_folder(tmp_path: Path, name: str) -> None:
    """A folder that is not there, or cannot be, is refused."""
    with pytest.raises(DataFileError, match="expected a folder of data"):
        withdrawal.knowledge(tmp_path / name)


def test_what_is_remembered_is_forgotten_with_the_next_change(tmp_path: Path) -> None:
    """A function is asked again once a file has changed, and not before."""
    asked: list[str] = []
    recall = remembered(lambda name: asked.append(name) or len(asked))
    with withdrawal.knowledge(tmp_path):
        assert [recall("a"), recall("a"), recall("b")] == [1, 1, 2]
        (tmp_path / "withdrawals.jsonl").write_text("", encoding="utf-8")
        assert recall("a") == 3


def test_much_work_sees_one_state(tmp_path: Path) -> None:
    """Within steady work a change is not seen, but another folder is; afterwards the change is."""
    with withdrawal.knowledge(tmp_path):
        with steady():
            before = stamp()
            (tmp_path / "withdrawals.jsonl").write_text("", encoding="utf-8")
            assert stamp() == before
            own = tmp_path / "own"
            own.mkdir()
            (own / "withdrawals.jsonl").write_text("", encoding="utf-8")
            with withdrawal.knowledge(own):
                assert stamp() != before
        assert stamp() != before
