"""What is derived from the data files of the law is what they say today (`make data` writes it)."""

import pytest

from withdrawal.law.__main__ import text_of, written


@pytest.fixture(scope="module")
def made():
    """What each file holds."""
    return written()


def test_every_file_is_fresh(made):
    """Each index that is shipped, and the schema, is the one made from the files, byte for byte."""
    stale = [path for path, data in made.items() if path.read_text("utf-8") != text_of(path, data)]
    assert stale == []


def test_a_name_of_several_states_stays(made):
    """A name that several States share stands for each of them, though it is none's own."""
    data = next(data for path, data in made.items() if path.name == "countries.json")
    assert data["index"]["congo"] == ["COD", "COG"]
    assert not any(each == "Congo" for state in data["states"].values() for each in state["names"])
