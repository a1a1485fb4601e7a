"""Draws the workbook: each open item of an organization with its measures, what may be filled in left open."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.workbook.filled import write_filled
from core.workdays.reckoning import today
from rectification.models import Item
from rectification.offline.keys import key_of_item, key_of_measure
from rectification.offline.schema import ITEM, MEASURE, OF_ITEM, OF_MEASURE, SCHEMA

WIDTHS = {"kind": 11, "organization": 20, "item": 8, "content": 52, "due": 13, "progress": 46}


def items_to_fill_in(user: Actor) -> Any:
    """What the user's organization rectifies now, with what the workbook tells of it."""
    items = Item.objects.reportable_by(user).filter(status__in=Item.UNDER_WAY)
    related = items.select_related("finding", "hand_over__inspection__organization")
    return related.prefetch_related("measures").order_by("hand_over", "number")


def draw(file: BinaryIO, user: Actor) -> None:
    """Write the workbook of this user to a binary file."""
    title = _("Progress of rectification, drawn on %(day)s") % {"day": date_format(today())}
    write_filled(file, SCHEMA, _rows(user), title=title, notes=_notes(), widths=WIDTHS)


def _rows(user: Actor) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    for item in items_to_fill_in(user):
        place = {"organization": item.hand_over.inspection.organization.name, "item": item.number}
        due = item.due_on.isoformat() if item.due_on else item.get_deadline_kind_display()
        told = {"key": key_of_item(item), "kind": ITEM, "content": item.finding.text, "due": due}
        yield place | told | {"completion": item.get_completion_display()}, OF_ITEM
        for measure in item.measures.all():
            told = {"key": key_of_measure(measure), "kind": MEASURE, "content": str(measure)}
            told["due"] = measure.due_on.isoformat() if measure.due_on else ""
            yield place | told | {"done_on": measure.done_on}, () if measure.done_on else OF_MEASURE


def _notes() -> list[str]:
    return [
        _("Fill in the yellow cells only; all others are locked, and the hidden first column stays as it is."),
        _("Of an item, choose the completion and write what was done since the last report; both are one report."),
        _("Of a measure, write the day on which it was carried out, such as 2026-11-23; not a day to come."),
        _("Rows of which nothing changed may stay as they are; nothing is reported of them."),
        _("Evidence is uploaded on the page of the item. A close-out is applied for there, too."),
        _("Upload the workbook, look at old and new of each cell, and save. What is refused is named with its cell."),
        _("What somebody changed on the page since the download is shown and not overwritten."),
    ]
