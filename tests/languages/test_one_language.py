"""A language is a folder: a new one is found and used without code, and no other one is read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import withdrawal

PACKAGE = Path(withdrawal.__file__).parent
DANISH = "Hvornår træder Litauens udtræden af Ottawakonventionen i kraft?"
SWEDISH = "När träder Litauens utträde ur Ottawakonventionen i kraft?"

READ = f"""
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from withdrawal.questions import ask
assert "2025" in ask({SWEDISH!r}, as_of="2026-11-28").text
print(*sorted({{each.split("/")[-2] for each in opened if each.endswith(".toml")
                and "/languages/" in each and each.split("/")[-2] != "languages"}}))
"""

USED = f"""
from withdrawal.languages.check import complaints_of
from withdrawal.languages.detection import INDEX
from withdrawal.languages.folder import LANGUAGES
from withdrawal.languages.index import made_index
from withdrawal.questions import ask
assert "xx" in LANGUAGES
print(ask({DANISH!r}, as_of="2026-11-28", lang="xx").text)
INDEX.write_text(made_index(), encoding="utf-8")
print(complaints_of("xx"))
"""


def run(code: str, package: Path = PACKAGE) -> str:
    """What a new process prints, with the package of a folder."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        cwd=package.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def with_another(tmp_path: Path) -> Path:
    """The package with one more language: Danish under another code and name."""
    made = tmp_path / "withdrawal"
    for folder in (made, made / "languages"):
        folder.mkdir()
    for each in (*PACKAGE.iterdir(), *(PACKAGE / "languages").iterdir()):
        target = tmp_path / each.relative_to(PACKAGE.parent)
        if not target.exists() and each.name != "index.json":
            target.symlink_to(each)
    shutil.copy(PACKAGE / "languages" / "index.json", made / "languages")
    new = shutil.copytree(PACKAGE / "languages" / "da", made / "languages" / "xx")
    text = (new / "language.toml").read_text("utf-8").replace('name = "Dansk"', 'name = "Ny"')
    (new / "language.toml").write_text(f'locale = "da"\n{text}', encoding="utf-8")
    return made


def test_a_new_folder_needs_no_code(with_another: Path):
    """A folder beside the others is a language: it is answered in, and its check is whole."""
    answer, complaints = run(USED, package=with_another).rsplit("\n", 1)
    assert "27. december 2025" in answer
    assert complaints == "()"


def test_a_cold_question_reads_one_language():
    """A new process that is asked in Swedish reads the folder of Swedish, English, and no other."""
    assert run(READ) == "en sv"
