"""``withdrawal when`` and ``withdrawal plan``: exit codes, JSON, and errors in one sentence."""

import json

import pytest

import withdrawal
from withdrawal.cli import commands

KEYS = [
    "schema", "treaty", "party", "status", "effect", "earliest", "latest", "last_day_bound",
    "received", "received_within", "basis", "protected_until", "because", "assumptions",
    "ambiguities", "disagreements", "as_of", "standing", "notices", "carries", "carries_if_party",
    "rejoined", "bound", "membership", "announced", "confidence", "rests_on", "kind", "ended_on",
    "successors", "is_supposed", "knowledge", "sentence", "source", "conflicts", "progress",
]  # fmt: skip


class TestPlain:
    """Without an option nothing reads options: the same answer, sooner."""

    @pytest.mark.parametrize(
        "words",
        [
            ("lithuania", "ottawa"),
            ("istanbul", "convention", "turkey"),
            ("lithuania", "xyzzy"),
            ("ipcc", "sweden"),
        ],
    )
    def test_as_with_an_option(self, run, words):
        """What is told, and what is refused, is the same as where an option is read."""
        assert run("when", *words) == run("when", *words, "--then", "that-day")


class TestWhen:
    """The date first, then why."""

    def test_text(self, run):
        """The first line of the text is the date."""
        code, out, err = run("when", "lithuania", "ottawa", "--as-of", "2026-11-21")
        assert (code, err) == (0, "")
        assert out.splitlines()[0] == "27 DECEMBER 2025"
        assert "art. 20(3)" in out
        assert "Last day bound: 26 December 2025" in " ".join(out.split())

    @pytest.mark.parametrize("command", ["when", "ask", "plan", "memo", "forecast", "notice"])
    def test_nothing_given(self, run, command):
        """A command without what it needs says what that is, with an example."""
        code, out, err = run(command)
        assert (code, out) == (2, "")
        assert f"`{command}` is given no " in err
        assert "expected for example `withdrawal" in err

    @pytest.mark.parametrize(
        "words", [("germany", "paris", "peru"), ("paris", "agreement", "germany", "peru")]
    )
    def test_a_treaty_among_the_states(self, run, words):
        """A comparison takes its treaty in any place, as its option does."""
        assert run("compare", *words) == run("compare", "germany", "peru", "--treaty", "paris")

    def test_json(self, run):
        """The JSON has the keys of the design's answer and its schema."""
        code, out, _ = run("when", "lithuania", "ottawa", "--json", "--as-of", "2026-11-21")
        answer = json.loads(out)
        assert code == 0
        assert list(answer) == KEYS
        assert answer["schema"] == "withdrawal/answer/2"
        assert answer["effect"] == "2025-12-27"
        assert "2025-12-27" in [each["to"] for each in answer["because"]]

    def test_drawn(self, run, tmp_path):
        """An answer is drawn on request, with the conflicts that are supposed."""
        picture = tmp_path / "when.svg"
        asked = ("when", "sweden", "ottawa", "--received", "2027-03-01", "--plot", picture)
        assert run(*asked, "--conflict", "2027-08-15/2028-02-03")[0] == 0
        assert "3 February 2028" in picture.read_text(encoding="utf-8")

    def test_two_conflicts(self, run):
        """--conflict may be given more than once."""
        code, out, _ = run(
            "when", "sweden", "ottawa", "--received", "2027-03-01", "--as-of", "2026-11-21",
            "--conflict", "2027-08-15/2028-02-03", "--conflict", "2028-01-01/2028-06-01", "--json",
        )  # fmt: skip
        assert (code, json.loads(out)["effect"]) == (0, "2028-06-01")

    def test_own_clause(self, run):
        """--period needs no treaty."""
        code, out, _ = run("when", "sweden", "--period", "P6M", "--received", "2027-01-05")
        assert (code, out.splitlines()[0]) == (0, "5 JULY 2027")

    def test_own_catalogue(self, run, tmp_path):
        """--catalogue adds treaty files in the same format."""
        (tmp_path / "moon-base.toml").write_text(
            'id = "moon-base"\ntitle = "Moon Base Accord"\nsources = ["ours"]\n'
            'confidence = "known"\n[clause]\nexit = "allowed"\n'
            '[clause.starts]\non = "deposit"\n[clause.runs]\nperiod = "P2Y"\n',
            encoding="utf-8",
        )
        code, out, _ = run(
            "when", "sweden", "moon base", "--received", "2027-01-05", "--catalogue", str(tmp_path)
        )
        assert (code, out.splitlines()[0]) == (0, "5 JANUARY 2029 (NOT KNOWN WHETHER A PARTY)")


