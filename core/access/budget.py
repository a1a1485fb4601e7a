"""One budget of expensive work for each account: workbooks, exports, previews and savings of imports, figures.

An account has so many such things going on at once, on pages, over the API and at the workers together, and begins so
many in a minute (`settings.EXPENSIVE_AT_ONCE` and `EXPENSIVE_RATE`). So whoever asks for everything at once waits for
their own work, and nobody else does. Places are kept in Redis, over all processes; one whose process died is free
again after `LEASE`. Of what a web process does itself, all accounts together take up half of its threads at most: the
others are for whoever signs in, or opens a page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from core.access.rate_limits import Window
from core.access.rates import parse_rate
from core.access.reach import Actor

LEASE = 15 * 60  # seconds: longer than anything expensive may take
SOON = 5  # seconds: when to ask again where it is not known what ends first

_threads = BoundedSemaphore(settings.EXPENSIVE_THREADS)


class OverBudget(Exception):
    """The account has too much going on; `wait` is after how many seconds it may ask again."""

    def __init__(self, words: str, wait: float):
        super().__init__(words)
        self.wait = wait


@contextmanager
def expensive(user: Actor) -> Iterator[None]:
    """Do something expensive for this account; raises `OverBudget` before it begins."""
    work = get_random_string(16)
    with in_this_process():
        begin(user, work)
        try:
            yield
        finally:
            end(user, work)


@contextmanager
def in_this_process() -> Iterator[None]:
    """Do something expensive in a thread of this process; raises `OverBudget` where enough of them do already."""
    if not _threads.acquire(blocking=False):
        raise OverBudget(_full(), SOON)
    try:
        yield
    finally:
        _threads.release()


def begin(user: Actor, work: str) -> None:
    """Take a place for work that ends elsewhere, as at a worker; raises `OverBudget` where there is none."""
    window = Window(f"expensive:{user.pk}", *parse_rate(settings.EXPENSIVE_RATE))
    if window.count() > window.allowed:
        raise OverBudget(_too_often(), window.seconds_left())
    if not any(cache.add(place, work, LEASE) for place in _places(user)):
        raise OverBudget(_too_much(), SOON)


def end(user: Actor, work: str) -> None:
    """Free the place that this work took; nothing if it is free already."""
    held = cache.get_many(_places(user))
    cache.delete_many([place for place, by in held.items() if by == work])


def _places(user: Actor) -> list[str]:
    return [f"expensive:{user.pk}:{number}" for number in range(settings.EXPENSIVE_AT_ONCE)]


def _too_much() -> str:
    return _(
        "Your account has %(count)s large tasks under way (workbooks, exports, imports, figures), and no more are"
        " done at once. Try again when one of them is done."
    ) % {"count": settings.EXPENSIVE_AT_ONCE}


def _full() -> str:
    return _("Others have many large tasks under way (workbooks, exports, imports, figures). Try again in a moment.")


def _too_often() -> str:
    return _(
        "Your account has asked for many workbooks, exports, imports or figures within a short time. Try again in a"
        " moment."
    )
