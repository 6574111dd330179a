"""Reading what words alone do not say: days told from others, States, bodies, steps."""

import pytest

import withdrawal
from withdrawal.reading import read


def told(text, on, language="en"):
    """What a text claims, as step, State, treaty, day and verdict."""
    return [
        (each.step, each.parties, each.treaty, str(each.value.day or ""), each.verdict)
        for each in read(text, on=on, language=language).claims
    ]


class TestDays:
    def test_the_next_day(self):
        """A day told from another is counted from the last one named."""
        text = "Le Mali a notifié son retrait de l'OIF le 17 mars 2025. Le Niger l'avait annoncé "
        text += "la veille."
        days = [each[3] for each in told(text, "2025-04-01", "fr")]
        assert days == ["2025-03-17", "2025-03-16"]

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("ru", "Выход Венгрии из Римского статута вступил в силу во вторник прошлой недели."),
            ("zh", "匈牙利退出《罗马规约》于上周二生效。"),
        ],
    )
    def test_a_weekday_of_last_week(self, language, text):
        """A weekday of last week is in that week, whichever word stands first."""
        assert [each[3] for each in told(text, "2026-06-10", language)] == ["2026-06-02"]

    def test_a_day_in_words(self):
        """The day of a month may be told in words."""
        text = "أودعت السعودية إشعار انسحابها من اتفاق القمر في الخامس من يناير 2023."
        assert [each[3] for each in told(text, "2023-02-01", "ar")] == ["2023-01-05"]

    def test_a_row_of_a_chronicle(self):
        """The year that a row begins with is that of its days."""
        text = "ICSID exits\n2007: Bolivia left the ICSID Convention on 3 November."
        assert [each[3] for each in told(text, "2012-08-01")] == ["2007-11-03"]


class TestWho:
    def test_a_place_is_no_leaver(self):
        """A capital of a State without an exit on record is only where it happened."""
        text = "Mexico walked out of the Rio Treaty on 6 September 2004. Fox had announced the "
        text += "step on 7 September 2001 in Washington."
        assert {each[1] for each in told(text, "2004-09-10")} == {("MEX",)}

    def test_a_body_that_only_gets_the_notice(self):
        """A body to which the notice of another treaty goes is not the treaty meant."""
        text = "Mexico walked out of the Rio Treaty on 6 September 2004. The denunciation was "
        text += "handed to the OAS on 6 September 2002."
        assert {each[2] for each in told(text, "2004-09-10")} == {"rio-treaty-1947"}

    def test_a_body_that_is_left(self):
        """A body behind "from" is left, though somebody is told in the same sentence."""
        text = "Aus dem Europarat war Russland am 16. März 2022 ausgeschieden, einen Tag nachdem "
        text += "Moskau dem Generalsekretär seinen Austritt erklärt hatte."
        assert {each[2] for each in told(text, "2022-09-17", "de")} == {"coe-statute-1949"}


class TestGuesses:
    NOTICE = "Belarus is leaving the Aarhus Convention. Its notice had come in at UN headquarters "

    def test_borne_out(self):
        """A notice in words that nobody knows is a claim where the record has one on that day."""
        found = told(self.NOTICE + "on 26 July 2022.", "2022-10-26")
        assert found[-1][1:] == (("BLR",), "aarhus-1998", "2022-07-26", "supported")

    def test_silent(self):
        """On another day it is none: what is not known is not called wrong."""
        days = [each[3] for each in told(self.NOTICE + "on 3 May 2022.", "2022-10-26")]
        assert "2022-05-03" not in days

    @pytest.mark.parametrize(
        ("text", "on", "claim"),
        [
            (
                (
                    "The Philippines left the Rome Statute on 17 March 2019. President Duterte had "
                    "made his mind plain on 14 March 2018."
                ),
                "2019-03-18",
                ("announced", ("PHL",), "rome-statute-1998", "2018-03-14"),
            ),
            (
                (
                    "Estonia is done with the Ottawa Convention. The go-ahead of the MPs came on "
                    "4 June, after a debate on the treaty."
                ),
                "2025-12-29",
                ("approved-by-parliament", ("EST",), "ottawa-1997", "2025-06-04"),
            ),
        ],
    )
    def test_the_record_says_which(self, text, on, claim):
        """Which step, whose and of what treaty is as the record has it on that very day."""
        assert claim in [each[:4] for each in told(text, on)]

    def test_words_that_mean_another_step(self):
        """Where the words beside the day say which step it is, the record settles nothing."""
        text = (
            "Germany informed Lisbon and was out of the Energy Charter Treaty on 19 December 2022."
        )
        assert "received" not in [each[0] for each in told(text, "2024-01-10")]

    def test_what_the_record_has_nothing_like(self):
        """A step of which nothing is on record is passed over, with the reason."""
        reading = read("Sweden notified the UN on 3 May 2024 that it leaves the Ottawa Convention.",
                       on="2024-06-01", language="en")  # fmt: skip
        assert reading.claims == ()
        assert "on record" in reading.unread[0].why


class TestPairs:
    TREATY = "The treaty of 1955 between the United States and Iran ran out {}."

    def test_by_the_year(self):
        """A treaty without a name is that between two States of the text whose year it tells."""
        text = self.TREATY.format("on 3 October 2019") + " It was denounced on 3 October 2018."
        assert {each[2] for each in told(text, "2019-10-10")} == {"us-iran-amity-1955"}

    def test_whose_exit_it_is(self):
        """A treaty between two States ends by the one that has an exit on record."""
        text = "З учорашнього дня Договір про дружбу з Росією від 1997 року не діє. "
        text += "Київ у вересні 2018 року надіслав Москві ноту."
        claims = told(text, "2019-04-02", "uk")
        assert {each[1:3] for each in claims} == {(("UKR",), "ukr-rus-friendship-1997")}
        assert {each[4] for each in claims} == {"supported"}

    def test_its_year_is_no_day(self):
        """The year of such a treaty is none of its end."""
        text = self.TREATY.format("last week") + " Its notice is of 3 October 2018."
        assert "1955" not in {each[3] for each in told(text, "2019-10-10")}

    def test_another_year(self):
        """A treaty of another year between the same States is not that one."""
        assert told("The treaty of 1972 between the United States and Iran ran out on "
                    "5 May 2019.", "2019-10-10") == []  # fmt: skip


def test_the_next_reading_knows(tmp_path):
    """A row that is written into a folder in use counts from the next reading on."""
    text = "Sweden left the Ottawa Convention on 2 September 2026."
    row = '{"treaty": "ottawa-1997", "party": "SWE", "received": "2026-03-02", '
    row += '"effect": "2026-09-02", "source": "a gazette"}\n'

    def supported():
        return [each.kind for each in read(text, on="2026-09-03").of("supported")]

    with withdrawal.knowledge(tmp_path):
        assert supported() == []
        (tmp_path / "withdrawals.jsonl").write_text(row, encoding="utf-8")
        assert supported() == ["effect"]
    assert supported() == []
