"""Bodies without a treaty of their own: a plain answer instead of a wild guess."""

import pickle
from pathlib import Path

import pytest

import withdrawal
from withdrawal.errors import DataFileError, NoTreatyError, UnknownTreatyError
from withdrawal.law.countries import country
from withdrawal.law.treaties.bodies import bodies, body_called, no_treaty, read_bodies
from withdrawal.law.treaties.catalogue import catalogue, resolve_treaty


class TestNames:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("IPCC", "ipcc"),
            ("ipcc", "ipcc"),
            ("Intergovernmental Panel on Climate Change", "ipcc"),
            ("Weltklimarat", "ipcc"),
            ("UN Women", "un-women"),
            ("UNRWA", "unrwa"),
            ("TRIPS", "trips"),
        ],
    )
    def test_a_name_finds_its_body(self, name: str, key: str):
        """Names, abbreviations and names in other languages find the body."""
        assert body_called(name).id == key
        with pytest.raises(NoTreatyError) as caught:
            resolve_treaty(name)
        assert caught.value.body is bodies()[key]

    @pytest.mark.parametrize("name", ["ottawa", "", "no such body"])
    def test_no_body(self, name: str):
        """What is no body's name finds none."""
        assert body_called(name) is None

    def test_a_treaty_goes_before(self):
        """A name that a treaty has as well stands for the treaty."""
        assert resolve_treaty("ICJ").id == "icj-statute-art-36-2"

    @pytest.mark.parametrize("name", ["IPCCC", "OAPEC", "STCU", "UNFSS"])
    def test_no_wild_guess(self, name: str):
        """An abbreviation with another letter suggests nothing."""
        with pytest.raises(UnknownTreatyError) as caught:
            resolve_treaty(name)
        assert caught.value.suggestions == ()


class TestAnswers:
    def test_the_answer(self):
        """The message says what the body is, and whether a State can leave it."""
        with pytest.raises(NoTreatyError) as caught:
            withdrawal.when("usa", "ipcc")
        error = caught.value
        assert error.message.startswith(
            "IPCC (Intergovernmental Panel on Climate Change) has no treaty of its own to leave: "
        )
        assert error.message == bodies()["ipcc"].answer
        assert error.suggestions == ("wmo-1947", "unfccc-1992")
        assert error.code == "no-treaty-of-its-own"

    def test_as_json(self):
        """The error carries the body, and survives pickling."""
        error = no_treaty(bodies()["unhrc"])
        told = pickle.loads(pickle.dumps(error)).to_json()
        assert told["error"]["code"] == "no-treaty-of-its-own"
        assert told["body"]["schema"] == "withdrawal/body/1"
        assert told["body"]["cases"][0]["party"] == "USA"
        assert told["body"]["cases"][1]["effect"] is None


class TestData:
    @pytest.mark.rows("key", list(bodies()))
    def test_every_body(self, key: str):
        """Every body is found by its names, refers to treaties that there are, and is sourced."""
        body = bodies()[key]
        assert body.source
        assert body.answer.endswith(".")
        assert set(body.see) <= set(catalogue())
        for each in body.cases:
            assert country(each.party)
        for name in (body.name, *body.short_names, *body.names.values()):
            assert body_called(name) is body

    def test_malformed(self, tmp_path: Path):
        """A malformed line is refused by file, line and key."""
        path = tmp_path / "bodies.jsonl"
        path.write_text('{"id": "a"}\n', encoding="utf-8")
        with pytest.raises(DataFileError, match=r"^bodies.jsonl:1: the key 'name' is missing"):
            read_bodies(path)
        path.write_text("{\n", encoding="utf-8")
        with pytest.raises(DataFileError, match=r"^bodies.jsonl:1: is not JSON"):
            read_bodies(path)
        line = (Path(withdrawal.__file__).parent / "law/data/bodies.jsonl").read_text("utf-8")
        path.write_text(2 * f"{line.splitlines()[0]}\n", encoding="utf-8")
        with pytest.raises(DataFileError, match="stands there twice"):
            read_bodies(path)
