"""Read the five reports again, and keep what was read: values, places and rules, never the words.

    python tools/read_sources.py FOLDER

FOLDER holds the originals under the names that ``seeds/*.toml`` give them; it is not a part of the
project. What is printed is what the labels hold and the reading lacks.
"""

import json
import sys
from pathlib import Path

from withdrawal.proof.misreadings import READ, read_in
from withdrawal.reading import read
from withdrawal.record.claims import documents


def row(claim):
    """Return a claim as it is kept."""
    value = {key: each for key, each in claim.value.to_json().items() if each}
    kept = ("kind", "parties", "treaty", "step", "offset", "length", "verdict", "rule")
    found = {key: getattr(claim, key) for key in kept}
    return {**found, "parties": list(claim.parties), "value": value}


def rows_of(folder):
    """Return what is read in each document of a folder, by the stem of its name."""
    return {
        Path(each.document).stem: [
            row(claim)
            for claim in read(
                (Path(folder) / each.document).read_bytes(), on=each.date, language=each.language
            ).claims
        ]
        for each in documents()
    }


def checked(folder):
    """Return whether a folder of originals gives the file that is kept: *not run* without one."""
    if not all((Path(folder) / each.document).is_file() for each in documents()):
        return "not run"
    made = json.loads(json.dumps(rows_of(folder)))
    return "the same" if made == json.loads(READ.read_text("utf-8")) else "other"


def main(arguments):
    """Write the file, and print which labels are not found."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python tools/read_sources.py FOLDER", file=sys.stderr)
        return 2
    text = json.dumps(rows_of(arguments[0]), ensure_ascii=False, indent=1)
    READ.write_text(text + "\n", encoding="utf-8")
    for each in documents():
        for label in each.claims:
            if not any(found.tells(label) for found in read_in(each)):
                print(f"{each.name}: {label.id}: {label.not_read or 'NOT EXPLAINED'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
