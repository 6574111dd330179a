"""Build the wheel and the sdist twice, in two places, and compare the bytes.

    python tools/check_build.py [--out DIRECTORY]

The second time the tree stands elsewhere, its files are newer, and the wheel is built from the
sdist; only ``SOURCE_DATE_EPOCH`` is the same: the time of the last commit. ``--out`` keeps the
first pair.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BESIDE = {"seeds": "record/data/seeds", "examples": "case/data/examples", "schemas": "schemas"}
"""Directories beside the package that are packaged within it."""


def tracked() -> list[Path]:
    """Return the files of the project, as its version control has them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def last_commit() -> str:
    """Return the time of the last commit, in seconds since 1970."""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def copy_tree(place: Path) -> Path:
    """Return a copy of the project's files, all of them new."""
    for name in tracked():
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
        target.chmod((ROOT / name).stat().st_mode)
    return place


def build(tree: Path, out: Path) -> None:
    """Build the sdist of a tree, and the wheel from the sdist."""
    epoch = {**os.environ, "SOURCE_DATE_EPOCH": last_commit().strip()}
    command = [sys.executable, "-m", "build", "--outdir", str(out), str(tree)]
    done = subprocess.run(command, env=epoch, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])


def digests(directory: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a directory, by name."""
    found = sorted(directory.iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def missing(directory: Path) -> Iterator[str]:
    """Yield what should be in the wheel or the sdist and is not."""
    with zipfile.ZipFile(next(directory.glob("*.whl"))) as wheel:
        packed = set(wheel.namelist())
    with tarfile.open(next(directory.glob("*.tar.gz"))) as sdist:
        sources = {name.partition("/")[2] for name in sdist.getnames()}
    for path in tracked():
        top, name = path.parts[0], path.as_posix()
        inside = f"withdrawal/{BESIDE[top]}{name[len(top) :]}" if top in BESIDE else name
        if top in ("withdrawal", *BESIDE) and inside not in packed:
            yield f"{name} is not in the wheel"
        if top in ("withdrawal", "tests", "docs", *BESIDE) and name not in sources:
            yield f"{name} is not in the sdist"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build twice; return 1 where the bytes differ or a file is missing."""
    parser = argparse.ArgumentParser(prog="tools/check_build.py", description=__doc__)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        first, second = Path(place) / "first", Path(place) / "second"
        build(copy_tree(Path(place) / "tree"), first)
        build(copy_tree(Path(place) / "another" / "tree"), second)
        once, twice = digests(first), digests(second)
        for name, digest in once.items():
            same = "the same twice" if twice.get(name) == digest else "DIFFERENT the second time"
            print(f"{name}: sha256 {digest}, {same}")
        wrong = [] if once == twice else ["the bytes differ"]
        wrong += missing(first)
        if options.out is not None:
            shutil.copytree(first, options.out, dirs_exist_ok=True)
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
