"""Everything on record, and what changed in it, as files."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import time
import warnings
import zipfile
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from starlette.testclient import TestClient

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.web.app import routed
from withdrawal.web.pages.data import Export
from withdrawal.web.ready import ReadyResponses
from withdrawal.web.settings import Settings


def ready(ask, seconds):
    """Return what is ready in the end."""
    deadline = time.monotonic() + seconds
    while (found := ask()) is None and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def test_nobody_waits():
    """The first to ask begins the work in another process; it is served once it is done."""
    export = Export(make=bytes)
    assert export.ready() is None
    assert ready(export.ready, 60) == b""


def test_what_failed_is_told_and_tried_again():
    """A failure reaches who asks, once; who asks next begins anew."""
    export = Export(make=int)
    with pytest.raises(TypeError):
        ready(export.ready, 60)
    assert export.ready() is None


def test_export():
    """While it is made it says when to ask again; then it is served with a tag of its own."""
    app = routed()
    app.state.export = Export(make=bytes)
    app.state.settings = Settings()
    client = TestClient(ReadyResponses(app))
    first = client.get("/export.zip")
    assert first.status_code == 503
    assert "ask again in half a minute" in first.text
    assert int(first.headers["retry-after"]) > 0

    def ask():
        found = client.get("/export.zip")
        return found if found.status_code == 200 else None

    found = ready(ask, 60)
    assert found.headers["content-type"] == "application/zip"
    held = {"if-none-match": found.headers["etag"]}
    assert client.get("/export.zip", headers=held).status_code == 304


@pytest.mark.slow
@pytest.mark.system
def test_the_whole_download(port, tmp_path):
    """Fetched from a server, every file is what its checksum says, and is read by others."""

    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as asking:

        def ask():
            found = asking.get("/export.zip")
            return found.content if found.status_code == 200 else None

        whole = ready(ask, 600)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "withdrawal"
    sums = (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())
    told = {name: told for told, name in sums}
    files = [each for each in folder.iterdir() if each.name != "SHA256SUMS"]
    assert told == {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate

        # All columns of all tables; of the longest, a million lines, the first are enough.
        report = validate(str(folder / "datapackage.json"), limit_rows=2000)
    assert report.valid, report.flatten(["title", "message"])[:5]
    if shutil.which("Rscript") is None and not os.environ.get("CI"):
        return
    code = "for (f in list.files(pattern='csv$')) cat(f, nrow(read.csv(f)), '\\n')"
    read = subprocess.run(["Rscript", "-e", code], cwd=folder, capture_output=True, check=True)
    counts = dict(line.split() for line in read.stdout.decode().splitlines())
    assert {each.name for each in files if each.suffix == ".csv"} == set(counts)
    assert int(counts["party_years.csv"]) > 1_000_000
    assert int(counts["treaties.csv"]) == len(catalogue())


def test_changes(client):
    """What changed is a page, linked from the record, and the same as a table, JSON and a feed."""
    assert 'href="/changes"' in client.get("/history").text
    page = client.get("/changes?treaty=ottawa").text
    for kind in ("csv", "json", "atom"):
        assert f'href="/changes.{kind}?treaty=ottawa"' in page
    ids = re.findall(r'<th scope="row">.*?href="/treaties/([^"]+)"', page)
    assert set(ids) == {"ottawa-1997"}
    assert client.get("/changes.csv?treaty=ottawa").text.startswith("kind,treaty,party,what,")
    assert client.get("/changes.json?treaty=ottawa").json()["since"] == "1.0.0"
    (entry,) = fromstring(client.get("/changes.atom?treaty=ottawa").content).findall("{*}entry")
    href = entry.find("{*}link").get("href")
    assert href == "http://testserver/changes?since=1.0.0&treaty=ottawa-1997"
    for address in ("/changes?since=0.9", "/changes.csv?since=0.9"):
        assert client.get(address).status_code == 422
