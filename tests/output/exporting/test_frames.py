"""The record as data frames."""

from datetime import date
from itertools import islice

import narwhals as nw
import pytest
from pyarrow import parquet

import withdrawal
from withdrawal.cli import main
from withdrawal.errors import CircumstanceError, UnknownCountryError, UnknownTreatyError
from withdrawal.output.exporting.frames import BACKENDS, history, to_frame
from withdrawal.output.exporting.rows import ROWS
from withdrawal.output.tables.definitions import columns
from withdrawal.record.history import history as rows


class TestHistory:
    """Rows or a frame."""

    def test_rows(self):
        """Called, it is the record."""
        assert history("ottawa-1997", "LTU") == rows("ottawa-1997", "LTU")

    def test_names(self):
        """Treaty and State go by any name; what fits nothing is an error, not an empty list."""
        assert history("Ottawa Convention", "Lithuania") == rows("ottawa-1997", "LTU") != ()
        assert history(party="Lietuva") == rows(None, "LTU")
        with pytest.raises(UnknownTreatyError):
            history("otawa-1998")
        with pytest.raises(UnknownCountryError):
            history(party="Atlantis")

    def test_as_of(self):
        """Nothing is told that was not known by the day asked for."""
        assert history("ottawa", "lithuania", as_of="2025-06-26") == ()
        assert history("ottawa", "lithuania", as_of=date(2025, 6, 27)) != ()

    @pytest.mark.parametrize("backend", BACKENDS)
    def test_frame(self, backend):
        """Every row and every attribute is in the frame, days as days."""
        frame = nw.from_native(history.to_frame(backend=backend))
        assert frame.shape == (len(rows()), len(columns("history")))
        found = frame.filter(nw.col("treaty") == "ottawa-1997", nw.col("party") == "LTU")
        (effect,) = found["effect"].to_list()
        assert date(effect.year, effect.month, effect.day) == date(2025, 12, 27)

    @pytest.mark.parametrize("backend", BACKENDS)
    def test_unknown_is_null(self, backend):
        """What is not on record is null, and a frame without rows keeps its columns."""
        frame = nw.from_native(to_frame(rows("ottawa-1997"), backend=backend))
        assert frame["revoked_on"].null_count() == len(frame)
        assert nw.from_native(to_frame((), backend=backend)).shape == (0, len(columns("history")))

    def test_other_backend(self):
        """Another backend is refused by name."""
        with pytest.raises(CircumstanceError, match="'excel' is not a kind of frame"):
            history.to_frame(backend="excel")


class TestTables:
    """Every table there is."""

    @pytest.mark.parametrize("backend", ["pandas", "pyarrow"])
    @pytest.mark.parametrize("table", ROWS)
    def test_frame(self, table, backend):
        """Each row has each column that is defined, and the frame has all of both."""
        listed = list(islice(ROWS[table](), 300))
        assert all(set(columns(table)) <= set(each) for each in listed)
        frame = nw.from_native(to_frame(listed, table=table, backend=backend))
        assert (frame.columns, len(frame)) == ([*columns(table)], len(listed))

    def test_by_name(self):
        """The name of a table stands for all of its rows."""
        assert len(to_frame("claims", backend="pyarrow")) == len(list(ROWS["claims"]()))

    def test_roll(self):
        """The parties to a treaty are a frame with a line a State."""
        found = withdrawal.parties("ottawa-1997", on="2026-03-01", as_of="2026-11-28")
        frame = nw.from_native(withdrawal.to_frame(found, backend="pyarrow"))
        assert (frame.columns, len(frame)) == ([*columns("roll")], len(found.rows))
        assert frame.filter(nw.col("value") == "party").shape[0] == found.counts["party"]

    def test_names(self):
        """Names stand beside codes."""
        frame = nw.from_native(to_frame(rows("ottawa-1997", "LTU"), backend="pyarrow"))
        assert frame["party_name"].to_list() == ["Lithuania"]
        assert frame["treaty_name"].to_list() == ["Ottawa Convention"]

    def test_no_such_table(self):
        """Another table is refused by name."""
        with pytest.raises(CircumstanceError, match="'treatis' is not a table"):
            to_frame("treatis")


class TestParquet:
    """The same rows in a Parquet file."""

    def test_history(self, tmp_path):
        """Days are days; the rows are those of the command."""
        assert main(["history", "lithuania", "--parquet", str(tmp_path / "rows.parquet")]) == 0
        found = parquet.read_table(tmp_path / "rows.parquet").to_pylist()
        assert {each["party"] for each in found} == {"LTU"}
        assert date(2025, 12, 27) in [each["effect"] for each in found]

    @pytest.mark.parametrize("command", ["treaties", "countries"])
    def test_lists(self, tmp_path, command, capsys):
        """The catalogue and the procedures, one row each."""
        assert main([command, "--parquet", str(tmp_path / "rows.parquet"), "--csv"]) == 0
        listed = capsys.readouterr().out.splitlines()
        assert parquet.read_table(tmp_path / "rows.parquet").num_rows == len(listed) - 1
