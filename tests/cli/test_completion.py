"""``withdrawal completion``: the scripts, run by the shells that they are for."""

import contextlib
import io
import re
import shutil
import subprocess

import pytest

from withdrawal.cli import commands, main

ASKED = [
    ("withdrawal sim", "simulate"),
    ("withdrawal when lithu", "lithuania"),
    ("withdrawal when lithuania ottawa-", "ottawa-1997"),
    ("withdrawal when lithuania ottawa-1997 --rece", "--received"),
    ("withdrawal plan bosnia-", "bosnia-and-herzegovina"),
    ("withdrawal compare estonia latv", "latvia"),
    ("withdrawal compare estonia --treaty ottawa-", "ottawa-1997"),
    ("withdrawal history rome-stat", "rome-statute-1998"),
    ("withdrawal case rec", "record"),
    ("withdrawal case new mine.jsonl swede", "sweden"),
    ("withdrawal diagram --format m", "mermaid"),
    ("withdrawal completion f", "fish"),
]
"""A line as far as it is typed, and the only word that it can go on with."""

BASH = r"""
source "$1"
read -ra COMP_WORDS <<< "$2"
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
function=$(complete -p withdrawal | sed 's/.*-F \([^ ]*\).*/\1/')
$function withdrawal "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    """What is printed for each shell, in a file."""
    directory = tmp_path_factory.mktemp("scripts")
    for shell in ("bash", "zsh", "fish"):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            assert main(["completion", shell]) == 0
        (directory / shell).write_text(printed.getvalue(), encoding="utf-8")
    return directory


def found(name):
    """The path of a shell; a test is skipped where it is missing, but never for bash."""
    path = shutil.which(name)
    if path is None and name != "bash":
        pytest.skip(f"{name} is not installed")
    assert path, "bash is needed"
    return path


class TestScripts:
    """What is printed."""

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_it_says_how_to_install_it(self, scripts, shell):
        """Its first lines say how to install it."""
        text = (scripts / shell).read_text(encoding="utf-8")
        assert f"# To install, then open a new shell:\n#   withdrawal completion {shell} >" in text

    def test_it_says_what_is_expected(self, scripts):
        """What an argument means stands beside it, where a shell shows that."""
        text = (scripts / "zsh").read_text(encoding="utf-8")
        assert r"The State\: a name or an ISO code." in text
        assert "A TOML file, the name of a scenario that comes along" in text

    def test_the_commands_stay_as_they_are(self, scripts, tmp_path, capsys):
        """Once scripts are made, commands read names that these do not offer, and act."""
        assert main(["case", "new", str(tmp_path / "a.jsonl"), "the uk", "open skies"]) == 0
        assert "United Kingdom" in capsys.readouterr().out

    def test_another_shell(self, capsys):
        """A shell that is not known is refused."""
        assert main(["completion", "tcsh"]) == 2
        assert "tcsh" in capsys.readouterr().err


class TestBash:
    """In bash, through the function that bash itself would call."""

    @pytest.mark.parametrize(("line", "word"), ASKED)
    def test_words(self, scripts, line, word):
        """Commands, options, States and treaties are completed."""
        command = [found("bash"), "--norc", "-c", BASH, "bash", scripts / "bash", line]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.split() == [word], done.stderr

    def test_every_command(self, scripts):
        """Every command is offered."""
        text = BASH.replace('read -ra COMP_WORDS <<< "$2"', 'COMP_WORDS=(withdrawal "")')
        command = [found("bash"), "--norc", "-c", text, "bash", scripts / "bash"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        assert set(done.stdout.split()) == set(commands())

    @pytest.mark.slow
    def test_typed(self, scripts, on_terminal):
        """On a terminal, the key Tab writes the word out."""
        typed = f"withdrawal() {{ echo got:$*; }}; source {scripts / 'bash'}\n".encode()
        typed += b"withdrawal when lithu\t ottawa-\t\nexit\n"
        seen = on_terminal([found("bash"), "--norc", "--noprofile", "-i"], typed=typed, columns=200)
        assert "got:when lithuania ottawa-1997" in seen.text


@pytest.mark.system
class TestFish:
    """In fish, which says what it would offer."""

    @pytest.mark.parametrize(("line", "word"), ASKED)
    def test_words(self, scripts, line, word):
        """Commands, options, States and treaties are completed."""
        text = f"source {scripts / 'fish'}; complete -C '{line}'"
        command = [found("fish"), "--no-config", "-c", text]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        assert [each.split("\t")[0] for each in done.stdout.splitlines()] == [word]


@pytest.mark.system
class TestZsh:
    """In zsh, typed on a terminal: it completes only there."""

    def test_sourced(self, scripts, tmp_path):
        """The script may also be sourced: it then says itself which command it completes."""
        text = "autoload -U compinit; compinit -u -D; source $1; print $_comps[withdrawal]"
        command = [found("zsh"), "-f", "-c", text, "zsh", scripts / "zsh"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.strip().endswith("_withdrawal"), done.stderr

    @pytest.mark.slow
    def test_words(self, scripts, on_terminal, tmp_path):
        """Commands, options, States and treaties are completed."""
        (tmp_path / "_withdrawal").write_bytes((scripts / "zsh").read_bytes())
        typed = f"PS1='> '; fpath=({tmp_path} $fpath); autoload -U compinit; compinit -u -D\n"
        typed += "withdrawal() { echo got:$* }\n"
        typed += "".join(f"{line}\t\n" for line, _ in ASKED)
        seen = on_terminal(
            [found("zsh"), "-f", "-i"], typed=f"{typed}exit\n".encode(), columns=200, HOME=tmp_path
        )
        got = [" ".join([*line.split()[1:-1], word]) for line, word in ASKED]
        assert re.findall("^got:(.*?)\r?$", seen.text, re.MULTILINE) == got
