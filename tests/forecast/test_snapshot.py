"""The committed forecasts: a change in the model, a rule or the data shows as a difference."""

import json

import pytest


@pytest.fixture(scope="module")
def tool(load_tool):
    """Return the tool that writes the snapshot, as a module."""
    return load_tool("build_forecasts")


@pytest.fixture(scope="module")
def kept(tool):
    """Return the committed questions and answers."""
    return [json.loads(line) for line in tool.SNAPSHOT.read_text(encoding="utf-8").splitlines()]


def differences(old, new, where=""):
    """Yield where two answers differ by more than rounding."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from differences(old.get(key), new.get(key), f"{where}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, pair in enumerate(zip(old, new, strict=True)):
            yield from differences(*pair, f"{where}[{number}]")
    elif isinstance(old, float) and isinstance(new, float):
        if abs(old - new) > 2e-4:
            yield f"{where}: {old} -> {new}"
    elif old != new or type(old) is not type(new):
        yield f"{where}: {old} -> {new}"


class TestForecasts:
    """Forecasts, simulations, usual paces, scores and past cases, each whole."""

    def test_are_what_the_package_forecasts(self, tool, kept):
        """No day and no chance changes unnoticed (`make data` writes them anew)."""
        made = [json.loads(line) for line in tool.lines()]
        assert [each["asked"] for each in kept] == [each["asked"] for each in made]
        changed = [
            f"{old['asked']}{each}"
            for old, new in zip(kept, made, strict=True)
            for each in differences(old["answer"], new["answer"])
        ]
        assert not changed, "\n".join(changed[:10])

    def test_chances_add_up(self, kept):
        """In the kept forecasts the chance of being out grows to what "never" leaves over."""
        forecasts = [row["answer"] for row in kept if "party" in row["asked"]]
        assert len(forecasts) > 10
        for each in forecasts:
            chances = list(each["probability_by"].values())
            assert chances == sorted(chances)
            assert all(0 <= chance <= 1 - each["probability_never"] + 2e-4 for chance in chances)
            assert sum(each["never"].values()) == pytest.approx(each["probability_never"], abs=1e-3)
