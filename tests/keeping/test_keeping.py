"""Writing facts down: checked, whole or not at all, and none lost."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

import withdrawal
from withdrawal.errors import CircumstanceError, DataFileError, WithdrawalError
from withdrawal.keeping.acts import Grounds, WeighedGrounds, add, announce, revoke
from withdrawal.keeping.books import BEFORE, put_line
from withdrawal.keeping.joining import join
from withdrawal.record.bound.lists import lines_of
from withdrawal.record.history import history

ROOT = Path(__file__).parents[2]
SOURCE = "a gazette"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of the user's own, in use."""
    monkeypatch.delenv("WITHDRAWAL_DATA", raising=False)
    with withdrawal.knowledge(tmp_path):
        yield tmp_path


def rows(folder):
    """The rows of the folder's file."""
    text = (folder / "withdrawals.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def apart(given: dict[str, str]) -> dict[str, object]:
    """Return arguments of which those that are grounds, and the usual source, are put together."""
    names = {each.name for each in attrs.fields(WeighedGrounds)}
    said = {"source": SOURCE} | {name: given[name] for name in names & given.keys()}
    rest = {name: given[name] for name in given.keys() - names}
    return {"grounds": WeighedGrounds(**said), **rest}


class TestAdd:
    """A notice of withdrawal."""

    def test_the_next_answer_knows_it(self, folder):
        """A row is written, and the next question is answered from it."""
        kept = add("sweden", "ottawa", grounds=WeighedGrounds(SOURCE), received="2026-03-02")
        assert kept.file == folder / "withdrawals.jsonl"
        assert kept.before != kept.after == withdrawal.when("SWE", "ottawa").sentence
        assert str(withdrawal.when("SWE", "ottawa").effect) == "2026-09-02"

    def test_a_computed_effect_says_so(self, folder):
        """Without a day of effect the clause's is written, and marked as computed."""
        add("sweden", "ottawa", grounds=WeighedGrounds(SOURCE), received="2026-03-02")
        (row,) = rows(folder)
        assert (row["effect"], row["effect_is_computed"]) == ("2026-09-02", True)

    def test_a_read_effect_is_not_computed(self, folder):
        """A day of effect that was read is written as it is."""
        add(
            "ottawa",
            "sweden",
            grounds=WeighedGrounds(SOURCE),
            received="2026-03-02",
            effect="2026-09-02",
        )
        (row,) = rows(folder)
        assert "effect_is_computed" not in row

    def test_it_is_the_users_own(self, folder):
        """The row is marked as the user's."""
        add("sweden", "ottawa", grounds=WeighedGrounds(SOURCE), received="2026-03-02")
        assert history("ottawa-1997", "SWE")[-1].is_own

    def test_both_orders(self, folder):
        """State and treaty may come in either order."""
        assert (
            add("ottawa", "sweden", grounds=WeighedGrounds(SOURCE), received="2026-03-02").row[
                "party"
            ]
            == "SWE"
        )


class TestRefusals:
    """What contradicts what is known needs a reason."""

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"country": "sweden", "received": "2026-03-02", "effect": "2026-10-02"}, "2026-09-02"),
            ({"country": "lithuania", "received": "2026-03-02"}, "was not a party"),
            ({"country": "lithuania", "received": "2025-06-27"}, "On record for that day already"),
        ],
    )
    def test_contradictions(self, folder, given, words):
        """The clause, the bond and the record are each held against a row."""
        with pytest.raises(CircumstanceError, match=words):
            add(given.pop("country"), "ottawa", grounds=WeighedGrounds(SOURCE), **given)
        assert not (folder / "withdrawals.jsonl").exists()

    def test_with_a_reason(self, folder):
        """With a reason it is written, and keeps the reason."""
        kept = add(
            "sweden", "ottawa", grounds=WeighedGrounds(SOURCE, because="the notice named that day"),
            received="2026-03-02", effect="2026-10-02",
        )  # fmt: skip
        assert kept.against
        assert rows(folder)[0]["note"] == "the notice named that day"

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"received": str(date.today() + timedelta(days=3))}, "still to come"),
            (
                {"received": "2026-03-02", "effect": "2026-01-02"},
                "before",
            ),
            ({"received": "2026-02-30"}, "2026-02-30"),
            ({}, "No day is given"),
            ({"received": "2026-03-02", "kind": "holiday"}, "holiday"),
            ({"received": "2026-03-02", "confidence": "sure"}, "sure"),
            ({"received": "2026-03-02", "source": " "}, "The source is empty"),
        ],
    )
    def test_never(self, folder, given, words):
        """What no reason could make true is refused whatever reason is given."""
        with pytest.raises(WithdrawalError, match=words):
            add("sweden", "ottawa", **apart({"because": "I say so", **given}))
        assert not (folder / "withdrawals.jsonl").exists()

    def test_no_folder(self, monkeypatch):
        """Without a folder nothing is written, and it is said how to name one."""
        monkeypatch.delenv("WITHDRAWAL_DATA", raising=False)
        with pytest.raises(DataFileError, match="--data DIR"):
            add("sweden", "ottawa", grounds=WeighedGrounds(SOURCE), received="2026-03-02")


