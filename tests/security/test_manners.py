"""Limits, headers, and what must not be there at all.

Brute force, secrets in traces, pickles, huge requests, an admin site, repeated calls,
addresses that pass by the sign-in.
"""

import json
import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, reverse

from core.models import IdempotencyKey
from tests.factories import PASSWORD
from tests.guards.routes import FOR_PROGRAMS, client_of
from tests.guards.world import SECRET_CONTENT, SECRET_NAME


@pytest.mark.parametrize("prefix", ["/admin/", "/media/", "/debug/", "/.git/config", "/api/", "/static/../manage.py"])
def test_addresses_that_systems_forget_are_not_there(prefix, cast):
    assert client_of(cast["handler"]).get(prefix).status_code == 404


def test_there_is_no_admin_site():
    assert not apps.is_installed("django.contrib.admin")
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


def test_one_message_that_holds_a_password_is_in_no_cookie(cast, world):
    client = client_of(cast["sysadmin"])
    client.post(f"/accounts/{world.account.pk}/reset/")
    page = client.get(f"/accounts/{world.account.pk}/").content.decode()
    assert "messages" not in client.cookies
    assert client.get(f"/accounts/{world.account.pk}/").content.decode() != page


def test_failures_on_the_page_close_the_door_of_programs_too(cast):
    client = Client()
    for _number in range(5):
        client.post("/login/", {"username": "office", "password": "wrong"})
    sent = json.dumps({"username": "office", "password": PASSWORD})
    assert client.post("/api/v1/token/", sent, "application/json").status_code == 401


def test_failures_are_counted_where_all_workers_see_them(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
    assert getattr(settings, "AXES_HANDLER", "axes.handlers.database.AxesDatabaseHandler").endswith("DatabaseHandler")


def test_tasks_and_answers_carry_no_code(settings):
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.CELERY_TASK_SERIALIZER == "json"
    assert settings.SESSION_ENGINE == "core.access.sessions"
    assert "PickleSerializer" not in getattr(settings, "SESSION_SERIALIZER", "JSON")


def test_the_trail_holds_no_password():
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    named = {field.name for model in events for field in model._meta.concrete_fields}
    assert named
    assert not {"password", "last_login", "digest_of_token", "token_key"} & named


BODIES = {
    "too long": ("x" * (6 * 1024 * 1024), 413),
    "too deep": ("[" * 100_000, 400),
    "not a number": ('{"opinion": NaN}', 400),
    "too many digits": ('{"opinion": ' + "9" * 5000 + "}", 400),
    "a list": ("[]", 400),
    "a NUL": ('{"reason": "a\\u0000b"}', 400),
    "half a letter": ('{"reason": "\\ud800"}', 400),
}


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k"}], ids=["once", "with a key"])
def test_a_body_that_cannot_be_read_is_refused(kind, headers, cast, world):
    body, status = BODIES[kind]
    address = f"/api/v1/findings/{world.finding.pk}/return/"
    answer = client_of(cast["handler"]).post(address, body, "application/json", headers=headers)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


FORMS = {"without a boundary": "multipart/form-data", "with an empty one": "multipart/form-data; boundary="}


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k"}], ids=["once", "with a key"])
def test_a_form_that_cannot_be_read_is_refused(kind, headers, cast, world):
    address = f"/api/v1/transfers/{world.transfer.pk}/acknowledge/"
    answer = client_of(cast["discipline"]).generic("POST", address, b"x", FORMS[kind], headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert re.search("[A-Za-z]{3,}", answer.json()["detail"].replace("Content-Type", "")) is None


def test_content_sent_in_chunks_is_not_taken_for_none(cast, world):
    """The server hands on no content without a length; the step would be taken without its reason."""
    address = f"/api/v1/findings/{world.finding.pk}/return/"
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    answer = client_of(cast["handler"]).post(address, {"reason": "补充证据"}, "application/json", **chunked)
    assert (answer.status_code, answer.json()["code"]) == (411, "length_required")
    world.finding.refresh_from_db()
    assert world.finding.status == "submitted"


def test_errors_of_the_document_are_problem_details_too(db):
    answer = client_of(None).delete(f"{FOR_PROGRAMS}v1/schema/")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 405


@pytest.mark.parametrize("address", ["", "nowhere/", "findings/1/nowhere/"])
@pytest.mark.parametrize("method", ["get", "post", "options"])
def test_an_address_that_is_none_is_told_to_programs_as_such(address, method, db):
    answer = getattr(client_of(None), method)(f"{FOR_PROGRAMS}v1/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_misspelt_parameter_of_figures_is_refused(cast):
    answer = client_of(cast["handler"]).get(f"{FOR_PROGRAMS}v1/figures/", {"asof": "2022-10-15"})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["asof"]


@pytest.mark.parametrize(
    "name", ["findings", "working-papers", "leads", "transfers", "items", "inspections", "rounds"]
)
def test_a_state_that_is_none_is_refused(name, cast):
    answer = client_of(cast["handler"]).get(f"{FOR_PROGRAMS}v1/{name}/", {"status": "nonsense"})
    assert answer.status_code == 400


def test_a_key_belongs_to_whoever_sent_it(cast, world):
    address, headers = f"/api/v1/transfers/{world.transfer.pk}/acknowledge/", {"Idempotency-Key": "same"}
    own = client_of(cast["discipline"]).post(address, {}, "application/json", headers=headers)
    assert own.status_code == 200
    for name in ("orgdept", "handler", "liaison"):
        answer = client_of(cast[name]).post(address, {}, "application/json", headers=headers)
        assert answer.status_code in (403, 404)
        assert "Idempotency-Replayed" not in answer
    kept = str(list(IdempotencyKey.objects.values()))
    assert SECRET_NAME not in kept
    assert SECRET_CONTENT not in kept


def test_the_document_of_the_api_tells_of_no_row(world):
    document = client_of(None).get(f"{FOR_PROGRAMS}v1/schema/").content.decode()
    assert world.lead.number not in document
    assert SECRET_NAME not in document
    assert world.organization.name not in document
