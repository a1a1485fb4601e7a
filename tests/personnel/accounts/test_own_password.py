"""One's own password: the old one is tried as at the sign-in, and none of the last is taken again."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from personnel.accounts.services import change_password
from tests.factories import PASSWORD
from tests.factories import reset as reset_account


def change(client, old, new="Quiet-harbour-7", **extra):
    return client.post(
        reverse("password_change"), {"old_password": old, "new_password1": new, "new_password2": new}, **extra
    )


def test_five_wrong_old_passwords_close_the_door_to_the_right_one(browse, office):
    client = browse(office)
    for _time in range(4):
        assert change(client, "wrong").status_code == 200
    assert change(client, "wrong").status_code == 429
    assert change(client, PASSWORD).status_code == 429
    office.refresh_from_db()
    assert office.check_password(PASSWORD)


def test_they_close_the_page_to_sign_in_as_well(browse, office, client):
    for _time in range(5):
        change(browse(office), "wrong")
    assert client.post(reverse("login"), {"username": office.username, "password": PASSWORD}).status_code == 429


def test_the_right_one_is_taken_and_the_session_lives_on(browse, office):
    client = browse(office)
    assert change(client, PASSWORD).status_code == 302
    assert client.get("/").status_code == 200


def test_the_one_time_password_is_not_kept(browse, office, sysadmin):
    once = reset_account(office, by=sysadmin)
    office.refresh_from_db()
    answer = change(browse(office), once, new=once)
    assert "不得继续使用一次性密码" in answer.content.decode()
    office.refresh_from_db()
    assert office.must_change_password


def test_none_of_the_last_five_comes_back(office):
    chosen = [f"Quiet-harbour-{number}" for number in range(6)]
    for password in chosen:
        change_password(office, password)
    office.refresh_from_db()
    for password in chosen:
        with pytest.raises(ValidationError):
            validate_password(password, office)
    validate_password(PASSWORD, office)


@pytest.mark.parametrize("password", ["Admin@2026", "P@ssw0rd1!", "Xuncha#123", "Qwerty!23", "Woaini-520"])
def test_a_word_everyone_tries_is_refused_however_it_is_dressed(password):
    with pytest.raises(ValidationError):
        validate_password(password)
