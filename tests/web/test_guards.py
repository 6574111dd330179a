"""The guards: security headers on everything, and hostile requests answered with 4xx."""

import socket
import time
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from withdrawal.web.app import create_app
from withdrawal.web.guards import SECURITY_HEADERS
from withdrawal.web.settings import Settings

ADDRESSES = ["/", "/when/LTU/ottawa-1997", "/api/v1/when", "/nothing", "/static/style.css",
             "/healthz", "/api/v1/treaties/x", "/when/LTU/ottawa-1997/timeline.svg"]  # fmt: skip
PATHS = ["/when/{}/ottawa-1997", "/treaties/{}", "/states/{}", "/when/LTU/ottawa-1997/{}",
         "/static/{}", "/{}"]  # fmt: skip
PARAMETERS = [
    ("/ask", "q"),
    ("/when", "state"),
    ("/history", "q"),
    ("/treaties", "q"),
    ("/suggest/states", "q"),
    ("/when/LTU/ottawa-1997", "received"),
    ("/when/LTU/ottawa-1997", "lang"),
    ("/api/v1/when", "party"),
    ("/api/v1/ask", "q"),
]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "{{7*7}}",
    "${7*7}",
    "%00",
    "\x00\x01\x02",
    "\u202e\u0000gnp.exe",
    "\ud83d\ude00" * 30,
    "A" * 3000,
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "\r\nSet-Cookie: a=b",
]