class TestWithoutQuotes:
    """A name of several words may stand without quotes."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("usa open skies", "22 NOVEMBER 2020"),
            ("istanbul convention turkey", "1 JULY 2021"),
            ("north korea npt", "DISPUTED"),
            ("united states paris agreement", "27 JANUARY 2026"),
        ],
    )
    def test_when(self, run, words, said):
        """The words are cut where they make a State and a treaty, in either order."""
        code, out, _ = run("when", *words.split(), "--as-of", "2026-11-21")
        assert (code, out.splitlines()[0]) == (0, said)

    @pytest.mark.parametrize(
        "command",
        [
            ("plan", "--out-by", "2030-01-01"),
            ("forecast", "--as-of", "2026-11-21"),
            ("case", "new", "new.jsonl"),
        ],
    )
    def test_elsewhere(self, run, command, tmp_path, monkeypatch):
        """`plan`, `forecast` and `case new` read the same words."""
        monkeypatch.chdir(tmp_path)
        name, *rest = command
        words = ["united", "kingdom", "open", "skies"]
        before, after = ([], rest) if rest[0].startswith("--") else (rest, [])
        code, out, err = run(name, *before, *words, *after)
        assert (code, err) == (0, "")
        assert "United Kingdom" in out

    @pytest.mark.parametrize("words", ["sweden XXVI-5", "XXVI.5 sweden", "sweden UNTC XXVI 5"])
    def test_a_number(self, run, words):
        """An official number names the treaty, in one word or several."""
        code, out, err = run("when", *words.split())
        assert (code, err) == (0, "")
        assert "Ottawa Convention" in out

    @pytest.mark.parametrize("words", ["usa ipcc", "ipcc usa", "usa UN Women"])
    def test_a_body(self, run, words):
        """A body without a treaty of its own is answered plainly, and that is an answer."""
        code, out, err = run("when", *words.split())
        assert (code, err) == (0, "")
        assert "has no treaty of its own to leave" in " ".join(out.split())
        code, out, _ = run("when", *words.split(), "--json")
        assert code == 0
        assert json.loads(out)["schema"] == "withdrawal/body/1"

    def test_no_such_treaty(self, run):
        """Beside one State, words that name no treaty are refused as such."""
        code, _, err = run("when", "sweden", "imaginary", "pact")
        assert code == 2
        assert "'imaginary pact' is not a treaty known here" in err

    @pytest.mark.parametrize("words", ["foo bar baz", "sweden norway ottawa", "a b c d e f g h"])
    def test_no_cut(self, run, words):
        """Words that make no pair are refused in one sentence that speaks of quotes."""
        code, out, err = run("when", *words.split())
        assert (code, out) == (2, "")
        assert "expected quotes round a name" in err


class TestErrors:
    """Exit code 2, one sentence on standard error, JSON on request, never a traceback."""

    @pytest.mark.parametrize(
        ("arguments", "code", "expected"),
        [
            (("when", "Lituania", "ottawa"), "unknown-country", "Lithuania"),
            (("when", "sweden", "otawa"), "unknown-treaty", "Ottawa"),
            (("when", "sweden", "norway"), "unknown-treaty", "both States"),
            (("when", "sweden", "ottawa", "--received", "2027-02-31"), "impossible-date", "28"),
            (("when", "sweden", "ottawa", "--received", "soon"), "date-format", "soon"),
            (("when", "sweden", "ottawa", "--conflict", "x"), "date-format", "START/END"),
            (("when", "congo", "ottawa"), "ambiguous-name", "several States"),
            (("when", "sweden", "--period", "6M"), "period-format", "ISO 8601"),
            (("when", "sweden", "ottawa", "--catalogue", "nowhere"), "data-file", "directory"),
            (("when", "sweden", "ottawa", "--bogus", "1"), "usage", "--bogus"),
            (("whom",), "usage", "whom"),
            (("plan", "sweden", "ottawa"), "circumstance", "--out-by"),
            (("plan", "sweden", "ottawa", "--from", "2028"), "date-format", "2028"),
            (("plan", "sweden", "ottawa", "--out-by", "2028"), "date-format", "2028"),
        ],
    )
    def test_refused(self, run, arguments, code, expected):
        """The error names the value and its kind."""
        status, out, err = run(*arguments, "--json")
        error = json.loads(out)["error"]
        assert status == 2
        assert error["code"] == code
        assert expected.lower() in error["message"].lower()
        assert error["message"] in err
        assert "Traceback" not in err

    def test_text_only(self, run):
        """Without --json standard output stays empty."""
        status, out, err = run("when", "Lituania", "ottawa")
        assert (status, out) == (2, "")
        assert err.startswith("'Lituania' is not a State")


class TestPlan:
    """Backwards from a target."""

    def test_json(self, run):
        """The plan's JSON carries its schema, the receipt and the stages."""
        code, out, _ = run(
            "plan", "sweden", "ottawa", "--out-by", "2028-01-01", "--as-of", "2026-11-21", "--json"
        )
        plan = json.loads(out)
        assert (code, plan["schema"]) == (0, "withdrawal/plan/2")
        assert plan["latest_receipt"] == "2027-07-01"
        assert {"stage", "actor", "latest", "because"} <= set(plan["stages"][0])

    def test_text(self, run):
        """The first line is the latest day of receipt."""
        _, out, _ = run("plan", "ottawa", "sweden", "--out-by", "2028-01-01")
        assert out.splitlines()[0] == "1 JULY 2027, SAFE ON EVERY READING"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("US UNFCCC --out-by 2027-03-01", "NOTHING LEFT TO DO"),
            ("US UNFCCC --out-by 2027-02-01", "NOT POSSIBLE"),
            ("Lithuania ottawa --out-by 2028-01-01", "NOTHING LEFT TO DO"),
            ("Russia NPT --out-by 2027-02-22", "22 NOVEMBER 2026, ON OUR READING ONLY"),
            ("Ukraine ottawa --out-by 2028-01-01", "NOT POSSIBLE"),
        ],
    )
    def test_headline(self, run, words, said):
        """Where there is no day to keep, the first line says whether anything is left to do."""
        code, out, _ = run("plan", *words.split(), "--as-of", "2026-11-22")
        assert (code, out.splitlines()[0]) == (0, said)

    def test_settled_json(self, run):
        """Where nothing is left to do, the JSON has the exit, no steps and nothing impossible."""
        asked = ("Lithuania", "ottawa", "--out-by", "2028-01-01", "--as-of", "2026-11-22")
        plan = json.loads(run("plan", *asked, "--json")[1])
        assert (plan["latest_receipt"], plan["effect_then"]) == ("2025-06-27", "2025-12-27")
        assert (plan["stages"], plan["impossible"]) == ([], None)

    def test_dispute_first(self, run):
        """A dispute on whether the State has left already comes before the day to keep."""
        asked = ("North Korea", "NPT", "--out-by", "2028-01-01", "--as-of", "2026-11-22")
        _, out, _ = run("plan", *asked)
        assert out.splitlines()[1].startswith("Whether North Korea has left the NPT already")


