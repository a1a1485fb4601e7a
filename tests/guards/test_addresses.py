"""Every address is listed with who may open it. One that nobody listed fails, and so does one that opens wider."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from core.api.tokens import issue_token
from tests.guards.addresses import ADDRESSES, FOR_NOBODY, MEANS
from tests.guards.world import CAST, cast, world

__all__ = ["cast", "world"]

REFUSALS = {401, 403, 404}
SIGNS_OUT = "logout"  # asked last


def every_address(patterns=None, namespace="") -> dict[str, URLPattern]:
    """All URL patterns by full name."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            found[f"{namespace}{pattern.name}"] = pattern
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= every_address(pattern.url_patterns, inner)
    return found


def with_signing_out_last() -> list[tuple[str, URLPattern]]:
    """All of them, in an order in which a client stays signed in to the end."""
    return sorted(every_address().items(), key=lambda found: found[0] == SIGNS_OUT)


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def address_of(name: str, pattern: URLPattern, world) -> str:
    """The address with the world's rows in it."""
    keys = {key: key_of(name, key, world) for key in pattern.pattern.regex.groupindex}
    return reverse(name, kwargs=keys)


def key_of(name: str, key: str, world):
    """What stands for a key: what `MEANS` says, else the row whose noun the address's name or the key begins with."""
    meant = MEANS.get((name, key))
    if meant is None:
        noun = name.rpartition(":")[2].replace("-", "_") if key == "pk" else key
        meant = max((row for row in vars(world) if noun.startswith(row)), key=len)
    return getattr(world, meant).pk if hasattr(world, meant) else meant


def client_of(user) -> Client:
    """A browser in which this user is signed in and a program with their token, in one."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.defaults["HTTP_AUTHORIZATION"] = f"Token {issue_token(user)[1]}"
    return client


def opens(client: Client, address: str) -> bool:
    """Whether the address lets this client in. Where reading is not its purpose an empty form is sent, and undone."""
    with transaction.atomic():
        response = client.get(address)
        if response.status_code == 405:
            response = client.post(address)
        transaction.set_rollback(True)
    assert response.status_code < 500, address
    to_sign_in = response.status_code == 302 and response.url.startswith("/login/")
    return response.status_code not in REFUSALS and not to_sign_in


def test_every_address_is_listed():
    assert set(every_address()) == set(ADDRESSES)


def test_every_address_opens_to_somebody():
    assert {address for address, who in ADDRESSES.items() if not who} == set(FOR_NOBODY)


@pytest.mark.parametrize("name", [*CAST, "nobody"])
def test_an_address_opens_to_those_listed_and_to_nobody_else(name, cast, world):
    client = client_of(cast[name])
    opened = {
        address for address, pattern in with_signing_out_last() if opens(client, address_of(address, pattern, world))
    }
    assert opened == {address for address, who in ADDRESSES.items() if name in who.split()}
