"""Treaties: read from one file each or from a family, and what a treaty itself knows."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from withdrawal.dates import Counting, Period
from withdrawal.errors import DataFileError, PeriodFormatError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.landings import AnnualDate, MonthDay, NextDay, NextMonth
from withdrawal.law.clause.operators import Runs, Starts
from withdrawal.law.treaties.catalogue import DIRECTORY, catalogue, treaty
from withdrawal.law.treaties.treaty import Treaty, _parsed_as_of, depositaries, read_treaties

PLAIN = """
id = "own-2000"
title = "Treaty of Our Own"
sources = ["the text"]
confidence = "known"
in_force = 2000-01-01
{more}
[clause]
exit = "allowed"
{keys}
[clause.starts]
on = "deposit"
[clause.runs]
period = "P6M"
"""


def write(folder: Path, *, more: str = "", keys: str = "", after: str = "") -> Path:
    """Write a plain treaty file with some more keys at the top, in the clause and at the end."""
    path = folder / "own.toml"
    path.write_text(PLAIN.format(more=more, keys=keys) + after, encoding="utf-8")
    return path


class TestOneFile:
    def test_a_treaty(self, tmp_path: Path):
        """A file with the least that is needed is a treaty with a clause."""
        (law,) = read_treaties(write(tmp_path))
        assert law.clause.operators == (Starts("deposit"), Runs(Period(months=6)))
        assert (law.id, law.title, law.name, law.term) == (
            "own-2000",
            "Treaty of Our Own",
            "Treaty of Our Own",
            "withdrawal",
        )
        assert law.in_force == date(2000, 1, 1)
        assert law.depositary is None
        assert law.entry_into_force is None
        assert repr(law) == "<Treaty own-2000: Treaty of Our Own>"

    def test_what_else_a_file_may_say(self, tmp_path: Path):
        """Names, depositaries, dates, notes, a parent and anchors are kept."""
        (law,) = read_treaties(
            write(
                tmp_path,
                more='short_names = ["Ours", "TOO"]\ndepositaries = ["Latvia", "Estonia"]\n'
                'category = "test"\nadopted = 1999-01-01\nopened = 1999-02-01\n'
                'untc_chapter = "I-1"\nterm = "denunciation"\narticle = "9"\nparaphrase = "Go."\n'
                'status = "in force"\nnotes = ["short"]\n',
                after='[parent]\ntreaty = "mother"\nexit_carries = true\narticle = "8"\n'
                "[anchors]\nobligations-assumed = 2001-01-01\n",
            )
        )
        assert law.name == "Ours"
        assert law.depositary == "Latvia and Estonia"
        assert (law.adopted, law.opened) == (date(1999, 1, 1), date(1999, 2, 1))
        assert (law.category, law.untc_chapter, law.term) == ("test", "I-1", "denunciation")
        assert (law.article, law.clause.article) == ("9", "9")
        assert (law.paraphrase, law.status, law.notes) == ("Go.", "in force", ("short",))
        assert (law.parent.treaty, law.parent.exit_carries, law.parent.article) == (
            "mother",
            True,
            "8",
        )
        assert law.anchors == {"obligations-assumed": date(2001, 1, 1)}

    def test_the_clause_has_an_article_of_its_own(self, tmp_path: Path):
        """An article in the clause is not replaced by the treaty's."""
        (law,) = read_treaties(write(tmp_path, more='article = "9"', keys='article = "9(2)"'))
        assert (law.article, law.clause.article) == ("9", "9(2)")

    @pytest.mark.parametrize(
        ("parts", "complaint"),
        [
            ({"more": "extra = 1"}, "unknown key 'extra': expected some of "),
            ({"more": "members = 3"}, "key members: expected a list of tables, at least one."),
            ({"more": "members = []"}, "key members: expected a list of tables, at least one."),
            ({"more": "members = [3]"}, "key members: expected a list of tables, at least one."),
            (
                {"keys": 'counting = "later"'},
                "key clause.counting: 'later' is unknown: expected one of",
            ),
            ({"after": '[clause.lands]\non = "event"'}, "lands on 'event' needs the key 'event'."),
            (
                {"after": '[clause.lands]\non = "first-day-of-nth-month"\nmonths = 0'},
                "months is 0: expected a number from 1 to 119988.",
            ),
            (
                {"after": '[clause.effect_not_before]\nperiod = "P1Y"\nfrom = "birthday"'},
                "key from: 'birthday' is unknown: expected a date or one of treaty-in-force,",
            ),
            (
                {"after": '[clause.effect_not_before]\nperiod = "P1Y"\nfrom = "2025-02-30"'},
                "key from: '2025-02-30' is unknown: expected a date or one of treaty-in-force,",
            ),
            (
                {"after": '[entry_into_force.lands]\non = "first-day-of-nth-month"'},
                "lands on 'first-day-of-nth-month' needs the key 'months'.",
            ),
            (
                {
                    "after": '[[clause.alternatives]]\nid = "a"\ntext = "b"\n'
                    '[clause.alternatives.effect_not_before]\nperiod = "P1Y"\nfrom = "dawn"'
                },
                "key from: 'dawn' is unknown: expected a date or one of treaty-in-force,",
            ),
        ],
    )
    def test_mistakes(self, tmp_path: Path, parts: dict[str, str], complaint: str):
        """Every mistake names the file, the key and what was expected."""
        with pytest.raises(DataFileError) as caught:
            read_treaties(write(tmp_path, **parts))
        assert caught.value.message.startswith(f"own.toml: {complaint}")
        assert caught.value.message.endswith(".")
        assert not caught.value.message.endswith("..")

    def test_an_anchor_of_its_own(self, tmp_path: Path):
        """A treaty may name a day of its own and count from it."""
        (law,) = read_treaties(
            write(
                tmp_path,
                after='[clause.effect_not_before]\nperiod = "P1Y"\nfrom = "first-budget"\n'
                "[anchors]\nfirst-budget = 2001-01-01\n",
            )
        )
        assert law.clause.effect(date(2001, 1, 1), law.facts()) == date(2002, 1, 1)


