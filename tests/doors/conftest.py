"""What the tests across the doors share: the application."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from withdrawal.web.app import create_app


@pytest.fixture(scope="session")
def client() -> TestClient:
    """The application, called directly."""
    return TestClient(create_app(), raise_server_exceptions=False, follow_redirects=False)
