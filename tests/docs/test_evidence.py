"""The pages of evidence: what they count is what is there, and each says of when it is."""

import re
from datetime import date
from pathlib import Path

import pytest

from withdrawal.law.countries import country
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.proof.backtest import backtest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "evidence").glob("[!i]*.md"))
QUICK = ("backtest", "benchmarks", "knowledge")
"""Those that are counted in a second; the others are counted anew by `make evidence`."""
DATED = re.compile(r"\d{4}-\d\d-\d\d(?: and \d{4}-\d\d-\d\d)*,\s+version\s+\d+\.\d+")


def named(path):
    """Return how a page is called in a test's name."""
    return path.stem


@pytest.fixture(scope="module")
def evidence(load_tool):
    """The program that counts anew."""
    return load_tool("evidence")


class TestPages:
    @pytest.mark.parametrize("report", PAGES, ids=named)
    def test_says_when_and_with_what(self, report):
        """Every page gives the day and the version of its figures."""
        assert DATED.search(report.read_text(encoding="utf-8"))

    @pytest.mark.parametrize("report", PAGES, ids=named)
    def test_is_in_the_index(self, report):
        """The index asks the question that each page answers."""
        index = (report.parent / "index.md").read_text(encoding="utf-8")
        assert f"({report.name})" in index

    @pytest.mark.parametrize("report", PAGES, ids=named)
    def test_what_is_made_can_be_made(self, evidence, report):
        """Every part that a page says is made has its maker, and an end."""
        text = report.read_text(encoding="utf-8")
        found = re.findall(r"<!-- made: (.*?) -->", text)
        assert {*found} <= {*evidence.MAKERS}
        assert len(found) == len(evidence.MADE.findall(text)) == text.count("<!-- end -->")

    def test_every_maker_is_used(self, evidence):
        """Nothing is counted that no page shows."""
        text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
        assert [name for name in evidence.MAKERS if f"<!-- made: {name} -->" not in text] == []

    @pytest.mark.parametrize("name", QUICK)
    def test_is_what_is_counted_today(self, evidence, name):
        """A page that is quickly counted says what is counted today."""
        text = (PAGES[0].parent / f"{name}.md").read_text(encoding="utf-8")
        assert evidence.refreshed(text) == text

    def test_another_figure_gives_another_page(self, evidence, monkeypatch):
        """What is made is made anew, what is not stays, and the page is dated where it changed."""
        monkeypatch.setitem(evidence.MAKERS, "known", lambda: "new")
        text = "Written on 1.\n<!-- made: known -->\nold\n\n<!-- end -->\nprose\n"
        found = evidence.refreshed(text)
        assert found.endswith("<!-- made: known -->\nnew\n\n<!-- end -->\nprose\n")
        assert DATED.search(found)
        assert evidence.refreshed(found) == found

    def test_no_such_page(self, evidence):
        """An unknown name is refused with those there are."""
        with pytest.raises(SystemExit, match="'speed' is no page: expected one of backtest, bench"):
            evidence.main(["speed"])


def day(text):
    """Return a day as the page writes it."""
    return "none" if text is None else f"{date.fromisoformat(text):%-d %B %Y}"


def test_every_record_that_is_off_is_explained():
    """Each record that is off stands on the page with its days and a reason, and no other."""
    text = (ROOT / "docs" / "evidence" / "backtest.md").read_text(encoding="utf-8")
    part = text.partition("## Those that are off")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")][2:]
    expected = []
    for each in backtest().off:
        received = f", received {day(each['received'])}" if each["received"] else ""
        treaty = catalogue().resolve(each["treaty"]).name
        days = f"{day(each['effect'])} | {day(each['computed'])}"
        expected.append(f"| {country(each['party']).name}, {treaty}{received} | {days} | ")
    assert len(rows) == len(expected)
    for row, begins in zip(sorted(rows), sorted(expected), strict=True):
        assert row.startswith(begins)
        assert len(row) > len(begins) + 40