class TestFamilies:
    FAMILY = """
        title = "Family"
        sources = ["the text"]
        confidence = "known"
        short_names = ["Fam"]
        [clause]
        exit = "allowed"
        [clause.starts]
        on = "registration"
        [clause.runs]
        period = "P1Y"
        article = "9"
        [[members]]
        id = "one"
        in_force = 2000-01-01
        [[members]]
        id = "two"
        title = "The Second"
        [members.clause.runs]
        period = "P6M"
        """

    def test_members_say_what_differs(self, tmp_path: Path):
        """A member has the family's keys, its own in their place, and merged tables."""
        path = tmp_path / "family.toml"
        path.write_text(self.FAMILY, encoding="utf-8")
        one, two = read_treaties(path)
        assert (one.id, one.title, one.in_force) == ("one", "Family", date(2000, 1, 1))
        assert (two.id, two.title, two.in_force, two.name) == ("two", "The Second", None, "Fam")
        assert one.clause.operators == (Starts("registration"), Runs(Period(1), article="9"))
        assert two.clause.operators == (
            Starts("registration"),
            Runs(Period(months=6), article="9"),
        )

    def test_only_one_of_them(self, tmp_path: Path):
        """One member can be read alone; a mistake in another is then not met."""
        path = tmp_path / "family.toml"
        path.write_text(self.FAMILY + "[[members]]\nid = 5\n", encoding="utf-8")
        (two,) = read_treaties(path, only="two")
        assert two.id == "two"
        assert read_treaties(path, only="three") == ()
        with pytest.raises(DataFileError) as caught:
            read_treaties(path)
        expected = "5 is not text: expected words in quotation marks."
        assert caught.value.message == f"family.toml, member 3: key id: {expected}"

    def test_parsed_once(self, tmp_path: Path):
        """Members read one by one are those of the whole file, which is parsed once for all."""
        path = tmp_path / "family.toml"
        path.write_text(self.FAMILY, encoding="utf-8")
        whole = read_treaties(path)
        parsed = _parsed_as_of.cache_info().misses
        assert [read_treaties(path, only=each.id) for each in whole] == [(each,) for each in whole]
        assert _parsed_as_of.cache_info().misses == parsed

    def test_read_anew_once_changed(self, tmp_path: Path):
        """A file that has changed since is parsed again."""
        path = tmp_path / "family.toml"
        path.write_text(self.FAMILY, encoding="utf-8")
        (before, *_) = read_treaties(path)
        path.write_text(self.FAMILY.replace(before.title, "Another title"), encoding="utf-8")
        assert read_treaties(path)[0].title == "Another title"


