"""A program's token takes the code as well, where the account has a second factor."""

import json
import secrets

import pytest
from django.test import Client

from core.api.tokens import issue_token
from tests.factories import PASSWORD, UserFactory, fresh

TOKEN = "/api/v1/token/"


def ask(user, password=PASSWORD, address="10.88.0.1", **more):
    body = json.dumps({"username": user.username, "password": password} | more)
    return Client().post(TOKEN, body, "application/json", REMOTE_ADDR=address)


def test_password_and_code_give_a_token(discipline, device):
    phone = device(discipline)
    answer = ask(discipline, code=phone.code())
    assert answer.status_code == 201
    program = Client(headers={"Authorization": f"Token {answer.json()['token']}"})
    assert program.get("/api/v1/transfers/").status_code == 200


def test_without_the_code_the_right_password_is_told_what_is_missing(discipline, device):
    device(discipline)
    answer = ask(discipline)
    assert (answer.status_code, answer.json()["code"]) == (401, "second_factor_required")


def test_a_wrong_password_is_told_nothing_of_it(discipline, office, device):
    phone = device(discipline)
    refused = [ask(discipline, "wrong"), ask(discipline, "wrong", code=phone.code()), ask(office, "wrong")]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(401, "wrong_credentials")}


def test_a_wrong_code_gives_none_and_five_close_the_door(discipline, device):
    phone = device(discipline)
    for _time in range(5):
        assert ask(discipline, code="000000", address="10.88.0.2").status_code == 401
    assert ask(discipline, code=phone.code(), address="10.88.0.2").json()["code"] == "wrong_credentials"


def test_too_many_wrong_codes_are_said_with_when_to_try_again(device, settings, db):
    settings.WRONG_CODES = 1
    discipline = UserFactory(username=secrets.token_hex(8))  # counted in the cache by name
    device(discipline)
    ask(discipline, code="000000", address="10.88.0.3")
    answer = ask(discipline, code="000000", address="10.88.0.4")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_who_must_have_one_and_has_none_gets_no_token(discipline):
    answer = ask(discipline)
    assert answer.status_code == 403
    assert "双因素" in answer.json()["detail"] or "第二" in answer.json()["detail"]


@pytest.mark.parametrize("mode", ["required", "optional"])
def test_a_token_from_before_it_was_required_opens_nothing(discipline, settings, mode):
    settings.SECOND_FACTOR = mode
    program = Client(headers={"Authorization": f"Token {issue_token(discipline)[1]}"})
    assert program.get("/api/v1/transfers/").status_code == (401 if mode == "required" else 200)


def test_a_code_where_there_is_no_second_factor_is_not_looked_at(office):
    assert ask(fresh(office), code="000000").status_code == 201


def test_the_document_names_the_field(client):
    credentials = client.get("/api/v1/schema/?format=json").json()["components"]["schemas"]["CredentialsRequest"]
    assert "code" in credentials["properties"]
    assert "code" not in credentials["required"]
