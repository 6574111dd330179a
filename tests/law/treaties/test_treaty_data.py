"""The catalogue: what the data files say, and what they may be relied on for."""

import re
import tomllib
from datetime import date, timedelta
from functools import partial

import pytest

from withdrawal.dates import Counting, Period
from withdrawal.errors import AmbiguousNameError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.operators import Runs
from withdrawal.law.treaties.catalogue import DIRECTORY, catalogue
from withdrawal.law.treaties.treaty import depositaries

DAYS = [date(2026, 1, 1) + timedelta(days=37 * n) for n in range(20)]
CONFIDENCES = ("verified", "reported", "known", "uncertain")
SINCE = {"in-force-for-party": date(2001, 5, 31), "consent-of-party": date(2001, 1, 31)}


@pytest.fixture(scope="module")
def known():
    """Return the packaged catalogue."""
    return catalogue()


def _all(known):
    """Return every treaty."""
    return [known.treaty(key) for key in known]


def _facts(treaty):
    """Return what a treaty knows, with some State's own anchor days."""
    return treaty.facts(Circumstances(anchors=SINCE))


def _effect(known, key, day, **more):
    """Return the day of effect of a notice to leave a treaty."""
    treaty = known.treaty(key)
    facts = treaty.facts(Circumstances(anchors=more.pop("anchors", SINCE), **more))
    return treaty.clause.effect(date.fromisoformat(day), facts)


class TestEveryTreaty:
    """What holds for each of them."""

    def test_how_many(self, known):
        """More than a thousand treaties are described, the labour conventions among them."""
        assert len(known) >= 1080
        assert sum(key.startswith("ilo-c") for key in known) >= 170

    def test_sources_and_confidence(self, known):
        """Each has its sources, how sure it is, and an article or a note on why there is none."""
        for treaty in _all(known):
            assert treaty.sources, treaty.id
            assert all(source.strip() for source in treaty.sources), treaty.id
            assert treaty.confidence in CONFIDENCES, treaty.id

    def test_explains_itself(self, known):
        """On any day a clause gives its steps, the last ending on the effect, or a reason."""
        for treaty in _all(known):
            if treaty.clause.exit != "allowed":
                continue
            for day in DAYS:
                reckoning = treaty.clause.reckon(day, _facts(treaty))
                if reckoning.effect is None:
                    assert reckoning.obstacle.text, (treaty.id, day)
                    continue
                assert reckoning.steps[-1].end == reckoning.effect, (treaty.id, day)
                assert all(step.text.endswith(".") for step in reckoning.steps), treaty.id

    def test_never_before_the_notice(self, known):
        """Effect never comes before the notice, and never earlier for a later notice."""
        for treaty in _all(known):
            if treaty.clause.exit != "allowed":
                continue
            effects = [treaty.clause.effect(day, _facts(treaty)) for day in DAYS]
            reached = [each for each in effects if each is not None]
            assert reached == sorted(reached), treaty.id
            assert all(
                effect is None or effect >= day for day, effect in zip(DAYS, effects, strict=True)
            ), treaty.id

    def test_names_find_it(self, known):
        """Each id, title and common name resolves to its treaty, or asks which of several."""
        for treaty in _all(known):
            assert known.resolve(treaty.id).id == treaty.id
            for name in (treaty.title, *treaty.short_names):
                assert treaty.id in known.index.find(name), (name, treaty.id)

    def test_counting_has_a_source(self):
        """A way of counting that a treaty's file names comes with the record that shows it."""
        for path in DIRECTORY.glob("*.toml"):
            clause = tomllib.loads(path.read_text(encoding="utf-8")).get("clause", {})
            assert ("counting" not in clause) or clause.get("counting_source"), path.name

    def test_no_workplace_words(self):
        """The files speak of treaties, not of how they were put together."""
        words = re.compile(r"\.jsonl|own knowledge|from memory|this research|the brief")
        for path in DIRECTORY.glob("*.toml"):
            found = words.search(path.read_text(encoding="utf-8"))
            assert found is None, (path.name, found)

    def test_one_file_a_treaty_or_family(self, known):
        """A contributor finds a treaty in the file with its name; families list their members."""
        for path in DIRECTORY.glob("*.toml"):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            assert "members" in data or data["id"] == path.stem, path.name


