"""The doors for people and programs: plain questions, and requests to the server."""

from __future__ import annotations

import asyncio
import atexit
import json
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from mutate import WORDS, crossed, lines, text

import withdrawal
from withdrawal.questions import understand

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-21"

# -- questions ----------------------------------------------------------------------------------


@cache
def questions() -> tuple[str, ...]:
    """Return questions as people type them, in every language."""
    found = []
    for name in ("tuned", "kept"):
        path = ROOT / f"tests/questions/corpus/{name}.jsonl"
        found += [json.loads(row)["question"] for row in path.read_text("utf-8").splitlines()]
    return tuple(found)


def make_question(rng: Random) -> bytes:
    """Return a question that was changed, crossed with another, or repeated."""
    said = rng.choice(questions())
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        kind = rng.randrange(7)
        words = said.split(" ")
        at = rng.randrange(len(words) + 1)
        if kind < 4:
            said = crossed(rng, words, at, kind, questions())
        elif kind == 4:
            rng.shuffle(words)
            said = " ".join(words)
        elif kind == 5:
            said = rng.choice((str.upper, str.lower, str.title, str.swapcase))(said)
        else:
            said = said * rng.choice((2, 3, 40))
    return said.encode(errors="replace")


def read_question(data: bytes) -> object:
    """Understand a question."""
    return understand(data.decode(errors="replace"), as_of=TODAY)


def run_question(data: bytes) -> None:
    """Ask a question, and print the reply as data."""
    reply = withdrawal.ask(data.decode(errors="replace"), as_of=TODAY)
    json.dumps(reply.to_json(), allow_nan=False)


def good_questions() -> tuple[bytes, ...]:
    """Return questions that are answered."""
    return tuple(
        each.encode()
        for each in (
            "When does Lithuania's withdrawal from the Ottawa Convention take effect?",
            "when did finland leave the mine ban treaty",
            "När lämnar Lettland Ottawakonventionen?",
        )
    )


# -- requests -----------------------------------------------------------------------------------

TARGETS = (
    "GET /healthz", "GET /robots.txt", "GET /history?treaty=ottawa-1997",
    "GET /when?state=LTU&treaty=ottawa-1997", "GET /when/LVA/ottawa-1997/answer.ics",
    "GET /api/v1/when?party=LTU&treaty=ottawa-1997&as_of=2025-05-08",
    "GET /api/v1/when?party=SWE&treaty=ottawa&received=2027-03-01&conflict=2027-08-15/..",
    "GET /api/v1/plan?party=SWE&treaty=ottawa-1997&out_by=2028-01-01",
    "GET /api/v1/states?q=l", "GET /api/v1/states/LVA", "GET /api/v1/history?party=LVA",
    "GET /when/SWE/ottawa-1997/papers/memo.md", "GET /when/SWE/ottawa-1997/papers/notice.txt",
    "GET /embed/when/LTU/ottawa-1997", "GET /embed/treaties/ottawa-1997",
    "GET /api/v1/parties?treaty=ottawa&on=2026-03-01", "GET /api/v1/notice?party=SWE&treaty=ottawa",
    "GET /static/../pyproject.toml", "GET /static/nothing.css", "OPTIONS /api/v1/when",
)  # fmt: skip
LONG = (
    "GET /", "GET /treaties?q=mines", "GET /treaties/ottawa-1997", "GET /states",
    "GET /states/LVA", "GET /history.csv", "GET /suggest/treaties?q=otta",
    "GET /when/LTU/ottawa-1997", "GET /when/SWE/ottawa-1997?received=2027-08-31",
    "GET /ask?q=when+did+finland+leave+the+mine+ban+treaty",
    "GET /api/v1/ask?q=when+did+finland+leave+the+mine+ban+treaty&lang=en",
    "GET /api/v1/treaties?q=mines", "GET /api/v1/treaties/ottawa-1997",
    "GET /now", "GET /compare?party=LVA&party=EST&treaty=ottawa", "GET /parties?treaty=ottawa",
    "GET /plan?party=SWE&treaty=ottawa&out_by=2029-01-01", "GET /changes?treaty=ottawa",
    "GET /forecast/LVA/ottawa-1997", "GET /api/v1/memo?party=SWE&treaty=ottawa", "POST /read",
    "POST /api/v1/read", "HEAD /api/v1/treaties/ottawa-1997", "GET /api/openapi.json",
    "POST /api/v1/run", "POST /api/v1/run", "POST /api/v1/backtest", "POST /api/v1/backtest",
)  # fmt: skip
"""Requests that take the server milliseconds, whole pages most of them: one in ten is of these."""
HEADERS = (
    "accept-language: sv;q=0.8, en", "accept: application/json", "host: 127.0.0.1:8765",
    "content-length: 5", "content-length: x", "content-type: application/toml", "if-none-match: *",
    "range: bytes=0-1", "cookie: a=b", "x: " + "y" * 20_000, "accept-language: xx-\x00;q=z",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "x")
