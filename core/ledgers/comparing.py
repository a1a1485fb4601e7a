"""Comparing a row with what is there already: what it says otherwise, column by column, old and new in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.workbook.cells import quoted
from core.workbook.cleaning import narrow
from core.workbook.read_rows import Difference, Row


def differences(row: Row, stored: Mapping[str, object]) -> list[Difference]:
    """Where the row's columns say something else than `stored` does. A blank cell, or no column, says nothing."""
    found = []
    for name, old in stored.items():
        new = row.values.get(name)
        if row.sheet.has(name) and not _is_blank(new) and not _is_same(old, new):
            found.append(Difference(row.sheet.by_name[name].title, in_words(old), in_words(new)))
    return found


def staying(found: list[Difference]) -> list[Difference]:
    """The same, of a row that is brought up to date, where it says otherwise and nothing is taken over."""
    words = _("%(title)s (stays as recorded)")
    return [replace(each, title=words % {"title": each.title}) for each in found]


def without_words(found: list[Difference]) -> list[Difference]:
    """The same, telling only the columns: what a confidential record says stays there."""
    return [Difference(each.title) for each in found]


def in_words(value: object) -> str:
    """A stored or parsed value as a person writes it."""
    if _is_blank(value):
        return ""
    if isinstance(value, (list, tuple)):
        return quoted("；".join(map(str, value)))
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return quoted(str(getattr(value, "label", value)))


def _is_blank(value: object) -> bool:
    return value is None or value in ("", [], ())


def _is_same(old: object, new: object) -> bool:
    if isinstance(old, (list, tuple)) and isinstance(new, (list, tuple)):
        return [narrow(str(each)) for each in old] == [narrow(str(each)) for each in new]
    if isinstance(old, str) and isinstance(new, str):
        return narrow(old) == narrow(new)
    return old == new
