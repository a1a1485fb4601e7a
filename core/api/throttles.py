"""Limits on the number of requests of one caller. Rates are `settings.API_RATES`, for example `600/min`."""

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from core.access.proxies import client_address
from core.access.rate_limits import Window
from core.access.rates import parse_rate


class WindowThrottle(BaseThrottle):
    """At most so many requests of one caller in a window of time."""

    scope = ""

    def allow_request(self, request, view) -> bool:
        """Count this request; False once the window is full."""
        caller = self.caller(request)
        if caller is None:
            return True
        self.window = Window(f"{self.scope}:{caller}", *parse_rate(settings.API_RATES[self.scope]))
        return self.window.count() <= self.window.allowed

    def wait(self) -> float:
        """Seconds until the next window opens."""
        return self.window.seconds_left()

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
