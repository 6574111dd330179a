"""Write the indexes that are derived from data files; run after any change (`make data`).

`withdrawal/law/data/treaties.json` is what a question reads, `summaries.json` what a list shows,
`numbers.json` which treaty an official number stands for,
and `withdrawal/record/data/starting_claims.json` the claims about what starts a period.
"""

import json
from pathlib import Path
from typing import Any

from withdrawal.law.treaties.catalogue import DIRECTORY, INDEX, NUMBERS, SUMMARIES, build_index
from withdrawal.law.treaties.summaries import numbers_data
from withdrawal.record.starting import STARTING, collect


def write(path: Path, data: Any) -> None:
    """Write JSON that reads and diffs well."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Build and write the indexes."""
    built = build_index(sorted(DIRECTORY.glob("*.toml")))
    names = {name: sorted(ids) for name, ids in sorted(built.index.exact.items())}
    carried = {key: list(each) for key, each in sorted(built.carried.items())}
    write(INDEX, {"files": dict(sorted(built.files.items())), "names": names, "carried": carried})
    write(SUMMARIES, dict(sorted(built.added.items())))
    write(NUMBERS, numbers_data(built.added_numbers))
    write(STARTING, collect())
    print(f"{len(built)} treaties, {len(names)} names")


if __name__ == "__main__":
    main()
