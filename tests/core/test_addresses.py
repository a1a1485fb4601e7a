"""Addresses that are worked out once are those that Django would give."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from core.addresses import address_of, address_of_row


def test_an_address_is_as_django_gives_it():
    assert address_of("search") == reverse("search") == "/search/"
    assert address_of_row("rounds:round", 7) == reverse("rounds:round", args=[7]) == "/rounds/7/"


def test_it_follows_where_the_site_is_mounted():
    address_of("search"), address_of_row("rounds:round", 8)
    set_script_prefix("/office/")
    try:
        assert address_of("search") == "/office/search/"
        assert address_of_row("rounds:round", 7) == "/office/rounds/7/"
    finally:
        set_script_prefix("/")


def test_it_follows_the_addresses_of_another_site(settings):
    address_of("search")
    settings.ROOT_URLCONF = "tests.core.api.sample"
    with pytest.raises(NoReverseMatch):
        address_of("search")


def test_the_address_of_a_row_without_a_key_is_none():
    with pytest.raises(TypeError):
        address_of_row("rounds:round", None)
