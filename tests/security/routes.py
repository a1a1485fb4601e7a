"""Every address with the rows it needs, and answers whose changes are taken back."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.urls import URLPattern, reverse

from tests.guards.addresses import ADDRESSES
from tests.guards.test_addresses import client_of, every_address, key_of

__all__ = ["MISSING", "Route", "client_of", "every_route", "opened_by", "undone", "without_numbers"]

MISSING = 987_654_321
FOR_PROGRAMS = "/api/"


@dataclass(frozen=True)
class Route:
    """One address: its name, the keys in it, and its view."""

    name: str
    pattern: URLPattern

    @property
    def keys(self) -> list[str]:
        """The names of what stands in the address."""
        return sorted(self.pattern.pattern.regex.groupindex)

    @property
    def view(self):
        """The view class, or the function where it has none."""
        callback = self.pattern.callback
        return getattr(callback, "view_class", None) or getattr(callback, "cls", None) or callback

    def number_in(self, world) -> str:
        """The key that is the number of a row; "" if there is none."""
        return next((key for key in self.keys if isinstance(key_of(self.name, key, world), int)), "")

    def at(self, world, **instead) -> str:
        """The address with the world's rows, or what is given instead, in it."""
        keys = {key: instead.get(key) or key_of(self.name, key, world) for key in self.keys}
        return reverse(self.name, kwargs=keys)


def every_route() -> list[Route]:
    """All of them, but for the one that signs out."""
    return [Route(name, pattern) for name, pattern in every_address().items() if name != "logout"]


def opened_by(name: str) -> list[Route]:
    """What somebody of the cast may open, as the guards list it."""
    return [route for route in every_route() if name in ADDRESSES[route.name].split()]


def undone(send, *args, **kwargs):
    """The answer to a request, with its body as `body`; its changes are taken back."""
    with transaction.atomic():
        response = send(*args, **kwargs)
        response.body = b"".join(response)
        transaction.set_rollback(True)
    return response


def without_numbers(body: bytes) -> str:
    """An answer without what differs from request to request: numbers, and tokens and request ids as a whole."""
    return re.sub(r"[A-Za-z0-9]{32,}|\d+", "", body.decode("utf8", "replace"))
