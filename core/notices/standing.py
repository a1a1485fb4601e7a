"""Which notices still stand: what was done, put off or taken from their reader since is announced to nobody.

What a notice reminds of is known to the app that wrote it; it says here when that is so.
"""

from collections.abc import Callable, Collection

from django.db.models import Exists, Q

_stands: list[tuple[tuple[str, ...], Callable[[], Exists]]] = []


def register(kinds: Collection[str], stands: Callable[[], Exists]) -> None:
    """Notices of these kinds are announced only while this is so of their `about`, `due_on` and `recipient`."""
    _stands.append((tuple(kinds), stands))


def standing() -> Q:
    """Of notices: what they say still is so. Those that name no row always stand."""
    told = Q(pk__isnull=False)
    for kinds, stands in _stands:
        told &= ~Q(kind__in=kinds, about__isnull=False) | Q(stands())
    return told
