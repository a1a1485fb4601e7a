"""Celery's scheduler for a clock that may be put right: what the beat reckons with is the time of day."""

import time

from celery.beat import Scheduler

from config.clock import LONG_AGO

A_LITTLE = 60
"""Seconds by which a clock is put back every now and then: nothing waits longer for that."""


class PatientScheduler(Scheduler):
    """Keeps nothing: no folder has to be there, and no file is broken by a full disk or a crash.

    Celery's own, after the clock was put back by a day, sends nothing until it is as late again.
    """

    def __init__(self, *args, **kwargs):
        self.latest = 0.0
        super().__init__(*args, **kwargs)

    def tick(self, *args, **kwargs):
        """One round; all is due where the clock was put back since the last."""
        now = time.time()
        if now < self.latest - A_LITTLE:
            self._begin_anew()
        self.latest = now
        return super().tick(*args, **kwargs)

    def _begin_anew(self) -> None:
        for entry in self.schedule.values():
            entry.last_run_at = LONG_AGO
        self._heap = None
