"""The record wins over the clause, and tells what it is about."""

import json
from datetime import date

import pytest

import withdrawal
from withdrawal.languages.lines import line_in
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text
from withdrawal.record.history import history

TODAY = "2026-11-28"
DENMARK = "ets-016-patent-formalities-1953"


def when(party, treaty, **facts):
    """Ask with a fixed day."""
    return withdrawal.when(party, treaty, **{"as_of": TODAY, **facts})


SAID = {
    "treaty": "ottawa-1997",
    "party": "SWE",
    "kind": "announced",
    "status": "announced",
    "announced": "2026-06-01",
    "by": "government",
}


class TestTheRecordWins:
    """A recorded effect is the answer; the clause's day stands beside it as a disagreement."""

    @pytest.mark.parametrize(
        ("party", "treaty", "effect"),
        [
            ("UAE", "OPEC", date(2026, 5, 1)),
            ("USA", "icj-statute-art-36-2", date(1986, 4, 7)),
            ("Australia", "common-fund-1980", date(1992, 8, 20)),
            ("Canada", "common-fund-1980", date(1993, 6, 9)),
            ("Denmark", DENMARK, date(1977, 11, 1)),
            ("Costa Rica", "League of Nations", date(1927, 1, 1)),
            ("France", "paris-protocol-hq-1952", date(1967, 3, 31)),
        ],
    )
    def test_headline(self, party, treaty, effect):
        """The day on record, not the one that the clause would give."""
        answer = when(party, treaty)
        assert (answer.status, answer.effect) == ("effective", effect)
        assert all(each.effect != effect for each in answer.disagreements)

    @pytest.mark.parametrize(("party", "treaty"), [("UAE", "OPEC"), ("Denmark", DENMARK)])
    def test_disagreement(self, party, treaty):
        """What the clause would give is told beside it."""
        (other,) = when(party, treaty).disagreements
        assert other.claim.startswith("By the clause a notice of")
        assert "The record gives" in other.text

    def test_agreement(self):
        """Where the clause leads to the same day, its steps are the reasons."""
        answer = when("Burundi", "rome-statute-1998")
        assert answer.effect == date(2017, 10, 27)
        assert "runs" in [each.rule for each in answer.because]
        assert answer.disagreements == ()

    def test_other_facts(self):
        """Facts of the asker's own are counted by the clause."""
        answer = when("UAE", "OPEC", received="2026-04-27")
        assert (answer.effect, answer.basis) == (date(2027, 1, 1), "given")

    def test_every_row(self):
        """Of every exit on record with a day the answer has that day."""
        wrong = []
        for row in history():
            given = row.known("received") or row.known("notified") or row.known("effect")
            if not (row.is_out and row.kind.is_notice and row.effect and given):
                continue
            if row.effect < date(1900, 1, 1) or row.known_from > date.fromisoformat(TODAY):
                continue
            answer = when(row.party, row.treaty, notice=str(given))
            if answer.effect != row.effect:
                wrong.append((row.treaty, row.party, row.effect, answer.status, answer.effect))
        assert wrong == []

    def test_case_and_plan(self):
        """A plan and a comparison say the same."""
        plan = withdrawal.plan("UAE", "OPEC", out_by="2027-06-01", as_of=TODAY)
        assert plan.effect_then == date(2026, 5, 1)
        (row,) = withdrawal.compare(["UAE"], "OPEC", as_of=TODAY).rows
        assert row.answer.effect == date(2026, 5, 1)


class TestUnmetCondition:
    """An exit on record of which it is disputed whether its condition was met."""

    def test_the_headline_names_it(self):
        """The sentence names the condition and that it was not settled; reasons, their sources."""
        found = when("United States", "WHO", as_of="2026-11-28")
        assert "took effect on 22 January 2026. The condition of 1948 asks" in found.sentence
        assert "has paid its dues" in found.sentence
        assert found.sentence.endswith("was not settled by the Organization.")
        (reason,) = (each for each in found.because if each.rule == "subject-to")
        assert reason.source == "Joint Resolution of 14 June 1948, 62 Stat. 441"
        assert any("260 million dollars" in each.text for each in found.because)

    def test_in_other_words(self):
        """An answer to a question says in the reader's language that it is disputed."""
        said = withdrawal.ask("Sind die USA aus der WHO ausgetreten?", as_of="2026-11-28")
        assert "Wie sicher: umstritten." in str(said)

    def test_not_where_nothing_is_disputed(self):
        """Where the record tells of no doubt the sentence has the day alone."""
        found = when("Qatar", "OPEC", as_of="2026-11-28")
        assert found.sentence.endswith("took effect on 1 January 2019.")


