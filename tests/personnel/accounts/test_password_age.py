"""A password older than the office wants is changed before anything else, and so many former ones are not taken."""

import json

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from personnel.accounts.services import change_password
from personnel.models import User
from tests.factories import PASSWORD, fresh

NEW = "Quiet-harbour-7"


@pytest.fixture
def old(office, clock, settings):
    """An account whose password is ninety days old at the day on which it must be changed."""
    settings.PASSWORD_DAYS = 90
    moment = clock.set("2026-08-25 08:00")
    User.objects.filter(pk=office.pk).update(password_set_at=moment)
    clock.set("2026-11-23 08:00")
    return fresh(office)


def test_it_opens_the_page_where_it_is_changed_and_nothing_else(old, browse):
    client = browse(old)
    assert client.get("/").url == "/password/"
    assert "超过了本单位规定的期限" in client.get("/password/").content.decode()
    client.post("/password/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
    assert client.get("/").status_code == 200


def test_the_day_before_it_is_good(old, browse, clock):
    clock.set("2026-11-22 08:00")
    assert browse(old).get("/").status_code == 200


def test_without_the_setting_it_is_good_for_ever(old, browse, settings):
    settings.PASSWORD_DAYS = 0
    assert browse(old).get("/").status_code == 200


def test_it_gives_no_token(old, client):
    body = json.dumps({"username": "office", "password": PASSWORD})
    assert client.post("/api/v1/token/", body, content_type="application/json").status_code == 403


@pytest.mark.parametrize(("kept", "taken"), [(1, True), (3, False)])
def test_so_many_former_ones_are_not_taken_again(office, settings, kept, taken):
    settings.FORMER_PASSWORDS = kept
    for number in range(3):
        change_password(fresh(office), f"{NEW}{number}")
    if taken:
        validate_password(f"{NEW}0", fresh(office))
    else:
        with pytest.raises(ValidationError):
            validate_password(f"{NEW}0", fresh(office))
