"""Limits of failed sign-ins, of one network address and of one user name, that hold for tries at once, too.

The lock of one user name (axes) stops who tries many passwords on one account; it counts what failed, so those that
come while others are looked at are counted here. The limit of an address stops who tries one password on many
accounts. Failures alone stay counted, so an office behind one address signs in as often as it likes; but each try is
counted before its password is looked at.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address, ip_network

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.dispatch import Signal, receiver
from django.utils.translation import gettext_lazy as _

from core.access.proxies import client_address
from core.access.rate_limits import Window

WRONG_CODE = _("This code is wrong, or was used before. Wait until the device shows the next one.")
DIRECTORY_AWAY = _("The office's directory does not answer, so your password was not looked at. Try again later.")
IPV6_SITE = 64  # a caller of IPv6 chooses freely among the addresses of a site


def failures_from(request) -> Window:
    """The count of failed sign-ins from where the request comes. When it is full, nobody may try from there."""
    seconds = int(settings.SIGN_IN_WINDOW.total_seconds())
    return Window(f"sign-in:{_site(client_address(request))}", settings.SIGN_IN_FAILURES, seconds)


def _site(address: str) -> str:
    """What counts as one caller: an address of IPv4, a whole site of IPv6."""
    try:
        known = ip_address(address)
    except ValueError:  # a proxy's word that is no address counts as itself
        return address
    if known.version == 4 or known.ipv4_mapped:
        return str(getattr(known, "ipv4_mapped", None) or known)
    return str(ip_network((known, IPV6_SITE), strict=False))


class TooManyFailures(Exception):
    """Nobody may try a password from there until this window ends."""

    def __init__(self, failures: Window):
        super().__init__(failures.what)
        self.failures = failures


class DirectoryAway(Exception):
    """The office's directory did not answer, so nobody knows whether the password is right."""


class TooManyCodes(TooManyFailures):
    """Nobody may try a code of this account until the hour ends: whoever tries them knows its password."""


LONGEST_TRY = 60
"""Seconds after which a try that never ended, because its process was killed, holds nobody up any more."""


def _under_way(request, username: str) -> Window:
    """The count of passwords being looked at for a user name from where the request comes."""
    what = f"trying:{_digest(username)}:{_site(client_address(request))}"
    return Window(what, settings.AXES_FAILURE_LIMIT, LONGEST_TRY)


def _digest(username: str) -> str:
    return hashlib.sha256(username.encode()).hexdigest()


codes_closed = Signal()
"""The last wrong code of an account that is taken in an hour was typed: `username`, and `until` when it is closed."""


@contextmanager
def one_try(request, username: str) -> Iterator[None]:
    """Try one password, on a page or over the API; raises `TooManyFailures` before it is looked at."""
    failures = failures_from(request)
    if failures.count() > failures.allowed:
        raise TooManyFailures(failures)
    request.password_was_wrong = False
    try:
        with _one_of_few(request, username):
            yield
    finally:
        if not request.password_was_wrong:
            failures.take_back()


@contextmanager
def one_code(request, username: str) -> Iterator[None]:
    """Try one code of a second factor: counted as a password is, and with all wrong ones of the account in an hour.

    A code has but six digits. Who tries them from many addresses has the password already, so this lock is no means
    to shut anybody out.
    """
    wrong = Window(f"codes:{_digest(username)}", settings.WRONG_CODES, 3600)
    counted = wrong.count()
    if counted > wrong.allowed:
        raise TooManyCodes(wrong)
    request.password_was_wrong = False
    try:
        with one_try(request, username):
            yield
    finally:
        if not request.password_was_wrong:
            wrong.take_back()
        elif counted == wrong.allowed:
            codes_closed.send(one_code, username=username, until=wrong.ends_at())


@contextmanager
def _one_of_few(request, username: str) -> Iterator[None]:
    """No more tries of a name under way than it has failures left; without any left, its lock answers."""
    under_way = _under_way(request, username)
    tries = under_way.count()
    try:
        failed = AxesProxyHandler.get_failures(request, credentials={"username": username})
        if failed < under_way.allowed < failed + tries:
            raise TooManyFailures(under_way)
        yield
    finally:
        under_way.take_back()


@receiver(user_login_failed)
def keep_count(sender, request=None, **kwargs) -> None:
    """What failed stays counted."""
    if request is not None:
        request.password_was_wrong = True
