"""What the tests of the page share: the application, called directly or served for real."""

import os
import shutil
import socket
import threading
import time

import pytest
from starlette.testclient import TestClient

from withdrawal.web.app import create_app
from withdrawal.web.server import make_server
from withdrawal.web.settings import Settings


@pytest.fixture(scope="session")
def client():
    """The application, called directly; a failure inside it is a response of 500."""
    return TestClient(create_app(), raise_server_exceptions=False, follow_redirects=False)


def served(settings=None):
    """Yield the port of a real server on loopback, and stop it afterwards."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = make_server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.started
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def port():
    """The port of a real server with the limits it ships with."""
    yield from served()


@pytest.fixture(scope="module")
def hasty_port():
    """The port of a real server that waits only half a second."""
    yield from served(Settings(idle_seconds=0.5, body_seconds=0.5))


ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chrome():
    """Debian's Chromium, driven by Playwright; without it tests are skipped, but never in CI."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    assert found, "CI must install Chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()