class TestHelp:
    """Every command is listed with a line, and shows an example."""

    @pytest.mark.parametrize("command", sorted(commands()))
    def test_example(self, run, command):
        """The help of a command holds a command line to start from."""
        code, out, _ = run(command, "--help")
        assert code == 0
        assert f"Example: {commands()[command].example}" in " ".join(out.split())

    def test_list(self, run):
        """The list of commands shows one line for each."""
        _, out, _ = run("--help")
        for command, told in commands().items():
            assert command in out
            assert told.help[:40] in " ".join(out.replace("│", " ").split())

    def test_version(self, run):
        """--version prints the version of the package."""
        told = run("--version")[1].strip()
        assert told == f"{withdrawal.__version__} (as known on 28 November 2026)"


class TestOldName:
    """The option by its name of version 1."""

    def test_route_is_the_way_out(self, run):
        """``--route`` answers as ``--way-out`` does, and says what it is called now."""
        asked = ("when", "france", "rome statute", "--received", "2027-08-31", "--json")
        code, out, said = run(*asked, "--route", "amendment")
        assert (code, out) == run(*asked, "--way-out", "amendment")[:2]
        assert said == "--route is called --way-out now: the old name goes in 3.0.\n"

    def test_the_usual_pace_is_always_said(self, run):
        """``plan --typical`` changes nothing, and says that it goes."""
        asked = ("plan", "sweden", "ottawa", "--out-by", "2028-01-01", "--json")
        code, out, said = run(*asked, "--typical")
        assert (code, out) == run(*asked)[:2]
        assert said == "--typical is no longer needed: it goes in 3.0.\n"

    def test_not_both(self, run):
        """Both names at once are refused."""
        code, _, said = run("when", "france", "rome", "--route", "a", "--way-out", "b")
        assert code == 2
        assert "expected --way-out alone" in said
