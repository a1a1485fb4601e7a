"""What a row of the workbook is: sealed, so that nobody makes up a row, with what stood there when it was drawn."""

from dataclasses import dataclass
from datetime import date

from django.core.signing import BadSignature, Signer

from rectification.models import Item, Measure

_signer = Signer(salt="rectification.offline")
OF_ITEM, OF_MEASURE = "i", "m"


@dataclass(frozen=True)
class Key:
    """The kind and the key of a row, and its version or its day when the workbook was drawn."""

    kind: str
    pk: int
    seen: str


def key_of_item(item: Item) -> str:
    """Of an item: with its version."""
    return _signer.sign(f"{OF_ITEM}.{item.pk}.{version_of(item)}")


def key_of_measure(measure: Measure) -> str:
    """Of a measure: with the day it was done, if it was."""
    return _signer.sign(f"{OF_MEASURE}.{measure.pk}.{day_of(measure.done_on)}")


def version_of(item: Item) -> str:
    """When it was changed last, to the microsecond."""
    return f"{item.updated_at.timestamp():.6f}".replace(".", "")


def day_of(day: date | None) -> str:
    """A day without marks between; nothing for none."""
    return f"{day:%Y%m%d}" if day else ""


def read_key(written: str) -> Key | None:
    """What a key says; None for one that is not ours, or was changed."""
    try:
        kind, pk, seen = _signer.unsign(written).split(".")
    except (BadSignature, ValueError):
        return None
    return Key(kind, int(pk), seen)
