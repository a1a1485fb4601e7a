"""Addresses, worked out once: every page names two dozen, each row of a list its own, and Django reckons each anew."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

KEY = 2**53 - 1  # stands for the key of a row, and is that of none


def address_of(name: str) -> str:
    """What `reverse` says of a name with no key in it."""
    return _worked_out(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


def address_of_row(name: str, key: int) -> str:
    """What `reverse` says of a name with the key of a row in it."""
    before, after = _around_key(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
    return f"{before}{key:d}{after}"


@lru_cache(maxsize=512)
def _worked_out(name: str, urlconf: str, _prefix: str) -> str:
    return reverse(name, urlconf)


@lru_cache(maxsize=512)
def _around_key(name: str, urlconf: str, _prefix: str) -> tuple[str, str]:
    before, after = reverse(name, urlconf, args=[KEY]).split(str(KEY))
    return before, after
