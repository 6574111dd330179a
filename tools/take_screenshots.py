"""Take the pictures of the page for the docs, the day fixed so that they change only as it does."""

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
    ("date", LITHUANIA, {"width": 1200, "height": 1000}, "light", False),
    ("answer", LITHUANIA, WIDE, "light", True),
    ("forecast", "/forecast/LTU/ottawa-1997?as_of=2025-04-18", WIDE, "light", False),
    ("treaty", "/treaties/ottawa-1997?on=2026-03-01", WIDE, "light", False),
    ("treaty-phone", "/treaties/ottawa-1997?on=2026-03-01&lang=uk", NARROW, "light", False),
    ("state", "/states/USA?on=2026-11-28&by=2027-12-31#bound-title", WIDE, "light", False),
    ("now", "/now?as_of=2026-11-28", WIDE, "light", False),
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
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, address, size, scheme, full in SHOTS:
            page = chrome.new_page(viewport=size, color_scheme=scheme, locale="en-GB")
            page.goto(base + address)
            page.wait_for_function("document.fonts.ready.then(() => true)")
            page.screenshot(path=IMAGES / f"{name}.png", full_page=full)
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
