"""Several States by one name: who they are is data, and each is one that is known."""

import pytest

from withdrawal.law.countries import countries
from withdrawal.law.groups import Group, group_of, groups
from withdrawal.law.treaties.catalogue import catalogue


@pytest.mark.rows("group", tuple(groups().values()), ids=str)
def test_known(group: Group) -> None:
    """A group has States that are known, and a source; or a treaty in the catalogue makes it."""
    assert set(group.members) <= countries().keys()
    assert bool(group.members) == bool(group.source) == (group.treaty is None)
    assert group.treaty is None or group.treaty in catalogue().summaries


def test_continents_do_not_overlap() -> None:
    """Every State that there is is on one continent, the European Union and Taiwan apart."""
    parts = [groups()[each].members for each in ("africa", "americas", "asia", "europe", "oceania")]
    every = [state for part in parts for state in part]
    there_are = {key for key, each in countries().items() if each.alpha2 and each.ended is None}
    assert len(every) == len(set(every))
    assert there_are - {*every} <= {"EUE", "TWN"}
    assert set(groups()["latin-america"].members) <= set(groups()["americas"].members)


def test_by_treaty() -> None:
    """A treaty tells which group it makes; most make none."""
    assert group_of("nato-1949") == "nato"
    assert group_of("ottawa-1997") is None
