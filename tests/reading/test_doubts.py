"""What keeps a contradiction from being earned, each by a passage of our own."""

from __future__ import annotations

import pytest

from withdrawal.reading import read


def _contradicted(text: str, on: str) -> list[str]:
    claims = read(text, on=on).to_json()["claims"]
    return [each["words"] for each in claims if each["verdict"] == "contradicted"]


ESTONIAN = (
    "Eesti ei ole alates 27. detsembrist 2025 enam Ottawa konventsiooni osaline. "
    "Samal laupäeval lahkusid ka Läti ja Leedu."
)
ENGLISH = (
    "Estonia has not been a party to the Ottawa Convention since 27 December 2025. "
    "That same Saturday Latvia and Lithuania left it too."
)


@pytest.mark.parametrize("text", [ESTONIAN, ENGLISH])
def test_the_same_weekday(text: str):
    """The same Saturday is the Saturday named last, not the last before the document."""
    assert _contradicted(text, "2026-01-05") == []


def test_the_year_after():
    """The year after is counted from no day that is known, so nothing is said of it."""
    text = (
        "Sverige lämnade den internationella valfångstkonventionen den 30 juni 1964. "
        "Norge hade lämnat konventionen 1959 men kom åter året därpå."
    )
    assert _contradicted(text, "1964-07-02") == []


def test_a_body_that_leaves():
    """A body that stands first and leaves is no treaty that somebody else leaves."""
    text = (
        "Danmark forlod energichartertraktaten den 4. september 2025. EU selv gik ud i juni 2025."
    )
    assert _contradicted(text, "2025-09-08") == []


def test_a_long_time():
    """A time of three years and more is hardly one of notice: an anniversary, a declaration."""
    text = (
        "Tre år med kärnvapenförbudet. Den som ångrar sig kan lämna konventionen om förbud mot "
        "kärnvapen med en notifikation till FN:s generalsekreterare."
    )
    assert _contradicted(text, "2024-01-25") == []


def test_notice_of_an_end():
    """Who hands over a notice of an end has ended nothing yet."""
    text = "菲律宾2020年2月11日把终止《访问部队协定》的通知送到美国使馆。"
    assert _contradicted(text, "2020-02-13") == []


def test_of_two_texts_of_one_name():
    """A name of two texts is that of the one which a State of the passage has left."""
    text = "Latvija no NAFO izstājās 2004. gada 31. decembrī."
    claims = read(text, on="2006-01-09").to_json()["claims"]
    assert {each["treaty"] for each in claims if each["kind"] == "effect"} <= {"nafo-1978"}
    assert [each["verdict"] for each in claims if each["kind"] == "effect"] == ["supported"]
