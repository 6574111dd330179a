"""Run every benchmark, one after the other: `python -m benchmarks [--check]`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    names = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    statuses = []
    for name in names:
        print(f"== {name}", flush=True)
        statuses.append(
            subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *sys.argv[1:]]).returncode
        )
    return max(statuses, default=0)


if __name__ == "__main__":
    raise SystemExit(main())
