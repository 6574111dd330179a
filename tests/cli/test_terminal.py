"""The command line on a real terminal and in a pipe: width, emphasis, bars, help, exit codes."""

import json
import re
import subprocess
import sys

import pytest

from withdrawal import __version__
from withdrawal.cli import commands

pytestmark = pytest.mark.slow

ESCAPE = "\x1b["
STYLE = re.compile(r"\x1b\[[0-9;]*m")
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+-\d{4}(?:-\d)?")
WIDE = [
    ("when", "lithuania", "ottawa", "--as-of", "2026-11-21"),
    ("plan", "sweden", "ottawa", "--out-by", "2028-01-01", "--as-of", "2026-11-21"),
    ("forecast", "lithuania", "ottawa", "--as-of", "2025-03-18"),
    ("compare", "latvia", "poland", "--treaty", "ottawa", "--as-of", "2025-05-10"),
    ("run", "baltic"),
    ("run", "--list"),
    ("countries",),
    ("countries", "poland"),
    ("treaties", "--depositary", "unesco"),
    ("treaties", "ottawa"),
    ("history", "rome statute"),
    ("survey", "norway"),
    ("now",),
    ("parties", "ottawa"),
    ("backtest",),
    ("sources",),
    ("ask", "When does Latvia leave the mine ban?"),
    ("simulate", "baltic", "--runs", "1000", "--as-of", "2025-03-18"),
]
"""A command line for each kind of text and table."""

RECORD = (
    b'{"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27", "effect": "2025-12-27"}'
)
TREATY = b"""\
id = "own-2001"
title = "A treaty of one's own"
sources = ["its text"]
confidence = "known"
[clause]
exit = "allowed"
starts = { on = "deposit" }
runs = { period = "P6M" }
"""


class TestWidth:
    """Text is as wide as the terminal; nothing in it is cut."""

    @pytest.mark.parametrize(
        ("columns", "arguments"),
        [*((40, each) for each in WIDE), *((200, each) for each in WIDE[:4])],
        ids=str,
    )
    def test_text_fits(self, terminal, columns, arguments):
        """No line is wider than the terminal unless a single word is."""
        seen = terminal(*arguments, columns=columns, NO_COLOR="1")
        assert seen.code == 0, seen.text
        assert "Traceback" not in seen.text
        answer = seen.text.rpartition("\x1b[2K")[2]
        wide = [line for line in answer.splitlines() if len(line) > columns]
        assert [line for line in wide if max(map(len, line.split())) < columns - 8] == []

    @pytest.mark.parametrize("columns", [40, 80, 200])
    def test_codes_are_whole(self, terminal, piped, columns):
        """The ids in a table are the same on any terminal as in a pipe."""
        whole = CODE.findall(piped("treaties", "--period", "P6M").stdout.decode())
        seen = terminal("treaties", "--period", "P6M", columns=columns, NO_COLOR="1")
        assert CODE.findall(seen.text) == whole != []

    def test_the_variable(self, piped):
        """COLUMNS sets the width in a pipe too."""
        narrow = piped("treaties", "ottawa", COLUMNS="50").stdout.decode()
        assert max(len(line) for line in narrow.splitlines() if " " in line.strip()) <= 50

    @pytest.mark.parametrize("given", ["-3", "wide", "²", "9" * 5000])
    def test_a_false_width(self, piped, given):
        """A width that is none is as if it were not set."""
        expected = piped("history", "rome statute").stdout
        assert piped("history", "rome statute", COLUMNS=given).stdout == expected

    @pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
    def test_a_false_size_in_help(self, piped, name):
        """Nor does a size that is none trouble the help."""
        helped = piped("when", "--help", **{name: "²"})
        assert (helped.returncode, helped.stderr) == (0, b"")

    @pytest.mark.parametrize(
        ("command", "columns"), [("when", 40), ("case", 40), ("simulate", 200)]
    )
    def test_help(self, on_terminal, command, columns):
        """Help fits as well."""
        words = [sys.executable, "-m", "withdrawal.cli", command, "--help"]
        seen = on_terminal(words, columns=columns, NO_COLOR="1")
        assert seen.code == 0
        assert max(map(len, STYLE.sub("", seen.text).splitlines())) <= columns


class TestEmphasis:
    """Colours and emphasis on a terminal alone."""

    def test_on_a_terminal(self, terminal):
        """The date stands out."""
        seen = terminal("when", "lithuania", "ottawa")
        assert seen.text.startswith("\x1b[1m27 DECEMBER 2025\x1b[0m\n")

    @pytest.mark.parametrize("arguments", [("when", "lithuania", "ottawa"), ("--help",)])
    def test_in_a_pipe(self, piped, arguments):
        """Nothing of the kind goes into a pipe."""
        assert ESCAPE.encode() not in piped(*arguments).stdout

    @pytest.mark.parametrize("value", ["1", "0", "no"])
    def test_no_color(self, terminal, value):
        """NO_COLOR turns it off, whatever it is set to."""
        seen = terminal("when", "lithuania", "ottawa", NO_COLOR=value)
        assert ESCAPE not in seen.text

    def test_no_color_empty(self, terminal):
        """An empty NO_COLOR is none."""
        assert ESCAPE in terminal("when", "lithuania", "ottawa", NO_COLOR="").text

    def test_no_color_in_help(self, terminal):
        """Help without colours has none."""
        coloured = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7])m")
        assert not coloured.search(terminal("when", "--help", NO_COLOR="1").text)

    def test_a_plain_terminal(self, terminal):
        """A terminal that can only print lines gets lines."""
        assert ESCAPE not in terminal("when", "lithuania", "ottawa", TERM="dumb").text

    def test_json_is_plain(self, terminal):
        """JSON is the same on a terminal."""
        assert json.loads(terminal("when", "lithuania", "ottawa", "--json").text)


