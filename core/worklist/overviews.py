"""What somebody follows, in numbers below their worklist; every number opens its list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """A number with what it is called, the address of its list, and whether it counts what is late."""

    label: Any
    amount: int
    url: str
    is_late: bool = False


@dataclass(frozen=True)
class Overview:
    """A table: its title, where the whole of it stands, how many lines that has, and the first of them.

    A line is a name with its address and its numbers.
    """

    title: Any
    url: str
    total: int
    lines: list[tuple[str, str, list[Cell]]]


_overviews: list[Callable[[Any], Overview | None]] = []


def register_overview(overview: Callable[[Any], Overview | None]) -> None:
    """Add one: given a user, what they follow, or None for who follows nothing of it."""
    _overviews.append(overview)


def overviews_of(user) -> list[Overview]:
    """What this user follows; what has no line is left out."""
    found = (overview(user) for overview in _overviews)
    return [each for each in found if each and each.lines]
