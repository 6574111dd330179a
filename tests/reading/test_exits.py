"""What is an exit: not a notice taken back, and no act that leaves the State where it was."""

from __future__ import annotations

import pytest

from withdrawal.reading import read
from withdrawal.reading.claims import Claim


def _claim(text: str, on: str | None = None) -> Claim:
    claims = read(text, on=on).claims
    assert len(claims) == 1, claims
    return claims[0]


HUNGARY = "Hungary left the International Criminal Court on 2 June 2026."
BACK = "The notice was taken back on 2026-05-29."


class TestTakenBack:
    """A notice that was taken back has no effect."""

    @pytest.mark.parametrize(
        "text",
        [
            HUNGARY,
            "Hungary has left the International Criminal Court.",
            "Hungary is no longer a member of the International Criminal Court.",
            "Hungary's exit from the International Criminal Court took effect on 2 June 2026.",
            "Ungern lämnade Internationella brottmålsdomstolen den 2 juni 2026.",
            "Ungarn hat den Internationalen Strafgerichtshof am 2. Juni 2026 verlassen.",
        ],
    )
    @pytest.mark.parametrize("on", [None, "2026-11-30"])
    def test_an_exit_told_of_it(self, text, on):
        """An exit by it is contradicted, by the day on which it was taken back."""
        claim = _claim(text, on)
        assert (claim.verdict, claim.why, claim.right) == ("contradicted", BACK, None)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            (
                "South Africa left the International Criminal Court on 19 October 2017.",
                "2017-03-07",
            ),
            ("The Gambia left the International Criminal Court in November 2017.", "2017-02-10"),
            ("Poland left the International Labour Organization on 17 November 1986.", "1987-11"),
        ],
    )
    def test_of_other_states(self, text, why):
        """That holds for every notice taken back, the day known whole or in part."""
        claim = _claim(text)
        assert claim.verdict == "contradicted"
        assert why in claim.why

    @pytest.mark.parametrize("on", ["2025-07-01", "2026-05-28"])
    def test_before_it_was(self, on):
        """What was expected before it was taken back was right then."""
        text = "Hungary will leave the International Criminal Court on 2 June 2026."
        assert _claim(text, on).verdict == "supported"

    def test_what_would_have_been(self):
        """The day on which it would have had effect is right afterwards too."""
        text = (
            "Hungary's withdrawal from the International Criminal Court would have taken effect on "
            "2 June 2026."
        )
        assert _claim(text, "2026-11-30").verdict == "supported"

    def test_still_to_come_of_no_day(self):
        """A document of no day that speaks of what is to come may be of before: loose."""
        text = "Hungary will leave the International Criminal Court on 2 June 2026."
        claim = _claim(text)
        assert (claim.verdict, claim.why, claim.right) == ("loose", BACK, None)

    @pytest.mark.parametrize(("on", "right"), [("2025-07-01", "2026-06-02"), (None, "None")])
    def test_the_day_of_the_notice(self, on, right):
        """The day of the notice is loosely the exit's, and right is the effect while it stood."""
        claim = _claim("Hungary withdrew from the International Criminal Court on 2 June 2025.", on)
        assert claim.verdict == "loose"
        assert str(claim.right and claim.right.day) == right
        assert ("taken back on 2026-05-29" in claim.why) is (on is None)


class TestNoExit:
    """Acts that end no bond are no exits, and the reason says what they were."""

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("Russia withdrew from the CFE Treaty on 12 December 2007.", "suspension"),
            ("Russia left the Energy Charter Treaty on 19 October 2009.", "end of provisional"),
            ("Russia has withdrawn from the Energy Charter Treaty.", "end of provisional"),
            (
                "Malaysia withdrew from the International Criminal Court on 29 April 2019.",
                "withdrawal of the ratification",
            ),
            (
                "Malaysia has left the International Criminal Court.",
                "withdrawal of the ratification",
            ),
        ],
    )
    def test_it_is_loose(self, text, what):
        """An exit on that day is loosely put at best, and has no right day."""
        claim = _claim(text)
        assert (claim.verdict, claim.right) == ("loose", None)
        assert what in claim.why

    def test_of_a_part(self):
        """Who left a part is bound by that part no longer, and has not left the treaty."""
        of = "the Convention on Reduction of Cases of Multiple Nationality"
        texts = (
            f"Denmark left {of} on 27 August 2015.",
            (f"Denmark is no longer bound by {of} since 27 August 2015."),
        )
        left, bound = map(_claim, texts)
        assert (left.verdict, bound.verdict) == ("loose", "supported")
        assert left.why == bound.why
        assert "end of a part" in left.why


class TestReasons:
    """A reason is a true sentence."""

    @pytest.mark.parametrize("on", [None, "2022-04-01", "2026-11-30"])
    def test_out_between_two_days(self, on):
        """Who left between the day that is said and that of the list is not still a party."""
        text = (
            "Russia ceased to be a party to the European Convention on Human Rights on "
            "16 March 2022."
        )
        claim = _claim(text, on)
        assert (claim.verdict, claim.why) == ("contradicted", "It was a party until 2022-09-16.")
        assert str(claim.right and claim.right.day) == "2022-09-16"

    def test_only_announced(self):
        """Who only announced that it would leave has given no notice that was known."""
        claim = _claim("Uganda has left the International Criminal Court.")
        assert (claim.verdict, claim.why) == (
            "loose",
            "By then it was announced only; no notice was known.",
        )


@pytest.mark.parametrize(
    "text",
    [
        "Nicaragua leaves the ILO on 27 February 2027.",
        "Nicaragua verlässt die ILO am 27.2.2027.",
        "Nicaragua lämnar ILO den 27 februari 2027.",
        "Nicaragua forlater ILO 27. februar 2027.",
        "Nicaragua abandonará la OIT el 27 de febrero de 2027.",
    ],
)
def test_a_short_name_before_a_day(text: str):
    """The day behind a body's short name is no number of one of its conventions."""
    claim = _claim(text)
    assert (claim.treaty, claim.verdict) == ("ilo-constitution-1919", "supported")


@pytest.mark.parametrize(
    "text",
    [
        "Estonia left ILO 45 on 6 December 2008.",
        "Estonia left ILO Convention 45 on 6 December 2008.",
        "Eesti lahkus ILO konventsioonist nr 45 6. detsembril 2008.",
    ],
)
def test_a_number_before_a_day(text: str):
    """A convention's number stays one where a day stands behind it."""
    claim = _claim(text)
    assert (claim.treaty, claim.verdict) == ("ilo-c045", "supported")


def test_a_day_known_in_full_is_held_against_one_said():
    """A notice dated by its month alone bears out no other day, where its day is on record too."""
    text = (
        "Lithuania has left the Convention on Cluster Munitions. "
        "The United Nations received the notice on 16 September 2024."
    )
    received = read(text, on="2025-03-10").claims[-1]
    assert (received.verdict, str(received.right.day)) == ("contradicted", "2024-09-06")