class TestHelp:
    """Help and version."""

    @pytest.mark.parametrize("command", ["new", "record", "show", "undo", "export"])
    def test_example_of_a_case(self, run, command):
        """The help of what a case can do shows an example."""
        code, out, _ = run("case", command, "--help")
        assert code == 0
        assert f"Example: withdrawal case {command}" in " ".join(out.split())

    def test_no_arguments(self, piped):
        """Without arguments there is help, and every command in it."""
        text = piped(COLUMNS="200").stdout.decode()
        assert all(f"{name} " in text for name in commands())

    def test_version(self, piped):
        """The version, alone on a line."""
        done = piped("--version")
        assert (done.returncode, done.stdout.decode()) == (
            0,
            f"{__version__} (as known on 28 November 2026)\n",
        )


class TestBars:
    """A bar for what takes more than a second, on a terminal's standard error alone."""

    LONG = ("simulate", "baltic", "--runs", "1500000", "--seed", "1", "--as-of", "2025-03-18")

    def test_on_a_terminal(self, on_terminal):
        """It is shown by a process of its own, and gone when the answer comes."""
        seen = on_terminal([sys.executable, "-m", "withdrawal.cli", *self.LONG])
        assert seen.code == 0
        shown, _, answer = seen.text.rpartition("\x1b[2K")
        assert "Simulating" in shown
        assert "Simulating" not in answer


class TestStandardInput:
    """``-`` stands for standard input wherever a file is read."""

    @pytest.mark.parametrize("command", [("run",), ("simulate", "--runs", "500")], ids=" ".join)
    def test_scenario(self, piped, repository, command):
        """A scenario."""
        path = repository / "examples" / "finland.toml"
        done = piped(command[0], "-", *command[1:], "--json", given=path.read_bytes())
        assert done.returncode == 0, done.stderr
        named = json.loads(piped(command[0], path, *command[1:], "--json").stdout)
        assert json.loads(done.stdout) == named | {"scenario": "standard-input"}

    def test_records(self, piped):
        """Records for the backtest."""
        done = piped("backtest", "-", "--json", given=RECORD)
        assert json.loads(done.stdout)["exact"] == 1

    def test_treaty(self, piped):
        """A treaty file to check."""
        done = piped("check", "-", given=TREATY)
        assert done.stdout.decode().startswith("1 treaties, 1 clauses and ways out: all is well.")

    @pytest.mark.parametrize(
        "command", [("case", "show"), ("case", "export"), ("diagram", "--case")]
    )
    def test_journal(self, piped, tmp_path, command):
        """A journal to look at."""
        piped("case", "new", "mine.jsonl", "sweden", "ottawa")
        piped("case", "record", "mine.jsonl", "government-decision", "--on", "2026-06-01")
        journal = (tmp_path / "mine.jsonl").read_bytes()
        done = piped(*command, "-", given=journal)
        assert done.returncode == 0, done.stderr
        assert done.stdout == piped(*command, "mine.jsonl").stdout

    def test_journal_to_write(self, piped, tmp_path):
        """A journal to be written needs a file."""
        done = piped("case", "new", "-", "sweden", "ottawa")
        assert done.returncode == 2
        assert done.stderr == b"Unknown option: -.\n"
        assert list(tmp_path.iterdir()) == []

    def test_no_path_of_the_copy(self, piped):
        """A complaint speaks of standard input, not of a file that is gone."""
        done = piped("run", "-", given=b"cases = 3")
        assert done.returncode == 2
        assert b"standard-input.toml" in done.stderr
        assert b"/tmp" not in done.stderr

    @pytest.mark.parametrize("command", ["run", "simulate", "backtest", "check"])
    def test_a_misspelt_option(self, piped, command):
        """An option that does not exist is not taken for a file."""
        done = piped(command, "--jsn")
        assert (done.returncode, done.stderr) == (2, b"Unknown option: --jsn.\n")


class TestPipes:
    """What a script sees."""

    @pytest.mark.parametrize(
        "command",
        [
            "history --csv",
            "sources",
        ],
    )
    def test_broken(self, program, command):
        """A reader who has heard enough is no error and gets no complaint."""
        line = f"set -o pipefail; {program} {command} | head -n 1"
        done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.count(b"\n") == 1

    @pytest.mark.parametrize("command", ["when lithuania ottawa", "history --csv"])
    def test_full_disk(self, program, command):
        """A full disk is told in one line, and the exit code says so."""
        line = f"{program} {command} > /dev/full"
        done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)
        assert done.returncode == 2
        assert (
            done.stderr.decode() == "Standard output cannot be written: No space left on device.\n"
        )

    def test_no_letters(self, program):
        """An encoding without the letters gets escapes, and no traceback."""
        line = f"PYTHONIOENCODING=ascii LC_ALL=C {program} countries finland"
        done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=True)
        assert b"\\xa7" in done.stdout or b"\\u" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (("when", "lithuania", "ottawa"), 0),
            (("when", "sweden", "ottawa"), 0),
            (("when", "nowhere", "ottawa"), 2),
            (("when", "lithuania"), 2),
            (("whem",), 2),
            (("when", "lithuania", "ottawa", "--recieved", "2025-01-01"), 2),
            (("plan", "sweden", "ottawa", "--out-by", "2028-13-01"), 2),
            (("check", "-"), 1),
        ],
    )
    def test_exit_codes(self, piped, arguments, code):
        """0 answered, 1 unsound data, 2 the question makes no sense; then one sentence."""
        done = piped(*arguments, given=b"id = 3")
        assert done.returncode == code, done.stderr
        assert (done.stderr != b"") == (code == 2)
        assert b"Traceback" not in done.stderr
