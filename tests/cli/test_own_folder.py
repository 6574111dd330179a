"""``--data DIR``: a folder of the user's own, at every command."""

import pytest

from withdrawal.cli import commands, main
from withdrawal.overlay import roots

ARGUMENTS = ("when", "lithuania", "ottawa", "--as-of", "2026-11-21")


class TestFolder:
    """Where the option may stand, and how long it counts."""

    @pytest.mark.parametrize("place", range(len(ARGUMENTS) + 1))
    def test_anywhere(self, tmp_path, capsys, monkeypatch, place):
        """It may stand before the command, between its arguments and after them."""
        seen = []
        _history(tmp_path)
        monkeypatch.setattr("withdrawal.case.answering.when.dossier_of", _noting(seen))
        given = [*ARGUMENTS[:place], f"--data={tmp_path}", *ARGUMENTS[place:]]
        assert main(given) == 0
        assert seen == [(tmp_path,)]

    def test_until_the_command_is_done(self, tmp_path, capsys):
        """The folder is laid aside with the end of the command, a failed one too."""
        main(["--data", str(tmp_path), "when", "nowhere", "ottawa"])
        assert tmp_path not in roots()

    def test_several(self, tmp_path, capsys, monkeypatch):
        """Of several folders the last lies uppermost."""
        first, last = tmp_path / "a", tmp_path / "b"
        seen = []
        monkeypatch.setattr("withdrawal.case.answering.when.dossier_of", _noting(seen))
        for each in (first, last):
            each.mkdir()
            _history(each)
        assert main([*ARGUMENTS, "--data", str(first), "--data", str(last)]) == 0
        assert seen == [(first, last)]

    def test_other_names_of_a_command(self, tmp_path, capsys):
        """A command's other name is understood after the option, too."""
        assert main(["--data", str(tmp_path), "states", "finland"]) == 0


class TestRefusals:
    """What makes no sense is one sentence."""

    @pytest.mark.parametrize("given", [["--data"], ["--data="], ["--data", "--json"]])
    def test_no_folder_named(self, given, capsys):
        """Without a folder the option is refused."""
        assert main([*ARGUMENTS, *given]) == 2
        assert "expected --data DIR" in capsys.readouterr().err

    @pytest.mark.parametrize("name", sorted(commands()))
    def test_no_such_folder(self, name, tmp_path, capsys):
        """A folder that is not there is named, whatever the command."""
        assert main([name, "--data", str(tmp_path / "nowhere")]) == 2
        assert "nowhere: expected a folder of data" in capsys.readouterr().err


def _history(folder):
    """Write a record without a row, so that no answer from before counts."""
    (folder / "history.jsonl").write_text("", encoding="utf-8")


def _noting(seen):
    """A stand-in that notes which folders are in use when a question is answered."""
    from withdrawal.case.asking.dossier import dossier_of

    def note(question):
        seen.append(roots())
        return dossier_of(question)

    return note
