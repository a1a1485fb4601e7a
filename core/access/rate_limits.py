"""Counting in the shared cache within fixed windows of time, so that a limit holds over all workers."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.cache import cache
from django.utils import timezone


@dataclass(frozen=True)
class Window:
    """The present window of `seconds` in which `what` may be counted `allowed` times. One atomic INCR a count."""

    what: str
    allowed: int
    seconds: int

    def count(self) -> int:
        """Count one more; returns how many there are by now."""
        return cache.count(self._key(), self.seconds + 1)

    def take_back(self) -> None:
        """Count one less; nothing once the window in which it was counted is over."""
        with suppress(ValueError):  # Django's word for a count that is not there
            cache.decr(self._key())

    def ends_at(self) -> datetime:
        """When the next window opens."""
        return datetime.fromtimestamp((self._number() + 1) * self.seconds, UTC)

    def seconds_left(self) -> float:
        """Seconds until the next window opens."""
        return (self.ends_at() - timezone.now()).total_seconds()

    def _number(self) -> int:
        return int(timezone.now().timestamp()) // self.seconds

    def _key(self) -> str:
        return f"window:{self.what}:{self._number()}"
