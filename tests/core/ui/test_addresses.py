"""Addresses that are worked out once are those that Django would give."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from core.ui.addresses import address_of


def test_an_address_is_as_django_gives_it():
    assert address_of("search") == reverse("search") == "/search/"


def test_it_follows_where_the_site_is_mounted():
    address_of("search")
    set_script_prefix("/office/")
    try:
        assert address_of("search") == "/office/search/"
    finally:
        set_script_prefix("/")


def test_it_follows_the_addresses_of_another_site(settings):
    address_of("search")
    settings.ROOT_URLCONF = "tests.core.api.sample"
    with pytest.raises(NoReverseMatch):
        address_of("search")
