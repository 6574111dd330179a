"""Slow answers: a few at a time, the rest turned away for a while, quick ones never delayed."""

import asyncio
import threading
import time
from importlib import import_module

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from withdrawal.web import api
from withdrawal.web.app import create_app
from withdrawal.web.pages.reading import read_page
from withdrawal.web.settings import Settings
from withdrawal.web.work import Workbench

FEW = Settings(slow_answers=1, waiting_answers=1, answer_seconds=1.0)


@pytest.fixture
def gate():
    """Work that lasts until it is let go; let go at the end in any case."""
    opened = threading.Event()
    yield opened
    opened.set()


class TestWorkbench:
    """Where slow answers are computed."""

    def test_result(self):
        """Work gives its result, and its own error."""

        async def both():
            bench = Workbench(Settings())
            assert await bench.do(lambda: 6 * 7) == 42
            with pytest.raises(ZeroDivisionError):
                await bench.do(lambda: 1 // 0)

        asyncio.run(both())

    def test_too_many(self, gate):
        """One is computed, one waits, the third is told to come again; then there is room."""

        async def three():
            bench = Workbench(FEW)
            first = asyncio.create_task(bench.do(gate.wait))
            second = asyncio.create_task(bench.do(lambda: "second"))
            await asyncio.sleep(0.05)
            with pytest.raises(HTTPException) as refused:
                await bench.do(lambda: "third")
            assert refused.value.status_code == 503
            assert refused.value.headers == {"Retry-After": "5"}
            gate.set()
            assert (await first, await second) == (True, "second")
            assert await bench.do(lambda: "fourth") == "fourth"

        asyncio.run(three())

    def test_work_that_is_left_behind(self, gate):
        """A request that gives up does not free the place of work that goes on."""

        async def leave():
            bench = Workbench(FEW)
            for _ in range(2):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(bench.do(gate.wait), 0.05)
            # The first goes on in its thread; the second had not begun, and is gone.
            waiting = asyncio.create_task(bench.do(lambda: "waited"))
            await asyncio.sleep(0.05)
            with pytest.raises(HTTPException):
                await bench.do(lambda: "refused")
            gate.set()
            assert await waiting == "waited"

        asyncio.run(leave())


class TestApplication:
    """The same through the application."""

    @pytest.fixture
    def held(self, gate, monkeypatch):
        """The application with forecasts that last until they are let go."""

        def hold(*_, **__):
            gate.wait()
            raise ValueError

        monkeypatch.setattr(import_module("withdrawal.odds.api"), "forecast", hold)
        with TestClient(create_app(FEW), raise_server_exceptions=False) as client:
            yield client

    @pytest.mark.parametrize(
        "address", [f"{api.ROOT}/forecast?party=LTU&treaty=ottawa", "/forecast/LTU/ottawa-1997"]
    )
    def test_busy(self, held, address):
        """Who is turned away gets 503 and when to come again; quick answers come as ever."""
        asked = [threading.Thread(target=held.get, args=(address,)) for _ in range(2)]
        for each in asked:
            each.start()
        time.sleep(0.1)
        refused = held.get(address)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert held.get("/healthz").status_code == 200
        assert held.get(f"{api.ROOT}/when?party=LTU&treaty=ottawa").status_code == 200
        for each in asked:
            each.join(10)

    @pytest.mark.parametrize(("before", "why"), [(0, "took too long"), (2, "Too many slow")])
    def test_the_page_of_a_text(self, held, gate, monkeypatch, before, why):
        """The page of a text keeps what was typed and says, in its language, when to try again."""
        monkeypatch.setattr(f"{read_page.__module__}._checked", lambda *_: gate.wait())
        held.get("/read?lang=de")
        sent = {"data": {"text": "Estland <trat> aus.", "date": "2026-02-01"}}
        asked = [
            threading.Thread(target=held.post, args=("/read",), kwargs=sent) for _ in range(before)
        ]
        for each in asked:
            each.start()
        time.sleep(0.1)
        found = held.post("/read?lang=de", **sent)
        assert (found.status_code, found.headers["retry-after"]) == (503, "5")
        assert "Versuchen Sie es in 5 Sekunden noch einmal." in found.text
        assert why in found.text
        assert "required>Estland &lt;trat&gt; aus.</textarea>" in found.text
        assert 'value="2026-02-01"' in found.text
        for each in asked:
            each.join(10)

    def test_too_slow(self, held):
        """What takes too long is 503 as well, as a problem with when to come again."""
        found = held.get(f"{api.ROOT}/forecast?party=LTU&treaty=ottawa")
        assert (found.status_code, found.headers["retry-after"]) == (503, "5")
        assert found.json()["detail"] == "The answer took too long."
