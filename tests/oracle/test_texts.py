"""Well-known clauses, each written down once more from its article, in a few naive lines."""

import datetime
import random

import pytest

from withdrawal.law.circumstances import Circumstances
from withdrawal.law.treaties.catalogue import catalogue

SINCE = (1990, 5, 31)
"""When the treaty came into force for the State: a month end."""


def ottawa(naive, day):
    """Art. 20(3): six months after the depositary receives the instrument."""
    return naive.plus(day, "P6M")


def arms_trade(naive, day):
    """Art. 24(2): ninety days after receipt."""
    for _ in range(90):
        day = naive.tomorrow(day)
    return day


def rome_statute(naive, day):
    """Art. 127(1): one year after receipt."""
    return naive.plus(day, "P1Y")


def istanbul(naive, day):
    """Art. 80(2): the first day of the month after three months from receipt."""
    return naive.first_of_next_month(naive.plus(day, "P3M"))


def sales(naive, day):
    """CISG, art. 101(2): the first day of the month after twelve months from receipt."""
    return naive.first_of_next_month(naive.plus(day, "P12M"))


def whaling(naive, day):
    """Art. XI: on 30 June of any year, on notice by 1 January of the same year."""
    year = day[0] if (day[1], day[2]) == (1, 1) else day[0] + 1
    return (year, 6, 30)


def northwest_atlantic(naive, day):
    """NAFO: on 31 December of any year, on notice by the 30 June before."""
    year = day[0] if (day[1], day[2]) <= (6, 30) else day[0] + 1
    return (year, 12, 31)


def single_convention(naive, day):
    """Art. 46(2): received by 1 July, next 1 January; later, as if received by 1 July next year."""
    year = day[0] if (day[1], day[2]) <= (7, 1) else day[0] + 1
    return (year + 1, 1, 1)


def council_of_europe(naive, day):
    """Statute, art. 7: notice in the first nine months, end of this year; else of the next."""
    return (day[0] if day[1] <= 9 else day[0] + 1, 12, 31)


def unesco(naive, day):
    """Art. II(6): on 31 December of the year after that of the notice."""
    return (day[0] + 1, 12, 31)


def opec(naive, day):
    """Art. 8: at the beginning of the next calendar year."""
    return (day[0] + 1, 1, 1)


def renewables(naive, day):
    """IRENA, art. XV: at the end of the year of the notice, from five years after 8 July 2010."""
    return (day[0], 12, 31) if day >= (2015, 7, 8) else None


def trade_and_cooperation(naive, day):
    """Art. 779: on the first day of the twelfth month after the notification."""
    year, month = day[0] + 1, day[1]
    return (year, month, 1)


def west_african_union(naive, day):
    """UEMOA, art. 107: on the last day of the sixth month after receipt."""
    year, month = (day[0], day[1] + 6) if day[1] <= 6 else (day[0] + 1, day[1] - 6)
    return (year, month, naive.length(year, month))


def genocide(naive, day):
    """Art. XIV: ten years from 12 January 1951, then five and five, on six months' notice."""
    end = 1961
    while day > (end - 1, 7, 12):
        end += 5
    return (end, 1, 12)


def slavery_supplement(naive, day):
    """Art. 14: successive terms of three years from 30 April 1957, on six months' notice."""
    end = 1960
    while day > (end - 1, 10, 30):
        end += 3
    return (end, 4, 30)


def social_charter(naive, day):
    """Art. 37: five years from its entry into force for the State, then two and two."""
    end = SINCE[0] + 5
    while naive.plus(day, "P6M") > (end, *SINCE[1:]):
        end += 2
    return (end, *SINCE[1:])


def settlement_of_disputes(naive, day):
    """ICSID, art. 71: six months after receipt, recorded on the day after."""
    return naive.tomorrow(naive.plus(day, "P6M"))


def energy_charter(naive, day):
    """Art. 47: from five years as a party, one year after receipt, recorded on the day after."""
    if day < naive.plus(SINCE, "P5Y"):
        return None
    return naive.tomorrow(naive.plus(day, "P1Y"))


