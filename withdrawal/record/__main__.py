"""Write what is derived from the documents, in a checkout: ``python -m withdrawal.record``."""

from __future__ import annotations

import json

from withdrawal.record.starting import STARTING, collect

if __name__ == "__main__":
    text = json.dumps(collect(), ensure_ascii=False, indent=1)
    STARTING.write_text(f"{text}\n", encoding="utf-8")
    print(STARTING.name)