class TestHeaders:
    """Security headers."""

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_present(self, client, address):
        """Every response carries them, errors included."""
        found = client.get(address).headers
        is_picture = found["content-type"].startswith("image/")
        for name, value in SECURITY_HEADERS.items():
            if name == "cross-origin-resource-policy" and is_picture:
                assert found[name] == "cross-origin"
            else:
                assert found[name] == value

    def test_policy(self):
        """Nothing inline, nothing from elsewhere, no frame."""
        policy = SECURITY_HEADERS["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy

    def test_documentation(self, client, tmp_path):
        """Documentation that is given is linked and shown, and its pages alone may hold scripts."""
        (tmp_path / "index.html").write_text("<title>Read</title>", encoding="utf-8")
        app = TestClient(create_app(Settings(docs=tmp_path)))
        assert 'href="/docs/"' in app.get("/").text
        assert 'href="/docs/"' not in client.get("/").text
        found = app.get("/docs/")
        assert found.text == "<title>Read</title>"
        assert "script-src 'self' 'unsafe-inline'" in found.headers["content-security-policy"]
        for each in ("/", "/documents", "/static/style.css"):
            assert "unsafe" not in app.get(each).headers["content-security-policy"]
        assert app.get("/docs/nothing.html").status_code == 404

    def test_no_state(self, client):
        """No cookie is ever set."""
        assert all("set-cookie" not in client.get(each).headers for each in ADDRESSES)


class TestHostileInput:
    """4xx, never 5xx, never reflected unescaped."""

    @pytest.mark.rows("asked, text", [*product(PARAMETERS, HOSTILE)])
    def test_in_the_query(self, client, asked, text):
        """In a parameter."""
        address, name = asked
        query = {name: text.encode("utf-8", "replace").decode()}
        if name == "state":
            query["treaty"] = "ottawa"
        found = client.get(address, params=query)
        assert found.status_code < 500
        _never_unescaped(found)

    @pytest.mark.rows("address, text", [*product(PATHS, HOSTILE)])
    def test_in_the_path(self, client, address, text):
        """In the path."""
        from urllib.parse import quote

        found = client.get(address.format(quote(text.encode("utf-8", "replace"), safe="")))
        assert found.status_code < 500
        _never_unescaped(found)
        assert b"root:" not in found.content

    @pytest.mark.parametrize("host", ["evil.example/<script>", "a" * 500, '"><script>', ""])
    def test_in_the_host(self, client, host):
        """In the Host header, which a citation would otherwise repeat."""
        found = client.get("/when/LTU/ottawa-1997", headers={"Host": host})
        assert found.status_code < 500
        _never_unescaped(found)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_text(self, client, one, other):
        """Any text whatever."""
        query = {"party": one, "treaty": other}
        try:
            found = client.get("/api/v1/when", params=query)
        except UnicodeEncodeError:
            return
        assert found.status_code in (200, 400, 404, 422)


def _never_unescaped(found):
    if "html" in found.headers.get("content-type", ""):
        body = found.text
        assert "<script>alert" not in body
        assert "<img" not in body
        assert "onerror=alert(1)>" not in body.replace("&gt;", "")


ENDLESS_DAY = (
    b'title="x"\n[[cases]]\nparty="LTU"\ntreaty="ottawa"\nevents=[{step="notice", on=0x'
    + b"f" * 6000
    + b"}]"
)


class TestLimits:
    """What is too long, too large or too many is refused before it is read."""

    def test_long_address(self, client):
        """An address beyond the limit."""
        assert client.get("/ask", params={"q": "a" * 6000}).status_code == 414

    def test_large_headers(self, client):
        """Headers beyond the limit."""
        assert client.get("/", headers={"X-Large": "a" * 20_000}).status_code == 431

    def test_large_body(self, client):
        """A body that says it is too large, and one that does not say."""
        large = b"a" * 1_100_000
        assert client.post("/api/v1/backtest", content=large).status_code == 413
        streamed = client.post("/api/v1/backtest", content=iter([large[:600_000], large[:600_000]]))
        assert streamed.status_code == 413
        just = b" " * Settings().largest_body
        assert client.post("/api/v1/backtest", content=just).status_code == 200

    @pytest.mark.parametrize("length", ["1e9", "²", "9" * 5000, "0" * 5000])
    def test_false_length(self, client, length):
        """A length that is no number, or a number of thousands of digits."""
        sent = {"Content-Length": length.encode()}
        found = client.post("/api/v1/backtest", content=b"x", headers=sent)
        assert found.status_code in (400, 413)

    @pytest.mark.parametrize("path", ["run", "simulate"])
    @pytest.mark.parametrize(
        "body", [b".".join([b"a"] * 30_000) + b"=1", b"a=" + b"9" * 6000, ENDLESS_DAY]
    )
    def test_costly_scenario(self, client, path, body):
        """A scenario made to keep its parser busy, or to break it, is refused at once."""
        start = time.monotonic()
        assert client.post(f"/api/v1/{path}", content=body).status_code == 422
        assert time.monotonic() - start < 2


def talk(port, sent, wait=5.0):
    """Send raw bytes and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        connection.sendall(sent)
        return hear(connection)


def hear(connection):
    """Return all that comes until the other side closes."""
    received = b""
    try:
        while chunk := connection.recv(65_536):
            received += chunk
    except (TimeoutError, ConnectionResetError):
        pass
    return received


class TestRawConnections:
    """A real server, spoken to byte by byte."""

    def test_slow_body(self, hasty_port):
        """A body that never comes is not waited for."""
        heard = talk(
            hasty_port,
            b"POST /api/v1/backtest HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc",
        )
        assert heard.startswith(b"HTTP/1.1 408")

    def test_header_flood(self, port):
        """Headers without end are cut off."""
        flood = b"".join(b"X-%d: %s\r\n" % (number, b"y" * 100) for number in range(2000))
        heard = talk(port, b"GET / HTTP/1.1\r\nHost: x\r\n" + flood + b"\r\n")
        assert heard[:12] in (b"HTTP/1.1 400", b"")

    def test_endless_line(self, port):
        """So is a line without end."""
        heard = talk(port, b"GET /" + b"a" * 200_000)
        assert heard[:10] in (b"HTTP/1.1 4", b"")

    @pytest.mark.parametrize(
        "sent",
        [
            b"\x00\x01\x02\x03\r\n\r\n",
            b"GARBAGE\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            b"POST /api/v1/run HTTP/1.1\r\nContent-Length: " + b"0" * 5000 + b"\r\n\r\n",
            b"GET / HTTP/1.1\r\nBad Header\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        ],
    )
    def test_no_http(self, hasty_port, sent):
        """What is not HTTP gets 4xx or silence, and the server lives on."""
        heard = talk(hasty_port, sent)
        assert heard == b"" or heard.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4"))
        assert b"200 OK" in talk(hasty_port, b"GET /healthz HTTP/1.0\r\n\r\n")
