"""The API asked what its document allows, and what it does not, as seven roles: every check of schemathesis holds.

Each operation is asked thoroughly by the first of them that it opens to, and a little by each of the others. What a
check needs beyond one request (a row freed and used again) is not there to be found: the API deletes no rows.
"""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import AcceptedNegativeData, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.pytest._test_builder import build_operation_test

from core.api.tokens import issue_token
from tests.security.generated.known import is_refused_of_its_own, is_sent_without_the_wrong, put_known

ROLES = ["leader", "office", "liaison", "discipline", "leadinggroup", "auditor", "handler"]
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "411", "412", "413", "415", "422"]


@pytest.fixture(scope="package")
def offered(world):
    """The operations of the document, asked over WSGI in this process."""
    load_all_checks()
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application())
    schema.config.checks.negative_data_rejection.expected_statuses = REFUSALS
    return schema


@pytest.mark.parametrize("who", ROLES)
def test_the_api_keeps_to_its_document_whatever_is_asked(who, offered, cast, world, openers, so_many):
    headers = {"Authorization": f"Token {issue_token(cast[who])[1]}"}
    wrong = []

    def ask(case):
        put_known(case, world, cast)
        with transaction.atomic():
            wrong.extend(what_is_wrong(case, headers))
            transaction.set_rollback(True)

    for operation in [found.ok() for found in offered.get_all_operations()]:
        if who == asks_thoroughly(operation, openers):
            thoroughly(operation, ask, so_many(4))
        else:
            so_many(2)(given(either(operation))(ask))()
    assert not wrong, "\n\n".join(wrong)


def asks_thoroughly(operation, openers) -> str:
    """The first of the roles that the operation opens to."""
    name = resolve(operation.path.replace("{id}", "1")).url_name
    return next((who for who in ROLES if who in openers[name]), ROLES[0])


def either(operation):
    """A request that the document allows, or one that it does not."""
    return st.one_of(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)


def thoroughly(operation, ask, settings) -> None:
    """At every border of what the document says, and within and beyond it."""
    build_operation_test(
        config=operation.schema.config,
        operation=operation,
        test_func=ask,
        explicit_settings=settings,
        given_kwargs={},
        feedback=FeedbackSources(),
    )()


def what_is_wrong(case, headers) -> list[str]:
    """What the checks say of the answer to one request."""
    response = case.call(headers=headers)
    try:
        case.validate_response(response, headers=headers)
    except FailureGroup as failures:
        own, plain = is_refused_of_its_own(case, response), is_sent_without_the_wrong(case)
        passed_over = [RejectedPositiveData] * own + [AcceptedNegativeData] * plain
        found = [each for each in failures.exceptions if type(each) not in passed_over]
        return [f"{case.operation.label}: {each.message}\n{case.as_curl_command()}" for each in found]
    return []
