"""What a text mentions, with places: States, treaties and days of documents."""

from datetime import date

import pytest

from withdrawal.languages.mentions import mentions_in

ON = date(2025, 6, 1)


def test_places_are_those_of_the_text() -> None:
    """Each mention says where its words stand in the text."""
    text = "On 6 March 2025, Lithuania\u2019s withdrawal from the Ottawa Convention was in doubt."
    found = mentions_in(text, "en", on=ON)
    (state,), (treaty,), (day,) = found.states, found.treaties, found.days
    assert text[state.start : state.end] == "Lithuania"
    assert "Ottawa" in text[treaty.start : treaty.end]
    assert text[day.start : day.end] == "6 March 2025"
    assert (state.values, treaty.values) == (("LTU",), ("ottawa-1997",))


def test_groups_name_several_states() -> None:
    """A word for several States gives all of them."""
    (group,) = mentions_in("de baltiska l\u00e4nderna", "sv", on=ON).groups
    assert group.values == ("EST", "LVA", "LTU")


@pytest.mark.parametrize(
    ("yearless", "said", "value"),
    [
        ("next", "27 December", "2025-12-27"),
        ("last", "27 December", "2024-12-27"),
        ("nearest", "27 December", "2024-12-27"),
        ("nearest", "20 October", "2025-10-20"),
        ("nearest", "6 March", "2025-03-06"),
        ("next", "6 March", "2026-03-06"),
        ("last", "6 March", "2025-03-06"),
        ("next", "1 June", "2025-06-01"),
        ("last", "1 June", "2025-06-01"),
        ("last", "in August", "2024-08"),
    ],
)
def test_days_without_a_year(yearless, said: str, value: str) -> None:
    """A day without a year is the next, the last or the nearest such day, as asked for."""
    (day,) = mentions_in(f"Latvia leaves {said}.", "en", on=ON, yearless=yearless).days
    assert day.value.text == value


def test_days_that_do_not_exist_are_passed_over() -> None:
    """A document with an impossible day is read on; the day is no mention."""
    found = mentions_in(
        "Latvia left on 31 September 2025 or 29 February, not on 27 December 2025.", "en", on=ON
    )
    assert [each.value.text for each in found.days] == ["2025-12-27"]
