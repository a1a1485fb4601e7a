"""A page that says nothing about signing in opens to nobody who has not."""

import pytest
from django.http import HttpResponse
from django.urls import include, path

from tests.page_client import PageClient

urlpatterns = [path("forgetful/", lambda request: HttpResponse("seen")), path("", include("config.urls"))]
pytestmark = pytest.mark.urls("tests.core.access.test_signed_in")


def test_a_stranger_is_sent_to_sign_in(client, db):
    answer = client.get("/forgetful/?a=1")
    assert (answer.status_code, answer.url) == (302, "/login/?next=/forgetful/%3Fa%3D1")


def test_the_page_of_a_strangers_fragment_goes_to_sign_in_as_a_whole(client, db):
    assert client.get("/forgetful/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_whoever_has_signed_in_sees_it(member):
    client = PageClient()
    client.force_login(member, backend="personnel.accounts.backends.AccountBackend")
    assert client.get("/forgetful/").text == "seen"
