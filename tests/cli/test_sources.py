"""``withdrawal sources``: claims, quarrels and days, as text and as data."""

import json

import pytest

from withdrawal.cli import main


class TestSources:
    def test_text(self, capsys: pytest.CaptureFixture[str]):
        """The quarrel about the clock comes first, then by how many days it matters."""
        assert main(["sources"]) == 0
        text = capsys.readouterr().out
        assert text.index("Period starts") < text.index("Party count") < text.index("in days")
        assert "  72 days too early  Latvia" in text

    def test_json(self, capsys: pytest.CaptureFixture[str]):
        """As data there are five documents and six misreadings."""
        assert main(["sources", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert len(found["documents"]) == 5
        assert {row["days"] for row in found["wrong_reading"]} == {47, 72, 49, 23, 22, 57}
