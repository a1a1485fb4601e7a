"""Questions that are answered within a time of their own, also when whom they concern hangs.

Each is asked in a thread, one at a time: a connection that waits for a stopped server cannot be called off. Who asks
meanwhile waits for the same answer, and an answer is kept for a moment, so that asking often costs little.
"""

import threading
from collections.abc import Callable
from time import monotonic

PATIENCE = 2.5
"""Seconds that one answer may take."""
KEPT = 2.0
"""Seconds that an answer holds."""

Words = dict[str, str]
"""A word for each thing that was looked at: ok, late or failed."""


class Probe:
    """Something that is looked at again and again; `unanswered` is what is said of it when no answer comes."""

    def __init__(self, look: Callable[[], Words], unanswered: Words) -> None:
        self.look = look
        self.unanswered = unanswered
        self._lock = threading.Lock()
        self._attempt: _Attempt | None = None

    def begin(self) -> "_Attempt":
        """The attempt under way, the one just made, or a new one."""
        with self._lock:
            if self._attempt is None or self._attempt.is_over():
                self._attempt = _Attempt(self.look)
                self._attempt.start()
            return self._attempt


class _Attempt(threading.Thread):
    """One look. It ends with the process, whatever it waits for."""

    def __init__(self, look: Callable[[], Words]) -> None:
        super().__init__(daemon=True)
        self.look = look
        self.found: Words | None = None
        self.ended_at = 0.0

    def run(self) -> None:
        self.found = self.look()
        self.ended_at = monotonic()

    def is_over(self) -> bool:
        """Whether its answer, if it had one, holds no longer."""
        return not self.is_alive() and monotonic() > self.ended_at + KEPT


def ask(*probes: Probe) -> Words:
    """What all of them say, each asked at once, within `PATIENCE`."""
    until = monotonic() + PATIENCE
    words: Words = {}
    for probe, attempt in [(probe, probe.begin()) for probe in probes]:
        attempt.join(max(until - monotonic(), 0))
        words |= attempt.found or probe.unanswered
    return words
