"""The facts of the catalogue: how treaties lived and ended, what they are called and numbered."""

import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from withdrawal.law.names import normal
from withdrawal.law.treaties.catalogue import DIRECTORY
from withdrawal.law.treaties.treaty import depositaries, read_treaties

BARE_NUMBER = re.compile(r"(C?ETS|UNTS|ILO|HCCH) ?[CP]?\d+\w?|[CP]\d{3}")
SESSIONS = {
    date(2017, 6, 16): 6,
    date(2018, 6, 8): 6,
    date(2021, 6, 19): 12,
    date(2023, 6, 16): 3,
    date(2024, 6, 14): 4,
}
"""The last days of the sessions of the Labour Conference that ended conventions, and how many."""


@pytest.fixture(scope="module")
def treaties():
    """Return every treaty, as its file says it is, by id."""
    return {each.id: each for path in DIRECTORY.glob("*.toml") for each in read_treaties(path)}


class TestLife:
    """When treaties ended, how, and what came after them."""

    def test_how_it_ended(self, treaties):
        """A treaty that has ended says how, and how sure this is."""
        ended = [each for each in treaties.values() if each.ended is not None]
        assert ended
        for each in ended:
            assert each.ended_how, each.id
            assert each.life_confidence, each.id

    def test_successors_exist(self, treaties):
        """What replaced a treaty is a treaty of the catalogue, and never itself."""
        for each in treaties.values():
            assert set(each.replaced_by) <= set(treaties) - {each.id}, each.id

    def test_replaced_names_its_successor(self, treaties):
        """Whoever is told that a treaty was replaced is told by what."""
        replaced = [each for each in treaties.values() if each.ended_how == "replaced"]
        assert replaced
        for each in replaced:
            assert each.replaced_by or each.successor, each.id

    def test_labour_conventions(self, treaties):
        """Thirty-one labour conventions were ended by five sessions of the Conference."""
        over = [each for key, each in treaties.items() if key.startswith("ilo-c") and each.ended]
        assert len(over) == 31
        assert Counter(each.ended for each in over) == SESSIONS
        for each in over:
            assert each.ended_range.end == each.ended, each.id
            assert each.ended_how in ("abrogated", "withdrawn-by-organization"), each.id

    def test_withdrawn_and_not_abrogated(self, treaties):
        """Conventions that bound nobody any more were withdrawn: the Conference says so itself."""
        withdrawn = {
            int(key.removeprefix("ilo-c"))
            for key, each in treaties.items()
            if key.startswith("ilo-c") and each.ended_how == "withdrawn-by-organization"
        }
        assert withdrawn == {7, 28, 34, 60, 165, 178, 179, 180}

    @pytest.mark.parametrize(
        ("key", "first_day_without"),
        [
            ("league-covenant-1919", "1946-04-19"),
            ("gatt-1947", "1996-01-01"),
            ("gatt-provisional-application-1947", "1996-01-01"),
            ("nafta-1992", "2020-07-01"),
            ("cotonou-2000", "2024-01-01"),
            ("cocoa-2001", "2012-10-01"),
            ("new-start-2010", "2026-02-05"),
            ("us-hungary-tax-1979", "2023-01-08"),
            ("caricom-1973", "2006-01-01"),
            ("clni-1988", "2019-07-01"),
        ],
    )
    def test_first_day_without(self, treaties, key, first_day_without):
        """The day on which a treaty ended is the first day without it."""
        assert treaties[key].ended == date.fromisoformat(first_day_without)
        assert treaties[key].is_over_by(date.fromisoformat(first_day_without))

    @pytest.mark.parametrize(
        "key", ["seato-1954", "single-convention-1961", "kyoto-1997", "oilpol-1954", "clc-1969"]
    )
    def test_still_alive(self, treaties, key):
        """An organization that is gone, or a later text, does not end the treaty for all."""
        assert treaties[key].ended is None

    @pytest.mark.parametrize(
        "key",
        [
            "rotterdam-rules-2008",
            "basel-liability-1999",
            "kyiv-liability-2003",
            "receivables-2001",
            "cybercrime-2024",
            "state-immunity-2004",
            "vclt-io-1986",
            "ctbt-1996",
            "hns-protocol-2010",
            "ilo-c192",
        ],
    )
    def test_not_in_force(self, treaties, key):
        """A treaty that nobody is bound by yet has no day of entry into force."""
        assert treaties[key].not_in_force
        assert treaties[key].in_force is None

    def test_one_text_one_file(self, treaties):
        """No title stands twice: one treaty is one entry."""
        titles = Counter(normal(each.title) for each in treaties.values())
        assert [title for title, count in titles.items() if count > 1] == []


