"""Every address with the rows it needs, clients of the cast, and answers whose changes are taken back."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from core.api.tokens import issue_token
from core.workflow.steps import Step
from tests.guards.addresses import ADDRESSES
from tests.guards.openers import MEANS
from tests.page_client import PageClient

MISSING = 987_654_321
FOR_PROGRAMS = "/api/"
SIGNS_OUT = "logout"


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


def meant_by(name: str, key: str, world):
    """What a key stands for: what `MEANS` says, else the row whose noun the address's name or the key begins with."""
    meant = MEANS.get((name, key))
    if meant is None:
        noun = name.rpartition(":")[2].replace("-", "_") if key == "pk" else key
        meant = max((row for row in vars(world) if noun.startswith(row)), key=len)
    return getattr(world, meant, meant)


def key_of(name: str, key: str, world):
    """What stands in the address for a key."""
    meant = meant_by(name, key, world)
    return getattr(meant, "pk", meant)


def client_of(user) -> PageClient:
    """A browser in which this user is signed in and a program with their token, in one."""
    client = PageClient(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="personnel.accounts.backends.AccountBackend")
        client.defaults["HTTP_AUTHORIZATION"] = f"Token {issue_token(user)[1]}"
    return client


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

    @property
    def step(self) -> Step | None:
        """The declared step that is taken there, on its page or by its command."""
        command = getattr(self.pattern.callback, "actions", {}).get("post", "")
        return getattr(self.view, "step", None) or getattr(getattr(self.view, command, None), "step", None)

    @property
    def verbs(self) -> list[str]:
        """What the address takes of GET and POST; both where the view is a function, which does not tell."""
        told = getattr(self.pattern.callback, "actions", None)
        if told is None and isinstance(self.view, type):
            told = [verb for verb in self.view.http_method_names if hasattr(self.view, verb)]
        return [verb for verb in ("GET", "POST") if told is None or verb.lower() in told]

    def opens_to(self, cast, world) -> list[str]:
        """Whom it opens to: a step to those it is declared for, anything else to those who are listed."""
        return [who for who, user in cast.items() if self.lets_in(who, user, world)]

    def lets_in(self, who: str, user, world) -> bool:
        """Whether it opens to this one of the cast."""
        if self.step is None:
            return who in ADDRESSES[self.name].split()
        return user is not None and self.step.allows(user, meant_by(self.name, "pk", world))

    def number_in(self, world) -> str:
        """The key that is the number of a row; "" if there is none."""
        return next((key for key in self.keys if isinstance(key_of(self.name, key, world), int)), "")

    def at(self, world, **instead) -> str:
        """The address with the world's rows, or what is given instead, in it."""
        keys = {key: instead.get(key) or key_of(self.name, key, world) for key in self.keys}
        return reverse(self.name, kwargs=keys)


def every_route() -> list[Route]:
    """All of them, but for the one that signs out."""
    return [Route(name, pattern) for name, pattern in every_address().items() if name != SIGNS_OUT]


def opened_by(who: str, cast, world) -> list[Route]:
    """What somebody of the cast may open."""
    return [route for route in every_route() if route.lets_in(who, cast[who], world)]


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
