"""What contradicts the trail, as `verify_trail` names it."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 10


@dataclass(frozen=True)
class Breach:
    """One thing that is not as the trail says: in which kind of record, and what."""

    kind: str
    what: str


def counted(keys: Iterable[int]) -> dict | None:
    """How many there are and which, the first of them, for a sentence; None where there are none."""
    ids = [str(key) for key in keys]
    return {"count": len(ids), "ids": ", ".join(ids[:SHOWN])} if ids else None