class TestNames:
    """How people call treaties."""

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("Ottawa", "ottawa-1997"),
            ("mine ban treaty", "ottawa-1997"),
            ("CCM", "ccm-2008"),
            ("ICC", "rome-statute-1998"),
            ("EU", "teu-art-50"),
            ("Brexit", "teu-art-50"),
            ("paris climate agreement", "paris-2015"),
            ("WHO", "who-constitution-1946"),
            ("NPT", "npt-1968"),
            ("ILO Convention 87", "ilo-c087"),
            ("C169", "ilo-c169"),
            ("Istanbul Convention", "istanbul-convention-2011"),
            ("whaling convention", "icrw-1946"),
            ("Energy Charter", "ect-1994"),
        ],
    )
    def test_common_name(self, known, name, key):
        """Common names and abbreviations resolve, whatever their case."""
        assert known.resolve(name).id == key

    @pytest.mark.parametrize(
        ("name", "keys"),
        [
            ("Stockholm Convention", {"stockholm-2001", "efta-1960"}),
            ("OST", {"outer-space-1967", "open-skies-1992"}),
            ("Geneva Convention", {"gc-i-1949", "gc-iv-1949"}),
            ("Geneva Conventions", {"gc-i-1949", "gc-ii-1949", "gc-iii-1949", "gc-iv-1949"}),
            ("Vienna Convention", {"vcdr-1961", "vclt-1969"}),
            ("Washington Convention", {"icsid-1965", "cites-1973"}),
        ],
    )
    def test_several(self, known, name, keys):
        """A name that fits several treaties asks which, and lists them."""
        with pytest.raises(AmbiguousNameError) as caught:
            known.resolve(name)
        assert all(key in caught.value.message for key in keys)


class TestSilence:
    """Treaties that say nothing on leaving."""

    @pytest.mark.parametrize("key", ["iccpr-1966", "vcdr-1961", "un-charter-1945", "cedaw-1979"])
    def test_silent(self, known, key):
        """The test cases of silence are silent, not open."""
        assert known.treaty(key).clause.exit == "silent"

    def test_general_comment_26(self, known):
        """For the Covenant the authority against leaving is named."""
        assert "No. 26" in " ".join(known.treaty("iccpr-1966").clause.authorities)

    def test_barred(self, known):
        """A treaty tied to membership or to another treaty cannot be left alone."""
        assert known.treaty("un-privileges-1946").clause.exit == "barred"

    def test_practice_opens(self, known):
        """Declarations under the African Court's Protocol may be withdrawn, as the Court held."""
        assert known.treaty("african-court-protocol-art-34-6").clause.exit == "allowed"


class TestCounting:
    """Counting follows the depositary, as far as the record shows."""

    @pytest.mark.parametrize(
        ("key", "received", "effect"),
        [
            ("ottawa-1997", "2025-06-27", "2025-12-27"),
            ("icsid-1965", "2012-01-24", "2012-07-25"),
            ("ect-1994", "2022-12-07", "2023-12-08"),
            ("au-pair-placement-1969", "2024-11-27", "2025-05-28"),
            ("african-court-protocol-art-34-6", "2016-02-29", "2017-03-01"),
            ("achr-1969", "2012-09-10", "2013-09-10"),
            ("ilo-c158", "1996-11-20", "1997-11-20"),
            ("cfe-1990", "2023-06-09", "2023-11-07"),
        ],
    )
    def test_recorded(self, known, key, received, effect):
        """The recorded effect of a known exit is what the clause computes."""
        anchors = {"in-force-for-party": date(1995, 1, 1)}
        found = _effect(known, key, received, anchors=anchors)
        assert found == date.fromisoformat(effect)

    def test_first_of_the_month_is_not_shifted(self, known):
        """A clause that ends on a first day is not moved by its depositary's counting."""
        effect = _effect(known, "istanbul-convention-2011", "2021-03-22")
        assert effect == date(2021, 7, 1)

    def test_days_are_never_shifted(self, known):
        """Sixty days from 31 October are 30 December."""
        assert _effect(known, "copper-study-group-1989", "2002-10-31") == date(2002, 12, 30)

    def test_unsettled_names_the_other_reading(self, known):
        """Where no record settles the counting, the other day is named."""
        treaty = known.treaty("us-korea-mdt-1953")
        assert not treaty.clause.is_counting_settled
        (reading,) = treaty.clause.readings(date(2026, 3, 10), _facts(treaty))
        usual = treaty.clause.effect(date(2026, 3, 10), _facts(treaty))
        assert (reading.effect - usual).days == 1

    def test_depositaries(self):
        """Every depositary on record has its evidence and source; four count to the day after."""
        listed = depositaries().values()
        assert all(each.evidence and each.source for each in listed)
        later = {each.name for each in listed if each.counting is Counting.DAY_AFTER}
        assert later == {"World Bank", "Portugal", "Secretary General of the Council of Europe"}