class TestAnnounce:
    """A State that has said that it will leave."""

    def test_announced(self, folder):
        """It is answered as announced, and not as notified."""
        announce(
            "denmark", "ottawa", grounds=WeighedGrounds(SOURCE), on="2026-03-02", by="government"
        )
        assert withdrawal.when("DNK", "ottawa").status == "announced"

    def test_taken_back(self, folder):
        """An announcement that was taken back is one no more."""
        announce(
            "denmark", "ottawa", grounds=WeighedGrounds(SOURCE), on="2026-03-02", by="government"
        )
        revoke("denmark", "ottawa", grounds=Grounds(SOURCE), on="2026-04-02")
        assert len(rows(folder)) == 1
        assert withdrawal.when("DNK", "ottawa").status == "not-notified"


class TestRevoke:
    """A notice that was taken back."""

    def test_revoked(self, folder):
        """The row of the notice gives way to one that says so."""
        add("sweden", "ottawa", grounds=WeighedGrounds(SOURCE), received="2026-03-02")
        kept = revoke("sweden", "ottawa", grounds=Grounds("another gazette"), on="2026-04-02")
        assert kept.replaced == 1
        assert withdrawal.when("SWE", "ottawa").status == "revoked"
        assert (folder / f"withdrawals.jsonl{BEFORE}").exists()

    def test_a_packaged_notice(self, folder):
        """A notice that is packaged can be taken back in a folder of one's own."""
        with pytest.raises(CircumstanceError, match="took effect on 2025-12-27"):
            revoke("lithuania", "ottawa", grounds=Grounds(SOURCE), on="2026-04-02")
        revoke("lithuania", "ottawa", grounds=Grounds(SOURCE), on="2025-10-02")
        assert withdrawal.when("LTU", "ottawa").status == "revoked"

    def test_nothing_to_take_back(self, folder):
        """Without a notice on record there is nothing to take back."""
        with pytest.raises(CircumstanceError, match="No notice of Sweden"):
            revoke("sweden", "ottawa", grounds=Grounds(SOURCE), on="2026-04-02")


class TestJoin:
    """A State that has joined."""

    def test_joined(self, folder):
        """The next answer knows it as a party, from the day the treaty's own rule gives."""
        join("united states", "ottawa", grounds=WeighedGrounds(SOURCE), on="2026-03-02")
        found = withdrawal.parties("ottawa", on="2026-10-01")
        row = next(each for each in found.rows if each.party == "USA")
        assert (row.value, str(row.since)) == ("party", "2026-09-01")

    def test_bound_the_day_it_consents(self, folder):
        """A treaty may be in force for a State on the day of its consent."""
        join(
            "united states", "ottawa", grounds=WeighedGrounds(SOURCE, note="by its own rule"),
            on="2026-03-02", in_force_for_party="2026-03-02",
        )  # fmt: skip
        found = withdrawal.parties("ottawa", on="2026-10-01")
        row = next(each for each in found.rows if each.party == "USA")
        assert str(row.since) == "2026-03-02"

    def test_joined_again(self, folder):
        """A State that comes back keeps the time before."""
        join("lithuania", "ottawa", grounds=WeighedGrounds(SOURCE), on="2026-03-02")
        first, last = lines_of("ottawa-1997", "LTU")
        assert str(first.bond.left_on) == "2025-12-27"
        assert str(last.bond.consent_date) == "2026-03-02"
        assert withdrawal.parties("ottawa", on="2026-10-01").of("party")[0]

    def test_a_party_already(self, folder):
        """A party does not join once more."""
        with pytest.raises(CircumstanceError, match="was a party"):
            join("austria", "ottawa", grounds=WeighedGrounds(SOURCE), on="2026-03-02")

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"on": "2026-03-02", "kind": "acession"}, "kind: 'acession' is none of"),
            ({"on": "2026-03-02", "confidence": "sure"}, "confidence: 'sure' is none of"),
            ({"on": "2999-01-01"}, "still to come"),
            ({"on": "2026-03-02", "in_force_for_party": "2026-01-01"}, "before it consented"),
            ({"on": "2026-03-02", "source": ""}, "source is empty"),
        ],
    )
    def test_never(self, folder, given, words):
        """Days that cannot be, and a missing source, are refused."""
        with pytest.raises(CircumstanceError, match=words):
            join("united states", "ottawa", **apart(given))


