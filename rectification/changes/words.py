"""What a change asks, in words: of each part what stood and what is to stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rectification.models import Item, ItemChange
from rectification.models.changes import ItemChangeQuerySet

NOTHING = "—"
CHECKED = gettext_lazy("Ledger checked")
OF_MEASURE = ("leader", "department", "due_on")


@dataclass(frozen=True)
class Difference:
    """One part of the plan, by its name, with what stood and what is to stand."""

    label: str
    old: str
    new: str

    def __str__(self):
        return _("%(label)s: %(old)s → %(new)s") % {"label": self.label, "old": self.old, "new": self.new}


def differences(change: ItemChange) -> list[Difference]:
    """All that would be, or was, another."""
    of_measures = (
        Difference(_("Measure %(number)s, %(what)s") % {"number": each.measure.number, "what": label}, old, new)
        for each in change.measures.all()
        for label, old, new in _differing(each, OF_MEASURE)
    )
    return [*(Difference(*told) for told in _differing(change, Item.PLANNED)), *of_measures]


def change_asked(item: Item, user: Any) -> dict[str, Any]:
    """The application that waits for a decision, for whoever decides on it: a `Shown` context."""
    asked = with_differences(item.changes.filter(decision="").select_related("applied_by"))
    return {"change": asked[0] if asked else None}


def with_differences(changes: ItemChangeQuerySet) -> list[ItemChange]:
    """The changes, already reached through their door, each with its `differences`."""
    told = list(changes.with_measures())
    for change in told:
        change.differences = differences(change)
    return told


def _differing(row: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for name in names:
        old, new = getattr(row, f"former_{name}"), getattr(row, name)
        if old != new:
            yield str(row._meta.get_field(name).verbose_name), _told(old), _told(new)


def _told(value: date | str | None) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value or NOTHING
