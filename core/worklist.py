"""What one person owes today. Each app adds its own source; the page is written once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Duty:
    """One line of the worklist: what, about whom, by when, and the one button that does it."""

    title: str
    detail: str
    url: str
    button: str
    due_on: date | None = None


_sources: list[Callable[[object], Iterable[Duty]]] = []


def register(source: Callable[[object], Iterable[Duty]]) -> None:
    """Add a source: given a user, it yields what they owe, through the same door as every list."""
    _sources.append(source)


def duties_of(user) -> list[Duty]:
    """Everything the user owes, the latest first; undated last, in the order of the sources."""
    duties = [duty for source in _sources for duty in source(user)]
    return sorted(duties, key=lambda duty: (duty.due_on is None, duty.due_on or date.max))
