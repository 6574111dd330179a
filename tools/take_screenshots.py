"""Take the pictures of the page for the docs: `python tools/take_screenshots.py`.

Needs the extra `web`, Playwright and Chromium. The day is fixed where the page allows it, so that
pictures change only when the page does.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from withdrawal.web.server import make_server

IMAGES = Path(__file__).parents[1] / "docs" / "images"
LITHUANIA = "/when/LTU/ottawa-1997?as_of=2026-11-21"
WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
SHOTS = (
    ("home", "/", WIDE, "light", False),
    ("answer", LITHUANIA, WIDE, "light", True),
    ("dark", LITHUANIA, WIDE, "dark", False),
    ("forecast", "/forecast/LTU/ottawa-1997?as_of=2025-04-18", WIDE, "light", False),
    ("phone", LITHUANIA, NARROW, "light", False),
)


def main() -> None:
    """Serve the page, take every picture, stop."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = make_server()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, address, size, scheme, full in SHOTS:
            page = chrome.new_page(viewport=size, color_scheme=scheme, locale="en-GB")
            page.goto(base + address)
            page.wait_for_function("document.fonts.ready.then(() => true)")
            page.screenshot(path=IMAGES / f"{name}.png", full_page=full)
            page.close()
        chrome.close()
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
