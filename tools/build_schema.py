"""Write schemas/treaty.schema.json, made from the classes that read treaty files (`make data`)."""

import json
from pathlib import Path

from withdrawal.law.treaties.schema import treaty_schema

SCHEMA = Path(__file__).parent.parent / "schemas" / "treaty.schema.json"


def main() -> None:
    """Build and write the schema."""
    text = json.dumps(treaty_schema(), ensure_ascii=False, indent=2) + "\n"
    SCHEMA.write_text(text, encoding="utf-8")
    print(f"{SCHEMA.name}: {len(text)} bytes")


if __name__ == "__main__":
    main()
