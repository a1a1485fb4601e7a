"""Numbers that all processes of one web server add to, and any of them reads.

They stand in memory that the processes share since they were forked. Each adds to a part of its own, so that none
waits for another; a process that ends leaves its part, with what was counted, to the next. Nothing is left on disk.
"""

import fcntl
import mmap
import os
import tempfile
import threading
from collections.abc import Iterable

PARTS = 64
"""How many processes count at once. What further ones do is not counted."""
WIDTH = 8  # bytes of a number


class SharedCounters:
    """So many numbers, all nothing at first. To be made before the processes fork that shall share them."""

    def __init__(self, amount: int) -> None:
        self.amount = amount
        self._memory = memoryview(mmap.mmap(-1, PARTS * amount * WIDTH)).cast("d")
        self._claims = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process lives
        self._lock = threading.Lock()
        self._process, self._first = 0, -1

    def add(self, amounts: Iterable[tuple[int, float]]) -> None:
        """Add to some of the numbers, each told by its place."""
        with self._lock:
            if self._process != os.getpid():
                self._process, self._first = os.getpid(), self._claim()
            if self._first >= 0:
                memory, first = self._memory, self._first
                for place, amount in amounts:
                    memory[first + place] += amount

    def totals(self) -> list[float]:
        """Each number, as all processes have counted it."""
        parts = (self._memory[part * self.amount : (part + 1) * self.amount] for part in range(PARTS))
        return [sum(numbers) for numbers in zip(*filter(any, parts), strict=True)] or [0.0] * self.amount

    def _claim(self) -> int:
        """Where the part of this process begins; the system frees its claim when the process ends, however it does."""
        for part in range(PARTS):
            try:
                fcntl.lockf(self._claims, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, part)
            except OSError:
                continue
            return part * self.amount
        return -1
