"""`withdrawal.proof.backtest`: the clauses against the record."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from withdrawal.errors import DataFileError
from withdrawal.proof.backtest import Record, backtest, packaged_records, read_records

EVIDENCE = Path(__file__).parents[2] / "docs" / "evidence" / "backtest.md"


def _record(**changes):
    given = {
        "treaty": "ottawa-1997",
        "party": "LTU",
        "received": date(2025, 6, 27),
        "effect": date(2025, 12, 27),
    }
    return Record(**{**given, **changes})


@pytest.fixture(scope="module")
def packaged():
    """Return the result on the packaged record."""
    return backtest()


class TestFacts:
    """What a row of a record says besides its days."""

    def test_each_fact_counts(self, tmp_path):
        """The days and the way out that a row names are the circumstances of its clause."""
        row = {
            "in_force_for_party": "2020-01-01", "conflict": "2024-01-01/..",
            "named_date": "2025-01-02", "agreed_date": "2025-01-03", "extended_to": "2025-01-04",
            "way_out": "own", "treaty": "t", "party": "SWE", "received": None, "effect": None,
        }  # fmt: skip
        (tmp_path / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
        ((record,), ()) = read_records(tmp_path / "rows.jsonl")
        facts = record.facts
        assert facts.anchors == {"in-force-for-party": date(2020, 1, 1)}
        assert [str(each) for each in facts.conflicts] == ["2024-01-01/.."]
        days = (facts.named_date, facts.agreed_date, facts.extended_to)
        assert [str(each) for each in days] == ["2025-01-02", "2025-01-03", "2025-01-04"]
        assert facts.way_out == "own"


class TestPackagedRecord:
    """The proof that comes with the package."""

    def test_at_least_97_percent(self, packaged):
        """At least 97 of 100 scored records are computed to the day or named as a reading."""
        assert packaged.exact + packaged.other_reading >= 0.97 * packaged.scored
        assert packaged.scored >= 180

    def test_every_exception_is_explained(self, packaged):
        """Each record that is off stands in the evidence page with both dates."""
        page = EVIDENCE.read_text(encoding="utf-8")
        for row in packaged.off:
            for key in ("effect", "computed"):
                day = date.fromisoformat(row[key])
                assert f"{day.day} {day:%B %Y}" in page, row

    def test_the_page_quotes_the_numbers(self, packaged):
        """The numbers on the evidence page are those of the run, and account for every record."""
        page = EVIDENCE.read_text(encoding="utf-8")
        assert f"{packaged.exact} of {packaged.scored} scored" in page
        assert f"{len(packaged.unsupported)} could not be computed" in page
        left_out = map(int, re.findall(r"^\| (\d+) \| not scored", page, re.M))
        assert packaged.scored + sum(left_out) == packaged.records

    def test_computed_rows_agree_too(self):
        """Rows that are not scored because a date was computed agree with the clauses as well."""
        computed = [each for each in packaged_records() if each.effect_is_computed]
        result = backtest([evolve(each, effect_is_computed=False) for each in computed])
        assert result.off == ()

    def test_accounts_for_every_record(self, packaged):
        """Every record is scored, unsupported, or not a withdrawal to be scored."""
        scored = sum(record.is_scored for record in packaged_records())
        assert packaged.scored + len(packaged.unsupported) == scored
        assert packaged.records == len(packaged_records())


class TestScoring:
    """What counts as what."""

    def test_exact(self):
        """The same day is exact."""
        result = backtest([_record()])
        assert (result.scored, result.exact, result.off) == (1, 1, ())

    def test_off(self):
        """Another day is off, with the number of days between and the readings."""
        result = backtest([_record(effect=date(2025, 12, 29))])
        (row,) = result.off
        assert (row["computed"], row["days"], row["readings"]) == ("2025-12-27", -2, [])

    def test_other_reading(self):
        """A day that another reading of the clause gives is neither exact nor off."""
        record = _record(received=date(2026, 8, 31), effect=date(2027, 3, 1))
        result = backtest([record])
        assert (result.exact, result.other_reading, result.off) == (0, 1, ())

    @pytest.mark.parametrize("changes", [{"kind": "suspension"}, {"effect_is_computed": True}])
    def test_not_scored(self, changes):
        """Other acts, and rows that prove nothing, are counted but not scored."""
        result = backtest([_record(**changes)])
        assert (result.records, result.scored) == (1, 0)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"treaty": "no-such-treaty"}, "no-such-treaty"),
            ({"received": None, "notified": date(2025, 6, 1)}, "receipt is not on record"),
            ({"effect": None}, "no day of effect"),
            ({"treaty": "iccpr-1966"}, "no clause"),
        ],
    )
    def test_unsupported(self, changes, words):
        """What cannot be computed says why."""
        (row,) = backtest([_record(**changes)]).unsupported
        assert words in row["reason"]

    def test_notified_where_it_starts_the_clock(self):
        """The date of the notice serves where the clause counts from the notification."""
        record = _record(
            treaty="unesco-1945",
            received=None,
            notified=date(1984, 12, 5),
            effect=date(1985, 12, 31),
        )
        assert backtest([record]).exact == 1

    def test_closed_window_means_the_automatic_route(self):
        """Outside every window only the ratification of a revising convention can end it."""
        record = _record(
            treaty="ilo-c147",
            party="NOR",
            received=date(2009, 2, 10),
            effect=date(2013, 8, 20),
        )
        assert backtest([record]).exact == 1

    def test_own_condition(self):
        """The United States leaves the WHO under its condition of 1948, nobody else can."""
        record = _record(
            treaty="who-constitution-1946",
            party="USA",
            received=date(2025, 1, 22),
            effect=date(2026, 1, 22),
        )
        assert backtest([record]).exact == 1
        assert backtest([evolve(record, party="ARG")]).unsupported

    def test_recorded_effect_is_not_looked_at(self):
        """The computed day does not move with the recorded one."""
        days = [date(2025, 12, 1), date(2026, 5, 5), date(2030, 1, 1)]
        results = [backtest([_record(effect=day)]).off[0]["computed"] for day in days]
        assert results == ["2025-12-27"] * 3


class TestFile:
    """Records of the user's own."""

    def write(self, folder, *lines):
        """Write a file of records and return its path."""
        path = folder / "records.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def test_circumstances(self, tmp_path):
        """A record may bring a named date, a conflict, a prolongation and an anchor day."""
        base = {"treaty": "ottawa-1997", "party": "SWE", "received": "2027-03-01"}
        rows = [
            {**base, "effect": "2028-06-01", "conflict": "2027-08-15/2028-06-01"},
            {
                "treaty": "teu-art-50",
                "party": "GBR",
                "received": "2017-03-29",
                "effect": "2020-01-31",
                "extended_to": "2020-01-31",
            },
            {
                "treaty": "paris-2015",
                "party": "USA",
                "received": "2019-11-04",
                "effect": "2020-11-04",
                "in_force_for_party": "2016-11-04",
            },
            {
                "treaty": "us-roc-mdt-1954",
                "party": "USA",
                "received": "1978-12-23",
                "effect": "1980-01-01",
                "named_date": "1980-01-01",
            },
        ]
        records, broken = read_records(self.write(tmp_path, *map(json.dumps, rows)))
        result = backtest(records, broken=broken)
        assert (result.scored, result.exact, result.broken) == (4, 4, ())

    def test_own_clause(self, tmp_path):
        """A treaty that is not in the catalogue brings its clause along."""
        row = {
            "treaty": "our-treaty",
            "party": "SWE",
            "received": "2027-01-10",
            "effect": "2027-05-01",
            "clause": {"period": "P3M", "then": "first-day-of-next-month"},
        }
        counted = {
            **row,
            "effect": "2027-07-11",
            "clause": {"period": "P6M", "counting": "day-after"},
        }
        records, _ = read_records(self.write(tmp_path, json.dumps(row), json.dumps(counted)))
        assert backtest(records).exact == 2

    def test_own_clause_counts_as_usual(self, tmp_path):
        """A clause that names no way of counting counts to the corresponding day."""
        row = {
            "treaty": "our-treaty",
            "party": "SWE",
            "received": "2027-01-10",
            "effect": "2027-07-10",
            "clause": {"period": "P6M"},
        }
        records, _ = read_records(self.write(tmp_path, json.dumps(row)))
        assert backtest(records).exact == 1

    def test_a_way_out_of_ones_own(self, tmp_path):
        """A record may say by which way out the State left; without one it is the usual one."""
        row = {
            "treaty": "who-constitution-1946",
            "party": "FRA",
            "received": "2025-01-22",
            "effect": "2026-01-22",
        }
        lines = [json.dumps({**row, "way_out": "condition-of-1948"}), json.dumps(row)]
        records, _ = read_records(self.write(tmp_path, *lines))
        assert [each.facts.way_out for each in records] == ["condition-of-1948", None]
        assert backtest(records).exact == 1

    def test_no_day_of_receipt(self):
        """A record without a day that starts the clock is not scored, and says why."""
        (row,) = backtest([_record(received=None)]).unsupported
        assert row["reason"] == "The day of receipt is not on record."

    def test_prolongation_on_record(self):
        """What the packaged record says of a prolongation is among the facts."""
        packaged = {(each.treaty, each.party): each for each in packaged_records()}
        for treaty in ("teu-art-50", "euratom-art-106a"):
            assert packaged[treaty, "GBR"].facts.extended_to == date(2020, 1, 31)

    def test_broken_lines(self, tmp_path):
        """Broken lines are all reported, and the rest is scored."""
        good = json.dumps(
            {
                "treaty": "rome-statute-1998",
                "party": "BDI",
                "received": "2016-10-27",
                "effect": "2017-10-27",
                "some_other_key": 7,
            }
        )
        path = self.write(
            tmp_path,
            good,
            "{not json",
            "[1, 2]",
            '{"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27"}',
            '{"treaty": "ottawa-1997", "party": "LTU", "received": "2025-02-30", "effect": null}',
            '{"treaty": 7, "party": "LTU", "received": null, "effect": null}',
            "",
            good.replace("{", '{"clause": {"perod": "P6M"}, ', 1),
            good.replace("{", '{"effect_is_computed": "no", ', 1),
        )
        records, broken = read_records(path)
        assert [fault.line for fault in broken] == [2, 3, 4, 5, 6, 8, 9]
        assert all(fault.reason for fault in broken)
        assert "effect" in broken[2].reason
        assert "2025-02-30" in broken[3].reason
        assert backtest(records, broken=broken).exact == 1

    def test_no_file(self, tmp_path):
        """A file that is not there is an error that names it."""
        with pytest.raises(DataFileError, match=re.escape("nowhere.jsonl")):
            read_records(tmp_path / "nowhere.jsonl")

    def test_a_directory(self, tmp_path):
        """A directory is no file of records; the message says so in words."""
        with pytest.raises(DataFileError) as caught:
            read_records(tmp_path)
        assert caught.value.message == f"{tmp_path}: cannot be read (Is a directory)."

    def test_not_utf_8(self, tmp_path):
        """A file in another encoding is refused by name."""
        (tmp_path / "a.jsonl").write_bytes(b"\xff\n")
        with pytest.raises(DataFileError, match=r"a.jsonl: is not UTF-8 text\.$"):
            read_records(tmp_path / "a.jsonl")

    @pytest.mark.parametrize("key", ["treaty", "party", "kind", "way_out", "received", "conflict"])
    def test_a_lone_surrogate(self, tmp_path, key):
        """A word that no file can hold is a broken line, and the result can be written."""
        row = {"treaty": "ottawa-1997", "party": "LTU", "received": None, "effect": None}
        _, broken = read_records(self.write(tmp_path, json.dumps({**row, key: "\ud800"})))
        assert [fault.line for fault in broken] == [1]
        told = backtest([], broken=broken).to_json()
        assert json.dumps(told, ensure_ascii=False).encode()

    def test_json(self):
        """The JSON has the keys of withdrawal/backtest/1."""
        data = backtest([_record()]).to_json()
        assert list(data) == [
            "schema",
            "records",
            "scored",
            "exact",
            "other_reading",
            "off",
            "unsupported",
            "broken",
        ]
        assert data["schema"] == "withdrawal/backtest/1"
        json.dumps(data)
