"""Celery's scheduler for a clock that may be put right: what the beat reckons with is the time of day."""

import time
from typing import Any

from celery.beat import Scheduler

from config.clock import LONG_AGO

A_LITTLE = 60
"""Seconds by which a clock is put back every now and then: nothing waits longer for that."""


class PatientScheduler(Scheduler):
    """Keeps nothing: no folder has to be there, and no file is broken by a full disk or a crash.

    Celery's own, after the clock was put back by a day, sends nothing until it is as late again; and what the broker
    did not take counts as sent with it, so that the work of a night on which it is away is done a day later.
    """

    def __init__(self, *args, **kwargs):
        self.latest = 0.0
        self.untaken: dict[str, float] = {}
        super().__init__(*args, **kwargs)

    def apply_async(self, entry: Any, *args, **kwargs):
        """Send it; what the broker does not take is sent again after `A_LITTLE`."""
        try:
            return super().apply_async(entry, *args, **kwargs)
        except Exception:
            self.untaken[entry.name] = time.time()
            raise

    def tick(self, *args, **kwargs):
        """One round; all is due where the clock was put back since the last."""
        now = time.time()
        if now < self.latest - A_LITTLE:
            self._begin_anew(*self.schedule)
        self.latest = now
        self._begin_anew(*[name for name, at in self.untaken.items() if abs(now - at) >= A_LITTLE])
        return super().tick(*args, **kwargs)

    def _begin_anew(self, *names: str) -> None:
        """All of these are due."""
        for name in names:
            self.schedule[name].last_run_at = LONG_AGO
            self.untaken.pop(name, None)
        if names:
            self._heap = None