RECORD = b'{"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27"}\n'


def make_request(rng: Random) -> bytes:
    """Return a request: a line, headers, an empty line and a body."""
    method, _, target = rng.choice(LONG if rng.random() < 0.1 else TARGETS).partition(" ")
    body = b""
    if method == "POST":
        body = RECORD if "backtest" in target else rng.choice(scenarios())
        body = lines(rng, body) if rng.random() < 0.8 else body
    if rng.random() < 0.1:
        method = rng.choice(METHODS)
    for _ in range(rng.choice((0, 1, 1, 2))):
        kind = rng.randrange(4)
        if kind == 0:
            target = text(rng, target)
        elif kind == 1:
            name = rng.choice(("party", "treaty", "q", "as_of", "received", "lang", "way_out", "n"))
            target += f"{'&' if '?' in target else '?'}{name}={quote(rng.choice(WORDS))}"
        elif kind == 2:
            parts = target.split("/")
            parts[rng.randrange(len(parts))] = quote(rng.choice(WORDS))
            target = "/".join(parts)
        else:
            target = rng.choice(TARGETS).partition(" ")[2]
    target = target.replace("\n", "").replace(" ", "+") or "/"
    extra = "".join(f"{rng.choice(HEADERS)}\n" for _ in range(rng.randrange(3)))
    return f"{method} {target}\n{extra}\n".encode(errors="replace") + body


@cache
def scenarios() -> tuple[bytes, ...]:
    """Return the packaged scenarios."""
    return tuple(path.read_bytes() for path in sorted((ROOT / "examples").glob("*.toml")))


def scope_of(head: bytes) -> dict[str, Any]:
    """Return the ASGI scope of the lines before the body, as a server would make it."""
    first, *rest = head.split(b"\n")
    method, _, target = first.partition(b" ")
    path, _, query = target.partition(b"?")
    headers = [line.partition(b": ")[::2] for line in rest if line]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method.decode(errors="replace").upper()[:20],
        "scheme": "http",
        "path": unquote_to_bytes(path).decode(errors="replace"),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": [(name.lower(), value) for name, value in headers],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8765),
    }


@cache
def server() -> tuple[Any, asyncio.AbstractEventLoop]:
    """Return the application, and a loop to run it in."""
    from withdrawal.web.app import create_app

    loop = asyncio.new_event_loop()
    atexit.register(loop.close)
    return create_app(), loop


def run_request(data: bytes) -> str | None:
    """Send a request to the application; return the status where it is a refusal."""
    head, _, body = data.partition(b"\n\n")
    sent: list[MutableMapping[str, Any]] = []
    app, loop = server()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    loop.run_until_complete(app(scope_of(head), receive, send))
    starts = [each for each in sent if each["type"] == "http.response.start"]
    assert len(starts) == 1, "not exactly one response"
    status, headers = starts[0]["status"], dict(starts[0]["headers"])
    assert status < 500, f"status {status}"
    assert headers[b"x-content-type-options"] == b"nosniff"
    whole = b"".join(each.get("body", b"") for each in sent)
    assert b"Traceback" not in whole, "a traceback was sent"
    if whole and b"json" in headers.get(b"content-type", b""):
        json.loads(whole)
    return None if status < 400 else f"status {status}"


def good_requests() -> tuple[bytes, ...]:
    """Return requests that are answered."""
    some = ("GET /", "GET /healthz", "GET /treaties/ottawa-1997", "GET /when/LTU/ottawa-1997",
            "GET /api/v1/states?q=l", "GET /parties?treaty=ottawa")  # fmt: skip
    return tuple(f"{each}\n\n".encode() for each in some)