def human_rights(naive, day):
    """ECHR, art. 58: from five years as a party, six months, recorded on the day after."""
    if day < naive.plus(SINCE, "P5Y"):
        return None
    return naive.tomorrow(naive.plus(day, "P6M"))


def paris(naive, day):
    """Art. 28: from three years as a party, one year after receipt."""
    return None if day < naive.plus(SINCE, "P3Y") else naive.plus(day, "P1Y")


def migrant_workers(naive, day):
    """Art. 89: from five years as a party, the first of the month after twelve months."""
    if day < naive.plus(SINCE, "P5Y"):
        return None
    return naive.first_of_next_month(naive.plus(day, "P12M"))


def freedom_of_association(naive, day):
    """ILO No. 87, art. 16: a year open every ten years from 4 July 1950; then one year."""
    for opens in range(1960, 2120, 10):
        if (opens, 7, 4) <= day <= (opens + 1, 7, 4):
            return naive.plus(day, "P1Y")
    return None


def forced_labour(naive, day):
    """ILO No. 29, art. 30: after ten years from 1 May 1932 a year open every five years."""
    for opens in range(1942, 2120, 5):
        if (opens, 5, 1) <= day <= (opens + 1, 5, 1):
            return naive.plus(day, "P1Y")
    return None


def straits(naive, day):
    """Montreux, art. 28: 20 years from 9 November 1936, on two years' notice; later, two years."""
    if day < (1954, 11, 9):
        return None
    return max((1956, 11, 9), naive.plus(day, "P2Y"))


def hydrography(naive, day):
    """IHO, art. XXII: the 1 January after a year's notice, from five years after 22 Sept. 1970."""
    if day < (1975, 9, 22):
        return None
    ended = naive.plus(day, "P1Y")
    return (ended[0] + 1, 1, 1)


RULES = {
    "ottawa-1997": ottawa,
    "ccm-2008": ottawa,
    "att-2013": arms_trade,
    "rome-statute-1998": rome_statute,
    "istanbul-convention-2011": istanbul,
    "cisg-1980": sales,
    "icrw-1946": whaling,
    "nafo-2007": northwest_atlantic,
    "single-convention-1961-amended": single_convention,
    "psychotropics-1971": single_convention,
    "coe-statute-1949": council_of_europe,
    "unesco-1945": unesco,
    "opec-statute": opec,
    "irena-2009": renewables,
    "eu-uk-tca-2020": trade_and_cooperation,
    "uemoa-1994": west_african_union,
    "genocide-1948": genocide,
    "slavery-supplementary-1956": slavery_supplement,
    "european-social-charter-1961": social_charter,
    "icsid-1965": settlement_of_disputes,
    "ect-1994": energy_charter,
    "echr-1950": human_rights,
    "paris-2015": paris,
    "cmw-1990": migrant_workers,
    "ilo-c087": freedom_of_association,
    "ilo-c029": forced_labour,
    "montreux-1936": straits,
    "iho-1967": hydrography,
}


def _days(first_year):
    """Return random days, and each month's first two and last two days of four years."""
    chance = random.Random(1969)
    low, high = datetime.date(first_year, 1, 1).toordinal(), datetime.date(2099, 12, 31).toordinal()
    days = [datetime.date.fromordinal(chance.randint(low, high)) for _ in range(400)]
    for year in (2023, 2024, 2027, 2096):
        for month in range(1, 13):
            first = datetime.date(year, month, 1)
            days += [first + datetime.timedelta(days=n) for n in (-2, -1, 0, 1)]
    return days


@pytest.mark.parametrize("key", RULES)
def test_reads_as_the_article(naive, key):
    """The clause of the catalogue and the article, written down again, give the same days."""
    treaty = catalogue().treaty(key)
    facts = treaty.facts(Circumstances(anchors={"in-force-for-party": datetime.date(*SINCE)}))
    opened = treaty.in_force.year + 1 if treaty.in_force else 1945
    for day in _days(max(opened, 1991)):
        computed = treaty.clause.effect(day, facts)
        expected = RULES[key](naive, (day.year, day.month, day.day))
        found = None if computed is None else (computed.year, computed.month, computed.day)
        assert found == expected, day