class TestTakenBack:
    """A notice that is on record as taken back is so, with a day or without one."""

    @pytest.mark.parametrize(("party", "treaty"), [("Uruguay", "Rio Treaty"), ("Poland", "ILO")])
    def test_without_a_day(self, party, treaty):
        """The State never left."""
        answer = when(party, treaty)
        assert (answer.status, answer.effect, answer.is_bound) == ("revoked", None, True)


class TestOtherSteps:
    """What was no withdrawal is told for what it was."""

    def test_suspension(self):
        """A State that suspended a treaty is still a party, and has given no notice."""
        answer = when("USA", "CFE")
        assert (answer.status, answer.is_bound) == ("suspended", True)
        assert any("remains a party" in each.text for each in answer.because)
        assert when("USA", "CFE", as_of="2023-11-01").status == "not-notified"

    def test_provisional_application(self):
        """Its end is no withdrawal, and the State was no party."""
        answer = when("Russia", "ect-1994")
        assert answer.status == "not-a-party"
        assert any("end of provisional application" in each.text for each in answer.because)

    def test_signature(self):
        """A signature taken back made no party, and unmade none."""
        answer = when("USA", "rome-statute-1998")
        assert answer.status == "not-a-party"
        assert any("withdrawal of the signature" in each.text for each in answer.because)

    def test_ratification(self):
        """A ratification taken back ends the consent, and the sentence says that."""
        answer = when("Russia", "ctbt-1996")
        assert "took back its consent to be bound by the CTBT on 3 November 2023" in answer.sentence
        assert answer.is_bound is False

    @pytest.mark.parametrize(
        ("party", "treaty"),
        [(row.party, row.treaty) for row in history() if row.kind.undoes_consent],
    )
    def test_never_bound(self, party, treaty):
        """Where consent was taken back before it bound, nothing survives and no withdrawal was."""
        answer = when(party, treaty)
        told = report_text(answer_report(answer))
        assert "consent taken back before it bound" in told
        assert "withdrawal in effect" not in told
        assert "What survives" not in told
        assert "another way out" not in told
        assert answer.protected_until is None

    def test_disputed_return(self):
        """A State of which it is disputed whether it came back is nowhere told plainly as back."""
        rows = [row for row in history() if row.rejoined_is_disputed]
        assert {row.party for row in rows} == {"VEN"}
        for row in rows:
            answer = when(row.party, row.treaty)
            assert answer.sentence.endswith(" is disputed.")
            assert "(disputed)" in report_text(answer_report(answer))
            found = withdrawal.parties(row.treaty, on=TODAY)
            assert [each.party for each in found.disputed] == ["VEN"]

    @pytest.mark.parametrize(
        ("party", "treaty", "between"),
        [("Poland", "ILO", "1987-06-01"), ("Philippines", "us-philippines-vfa-1998", "2021-01-01")],
    )
    def test_taken_back_after_its_day(self, party, treaty, between):
        """A notice taken back only after its day of effect: that its days clash is said."""
        answer = when(party, treaty)
        assert answer.status == "revoked"
        assert "before it took effect" not in answer.sentence
        assert [each.effect for each in answer.disagreements]
        assert when(party, treaty, as_of=between).status == "no-effect"

    def test_end_of_membership(self):
        """A bond that ended without a notice is not told as a withdrawal."""
        answer = when("Russia", "echr-1950")
        assert answer.effect == date(2022, 9, 16)
        assert answer.sentence == (
            "Russia ceased to be a party to the European Convention on Human Rights on "
            "16 September 2022, when its membership ended."
        )

    def test_note(self):
        """What the record notes of a notice is among the reasons: a body left its effect open."""
        texts = [each.text for each in when("USA", "who-constitution-1946").because]
        assert any(each.startswith("On record: ") for each in texts)


