import io
import json
import subprocess
import sys

import pytest

from withdrawal.cli import main

RIGHT = "Finland is no longer a party to the Ottawa Convention since 10 January 2026."
WRONG = "Finland is no longer a party to the Ottawa Convention since 1 May 2025."


@pytest.fixture
def told(capsys, tmp_path):
    """Run `withdrawal read` on texts, each in a file of its own; return code, output, error."""

    def run(*texts, options=("--date", "2026-03-01")):
        files = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            files.append(str(path))
        code = main(["read", *files, *options])
        out, err = capsys.readouterr()
        return code, out, err

    return run


class TestRead:
    @pytest.mark.parametrize(
        ("texts", "code"),
        [([RIGHT], 0), ([WRONG], 1), (["Nothing at all."], 0), ([RIGHT, WRONG], 1)],
    )
    def test_exit_codes(self, told, texts, code):
        """Something contradicted in any file is 1; nothing contradicted, or nothing there, 0."""
        assert told(*texts)[0] == code

    def test_text(self, told):
        """The text gives each claim its verdict, its reason and what is right."""
        _, out, _ = told(WRONG)
        assert "1 claim, 1 contradicted." in out
        assert "CONTRADICTED" in out
        assert "Right: 10 January 2026." in out

    def test_json(self, told):
        """One file is one reading, several are a list of readings with their files."""
        day = ("--date", "2026-03-01", "--json")
        assert json.loads(told(RIGHT, options=day)[1])["schema"] == "withdrawal/reading/1"
        both = json.loads(told(RIGHT, WRONG, options=day)[1])["readings"]
        assert [each["claims"][0]["verdict"] for each in both] == ["supported", "contradicted"]

    def test_csv(self, told):
        """A table has a line a claim, of all files."""
        _, out, _ = told(RIGHT, WRONG, options=("--date", "2026-03-01", "--csv"))
        assert len(out.splitlines()) == 3

    def test_annotate(self, told):
        """Taking the marks out gives the document back, letter for letter."""
        from withdrawal.output.reading import unmarked

        _, out, _ = told(f"{RIGHT}\n", options=("--date", "2026-03-01", "--annotate"))
        assert out.startswith("\u27e61 supported: Finland")
        assert unmarked(out) == f"{RIGHT}\n"

    def test_html(self, told, tmp_path):
        """The page stands by itself and holds the text and the verdict."""
        page = tmp_path / "page.html"
        code, _, _ = told(f"<b>{WRONG}", options=("--date", "2026-03-01", "--html", str(page)))
        made = page.read_text("utf-8")
        assert code == 1
        assert "<b>" not in made
        assert 'class="contradicted"' in made
        assert "http" not in made

    def test_a_folder(self, told, capsys, tmp_path):
        """A folder is read file by file."""
        told(RIGHT, WRONG)
        assert main(["read", str(tmp_path), "--date", "2026-03-01"]) == 1
        assert capsys.readouterr().out.count("== ") == 2

    def test_by_processes(self, told, capsys, tmp_path):
        """Read by two processes, a folder gives the same bytes as by one, in the same order."""
        told(RIGHT, WRONG, RIGHT)
        made = []
        for options in ([], ["--workers", "2"]):
            assert main(["read", str(tmp_path), "--date", "2026-03-01", "--csv", *options]) == 1
            made.append(capsys.readouterr().out)
        assert made[0] == made[1]
        assert made[0].count("\n") == 4

    def test_parquet(self, told, tmp_path):
        """A table of Parquet has one row a claim."""
        parquet = pytest.importorskip("pyarrow.parquet")
        told(RIGHT, WRONG, options=("--date", "2026-03-01", "--parquet", str(tmp_path / "t.pq")))
        table = parquet.read_table(tmp_path / "t.pq").to_pydict()
        assert table["verdict"] == ["supported", "contradicted"]


class TestRefusals:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["nowhere.txt"],
            ["--date", "someday", "-"],
            ["a.txt", "b.txt", "--annotate"],
        ],
    )
    def test_two(self, arguments, capsys, monkeypatch, tmp_path):
        """A file not there, a day that is none, two files with marks: code 2, one sentence."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
        assert main(["read", *arguments]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1

    def test_a_broken_file_is_named(self, capsys, tmp_path):
        """Which of many files cannot be read is said."""
        path = tmp_path / "broken.pdf"
        path.write_bytes(b"%PDF-1.7 nonsense")
        assert main(["read", str(path)]) == 2
        assert "broken.pdf: The PDF cannot be read" in capsys.readouterr().err

    def test_nothing_else_is_said_of_it(self, tmp_path):
        """A process of its own prints one sentence, and not what the reader of PDF notes."""
        path = tmp_path / "broken.pdf"
        path.write_bytes(b"%PDF-1.7 nonsense")
        words = [sys.executable, "-m", "withdrawal", "read", str(path)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
