"""Addresses with no key in them, worked out once: every page names two dozen, and Django reckons each anew."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse


def address_of(name: str) -> str:
    """What `reverse` says of a name."""
    return _worked_out(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _worked_out(name: str, urlconf: str, _prefix: str) -> str:
    return reverse(name, urlconf)