class TestLinks:
    """Exits that carry others along, and obligations that stay."""

    def test_carried(self, known):
        """Leaving the climate convention leaves Kyoto, its amendment and Paris."""
        assert {"kyoto-1997", "paris-2015", "doha-amendment-2012"} <= set(
            known.carried_along("unfccc-1992")
        )

    def test_chain(self, known):
        """Leaving the biodiversity convention leaves Cartagena and what hangs on Cartagena."""
        assert {"cartagena-2000", "nagoya-kl-2010"} <= set(known.carried_along("cbd-1992"))

    def test_not_carried(self, known):
        """A link alone carries nothing: the London Protocol stands without its Convention."""
        assert "london-protocol-1996" not in known.carried_along("london-convention-1972")

    def test_survival(self, known):
        """Investments stay protected for twenty years after leaving the Energy Charter."""
        clause = known.treaty("ect-1994").clause
        assert clause.survival == Period.parse("P20Y")
        assert clause.protected_until(date(2023, 12, 8)) == date(2043, 12, 8)


class TestRoutes:
    """Other ways out."""

    def test_amendment_of_the_rome_statute(self, known):
        """A party that has not accepted an amendment may leave at once, in its first year."""
        routed = partial(_effect, known, "rome-statute-1998", way_out="amendment")
        assert routed("2027-03-10") is None
        assert routed("2027-03-10", event=date(2026, 3, 10)) == date(2027, 3, 10)
        assert routed("2027-03-11", event=date(2026, 3, 10)) is None

    def test_urgent(self, known):
        """In urgent cases the uniform law on cheques is left two days after receipt."""
        effect = _effect(known, "cheques-uniform-1931", "2027-03-10", way_out="urgent")
        assert effect == date(2027, 3, 12)

    def test_revising_convention(self, known):
        """Ratifying the Maritime Labour Convention ended No. 147 when that came into force."""
        effect = _effect(known, "ilo-c147", "2006-06-07", way_out="revision")
        assert effect == date(2013, 8, 20)

    def test_condition_of_one_party(self, known):
        """Only the United States may leave the WHO under its own condition."""
        clause = known.treaty("who-constitution-1946").clause
        assert clause.way_out_of("USA").id == "condition-of-1948"
        assert clause.way_out_of("ARG") is None


class TestGates:
    """Notices that cannot be given yet, or any more."""

    def test_window(self, known):
        """Between windows a denunciation of ILO No. 87 waits for 4 July 2030."""
        treaty = known.treaty("ilo-c087")
        obstacle = treaty.clause.reckon(date(2026, 11, 21), treaty.facts()).obstacle
        assert (obstacle.status, obstacle.next_notice) == ("no-effect", date(2030, 7, 4))

    def test_two_rhythms(self, known):
        """Some labour conventions open every ten years, the older ones every five."""
        every = {
            str(known.treaty(key).clause.operators[0].every) for key in ("ilo-c087", "ilo-c029")
        }
        assert every == {"P10Y", "P5Y"}

    def test_lock_in(self, known):
        """A notice of leaving the Paris Agreement may come three years after being bound."""
        treaty = known.treaty("paris-2015")
        facts = treaty.facts(Circumstances(anchors={"in-force-for-party": date(2016, 11, 4)}))
        early = treaty.clause.reckon(date(2019, 11, 3), facts).obstacle
        assert (early.status, early.next_notice) == ("no-effect", date(2019, 11, 4))
        assert treaty.clause.effect(date(2019, 11, 4), facts) == date(2020, 11, 4)

    def test_assumed_year(self, known):
        """Where a financial year is taken to be the calendar year, the answer says so."""
        treaty = known.treaty("cern-1953")
        reckoning = treaty.clause.reckon(date(2026, 11, 21), treaty.facts())
        assert any("financial year" in each for each in reckoning.assumptions)


class TestEntryIntoForce:
    """From consent to being bound."""

    @pytest.mark.parametrize(
        ("key", "consent", "bound"),
        [
            ("ottawa-1997", "2012-12-27", "2013-06-01"),
            ("rome-statute-1998", "2023-11-14", "2024-02-01"),
            ("paris-2015", "2021-01-20", "2021-02-19"),
            ("iccpr-1966", "1991-11-20", "1992-02-20"),
            ("unfccc-1992", "1993-01-01", "1994-03-21"),
        ],
    )
    def test_rule(self, known, key, consent, bound):
        """The treaty's own rule gives the day, never before the treaty itself is in force."""
        found = known.treaty(key).in_force_for(date.fromisoformat(consent))
        assert found == date.fromisoformat(bound)

    def test_no_rule(self, known):
        """Where no rule is recorded, none is invented."""
        assert known.treaty("phonograms-1971").in_force_for(date(2001, 1, 1)) is None


def test_immediate(known):
    """Leaving the World Bank takes effect on the day the notice is received."""
    treaty = known.treaty("ibrd-1944")
    assert next(op for op in treaty.clause.operators if isinstance(op, Runs)).period.is_zero
    assert treaty.clause.effect(date(1965, 8, 17)) == date(1965, 8, 17)
