"""The papers of a case at the command line: files in each form, and a case's own."""

import json

import pytest


class TestFiles:
    """`memo` and `notice` print text, and write DOCX and PDF to files."""

    def test_text(self, run):
        """Without a form, text on standard output."""
        code, out, _ = run("memo", "ottawa", "sweden", "--as-of", "2026-11-21")
        assert code == 0
        assert "What to do by when" in out

    @pytest.mark.parametrize(
        ("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<")]
    )
    def test_by_the_files_ending(self, run, tmp_path, form, begins):
        """The form follows from the name of the file."""
        file = tmp_path / f"notice.{form}"
        code, out, _ = run("notice", "sweden", "ottawa", "--output", str(file))
        assert (code, out.split()) == (0, ["Written:", str(file)])
        assert file.read_bytes().startswith(begins)

    def test_in_a_language(self, run):
        """`--language` says a memo in that language, and refuses one that is not spoken here."""
        asked = ("memo", "sweden", "ottawa", "--as-of", "2026-11-21", "--language")
        assert "Que faire, et pour quand" in run(*asked, "fr")[1]
        told = json.loads(run(*asked, "fr", "--json")[1])
        assert (told["language"], "Que faire, et pour quand" in told["markdown"]) == ("fr", True)
        code, _, err = run(*asked, "tlh")
        assert (code, err.count("\n")) == (2, 1)
        code, _, err = run(*asked, "xx")
        assert (code, "expected en, ar, da" in err) == (2, True)

    def test_no_draft(self, run):
        """Where a notice could not be given, one sentence and exit code 2."""
        code, out, err = run("notice", "lithuania", "ottawa")
        assert (code, out) == (2, "")
        assert err.startswith("No notice is drafted.")

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (("--reasons", "none.txt"), "none.txt cannot be read"),
            (("--signatory", "king"), "head-of-state"),
            (("--language", "de"), "expected en, fr"),
            (("--format", "odt"), "expected txt, md, html, docx, pdf"),
        ],
    )
    def test_refused(self, run, arguments, expected):
        """A file, signatory, language or form that makes no sense is one clear sentence."""
        code, _, err = run("notice", "sweden", "ottawa", *arguments)
        assert code == 2
        assert expected in err
        assert err.count("\n") <= 2


class TestPlan:
    """`plan` as a picture and as a document."""

    def test_files(self, run, tmp_path):
        """A plan is drawn, and written in the form that its file's name ends with."""
        picture, page = tmp_path / "plan.svg", tmp_path / "plan.html"
        asked = ("plan", "sweden", "ottawa", "--from", "2027-01-01", "--as-of", "2026-11-21")
        assert run(*asked, "--plot", str(picture), "--output", str(page))[0] == 0
        assert "Notice at the earliest" in picture.read_text("utf-8")
        assert "First day for each step" in page.read_text("utf-8")


class TestScenario:
    """`run` writes a memo on each case of a scenario."""

    def test_memos(self, run, tmp_path):
        """One file a case, in the form asked for; a folder that is not there is refused."""
        code, _, _ = run("run", "baltic", "--memo", str(tmp_path), "--format", "md")
        files = sorted(tmp_path.glob("*-memo.md"))
        assert code == 0
        assert len(files) > 1
        assert all("### The question" in each.read_text("utf-8") for each in files)
        code, _, err = run("run", "baltic", "--memo", str(tmp_path / "none"), "--format", "md")
        assert (code, "cannot be written" in err) == (2, True)


class TestCase:
    """The papers of a journal."""

    @pytest.fixture
    def journal(self, run, tmp_path):
        """A journal with an event and a reminder."""
        file = str(tmp_path / "a.jsonl")
        run("case", "new", file, "sweden", "ottawa")
        run("case", "record", file, "government-decision", "--on", "2027-03-11")
        run("case", "remind", file, "ask", "--on", "2027-07-01")
        return file

    def test_due(self, run, journal):
        """What is due within some days, and what is overdue."""
        _, soon, _ = run("case", "due", journal, "--as-of", "2027-06-20", "--json")
        _, later, _ = run("case", "due", journal, "--as-of", "2027-03-20", "--json")
        _, late, _ = run("case", "due", journal, "--as-of", "2027-07-20", "--json")
        assert [each["what"] for each in json.loads(soon)["due"]] == ["ask"]
        assert json.loads(later)["due"] == []
        assert json.loads(late)["due"][0]["overdue"]

    def test_diary_memo_verify(self, run, journal):
        """The diary tells each line, the memo the answer, and the journal is sound."""
        diary = run("case", "diary", journal, "--format", "md")[1]
        assert "Reminder for 1 July 2027: ask." in diary
        assert "11 March 2027: decision of the government." in diary
        told = run("case", "memo", journal, "--as-of", "2027-03-20")[1]
        assert "The question" in told
        steps = told.partition("What to do by when")[2].partition("A. ")[0]
        assert "Final vote" in steps
        assert "Decision of the government" not in steps
        assert "sound" in run("case", "verify", journal)[1]


class TestPrecedents:
    """`precedents` of a treaty or of a State."""

    def test_in_several_words(self, run):
        """A name of several words needs no quotes."""
        told = json.loads(run("precedents", "rome", "statute", "--json")[1])
        assert told["treaty"] == "rome-statute-1998"
