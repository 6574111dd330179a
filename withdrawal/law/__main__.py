"""Write what is derived from the law's data files, in a checkout: ``python -m withdrawal.law``.

``treaties.json`` is what a question reads, ``summaries.json`` what a list shows, ``numbers.json``
which treaty an official number stands for. ``countries.json`` keeps its States; its index is made
of their names, and what several States may be called stays, as do words that name none. The schema
of a treaty's file is made of the classes that read it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from withdrawal.datafiles import read_json
from withdrawal.law.countries import DATA
from withdrawal.law.names import NameIndex
from withdrawal.law.treaties.catalogue import DIRECTORY, INDEX, NUMBERS, SUMMARIES, build_index
from withdrawal.law.treaties.schema import treaty_schema
from withdrawal.law.treaties.summaries import numbers_data

SCHEMA = Path(__file__).parents[2] / "schemas" / "treaty.schema.json"


def written() -> dict[Path, Any]:
    """Return what each file holds."""
    built = build_index(sorted(DIRECTORY.glob("*.toml")))
    names = {name: sorted(ids) for name, ids in sorted(built.index.exact.items())}
    carried = {key: list(each) for key, each in sorted(built.carried.items())}
    countries = read_json(DATA)
    return {
        INDEX: {"files": dict(sorted(built.files.items())), "names": names, "carried": carried},
        SUMMARIES: dict(sorted(built.added.items())),
        NUMBERS: numbers_data(built.added_numbers),
        DATA: {**countries, "index": country_index(countries)},
        SCHEMA: treaty_schema(),
    }


def country_index(countries: dict[str, Any]) -> dict[str, list[str]]:
    """Return which States each name stands for."""
    names = {
        key: [each["name"], *each["names"], *([each["alpha2"]] if each["alpha2"] else [])]
        for key, each in countries["states"].items()
    }
    shared = {name: ids for name, ids in countries["index"].items() if len(ids) > 1}
    exact = {name: sorted(ids) for name, ids in NameIndex.of(names, str).exact.items()}
    return dict(sorted((exact | shared).items()))


def text_of(path: Path, data: Any) -> str:
    """Return JSON that reads and diffs well."""
    return json.dumps(data, ensure_ascii=False, indent=2 if path == SCHEMA else 1) + "\n"


if __name__ == "__main__":
    for path, data in written().items():
        path.write_text(text_of(path, data), encoding="utf-8")
        print(path.name)
