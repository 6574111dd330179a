"""The pages of evidence: each is written by a program, and says when and with which version."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def evidence(load_tool):
    """The program that writes all pages."""
    return load_tool("write_evidence")


@pytest.fixture(scope="module")
def pages(load_tool):
    """What the pages share."""
    return load_tool("evidence_pages")


class TestPages:
    def test_every_page_has_its_program(self, evidence):
        """Every page of evidence is written by one of the programs, or is a dated report."""
        found = {path.stem for path in (ROOT / "docs" / "evidence").glob("*.md")}
        found -= {"index", "mutation", "supply"}
        assert {page.name for page in evidence.PAGES} == found

    def test_every_page_says_when_and_with_what(self, evidence):
        """Every page gives the day and the version of its figures."""
        assert [page.name for page in evidence.PAGES if not page.stamp] == []

    def test_every_page_is_in_the_index(self, evidence):
        """The index asks the question that each page answers."""
        index = (ROOT / "docs" / "evidence" / "index.md").read_text(encoding="utf-8")
        assert [page.name for page in evidence.PAGES if f"({page.name}.md)" not in index] == []

    def test_every_program_is_there(self, evidence):
        """Each page names a program that exists."""
        for page in evidence.PAGES:
            named = page.program[1] if page.program[0] == "-m" else page.program[0]
            assert (ROOT / named).exists(), page

    def test_the_record_gives_its_page(self, load_tool, capsys, monkeypatch):
        """The page of the backtest is what the record gives today, its date apart."""
        program = load_tool("write_backtest")
        monkeypatch.setattr(sys, "argv", ["write_backtest.py", "--check"])
        assert program.main() == 0
        monkeypatch.setattr(program, "TEXT", program.TEXT.replace("computed anew", "made up"))
        assert program.main() == 1

    def test_one_that_is_off_without_a_reason(self, load_tool):
        """A record that is off and not explained is said to be so."""
        program = load_tool("write_backtest")
        row = {"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27"}
        row |= {"effect": "2025-12-28", "computed": "2025-12-27"}
        result = program.Backtest(1, 0, 0, (row,), ())
        assert "| 28 December 2025 | 27 December 2025 | Not yet" in program.off_table(result)
        named = "Lithuania, Ottawa Convention, received 27 June 2025"
        assert program.unexplained(result) == [named]

    def test_those_that_are_off_are_explained(self, load_tool):
        """Every record of the package that is off has its reason."""
        program = load_tool("write_backtest")
        assert program.unexplained(program.backtest()) == []


class TestWriting:
    @pytest.fixture
    def run(self, evidence, monkeypatch, tmp_path):
        """A function that writes one page by some code, and returns whether it holds."""
        monkeypatch.setattr(evidence, "EVIDENCE", tmp_path)

        def run(code):
            page = evidence.Page("page", ("-c", code.format(path=str(tmp_path / "page.md"))), 1)
            return evidence.write(page)

        return run

    def test_written(self, run, capfd):
        """A page that is written, with its day and version, holds."""
        assert run("open({path!r}, 'w').write('Run on 2026-11-21, version 1.0.0: all.')")
        assert "2026-11-21, version 1.0.0" in capfd.readouterr().out

    @pytest.mark.parametrize(
        "code",
        [
            "pass",
            "open({path!r}, 'w').write('No day.')",
            "open({path!r}, 'w').write('Run on 2026-11-21, version 1.0.0.'); raise SystemExit(1)",
        ],
    )
    def test_not_written(self, run, code):
        """A page not written, without a day, or whose program fails, does not hold."""
        assert not run(code)

    def test_no_such_page(self, evidence, capsys):
        """An unknown name is refused with those there are."""
        with pytest.raises(SystemExit):
            evidence.main(["speed"])
        assert "expected one of benchmarks, backtest" in capsys.readouterr().err


class TestStamp:
    @pytest.mark.parametrize(
        "text",
        [
            "Run on 2026-11-21, version 1.0.0: 947 of 968",
            "Runs of 2026-11-20 and 2026-11-21, version 0.1.0 and 1.0.0.",
            "Measured on 2026-11-21,\nversion 1.0.0, on 2 processors",
        ],
    )
    def test_each_way_of_saying_it(self, pages, text):
        """A page may say that it was run, measured or written; the version ends with a digit."""
        found = pages.STAMP.search(text)
        assert found
        assert found["versions"][-1].isdigit()

    def test_what_is_compared(self, pages):
        """Two pages that differ in their day alone say the same."""
        text = "# Title\n\nFirst.\n\nSecond.\n"
        assert pages.STAMP.search(pages.stamped(text))
        assert pages.without_stamp(pages.stamped(text)) == text
