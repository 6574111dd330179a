"""Write withdrawal/law/data/treaties.json, the index of the treaty files; run after any change."""

import json

from withdrawal.law.catalogue import DIRECTORY, INDEX, build_index


def main() -> None:
    """Build and write the index."""
    index = build_index(sorted(DIRECTORY.glob("*.toml")))
    INDEX.write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(index['treaties'])} treaties, {len(index['names'])} names")


if __name__ == "__main__":
    main()
