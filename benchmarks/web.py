"""How many answers a second one server process gives to thirty-two connections on loopback.

`python -m benchmarks.web [SECONDS]` loads a server of its own, three times, and prints the median
and the best run. The load is bounded in time and goes to this machine only.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path

LOAD = Path(__file__).parent.parent / "tests" / "web" / "load.py"
GOAL_RATE, GOAL_P99_MS = 300, 150


def measure(seconds: float) -> dict[str, float]:
    """Return what one load measured."""
    command = [sys.executable, str(LOAD), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure three times and print the table."""
    given = [each for each in sys.argv[1:] if not each.startswith("-")]
    seconds = float(given[0]) if given else 12.0
    runs = [measure(seconds) for _ in range(3)]
    rates = [run["a_second"] for run in runs]
    tails = [run["p99_ms"] for run in runs]
    print(
        f"answers a second   median {statistics.median(rates):6.0f}  best {max(rates):6.0f}"
        f"  goal >= {GOAL_RATE}"
    )
    print(
        f"99th percentile ms median {statistics.median(tails):6.0f}  best {min(tails):6.0f}"
        f"  goal <  {GOAL_P99_MS}"
    )
    print(f"errors             {sum(run['errors'] for run in runs):.0f}")


if __name__ == "__main__":
    main()
