"""A form is UTF-8, however that is spelt; any other charset is refused plainly, on a page and over the API."""

import pytest
from django.test import Client

from core.api.tokens import issue_token

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
SENT = {FORM: b"theme=dark", PARTS: b'--x\r\nContent-Disposition: form-data; name="theme"\r\n\r\ndark\r\n--x--\r\n'}
OTHERS = ["gbk", "utf-16", "utf-7", "latin-1", "nonsense", "a\tb", "0"]


@pytest.mark.parametrize("kind", SENT)
@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", "UTF8", "U8", '"utf-8"'])
def test_a_form_in_utf8_is_taken_however_that_is_spelt(kind, charset, leader):
    client = Client()
    client.force_login(leader, backend="personnel.accounts.backends.AccountBackend")
    answer = client.generic("POST", "/frame/looks/", SENT[kind], content_type=f"{kind}; charset={charset}")
    assert (answer.status_code, answer.cookies["theme"].value) == (302, "dark")


@pytest.mark.parametrize("kind", SENT)
@pytest.mark.parametrize("charset", OTHERS)
def test_a_form_in_another_charset_is_refused_once_and_quietly(kind, charset, leader, caplog):
    client = Client(enforce_csrf_checks=True)
    client.force_login(leader, backend="personnel.accounts.backends.AccountBackend")
    answer = client.generic("POST", "/frame/looks/", SENT[kind], content_type=f"{kind}; charset={charset}")
    assert (answer.status_code, "无法识别" in answer.text) == (400, True)
    assert len(caplog.records) <= 2


@pytest.mark.parametrize("kind", [*SENT, "application/json"])
@pytest.mark.parametrize("charset", OTHERS)
def test_the_api_answers_another_charset_with_a_problem(kind, charset, leader):
    client = Client(raise_request_exception=False, headers={"authorization": f"Token {issue_token(leader)[1]}"})
    answer = client.generic(
        "POST", "/api/v1/findings/", SENT.get(kind, b"{}"), content_type=f"{kind}; charset={charset}"
    )
    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"