class TestCounting:
    @pytest.mark.parametrize(
        ("who", "counting", "is_settled"),
        [
            ('["UN Secretary-General"]', Counting.CORRESPONDING_DAY, True),
            ('["World Bank"]', Counting.DAY_AFTER, True),
            ('["Somebody Else"]', Counting.CORRESPONDING_DAY, False),
            ('["World Bank", "Somebody Else"]', Counting.DAY_AFTER, False),
            ("[]", Counting.CORRESPONDING_DAY, False),
        ],
    )
    def test_the_depositary_decides(
        self, tmp_path: Path, who: str, counting: Counting, is_settled: bool
    ):
        """A single depositary on record settles how months are counted, with its evidence."""
        (law,) = read_treaties(write(tmp_path, more=f"depositaries = {who}"))
        runs = law.clause.operators[1]
        assert isinstance(runs, Runs)
        assert runs.counting is counting
        assert law.clause.is_counting_settled is is_settled
        if is_settled:
            entry = depositaries()[law.depositary]
            assert law.counting_evidence == f"{entry.evidence} ({entry.source})"
        else:
            assert law.counting_evidence is None

    def test_the_clause_decides(self, tmp_path: Path):
        """A treaty's own record settles it against the depositary's habit."""
        (law,) = read_treaties(
            write(
                tmp_path,
                more='depositaries = ["World Bank"]',
                keys='counting = "corresponding-day"\ncounting_source = "a record of 1999"',
            )
        )
        assert law.clause.operators[1] == Runs(Period(months=6))
        assert law.clause.is_counting_settled
        assert law.counting_evidence == "a record of 1999"

    def test_who_is_on_record(self):
        """The depositaries on record say how they count, with evidence and source."""
        assert depositaries()["UN Secretary-General"].counting is Counting.CORRESPONDING_DAY
        assert depositaries()["Portugal"].counting is Counting.DAY_AFTER
        for name, each in depositaries().items():
            assert each.name == name
            assert each.evidence
            assert each.source


class TestFacts:
    def test_entry_into_force_is_known(self, tmp_path: Path):
        """A treaty adds the days it knows; what the circumstances say comes first."""
        (law,) = read_treaties(write(tmp_path, after="[anchors]\nfirst-budget = 2001-01-01\n"))
        own = Circumstances(anchors={"treaty-in-force": date(1999, 9, 9)}, way_out="x")
        assert law.facts().anchors == {
            "treaty-in-force": date(2000, 1, 1),
            "first-budget": date(2001, 1, 1),
        }
        assert law.facts(own).anchor("treaty-in-force") == date(1999, 9, 9)
        assert law.facts(own).way_out == "x"
        assert law.anchors == {"first-budget": date(2001, 1, 1)}

    @pytest.mark.parametrize(
        ("rule", "consent", "in_force"),
        [
            ("", date(2010, 1, 31), None),
            ('[entry_into_force.runs]\nperiod = "P1M"', date(2010, 1, 31), date(2010, 2, 28)),
            ('[entry_into_force.runs]\nperiod = "P1M"', date(1999, 1, 1), date(2000, 1, 1)),
            (
                (
                    '[entry_into_force.runs]\nperiod = "P5M"\n'
                    '[entry_into_force.lands]\non = "first-day-of-next-month"'
                ),
                date(2010, 1, 31),
                date(2010, 7, 1),
            ),
            (
                '[entry_into_force.lands]\non = "event"\nevent = "the exchange"',
                date(2010, 1, 31),
                None,
            ),
            ('[entry_into_force.lands]\non = "that-day"', date(2010, 1, 31), date(2010, 1, 31)),
        ],
    )
    def test_since_when_a_state_is_bound(
        self, tmp_path: Path, rule: str, consent: date, in_force: date | None
    ):
        """The treaty's own rule says when it binds a State, never before it is in force itself."""
        (law,) = read_treaties(write(tmp_path, after=rule))
        assert law.in_force_for(consent) == in_force

    def test_before_the_treaty_has_a_date(self):
        """Where the treaty's own entry into force is not known, the rule alone decides."""
        law = evolve(treaty("ottawa-1997"), in_force=None, entry_into_force=(NextDay(),))
        assert law.in_force_for(date(2010, 1, 31)) == date(2010, 2, 1)

    def test_ottawa(self):
        """Ottawa binds from the first day of the sixth month after the month of consent."""
        assert treaty("ottawa-1997").in_force_for(date(2003, 5, 12)) == date(2003, 11, 1)


