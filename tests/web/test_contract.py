"""The API against its own description: Schemathesis asks it whatever the description allows."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from withdrawal.web.api import ROOT
from withdrawal.web.app import create_app

pytestmark = [
    pytest.mark.slow,
    # Old names of parameters are described, as deprecated, and so are asked with.
    pytest.mark.filterwarnings("ignore::withdrawal.warnings.RenamedWarning"),
]


@schemathesis.serializer("application/toml", "application/x-ndjson")
def as_text(_context, value):
    """Send a generated body as the text it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


APP = create_app()
EDGES = ("/when", "/compare", "/treaties/{treaty}/parties", "/survey", "/ask", "/simulate", "/read")
"""Where every field is tried at the ends of its form: together they have each kind of field."""


def described(*, at_the_edges):
    """Return the description, to be asked at random or besides with each field at its ends."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", APP)
    schema.config.phases.coverage.enabled = at_the_edges
    # A question of the right form may still make no sense (a day that does not exist, a conflict
    # that ends before it begins): that is 422, and no failure to accept what is allowed. Each part
    # may have its length and the whole address be longer than any that is read: that is 414.
    checks = schema.config.checks
    checks.positive_data_acceptance.expected_statuses = ["2xx", "404", "414", "422"]
    checks.negative_data_rejection.expected_statuses = ["400", "404", "414", "422"]
    paths = [f"{ROOT}{each}" for each in EDGES]
    return schema.include(path=paths) if at_the_edges else schema.exclude(path=paths)


TRIED = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@described(at_the_edges=True).parametrize()
@TRIED
def test_edges(case):
    """Every answer has a status, headers and a body that the description allows."""
    case.call_and_validate(headers={"Accept": "application/json"})


@described(at_the_edges=False).parametrize()
@TRIED
def test_contract(case):
    """So has every other address, asked at random."""
    case.call_and_validate(headers={"Accept": "application/json"})


def test_checks_are_there():
    """The checks that matter are among those that ran."""
    names = {each.__name__ for each in CHECKS.get_all()}
    assert {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "positive_data_acceptance",
    } <= names
