"""What an import would make people owe. Which reminders come of it is known to the app that writes them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from core.ledgers.importer import Creation, Importer

Count = Callable[[Iterable[Any], date], list[Creation]]
"""How many duties these are as of a day, how many wait for a check, and how many reminders come of them."""

_counts: list[Count] = []


def count_duties_by(count: Count) -> None:
    """Let this say in every preview what comes of the duties that an import makes."""
    _counts.append(count)


def creations_of(importer: Importer) -> list[Creation]:
    """Everything that saving would write, as people are told: rows, and what somebody owes by them."""
    counted = [made for count in _counts for made in count(importer.owed(), importer.today)]
    return [made for made in [*importer.creations(), *counted] if made.amount]
