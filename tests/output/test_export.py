"""Everything on record as files that others' programs read."""

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import warnings
import zipfile
from datetime import date

import pandas
import pytest
from pyarrow import parquet

from withdrawal.cli import main
from withdrawal.errors import CircumstanceError
from withdrawal.output.exporting import export as exporting
from withdrawal.output.exporting.formats import FORMATS
from withdrawal.output.exporting.rows import ROWS
from withdrawal.output.tables.definitions import columns, meanings
from withdrawal.record.knowledge import known_as_of
from withdrawal.record.parties import roll, yearly

_QUICK = ("claims", "durations", "procedures", "stages", "steps", "treaties", "withdrawals")


@pytest.fixture
def quick(monkeypatch):
    """Leave out the tables that take seconds to make."""
    tables = {name: table for name, table in exporting.TABLES.items() if name in _QUICK}
    monkeypatch.setattr(exporting, "TABLES", tables)
    return tables


class TestFolder:
    def test_whole_or_not_at_all(self, quick, tmp_path):
        """The folder has every file and no other; one that holds something is left as it is."""
        made = exporting.export(tmp_path / "data")
        names = {path.name for path in made.iterdir()}
        beside = {"codebook.md", "datapackage.json", "SHA256SUMS"}
        assert names == {f"{name}.csv" for name in quick} | beside
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
        before = {path: path.read_bytes() for path in made.iterdir()}
        with pytest.raises(CircumstanceError, match="is there already"):
            exporting.export(made)
        assert before == {path: path.read_bytes() for path in made.iterdir()}

    def test_checksums(self, quick):
        """Each file has the checksum that is written down for it."""
        made = exporting.export_files("jsonl")
        lines = made.pop("SHA256SUMS").decode().splitlines()
        told = {name: told for told, name in (line.split("  ") for line in lines)}
        assert told == {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}

    @pytest.mark.parametrize("form", FORMATS)
    def test_same_bytes(self, quick, form):
        """The same data give the same zip file, which holds the files of the folder."""
        one = exporting.export_zip(form)
        assert one == exporting.export_zip(form)
        with zipfile.ZipFile(io.BytesIO(one)) as archive:
            held = {name.removeprefix("withdrawal/") for name in archive.namelist()}
        beside = {"codebook.md", "datapackage.json", "SHA256SUMS"}
        assert held == {f"{name}.{form}" for name in quick} | beside

    def test_no_such_format(self, tmp_path):
        """Another format is refused by name, and so is one at the command line."""
        with pytest.raises(CircumstanceError, match="'xls' is not a format"):
            exporting.export(tmp_path / "data", format="xls")
        assert main(["export", str(tmp_path / "data"), "--format", "xls"]) == 2
        assert not list(tmp_path.iterdir())


class TestReaders:
    def test_data_package(self, quick, tmp_path):
        """The Frictionless library finds nothing wrong, in the description or the data."""
        made = exporting.export(tmp_path / "data")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from frictionless import validate

            report = validate(str(made / "datapackage.json"))
        assert report.valid, report.flatten(["title", "message"])[:5]

    @pytest.mark.system
    def test_base_r(self, quick, tmp_path):
        """Base R reads every CSV file with as many rows and the same names."""
        if shutil.which("Rscript") is None and not os.environ.get("CI"):
            pytest.skip("Rscript is not installed")
        made = exporting.export(tmp_path / "data")
        code = (
            "for (f in list.files(pattern='csv$')) { d <- read.csv(f, check.names=FALSE);"
            "cat(f, nrow(d), names(d), sep=' '); cat('\\n') }"
        )
        done = subprocess.run(
            ["Rscript", "-e", code], cwd=made, capture_output=True, text=True, check=True
        )
        found = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
        assert set(found) == {f"{name}.csv" for name in quick}
        for name, table in quick.items():
            rows = str(len(list(ROWS[table]())))
            assert found[f"{name}.csv"] == [rows, *columns(table)]

    def test_stata(self, quick):
        """Stata's files come back with days as days, flags as numbers and long texts whole."""
        made = exporting.export_files("dta")
        found = pandas.read_stata(io.BytesIO(made["withdrawals.dta"]))
        (row,) = found[(found.treaty == "ottawa-1997") & (found.party == "LTU")].to_dict("records")
        assert row["effect"].date() == date(2025, 12, 27)
        assert (row["is_own"], row["party_name"]) == (0, "Lithuania")
        stages = pandas.read_stata(io.BytesIO(made["stages.dta"]))
        assert stages["minimum"].isna().any()

    def test_parquet(self, quick):
        """Parquet files have the columns that are defined, days as days."""
        made = exporting.export_files("parquet")
        found = parquet.read_table(io.BytesIO(made["treaties.parquet"]))
        assert found.column_names == list(columns("treaties"))
        assert str(found.schema.field("in_force").type) == "date32[day]"

    def test_csv(self, quick):
        """A CSV file has the columns that are defined, a line a row."""
        made = exporting.export_files("csv")["claims.csv"].decode()
        rows = list(csv.DictReader(io.StringIO(made)))
        assert (list(rows[0]), len(rows)) == (list(columns("claims")), len(list(ROWS["claims"]())))


class TestColumns:
    @pytest.mark.parametrize("table", exporting.TABLES.values())
    def test_names_and_meanings(self, table):
        """Names have at most 32 letters, as Stata asks, and each has a meaning in the codebook."""
        assert max(map(len, columns(table))) <= 32
        assert list(meanings(table)) == list(columns(table))
        assert all(all(each) for each in meanings(table).values())

    def test_codebook_is_of_the_files(self, quick):
        """The codebook has a part for each file, and the package the same fields."""
        made = exporting.export_files("csv")
        told = json.loads(made["datapackage.json"])
        assert [each["path"] for each in told["resources"]] == [f"{name}.csv" for name in quick]
        text = made["codebook.md"].decode()
        assert all(f"\n## {each['path']}\n" in text for each in told["resources"])


class TestYears:
    @pytest.mark.parametrize(
        ("treaty", "party"),
        [("ottawa-1997", "LTU"), ("ottawa-1997", "AFG"), ("unesco-1945", "USA"),
         ("minamata-2013", "DEU"), ("teu-art-50", "GBR")],
    )  # fmt: skip
    def test_as_on_its_last_day(self, treaty, party):
        """What a State was in a year is what the roll says of the year's last day."""
        known, end = roll(treaty, party), known_as_of()
        found = dict(yearly(known))
        assert found == {year: known.on(min(date(year, 12, 31), end)).value for year in found}
        assert not found or min(found) <= end.year == max(found)
