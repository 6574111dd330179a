"""``withdrawal ask``: plain questions on the command line."""

import json

import pytest

from withdrawal.cli import main

QUESTION = "When does Latvia leave the mine ban?"


class TestAsk:
    def test_text(self, capsys: pytest.CaptureFixture[str]):
        """The sentence first, then what was understood, then the reasons."""
        assert main(["ask", QUESTION, "--as-of", "2026-11-21"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == (
            "Latvia’s withdrawal from the Ottawa Convention took effect on 27 December 2025."
        )
        assert lines[1].startswith("(Taken as: when a withdrawal takes effect; Latvia;")
        assert "Why" in lines

    def test_says_it_once(self, capsys: pytest.CaptureFixture[str]):
        """The sentence of an answer stands once; of two States, each report bears its names."""
        assert main(["ask", "When does Latvia leave the mine ban?", "--as-of", "2026-11-21"]) == 0
        said = capsys.readouterr().out
        assert said.count("took effect on 27 December 2025") == 1
        assert "\n27 December 2025\n   As of" in said
        question = "Who left the Ottawa Convention first, Finland or Poland?"
        assert main(["ask", question, "--as-of", "2026-11-21"]) == 0
        assert "\nPoland: Ottawa Convention\n   As of" in capsys.readouterr().out

    def test_json(self, capsys: pytest.CaptureFixture[str]):
        """With --json one object of the schema withdrawal/ask/1."""
        assert main(["ask", QUESTION, "--as-of", "2026-11-21", "--json"]) == 0
        made = json.loads(capsys.readouterr().out)
        assert made["schema"] == "withdrawal/ask/1"
        assert made["understood"]["treaty"] == "ottawa-1997"
        assert made["answers"][0]["effect"] == "2025-12-27"

    def test_language(self, capsys: pytest.CaptureFixture[str]):
        """--lang says which language it is in."""
        assert main(["ask", "litauen ottawa", "--lang", "de", "--as-of", "2026-11-21"]) == 0
        assert capsys.readouterr().out.startswith("Der Rücktritt Litauens")

    @pytest.mark.parametrize(
        ("question", "lines"),
        [
            ("Last day for Sweden to be out of Ottawa by 2028?", "must be received by"),
            ("How long is the notice period of NATO?", "is 1 year"),
            ("Who left the Rome Statute?", "Burundi (27 October 2017)"),
        ],
    )
    def test_other_answers(self, question: str, lines: str, capsys: pytest.CaptureFixture[str]):
        """Plans, clauses and lists are printed too."""
        assert main(["ask", question, "--as-of", "2026-11-21"]) == 0
        assert lines in " ".join(capsys.readouterr().out.split())

    def test_refused(self, capsys: pytest.CaptureFixture[str]):
        """What is not understood exits with 2 and an error with suggestions."""
        assert main(["ask", "next bus to Ottawa", "--json"]) == 2
        out, err = capsys.readouterr()
        assert json.loads(out)["error"]["code"] == "not-understood"
        assert err.startswith("The question was not understood.")
