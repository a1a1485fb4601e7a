"""Accounts with a device, and browsers in which the password was typed."""

import pytest
from django.db.models import F
from django.urls import reverse

from personnel.models import SecondFactor
from tests.devices import equip
from tests.factories import PASSWORD, fresh
from tests.page_client import PageClient


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR = "required"
    settings.WRONG_CODES = 100_000  # counted in the cache, which outlives the tests


@pytest.fixture
def device():
    """`device(user)` was set up for the account ten half minutes ago; the code of then was used."""

    def equipped(user):
        phone = equip(fresh(user))
        SecondFactor.objects.filter(user=user).update(last_step=F("last_step") - 10)
        return phone

    return equipped


@pytest.fixture
def browser():
    """`browser(user)` has typed the password on the page; `answer` is what came of it."""

    def typed(user, password=PASSWORD, **extra):
        client = PageClient(**extra)
        client.answer = client.post(reverse("login"), {"username": user.username, "password": password})
        return client

    return typed


def type_code(client, code, **extra):
    """The answer to a code on the second page of signing in."""
    return client.post(reverse("sign_in_code"), {"code": code}, **extra)
