"""Behind nginx, as the page on running behind a proxy says: TLS ends there."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.system
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "run-behind-a-proxy.md"


def free_port():
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def configured(folder, port, behind):
    """Return the configuration on the page, with this test's ports and files in it."""
    server = re.search(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)[1]
    server = server.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    server = server.replace("127.0.0.1:8765", f"127.0.0.1:{behind}")
    server = re.sub(r"/etc/ssl/(\w+\.pem)", rf"{folder}/\1", server)
    where = "".join(
        f"{each}_temp_path {folder}/{each};\n"
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{\naccess_log off;\n{where}{server}}}\n"
    )


@pytest.fixture(scope="module")
def address(port, tmp_path_factory):
    """The address of nginx before the real server; without nginx skipped, but never in CI."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None and not os.environ.get("CI"):
        pytest.skip("nginx is not installed")
    assert nginx, "CI must install nginx"
    folder, front = tmp_path_factory.mktemp("nginx"), free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=treaties.example", "-keyout", folder / "key.pem",
         "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    (folder / "nginx.conf").write_text(configured(folder, front, port), encoding="utf-8")
    line = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    running = subprocess.Popen(line, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", front)) == 0:
                break
        time.sleep(0.05)
    assert running.poll() is None, running.stderr.read().decode()
    yield f"https://127.0.0.1:{front}"
    running.terminate()
    running.wait(20)
    running.stderr.close()


class TestBehindNginx:
    @pytest.fixture
    def asked(self, address):
        """A client of nginx that calls it by a public name."""
        with httpx.Client(
            base_url=address, verify=False, timeout=60, headers={"Host": "treaties.example"}
        ) as client:
            yield client

    def test_citations(self, asked):
        """The address in a citation is the public one, with https."""
        page = asked.get("/when/LTU/ottawa-1997").text
        assert "https://treaties.example/when/LTU/ottawa-1997" in page
        assert "http://treaties.example" not in page

    @pytest.mark.parametrize("path", ["/treaties/", "/when?state=LTU&treaty=ottawa"])
    def test_redirects(self, asked, path):
        """A redirect stays on https."""
        sent = asked.get(path)
        assert sent.status_code in (303, 307)
        assert not sent.headers["location"].startswith("http://")

    def test_large_bodies(self, asked):
        """A body over the limit is refused by nginx already."""
        assert asked.post("/api/v1/run", content=b"#" * 1_200_000).status_code == 413

    def test_floods(self, address, asked):
        """A thousand connections that ask nothing reach nginx alone: others are answered."""
        front = int(address.rpartition(":")[2])
        with ExitStack() as stack:
            for _ in range(1_000):
                stack.enter_context(socket.create_connection(("127.0.0.1", front), 20))
            assert asked.get("/healthz").status_code == 200


def test_who_is_not_a_proxy_is_not_believed(client):
    """Without a proxy the header changes nothing."""
    page = client.get("/when/LTU/ottawa-1997", headers={"X-Forwarded-Proto": "https"}).text
    assert "http://testserver/when/LTU/ottawa-1997" in page
