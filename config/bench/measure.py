"""Timing, and the line that is printed."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Measured:
    """One benchmark: `value` beside `floor`, the same rows or cells by the plainest means, in `unit`.

    `want` is the value we want at scale 1; `facts` what does not drift (SQL statements, kilobytes, rows).
    """

    name: str
    scale: int
    value: float
    floor: float
    unit: str
    want: str
    facts: dict

    def as_line(self) -> str:
        """One line of JSON."""
        ratio = round(self.value / self.floor, 2) if self.floor else None
        line = asdict(self)
        facts = line.pop("facts")
        return json.dumps(line | facts | {"ratio": ratio}, ensure_ascii=False)


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes once."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def median_seconds(work: Callable[[], object], times: int) -> float:
    """The median of several runs, after one that does not count."""
    work()
    return statistics.median(seconds(work) for _ in range(times))


def milliseconds(value: float) -> float:
    """Seconds as milliseconds, to a hundredth."""
    return round(value * 1000, 2)
