"""The check of a language's folder: what it says is missing, and which rules it knows."""

import shutil
from pathlib import Path

import pytest

from withdrawal.errors import UnknownNameError
from withdrawal.languages import check, folder
from withdrawal.languages.check import complaints_of
from withdrawal.languages.folder import LANGUAGES

LOADERS = (
    "traits",
    "word_lists",
    "state_names",
    "treaty_names",
    "sentences",
    "labels",
    "report_lines",
)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Danish as a language of its own, to be spoilt; what is read of it is forgotten at the end."""
    packaged = Path(folder.__file__).parent
    shutil.copytree(packaged, tmp_path / "all", ignore=shutil.ignore_patterns("*.py", "__*"))
    for module in (folder, check):
        monkeypatch.setattr(module, "FOLDERS", tmp_path / "all")
    yield shutil.copytree(packaged / "da", tmp_path / "all" / "xx")
    for name in LOADERS:
        getattr(folder, name).cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_whole(language):
    """No packaged language lacks anything or breaks a rule."""
    assert complaints_of(language) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("words.toml", "when = ", "wann = ", "cues.when: is missing"),
        ("words.toml", "when = ", "wann = ", "cues.wann: is unknown, nothing reads it"),
        ("words.toml", "today = ", "to_day = ", "unknown key 'to_day' in dates"),
        ("words.toml", "; december", " december", "dates.months: has 11 months"),
        ("words.toml", 'polar = "', 'polar = "" #', "polar: is empty"),
        ("states.toml", "SWE = ", "SWX = ", "SWE: is missing"),
        ("states.toml", 'SWE = { name = "Sverige"', 'SWE = { name = " "', "SWE.name: is empty"),
        ("treaties.toml", "ottawa-1997 = ", "otawa-1997 = ", "otawa-1997: is in no catalogue"),
        ("treaties.toml", "ottawa-1997 = ", "otawa-1997 = ", "ottawa-1997: is missing, though"),
        ("sentences.toml", "\neffective = ", "\nefective = ", "sentences.effective: is missing"),
        ("sentences.toml", "{on}", "{day}", "has the blanks"),
        ("sentences.toml", "{on}", "{on", "is no template"),
        ("sentences.toml", "[acts.withdrawal]", "[acts.leaving]", "acts.withdrawal: is missing"),
        ("sentences.toml", "[acts.denunciation]", "[acts.end]", "no treaty's text has that word"),
        ("sentences.toml", 'exit = "{of} opsigelse', 'exiting = "{of} opsigelse', "is missing"),
        ("sentences.toml", 'exit = "{of} opsigelse', 'exit = "opsigelse', "has the blanks"),
        ("sentences.toml", "{exit}", "{exiting}", "has the blanks"),
        ("labels.toml", "act-vote = ", "act-voting = ", "stages.act-voting: is unknown, nothing"),
        (
            "labels.toml",
            "\npromulgation = ",
            "\npromulgations = ",
            "stages.promulgation: is missing",
        ),
        ("labels.toml", "tagline = ", "tag = ", "labels.tagline: is missing"),
        ("labels.toml", "tagline = ", "tagline", "is not TOML"),
        ("language.toml", "letters = ", "leters = ", "unknown key 'leters'"),
    ],
)
def test_rules(copy, file, old, new, said):
    """Keys too few or too many, entries without words, other blanks: file, key and expectation."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [(each.file, each.text) for each in complaints_of("xx")]
    assert [text for name, text in found if name == file and said in text], found


def test_missing_files(copy):
    """A folder that is not complete is told what it lacks, and is no language yet."""
    (copy / "labels.toml").unlink()
    assert [(each.file, each.text) for each in complaints_of("xx")] == [
        ("labels.toml", "is missing")
    ]


@pytest.mark.parametrize("name", ["", "qq", "../languages/da", "__pycache__"])
def test_no_folder(name):
    """What is no folder of a language is refused, with those that are."""
    with pytest.raises(UnknownNameError, match="expected one of en"):
        complaints_of(name)