class TestSource:
    """Writing into the package's own source."""

    @pytest.fixture
    def checkout(self, tmp_path):
        """A copy of what is written into."""
        data = tmp_path / "copy" / "withdrawal" / "record" / "data"
        (data / "parties").mkdir(parents=True)
        packaged = Path(withdrawal.__file__).parent / "record" / "data"
        for name in ("history.jsonl", "parties/ottawa-1997.csv", "parties/sources.csv"):
            (data / name).write_bytes((packaged / name).read_bytes())
        return tmp_path / "copy"

    def test_a_withdrawal(self, checkout):
        """The row stands at the end of the package's file, and every other where it was."""
        file = checkout / "withdrawal" / "record" / "data" / "history.jsonl"
        before = file.read_text(encoding="utf-8")
        kept = add(
            "sweden", "ottawa", grounds=WeighedGrounds(SOURCE, to=checkout), received="2026-03-02"
        )
        after = file.read_text(encoding="utf-8")
        assert kept.file == file
        assert after.startswith(before)
        assert json.loads(after[len(before) :]) == kept.row

    def test_a_joining(self, checkout):
        """The source is entered once, and the line names it by its key."""
        join(
            "united states",
            "ottawa",
            grounds=WeighedGrounds("A new gazette", to=checkout),
            on="2026-03-02",
        )
        parties = checkout / "withdrawal" / "record" / "data" / "parties"
        assert "\na-new-gazette,A new gazette\n" in (parties / "sources.csv").read_text("utf-8")
        lines = (parties / "ottawa-1997.csv").read_text("utf-8").splitlines()
        assert "USA,party,2026-03-02,accession,,,a-new-gazette,reported," in lines

    def test_no_checkout(self, tmp_path):
        """Another folder is not taken for the package's source."""
        with pytest.raises(DataFileError, match="expected the package's source"):
            add(
                "sweden",
                "ottawa",
                grounds=WeighedGrounds(SOURCE, to=tmp_path),
                received="2026-03-02",
            )


class TestFiles:
    """The files themselves."""

    def test_malformed_rows_stay(self, folder):
        """A row is added beside one that cannot be read, and that one is kept as it is."""
        (folder / "withdrawals.jsonl").write_text("{broken\n", encoding="utf-8")
        add("sweden", "ottawa", grounds=WeighedGrounds(SOURCE), received="2026-03-02")
        lines = (folder / "withdrawals.jsonl").read_text(encoding="utf-8").splitlines()
        assert (lines[0], len(lines)) == ("{broken", 2)
        assert withdrawal.when("SWE", "ottawa").effect is not None

    def test_what_it_was_before(self, folder):
        """The file as it was before the last change stays beside it."""
        add("sweden", "ottawa", grounds=WeighedGrounds(SOURCE), received="2026-03-02")
        before = (folder / "withdrawals.jsonl").read_bytes()
        announce(
            "denmark", "ottawa", grounds=WeighedGrounds(SOURCE), on="2026-03-02", by="government"
        )
        assert (folder / f"withdrawals.jsonl{BEFORE}").read_bytes() == before

    def test_not_text(self, tmp_path):
        """A file that is not UTF-8 is left alone."""
        path = tmp_path / "withdrawals.jsonl"
        path.write_bytes(b"\xff\xfe\n")
        with pytest.raises(DataFileError, match="not UTF-8"):
            put_line(path, ("{}",), replaces=lambda _: False)
        assert path.read_bytes() == b"\xff\xfe\n"

    def test_a_folder_that_cannot_be_written(self, tmp_path):
        """What cannot be written is an error that names the file."""
        (tmp_path / "file").write_text("")
        with pytest.raises(DataFileError, match="cannot be written"):
            put_line(tmp_path / "file" / "a.jsonl", ("{}",), replaces=lambda _: False)

    def test_two_writers(self, tmp_path):
        """Of many writers at once none loses a row."""
        path = tmp_path / "withdrawals.jsonl"

        def write(number):
            put_line(path, (str(number),), replaces=lambda _: False)

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(write, range(40)))
        assert sorted(map(int, path.read_text().split())) == list(range(40))

    @pytest.mark.slow
    def test_two_processes(self, tmp_path):
        """Nor of two processes."""
        code = (
            "import sys; from pathlib import Path; "
            "from withdrawal.keeping.books import put_line\n"
            "for n in range(20): put_line(Path(sys.argv[1]), (sys.argv[2] + str(n),), "
            "replaces=lambda _: False)"
        )
        path = tmp_path / "rows.jsonl"
        started = [
            subprocess.Popen([sys.executable, "-c", code, path, each], cwd=ROOT)
            for each in ("a", "b")
        ]
        assert [each.wait(60) for each in started] == [0, 0]
        assert len(set(path.read_text().split())) == 40
