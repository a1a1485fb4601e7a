"""One line of the log for each request, in JSON: who asked what, and what it took. Never what anyone wrote."""

import json
import logging

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from core.api.tokens import issue_token
from core.operation.requests import RequestLineMiddleware, Tally
from core.trail.logs import REQUESTS, WithoutContent

CANARY = "canary"


@pytest.fixture
def lines(caplog):
    """The lines of all requests so far."""
    caplog.set_level(logging.INFO, REQUESTS)
    return lambda: [json.loads(record.getMessage()) for record in caplog.records if record.name == REQUESTS]


@pytest.mark.django_db
def test_a_line_tells_who_asked_what_and_what_it_took(browse, office, lines):
    response = browse(office).get("/inbox/?q=canary", REMOTE_ADDR="10.0.0.9")
    [line] = lines()
    assert line["id"] == response["X-Request-Id"]
    assert (line["from"], line["account"], line["method"]) == ("10.0.0.9", office.pk, "GET")
    assert (line["path"], line["route"], line["status"]) == ("/inbox/", "inbox", 200)
    assert line["ms"] > line["sql_ms"] > 0
    assert line["sql"] > 0
    assert "cause" not in line
    assert CANARY not in json.dumps(line)


@pytest.mark.django_db
def test_a_program_is_named_by_its_account_too(client, office, lines):
    _token, text = issue_token(office)
    client.get("/api/v1/findings/", headers={"authorization": f"Token {text}"})
    [line] = lines()
    assert (line["account"], line["route"]) == (office.pk, "finding-list")


def test_a_stranger_has_no_account_and_an_address_that_is_none_no_route(client, lines):
    client.get("/healthz/")
    client.get("/nowhere/")
    assert [(line["account"], line["route"], line["status"]) for line in lines()] == [
        (None, "healthz", 200),
        (None, "", 404),
    ]


def test_who_it_was_is_not_asked_for_the_line(lines):
    def asked():
        raise AssertionError("asked who it is")

    request = RequestFactory().get("/")
    request.request_id, request.user = "1", SimpleLazyObject(asked)
    RequestLineMiddleware(lambda request: HttpResponse())(request)
    assert lines()[0]["account"] is None


def test_where_even_the_page_of_the_error_fails_there_is_a_line(lines):
    def fail(request):
        raise ValueError(CANARY)

    request = RequestFactory().get("/")
    request.request_id = "1"
    with pytest.raises(ValueError, match=CANARY):
        RequestLineMiddleware(fail)(request)
    assert lines()[0]["status"] == 500


def test_the_line_is_json_alone_whatever_was_asked(client, caplog):
    caplog.set_level(logging.INFO, REQUESTS)
    client.get("/a%0a\u2028%1b[31m/")
    [record] = [record for record in caplog.records if record.name == REQUESTS]
    line = WithoutContent("{asctime} {levelname}: {message}", style="{").format(record)
    assert line.isprintable()
    assert json.loads(line)["path"] == "/a\n\u2028\x1b[31m/"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/inbox/", "/api/v1/findings/"])
def test_a_failure_is_told_by_the_code_of_its_cause(address, office, browse, lines, monkeypatch):
    def fail(*args):
        raise OperationalError(CANARY) from OSError(28, CANARY)

    monkeypatch.setattr("core.models.notices.NoticeQuerySet.visible_to", fail)
    monkeypatch.setattr("findings.models.findings.FindingQuerySet.visible_to", fail)
    client = browse(office)
    client.raise_request_exception = False
    _token, text = issue_token(office)
    assert client.get(address, headers={"authorization": f"Token {text}"}).status_code == 503
    line = lines()[-1]
    assert (line["status"], line["cause"]) == (503, "ENOSPC")
    assert CANARY not in json.dumps(line)


@pytest.mark.django_db
def test_statements_are_counted_also_where_they_fail():
    tally = Tally()
    with connection.execute_wrapper(tally), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        with connection.prepared_cursor() as prepared:
            prepared.execute("SELECT 1")
    assert tally.statements == 2
    assert tally.seconds > 0

    def fail(*statement):
        raise OperationalError

    with pytest.raises(OperationalError):
        tally(fail, "SELECT 1", (), False, {})
    assert tally.statements == 3