class TestNames:
    """What treaties are called."""

    def test_dublin(self, treaties):
        """The Dublin Convention is the one on asylum, not the one on cluster munitions."""
        owners = [key for key, each in treaties.items() if "Dublin Convention" in each.short_names]
        assert owners == ["dublin-convention-1990"]

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("Lisbon Agreement", "lisbon-agreement-1958"),
            ("Lisbon Convention", "lisbon-recognition-1997"),
        ],
    )
    def test_of_one_place(self, treaties, name, key):
        """A name that one treaty of a place has by right is its own."""
        assert [each for each, it in treaties.items() if name in it.short_names] == [key]

    def test_a_name_before_a_number(self, treaties):
        """The first name of a treaty is a name, so that a sentence can be made with it."""
        for each in treaties.values():
            assert not BARE_NUMBER.fullmatch(each.name), each.id

    def test_numbers_of_the_un_are_right(self, treaties):
        """The satellites convention is XXV-1; XXV-3 is another treaty."""
        assert treaties["satellites-1974"].identifiers.mtdsg == ("XXV-1",)


class TestNumbers:
    """The official numbers of treaties."""

    def test_shared_only_within_a_family(self, treaties):
        """A number that several treaties have is that of a parent and of what hangs on it."""
        owners = defaultdict(set)
        for each in treaties.values():
            for kind, number in each.identifiers:
                owners[kind, number].add(each.id)
        assert owners["mtdsg", "XXVI-5"] == {"ottawa-1997"}
        assert owners["cets", "210"] == {"istanbul-convention-2011"}
        assert owners["ets", "005"] == {"echr-1950"}
        assert owners["ilo", "C087"] == {"ilo-c087"}
        assert max(map(len, owners.values())) <= 6

    def test_how_many(self, treaties):
        """Seven treaties in ten can be found by an official number."""
        numbered = [each for each in treaties.values() if list(each.identifiers)]
        assert len(numbered) >= 0.7 * len(treaties)

    def test_forms(self, treaties):
        """Every number is written as those who give it write it."""
        for each in treaties.values():
            assert list(each.identifiers.complaints()) == [], each.id


class TestDescriptions:
    """Categories, depositaries, sources."""

    def test_category(self, treaties):
        """Every treaty has a category, and none stands in one of its own by a slip."""
        counts = Counter(each.category for each in treaties.values())
        assert None not in counts
        assert [name for name, count in counts.items() if count == 1] == ["membership"]

    def test_one_spelling(self, treaties):
        """A depositary is spelt one way, so that its way of counting is found."""
        names = {name for each in treaties.values() for name in each.depositaries}
        assert set(depositaries()) <= names
        for short in ("IAEA", "OECD", "World Customs", "Council of the EU", "SAARC", "CARICOM"):
            assert sum(short in name for name in names) == 1, short

    def test_verified_is_read(self, treaties):
        """Four treaties in five are verified; none of these rests on general knowledge."""
        verified = [each for each in treaties.values() if each.confidence == "verified"]
        assert len(verified) >= 0.80 * len(treaties)
        for each in verified:
            said = " ".join(each.sources).casefold()
            assert "general knowledge" not in said, each.id
            assert "not read" not in said, each.id

    def test_sources_once(self, treaties):
        """No source is given twice."""
        for each in treaties.values():
            assert len(set(each.sources)) == len(each.sources), each.id

    def test_notes_are_for_readers(self, treaties):
        """Notes tell a reader something; they give nobody an order."""
        for each in treaties.values():
            for note in each.notes:
                assert ": check" not in note, each.id
                assert "show both" not in note, each.id

    def test_closed(self, treaties):
        """Treaties between two States are closed; those open to others are not."""
        for key in ("us-japan-security-1960", "inf-1987", "korus-2007", "usmca-2018"):
            assert treaties[key].closed, key
        for key in ("ottawa-1997", "nato-1949", "cptpp-2018"):
            assert not treaties[key].closed, key

    def test_kinds(self, treaties):
        """Model texts, articles of another treaty and sets of declarations are no treaties."""
        kinds = Counter(each.kind for each in treaties.values())
        assert kinds["model-clause"] == 5
        assert kinds["treaty-article"] == 4
        assert treaties["icj-statute-art-36-2"].kind == "declarations"
        assert treaties["commonwealth-membership"].kind == "arrangement"


class TestLabourRoutes:
    """Which later labour convention denounces which earlier one by itself."""

    @pytest.mark.parametrize(
        "number", ["003", "004", "006", "012", "017", "018", "024", "025", "026", "048"]
    )
    def test_none(self, treaties, number):
        """Conventions whose texts know no such end have no such way out."""
        assert treaties[f"ilo-c{number}"].clause.alternatives == ()

    @pytest.mark.parametrize(
        ("earlier", "route"), [("028", "revision-c152"), ("034", "revision-c181")]
    )
    def test_added(self, treaties, earlier, route):
        """Conventions revised twice are left by ratifying either."""
        routes = [each.id for each in treaties[f"ilo-c{earlier}"].clause.alternatives]
        assert routes == ["revision", route]

    @pytest.mark.parametrize(
        ("earlier", "words"),
        [
            ("033", "non-industrial employment"),
            ("059", "at least fifteen"),
            ("035", "Part III (old age)"),
            ("052", "outside agriculture"),
            ("010", "in respect of agriculture as its own article 9 provides"),
            ("022", "By the practice of the International Labour Office"),
        ],
    )
    def test_condition(self, treaties, earlier, words):
        """Where the later convention sets a condition, the way out tells it."""
        texts = [each.text for each in treaties[f"ilo-c{earlier}"].clause.alternatives]
        assert any(words in text for text in texts)
