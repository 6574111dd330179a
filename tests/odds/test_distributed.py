"""A Dask cluster of processes: bit for bit what one process gives, whoever dies on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from withdrawal.odds.api import simulate
from withdrawal.odds.engine import sampling
from withdrawal.odds.engine.sampling import CHUNK

distributed = pytest.importorskip("distributed", reason="needs the extra 'distributed'")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),
]

SCENARIO = Path(__file__).parents[2] / "examples" / "baltic.toml"
RUNS = CHUNK * 12 + 321
"""Seven tasks of two chunks."""


@pytest.fixture
def client() -> Iterator[Any]:
    """Return the client of a cluster of two worker processes."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as found,
    ):
        yield found


def test_identical_to_one_process(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster's counts are those of one process to the last bit, be a worker killed or not."""
    monkeypatch.setattr(sampling, "CHUNKS_PER_TASK", 2)
    victims = [next(iter(client.run(os.getpid).values()))]

    def kill_one(done: int, wanted: int) -> None:
        if victims and done < wanted:
            os.kill(victims.pop(), signal.SIGKILL)

    executor = client.get_executor(retries=3)
    found = simulate(SCENARIO, runs=RUNS, seed=21, executor=executor, progress=kill_one)
    assert victims == []
    assert found.to_json() == simulate(SCENARIO, runs=RUNS, seed=21).to_json()
