"""What lies unfinished when a team leaves: told by the apps above, so that nobody leaves it behind unseen."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from rounds.models import Inspection

Inspections = list[Inspection] | QuerySet[Inspection]
Teller = Callable[[Any, Inspections], Iterable[str]]
_tellers: list[Teller] = []


def register(teller: Teller) -> Teller:
    """Add who tells, to a user, what is unfinished of inspections: in sentences that say how many and whose."""
    _tellers.append(teller)
    return teller


def open_work(user: Any, inspections: Inspections) -> str:
    """What is unfinished of these, as far as the user sees it; "" for nothing. Those of a set are not read."""
    return " ".join(sentence for teller in _tellers for sentence in teller(user, inspections))