class TestPlain:
    def test_a_period(self):
        """A plain clause needs no file: the corresponding day, with nothing left open."""
        law = Treaty.plain("P6M")
        assert law.clause.operators == (Starts("receipt-by-depositary"), Runs(Period(months=6)))
        assert law.clause.is_counting_settled
        assert law.name == "a treaty with a clause of 6 months"
        assert Treaty.plain(Period(months=6)).clause == law.clause

    @pytest.mark.parametrize(
        ("then", "operators"),
        [
            ("that-day", ()),
            ("day-after", (NextDay(),)),
            ("first-day-of-next-month", (NextMonth(),)),
            ("end-of-year", (AnnualDate(MonthDay(12, 31), MonthDay(12, 31)),)),
        ],
    )
    def test_where_it_lands(self, then: str, operators: tuple):
        """It lands where the user says."""
        assert Treaty.plain("P90D", then=then).clause.operators[2:] == operators

    @pytest.mark.parametrize("counting", [Counting.DAY_AFTER, "day-after"])
    def test_how_it_counts(self, counting: Counting | str):
        """Months are counted as the user says, whatever the landing."""
        law = Treaty.plain("P6M", counting=counting)
        assert law.clause.effect(date(2027, 6, 27)) == date(2027, 12, 28)
        on_a_first = Treaty.plain("P6M", then="first-day-of-next-month", counting=counting)
        assert on_a_first.clause.effect(date(2027, 6, 30)) == date(2028, 1, 1)
        assert on_a_first.clause.effect(date(2027, 8, 31)) == date(2028, 4, 1)

    @pytest.mark.parametrize("period", ["P90D", "P2W", "P0D"])
    @pytest.mark.parametrize("counting", [Counting.DAY_AFTER, "receipt-counted"])
    def test_days_are_not_counted_otherwise(self, period: str, counting: Counting | str):
        """A way of counting months says nothing of days, and is refused rather than ignored."""
        with pytest.raises(DataFileError, match="about months and years"):
            Treaty.plain(period, counting=counting)
        assert Treaty.plain(period, counting="corresponding-day").clause.is_counting_settled

    @pytest.mark.parametrize("period", ["6 months", 6, None, ""])
    def test_what_is_not_a_period(self, period: object):
        """A text that is no period is refused as such."""
        with pytest.raises(PeriodFormatError):
            Treaty.plain(period)

    @pytest.mark.parametrize(
        ("keys", "complaint"),
        [
            ({"then": "monday"}, "key clause.lands.on: 'monday' is unknown: expected one of"),
            ({"counting": "x"}, "key clause.counting: 'x' is unknown: expected one of"),
            ({"then": "event"}, "lands on 'event' needs the key 'event'."),
        ],
    )
    def test_what_it_cannot_say(self, keys: dict[str, str], complaint: str):
        """A landing or a counting outside the vocabulary is refused."""
        with pytest.raises(DataFileError) as caught:
            Treaty.plain("P6M", **keys)
        assert caught.value.message.startswith(f"the clause given: {complaint}")


class TestEveryTreaty:
    def test_all_can_be_read(self):
        """Every treaty of the catalogue is read, with its id and a clause."""
        every = [law for path in DIRECTORY.glob("*.toml") for law in read_treaties(path)]
        assert {law.id for law in every} == set(catalogue())
        for law in every:
            assert bool(law.clause.operators) == (law.clause.exit == "allowed")
