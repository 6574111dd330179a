"""Many documents: in their order, a few at a time, the same whoever reads them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from withdrawal.errors import DocumentError
from withdrawal.reading import read_many

TEXTS = [
    "Finland ceased to be a party to the Ottawa Convention on 10 January 2026.",
    "Estonia ceased to be a party to the Ottawa Convention on 1 May 2024.",
    "Nothing at all.",
]


def told(**more):
    """What each of the texts says, as data."""
    return [each.to_json() for each in read_many(TEXTS * 20, on="2026-03-01", **more)]


class TestManyDocuments:
    def test_order(self):
        """Readings come in the order of the documents."""
        found = [len(each.claims) for each in read_many(TEXTS, on="2026-03-01")]
        assert found == [1, 1, 0]

    def test_a_pool(self):
        """A pool gives what one reader gives, in the same order."""
        with ThreadPoolExecutor(2) as pool:
            assert told(executor=pool) == told()

    @pytest.mark.slow
    @pytest.mark.filterwarnings("ignore")
    def test_a_cluster(self):
        """A Dask cluster in another process gives the same."""
        distributed = pytest.importorskip("distributed", reason="needs the extra 'distributed'")
        with (
            distributed.LocalCluster(
                n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            assert told(executor=client.get_executor()) == told()

    def test_taken_a_few_at_a_time(self):
        """Documents are taken as they are needed, not all at once."""
        taken = []

        def documents():
            for number in range(1_000):
                taken.append(number)
                yield "Nothing."

        with ThreadPoolExecutor(2) as pool:
            next(read_many(documents(), executor=pool))
        assert len(taken) < 100

    def test_a_broken_one(self):
        """What cannot be read is an error in its turn, after what came before it."""
        readings = read_many([TEXTS[0], b"%PDF-1.7 nonsense"], on="2026-03-01")
        assert len(next(readings).claims) == 1
        with pytest.raises(DocumentError, match="PDF"):
            next(readings)
