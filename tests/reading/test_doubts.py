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


class TestMisdated:
    def test_a_step(self):
        """A step is contradicted where its day is one on record but for the month, the year or a
        digit of the day; on any other day it may be another one."""
        said = "The Estonian president signed the law on leaving the Ottawa Convention on {}."
        for day in ("13 July 2025", "13 June 2024", "3 June 2025", "23 June 2025"):
            assert _contradicted(said.format(day), "2026-02-01") == [said.format(day)[:-1]]
        assert _contradicted(said.format("18 June 2025"), "2026-02-01") == []

    def test_far_from_its_treaty(self):
        """That the treaty is named before is no doubt of a day that is the right one misdated."""
        text = (
            "Estland hat das Ottawa-Übereinkommen am 27. Juni 2025 gekündigt. Der Minister lobte "
            "die Armee. Gebunden ist Estland noch bis zum 27. {} 2025."
        )
        assert len(_contradicted(text.format("September"), "2025-08-01")) == 1
        assert _contradicted(text.format("Dezember"), "2025-08-01") == []

    def test_another_step(self):
        """A day on which the record has another step is no day misdated."""
        text = (
            "Estonia sent its notice of withdrawal from the Ottawa Convention to the UN. "
            "It was received on 27 December."
        )
        assert _contradicted(text, "2026-02-01") == []


RUSSIAN = (
    "29 сентября внесён законопроект о выходе России из Рамочной конвенции о защите национальных "
    "меньшинств. Прекратит действие конвенция через шесть месяцев после получения уведомления, с "
    "первого числа следующего месяца."
)
CHINESE = (
    "菲律宾2月11日通知美国终止《访问部队协定》。1月23日总统已宣布。协定在通知送达九十天后失效。"
)


@pytest.mark.parametrize(("text", "on"), [(RUSSIAN, "2023-10-20"), (CHINESE, "2020-02-18")])
def test_a_rule(text: str, on: str):
    """A rule, so many days after the notice or the first of the month after, names no day; and
    who is told of an end is out of nothing yet."""
    assert [each for each in read(text, on=on).claims if each.kind == "effect"] == []


def test_a_city_in_capitals():
    """A city in the capitals of a dateline is no treaty of its name."""
    text = (
        "PARIS - Am 8. Dezember 2023 schied Frankreich aus dem Energiecharta-Vertrag aus. Das "
        "Schreiben war am 7. Dezember 2022 beim Verwahrer eingegangen."
    )
    claims = read(text, on="2023-12-11").claims
    assert [(each.treaty, each.verdict) for each in claims] == [("ect-1994", "supported")] * 2


def test_whose_letter():
    """Whose letter somebody received is who wrote it, and not who is told."""
    text = "The UN on Friday received Washington's letter on leaving the UNFCCC."
    [claim] = read(text, on="2026-03-03").claims
    assert (claim.parties, claim.step, claim.verdict) == (("USA",), "received", "supported")


def test_a_body_beside_its_convention():
    """A rule told after a body and a convention of it may be of either."""
    text = (
        "16 вересня Росія перестала бути стороною Європейської конвенції з прав людини. Членство "
        "в Раді Європи вона втратила 16 березня. Слід попередити про денонсацію за шість місяців."
    )
    assert _contradicted(text, "2022-09-20") == []
