"""What the tests across the doors share: the pairs on record, and the application."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.proof.consistency import why_it_need_not
from withdrawal.record.history import history
from withdrawal.web.app import create_app

EVERY = 23
"""A sample holds one pair of so many."""


def pairs() -> list[tuple[str, str]]:
    """Every pair of a State and a treaty of which the record says how it ended, or may."""
    found = dict.fromkeys(
        (row.party, row.treaty)
        for row in history()
        if row.treaty in catalogue() and why_it_need_not(row) is None
    )
    return sorted(found)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a ``pair`` each in turn, those outside the sample as slow ones."""
    if "pair" in metafunc.fixturenames:
        values = [
            pytest.param(each, id="-".join(each), marks=() if n % EVERY == 0 else pytest.mark.slow)
            for n, each in enumerate(pairs())
        ]
        metafunc.parametrize("pair", values)


@pytest.fixture(scope="session")
def client() -> TestClient:
    """The application, called directly."""
    return TestClient(create_app(), raise_server_exceptions=False, follow_redirects=False)
