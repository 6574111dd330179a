"""``withdrawal treaties``, ``history``, ``backtest`` and ``check``."""

import csv
import io
import json
import re

import pytest

MINE = """
id = "mine-2020"
title = "A treaty of mine"
short_names = ["Mine"]
sources = ["its text, art. 9"]
confidence = "known"

[clause]
exit = "allowed"
starts = { on = "deposit" }
runs = { period = "P7M" }
"""


@pytest.fixture
def directory(tmp_path):
    """Return a directory with a treaty of the user's own."""
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    return tmp_path


class TestTreaties:
    """The catalogue and one treaty."""

    def test_list(self, run):
        """How many treaties there are, and each on a line."""
        code, out, err = run("treaties")
        assert (code, err) == (0, "")
        assert re.match(r"\d+ treaties\.\n", out)
        assert any(line.startswith("ottawa-1997 ") for line in out.splitlines())

    @pytest.mark.parametrize(
        ("option", "value", "nearest"),
        [
            ("--shape", "nonsense", None),
            ("--shape", "window", "windows"),
            ("--category", "arms control", "arms-control"),
            ("--depositary", "unesko director-general", "UNESCO Director-General"),
        ],
    )
    def test_a_filter_that_fits_nothing(self, run, option, value, nearest):
        """A word that no treaty could fit is refused, with the nearest that some do."""
        code, out, err = run("treaties", option, value, "--json")
        assert (code, value in err) == (2, True)
        assert (nearest in json.loads(out)["error"]["suggestions"]) == (nearest is not None)

    def test_filters(self, run):
        """Depositary, period and shape narrow the list, and combine."""
        _, out, _ = run("treaties", "--depositary", "world bank", "--period", "P6M", "--json")
        assert [each["id"] for each in json.loads(out)["treaties"]] == ["icsid-1965"]
        _, out, _ = run("treaties", "--shape", "end-of-term", "--json")
        found = {each["id"] for each in json.loads(out)["treaties"]}
        assert {"genocide-1948", "european-social-charter-1961"} <= found
        assert "ottawa-1997" not in found

    @pytest.mark.parametrize(
        ("shape", "key"),
        [
            ("windows", "ilo-c087"),
            ("silent", "iccpr-1966"),
            ("immediate", "iaea-1956"),
            ("annual-date", "icrw-1946"),
            ("conflict-proviso", "ottawa-1997"),
        ],
    )
    def test_shapes(self, run, shape, key):
        """Every kind of operator, silence and immediate effect can be asked for."""
        _, out, _ = run("treaties", "--shape", shape, "--json")
        assert key in {each["id"] for each in json.loads(out)["treaties"]}

    def test_csv(self, run):
        """The table has one row a treaty."""
        _, out, _ = run("treaties", "--depositary", "Portugal", "--csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert {row["id"] for row in rows} >= {"ect-1994"}
        assert rows[0]["depositary"] == "Portugal"

    def test_one(self, run):
        """One treaty: its clause in words, the counting, practice, parties and sources."""
        code, out, _ = run("treaties", "energy charter")
        assert code == 0
        for words in (
            "A period of 1 year runs",
            "day after",
            "2022-12-07 2023-12-08",
            "20 years after effect",
            "Sources",
        ):
            assert words in " ".join(out.split())

    def test_one_as_json(self, run):
        """The same as data: operators with their kind and article, routes, practice, parties."""
        _, out, _ = run("treaties", "ottawa-1997", "--json")
        treaty = json.loads(out)
        assert treaty["schema"] == "withdrawal/treaty/1"
        assert [each["kind"] for each in treaty["operators"]] == [
            "starts",
            "runs",
            "conflict-proviso",
        ]
        assert treaty["operators"][1]["article"] == "20(3)"
        assert treaty["parties"]["LTU"]["left_on"] == "2025-12-27"
        assert len(treaty["practice"]) == 5

    def test_the_life_of_treaties(self, run):
        """Those that are over, and those in force, are told apart; tables carry it."""
        _, out, _ = run("treaties", "--ended", "--csv")
        ended = {row["id"]: row for row in csv.DictReader(io.StringIO(out))}
        assert ended["nafta-1992"]["ended"] == "2020-07-01"
        assert all(row["ended"] for row in ended.values())
        _, out, _ = run("treaties", "--alive", "--json")
        alive = {row["id"]: row for row in json.loads(out)["treaties"]}
        assert "ottawa-1997" in alive
        assert not alive.keys() & ended.keys()
        assert not any(row["not_in_force"] for row in alive.values())
        _, out, _ = run("treaties", "--alive", "--ended", "--category", "arms-control", "--json")
        both = json.loads(out)["treaties"]
        assert {row["category"] for row in both} == {"arms-control"}

    def test_one_by_its_number(self, run):
        """One treaty may be named by its official number, and shows it."""
        code, out, _ = run("treaties", "XXVI-5")
        assert code == 0
        assert " Numbers: UN Secretary-General XXVI-5" in " ".join(out.split())

    def test_a_body(self, run):
        """A body without a treaty of its own is found by name, and said to have none."""
        code, out, err = run("treaties", "unrwa")
        assert (code, err) == (0, "")
        assert "has no treaty of its own" in " ".join(out.split())
        assert "Treaties that may be meant" not in out
        _, out, _ = run("treaties", "trips")
        assert "Treaties that may be meant: wto-1994." in out

    def test_one_as_csv(self, run):
        """One treaty as a table has one row."""
        _, out, _ = run("treaties", "ottawa", "--csv")
        assert len(list(csv.DictReader(io.StringIO(out)))) == 1

    def test_silent(self, run):
        """A silent treaty says so, with the authorities."""
        _, out, _ = run("treaties", "iccpr")
        assert "says nothing about leaving it" in out
        assert "No. 26" in out

    def test_every_treaty_in_words(self):
        """Every operator of every clause has its words, and no sentence is left open."""
        from withdrawal.law.treaties.catalogue import catalogue
        from withdrawal.output.tables.clauses import clause_in_words

        for key in catalogue():
            for line in clause_in_words(catalogue().treaty(key).clause):
                assert line.strip(), key
                assert "None" not in line, (key, line)

    def test_own_catalogue(self, run, directory):
        """--catalogue adds a directory of the user's own."""
        _, out, _ = run("treaties", "Mine", "--catalogue", directory, "--json")
        assert json.loads(out)["id"] == "mine-2020"

    def test_unknown(self, run):
        """A name that fits nothing is an error with suggestions, as JSON where asked for."""
        code, out, _ = run("treaties", "otawa", "--json")
        error = json.loads(out)["error"]
        assert (code, error["code"]) == (2, "unknown-treaty")

    def test_bad_period(self, run):
        """A period that is none is an error in one sentence."""
        code, _, err = run("treaties", "--period", "six")
        assert code == 2
        assert "'six'" in err


class TestHistory:
    """Recorded withdrawals."""

    @pytest.mark.parametrize(
        ("option", "value", "expected"),
        [
            ("--status", "withdrawn", "effective"),
            ("--status", "", "pending"),
            ("--kind", "suspensions", 'Did you mean "suspension"?'),
            ("--year", "0", "from 1 to 9999"),
            ("--year", "10000", "from 1 to 9999"),
        ],
    )
    def test_a_filter_that_fits_nothing(self, run, option, value, expected):
        """A word that no record could fit is refused; a year without records is an answer."""
        code, out, err = run("history", option, value)
        assert (code, out) == (2, "")
        assert expected in err
        assert "\n0 records.\n" in run("history", "--year", "1801")[1]

    def test_state_and_treaty(self, run):
        """Both may be given, in either order."""
        first = run("history", "usa", "paris", "--json")
        assert first == run("history", "paris", "usa", "--json")
        records = json.loads(first[1])["records"]
        assert [each["received"] for each in records] == ["2019-11-04", "2025-01-27"]

    def test_treaty_alone(self, run):
        """A treaty alone lists everybody who left it."""
        _, out, _ = run("history", "ottawa", "--json")
        parties = {each["party"] for each in json.loads(out)["records"]}
        assert parties == {"EST", "LVA", "LTU", "FIN", "POL"}

    def test_text(self, run):
        """One line a record: who, what, received and effect, what became of it."""
        _, out, _ = run("history", "south africa", "icc")
        assert "2016-10-19  2017-10-19 (would have taken effect)  notice taken back" in out
        assert "\n1 record.\n" in out

    def test_filters(self, run):
        """Status, kind and year narrow the list."""
        rows = run("history", "--status", "revoked")[1].split("\n\n")[1].splitlines()[1:]
        assert len(rows) > 10
        assert [row for row in rows if row.count("taken back") != 1] == []
        _, out, _ = run("history", "--status", "revoked", "--json")
        assert {each["status"] for each in json.loads(out)["records"]} == {"revoked"}
        _, out, _ = run("history", "--kind", "suspension", "--year", "2007", "--json")
        assert [each["treaty"] for each in json.loads(out)["records"]] == ["cfe-1990"]

    def test_csv(self, run):
        """The table has one row a record, with its source."""
        _, out, _ = run("history", "--csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert len(rows) >= 300
        assert all(row["source"] for row in rows)

    def test_as_known_on_a_day(self, run):
        """Asked as of a day, the record is as it was known then."""
        before = run("history", "lithuania", "ottawa", "--as-of", "2025-06-26")[1]
        after = run("history", "lithuania", "ottawa", "--as-of", "2025-06-27")[1]
        assert "Lithuania" not in before
        assert "2025-06-27" in after

    def test_nothing(self, run):
        """No record is an answer, not an error."""
        code, out, _ = run("history", "norway", "ottawa")
        assert (code, out.splitlines()[1]) == (0, "0 records.")

    def test_unknown(self, run):
        """A name that is neither a State nor a treaty is an error."""
        assert run("history", "ruritania")[0] == 2


class TestNow:
    """What is pending, and what was lately."""

    def test_days_left(self, run):
        """What is pending stands first, the nearest effect above, with the days left to it."""
        _, out, _ = run("now", "--as-of", "2025-10-01")
        pending, _, before = out.partition("\n\nBefore")
        assert "\nPending on 1 October 2025: " in pending
        lines = [line for line in pending.splitlines() if "Ottawa Convention" in line]
        told = [line.split()[0] for line in lines]
        assert told == ["Estonia", "Lithuania", "Latvia", "Finland", "Poland"]
        assert re.search(r"2025-12-27 +87  notice period running$", lines[0])
        assert re.search(r"Lithuania +Convention on Cluster Munitions", before)

    def test_nothing(self, run):
        """Where nothing is pending, that is said."""
        out = run("now", "lithuania", "--as-of", "2026-11-28")[1]
        assert "\nPending on 28 November 2026: no exits.\n" in out


class TestBacktest:
    """The proof on the record."""

    def test_packaged(self, run):
        """Without a file the packaged record is computed, at least 97 of 100 rows to the day."""
        code, out, _ = run("backtest", "--json")
        data = json.loads(out)
        assert (code, data["schema"]) == (0, "withdrawal/backtest/1")
        assert data["exact"] >= 0.97 * data["scored"]

    def test_every_row_is_exact_or_off(self, run):
        """A scored row is computed to the day, or is another reading, or is told as off."""
        data = json.loads(run("backtest", "--json")[1])
        assert data["exact"] + data["other_reading"] + len(data["off"]) == data["scored"]

    def test_text(self, run):
        """The first line is the result; what is off and why follows."""
        _, out, _ = run("backtest")
        assert "scored records computed to the day" in out.splitlines()[0]
        assert re.search("ilo-c089 +ITA", out)

    def test_file_with_broken_lines(self, run, tmp_path):
        """Every broken line is told on standard error, and the rest is scored."""
        path = tmp_path / "mine.jsonl"
        good = {
            "treaty": "abm-1972",
            "party": "USA",
            "received": "2001-12-13",
            "effect": "2002-06-13",
        }
        path.write_text(f"{json.dumps(good)}\nnot json\n[]\n")
        code, out, err = run("backtest", path, "--json")
        data = json.loads(out)
        assert (code, data["exact"], len(data["broken"])) == (0, 1, 2)
        assert "mine.jsonl, line 2" in err
        assert "mine.jsonl, line 3" in err

    def test_own_catalogue(self, run, directory):
        """Records may be about treaties of the user's own."""
        row = {
            "treaty": "mine-2020",
            "party": "SWE",
            "received": "2027-01-10",
            "effect": "2027-08-10",
        }
        path = directory / "mine.jsonl"
        path.write_text(json.dumps(row))
        _, out, _ = run("backtest", path, "--catalogue", directory, "--json")
        assert json.loads(out)["exact"] == 1

    def test_no_file(self, run):
        """A file that is not there is an error."""
        code, _, err = run("backtest", "nowhere.jsonl")
        assert code == 2
        assert "nowhere.jsonl" in err


class TestSurvey:
    """The earliest exit of States from treaties."""

    def test_own_catalogue(self, run, directory):
        """A pair may be of a treaty of the user's own."""
        asked = ("survey", "sweden", "mine", "--on", "2027-01-10", "--catalogue", directory)
        (pair,) = json.loads(run(*asked, "--json")[1])["rows"]
        assert (pair["party"], pair["treaty"]) == ("SWE", "mine-2020")
        assert pair["effect"] == "2027-08-10"
        assert "mine-2020" in run(*asked)[1]
        assert run(*asked, "--csv")[1].startswith("party,")


class TestCheck:
    """The check of data files."""

    def test_sound(self, run, directory):
        """A sound directory gives exit code 0."""
        code, out, _ = run("check", directory)
        assert (code, out) == (0, "1 treaties, 1 clauses and ways out: all is well.\n")

    def test_findings(self, run, directory):
        """A fault gives exit code 1 and one line that names file, key and expectation."""
        (directory / "mine.toml").write_text(MINE.replace("P7M", "7 months"))
        code, out, _ = run("check", directory)
        assert code == 1
        assert "mine.toml  mine.toml: key clause.runs.period: '7 months' is not a period" in out

    def test_json(self, run, directory):
        """The same as data."""
        _, out, _ = run("check", directory / "mine.toml", "--json")
        assert json.loads(out)["schema"] == "withdrawal/check/1"

    def test_language(self, run):
        """A language is checked by its code; one without a folder is an error."""
        assert run("check", "--language", "de")[:2] == (0, "Language de: all is well.\n")
        told = json.loads(run("check", "--language", "de", "--json")[1])
        assert (told["language"], told["findings"]) == ("de", [])
        code, _, err = run("check", "--language", "xx")
        assert code == 2
        assert "expected one of en" in err

    def test_nowhere(self, run, tmp_path):
        """A path with no treaty files is an error."""
        assert run("check", tmp_path / "nowhere")[0] == 2
