"""``withdrawal serve``: where it listens, and what it says when it cannot."""

import re
import socket
import subprocess
import sys
import urllib.request

import pytest

from withdrawal.cli import main


class TestServe:
    """The page and the API on this machine."""

    def test_answers(self):
        """On a free port it says where it listens, answers there, and stops when told."""
        command = [sys.executable, "-m", "withdrawal.cli", "serve", "--port", "0"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            address = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\n", server.stderr.readline())[1]
            with urllib.request.urlopen(f"{address}healthz", timeout=10) as answer:
                assert answer.read() == b"ok\n"
                assert "server" not in {name.lower() for name in answer.headers}
        finally:
            server.terminate()
            assert server.wait(15) in (0, -15)
            server.stderr.close()

    def test_taken_port(self, capsys):
        """A port that is taken is an error of one sentence."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            assert main(["serve", "--port", str(port)]) == 2
        assert f"127.0.0.1:{port} cannot be listened on" in capsys.readouterr().err

    def test_no_documentation(self, tmp_path, capsys):
        """A folder without built documentation is refused, with how to build it."""
        assert main(["serve", "--docs", str(tmp_path)]) == 2
        assert "make docs" in capsys.readouterr().err

    @pytest.mark.parametrize("host", ["a\udcff", "a" * 70 + "\u00e9.example"])
    def test_impossible_host(self, host, capsys):
        """So is a name that no host can have."""
        assert main(["serve", "--host", host, "--port", "0"]) == 2
        assert "cannot be listened on: " in capsys.readouterr().err

    @pytest.mark.parametrize("port", ["-1", "65536"])
    def test_impossible_port(self, port, capsys):
        """So is a number that is no port."""
        assert main(["serve", f"--port={port}"]) == 2
        assert "is not a port" in capsys.readouterr().err
