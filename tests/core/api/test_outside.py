"""What ends a request below /api/ before a view of the API has it is problem details, too."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.urls import get_resolver
from redis import RedisError

from core.access.middleware import SignedInMiddleware
from tests.core.api.test_errors import problem

pytestmark = pytest.mark.django_db

LIST, SIGN_IN, NOWHERE = "/api/v1/organizations/", "/api/v1/token/", "/api/nowhere"
HUGE = "x" * (5 * 1024 * 1024 + 1)
PART = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@pytest.fixture
def program():
    """A client that shows no token, and checks as strictly as a browser's would be."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize("address", [LIST, SIGN_IN, NOWHERE, "/api/v1/schema/"])
@pytest.mark.parametrize("host", ["elsewhere.example", "a b/c", "[::"])
def test_another_host(program, address, host):
    told = problem(program.get(address, headers={"Host": host}), 400, "wrong_host")
    assert told["instance"] == address
    assert told["title"] == "请求无法识别"
    english = {"Host": host, "Accept-Language": "en"}
    assert problem(program.get(address, headers=english), 400, "wrong_host")["title"] == "The request cannot be read"


def test_another_host_where_the_site_leads_to_https(program, settings):
    settings.SECURE_SSL_REDIRECT = True
    problem(program.get(LIST, headers={"Host": "elsewhere.example"}), 400, "wrong_host")


@pytest.mark.parametrize("end", ["%00/", "%ff%fe/", "%ED%A0%80/", "../../x", "//", "%2e%2e/", "a" * 9000])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_path_that_is_none(program, end, method):
    problem(program.generic(method, f"{LIST}{end}"), 404, "not_found")


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (HUGE, "application/json", 413, "too_large"),
        (PART + HUGE + "\r\n--x--\r\n", MULTIPART + "; boundary=x", 413, "too_large"),
        ("garbage", MULTIPART, 400, "parse_error"),
        ("garbage", MULTIPART + "; boundary=ééé", 400, "parse_error"),
        ("a=1", FORM, 415, "unsupported_media_type"),
        ("<a/>", "application/xml", 415, "unsupported_media_type"),
    ],
)
def test_a_content_that_cannot_be_read(program, content, kind, status, code):
    problem(program.generic("POST", SIGN_IN, content, kind), status, code)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "CONNECT", "NONE"])
def test_a_method_of_no_use(program, method):
    problem(program.generic(method, SIGN_IN), 405, "method_not_allowed")


def test_another_kind_of_answer(program):
    problem(program.get(LIST, headers={"Accept": "text/html"}), 406, "not_acceptable")


def test_a_form_of_a_browser_without_a_token_against_forgery(program, office):
    program.force_login(office, backend="personnel.accounts.backends.AccountBackend")
    problem(program.post(LIST), 401, "not_authenticated")


def test_a_session_begun_with_a_one_time_password(program, office):
    type(office).objects.update(must_change_password=True)
    program.force_login(office, backend="personnel.accounts.backends.AccountBackend")
    problem(program.get(LIST), 401, "not_authenticated")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (SuspiciousOperation("secret"), 400, "parse_error"),
        (RequestDataTooBig("secret"), 413, "too_large"),
        (PermissionDenied("secret"), 403, "permission_denied"),
        (Http404("secret"), 404, "not_found"),
        (RedisError("secret"), 503, "unavailable"),
        (OperationalError("secret"), 503, "unavailable"),
        (ValueError("secret"), 500, "error"),
    ],
)
def test_whatever_fails_before_the_view(program, monkeypatch, error, status, code):
    def fail(*args):
        raise error

    monkeypatch.setattr(SignedInMiddleware, "process_view", fail)
    answer = program.get(LIST)
    problem(answer, status, code)
    assert "secret" not in answer.text
    assert ("Retry-After" in answer) == (status == 503)
    page = program.get("/imports/")
    assert page.status_code == (400 if status == 413 else status)
    assert page["Content-Type"].startswith("text/html")


def test_every_handler_of_errors_knows_the_api():
    resolver = get_resolver()
    assert {resolver.resolve_error_handler(code).__module__ for code in (400, 403, 404, 500)} == {"core.api.outside"}