class TestOwnRows:
    """Announcements and reports, by rows of a user's own."""

    @pytest.fixture
    def lay(self, tmp_path):
        """Return a function that writes rows of the record into a folder."""

        def write(*rows):
            lines = (json.dumps({"source": "the press", **row}) for row in rows)
            (tmp_path / "withdrawals.jsonl").write_text("\n".join(lines), encoding="utf-8")
            return withdrawal.knowledge(tmp_path)

        return write

    def test_announced(self, lay):
        """Said and not notified: a status of its own, with what would follow."""
        with lay(SAID):
            answer = when("SWE", "ottawa-1997")
            before = when("SWE", "ottawa-1997", as_of="2026-05-31")
            asked = when("SWE", "ottawa-1997", received="2026-07-01")
        assert (answer.status, answer.announced) == ("announced", date(2026, 6, 1))
        assert answer.earliest == date(2027, 5, 28)
        assert "no notice is on record by 28 November 2026" in answer.sentence
        assert answer.is_bound
        assert (before.status, asked.status) == ("not-notified", "pending")

    def test_who_announced_it_is_told_in_words(self):
        """No id stands in the text, in any language: who spoke is named in words."""
        report = answer_report(when("RUS", "ramsar"))
        texts = (item.text for section in report.sections for item in section.items)
        (text,) = (each for each in texts if "starts no clock" in each)
        assert text.endswith("will leave (foreign ministry); that starts no clock.")
        assert "Außenministerium" in line_in("de", text).text

    def test_taken_back(self, lay):
        """An announcement taken back leaves nothing but its trace."""
        with lay({**SAID, "status": "revoked", "revoked_on": "2026-09-01"}):
            answer = when("SWE", "ottawa-1997")
            then = when("SWE", "ottawa-1997", as_of="2026-08-31")
        assert (answer.status, then.status) == ("not-notified", "announced")
        assert any("taken back on 2026-09-01" in each.text for each in answer.because)

    def test_notice_after_it(self, lay):
        """Once the notice is there it counts."""
        notice = {"treaty": "ottawa-1997", "party": "SWE", "received": "2026-10-01"}
        with lay(SAID, notice):
            answer = when("SWE", "ottawa-1997")
        assert (answer.status, answer.effect) == ("pending", date(2027, 4, 1))

    def test_worked_back(self, lay):
        """A receipt that was worked back from the effect is never told as recorded."""
        row = {
            "treaty": "ottawa-1997",
            "party": "SWE",
            "received": "2026-10-01",
            "effect": "2027-04-01",
            "received_is_computed": True,
            "confidence": "reported",
        }
        with lay(row):
            answer = when("SWE", "ottawa-1997")
        assert (answer.basis, answer.confidence) == ("worked-back", "reported")
        assert answer.rests_on == "the press"

    def test_known_later(self, lay):
        """Nothing is known of a notice before the day it became public."""
        row = {"treaty": "ottawa-1997", "party": "SWE", "received": "2026-06-01"}
        with lay({**row, "known_on": "2026-08-01"}):
            before = when("SWE", "ottawa-1997", as_of="2026-07-31")
            after = when("SWE", "ottawa-1997", as_of="2026-08-01")
        assert (before.status, after.status) == ("not-notified", "pending")

    def test_effect_in_part(self, lay):
        """An effect of which only the year is known gives bounds."""
        with lay({"treaty": "ottawa-1997", "party": "SWE", "effect": "2024"}):
            answer = when("SWE", "ottawa-1997")
        assert (answer.status, answer.effect) == ("effective", None)
        assert (answer.earliest, answer.latest) == (date(2024, 1, 1), date(2024, 12, 31))
        assert answer.is_bound is False


class TestLives:
    """Treaties that are over, and States of which nothing is known."""

    @pytest.mark.parametrize(
        ("treaty", "as_of", "status"),
        [
            ("inf-1987", TODAY, "ended"),
            ("inf-1987", "2010-01-01", "not-notified"),
            ("inf-1987", "1987-12-31", "not-in-force"),
            ("ctbt-1996", TODAY, "not-in-force"),
        ],
    )
    def test_over(self, treaty, as_of, status):
        """The dead offer no exit; asked as of a day in their life they answer."""
        answer = when("Russia" if "inf" in treaty else "Germany", treaty, as_of=as_of)
        assert answer.status == status
        assert (answer.earliest is None) == (status != "not-notified")
        assert answer.ended_on == (date(2019, 8, 2) if status == "ended" else None)

    @pytest.mark.parametrize("party", ["Germany", "China"])
    def test_nobody_is_denied(self, party):
        """No State is denied because a list is old."""
        assert when(party, "Minamata").status != "not-a-party"

    def test_no_exit_tells_membership(self):
        """Where there is no way out the answer still says whether the State is a party."""
        inside, outside = when("Sweden", "cedaw-1979"), when("USA", "cedaw-1979")
        assert (inside.status, inside.membership.value) == ("no-exit", "party")
        assert (outside.status, outside.membership.value) == ("not-a-party", "not-a-party")

    def test_earlier_spell(self):
        """A notice of an earlier stretch of time is judged by that one."""
        answer = when("UAE", "cites-1973", received="1987-01-27")
        assert answer.effect == date(1988, 1, 27)
        assert when("Sweden", "icrw-1946", as_of="1963-06-01").is_bound
