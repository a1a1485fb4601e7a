"""Limits on the number of requests, counted in the shared cache so that they hold over all workers.

A fixed window per caller: one atomic INCR a request. Rates are `settings.API_RATES`, for example `600/min`.
"""

import time

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

from core.proxies import client_address

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class WindowThrottle(BaseThrottle):
    """At most so many requests of one caller in a window of time."""

    scope = ""

    def allow_request(self, request, view) -> bool:
        """Count this request; False once the window is full."""
        caller = self.caller(request)
        if caller is None:
            return True
        allowed, self.window = parse_rate(settings.API_RATES[self.scope])
        key = f"throttle:{self.scope}:{caller}:{int(time.time()) // self.window}"
        cache.add(key, 0, self.window + 1)
        return cache.incr(key) <= allowed

    def wait(self) -> float:
        """Seconds until the next window opens."""
        return self.window - time.time() % self.window

    def caller(self, request) -> str | None:
        """Who is counted; None for requests that another throttle counts."""
        raise NotImplementedError


class UserThrottle(WindowThrottle):
    """Signed-in callers, each by account whatever the address."""

    scope = "user"

    def caller(self, request) -> str | None:
        """The account."""
        return str(request.user.pk) if request.user and request.user.is_authenticated else None


class AddressThrottle(WindowThrottle):
    """Callers without a token, by address."""

    scope = "anonymous"

    def caller(self, request) -> str | None:
        """The address."""
        return None if request.user and request.user.is_authenticated else client_address(request)


class TokenThrottle(AddressThrottle):
    """Tries of a password."""

    scope = "token"


def parse_rate(rate: str) -> tuple[int, int]:
    """`"600/min"` as (600, 60)."""
    number, _slash, period = rate.partition("/")
    return int(number), SECONDS[period[0]]
