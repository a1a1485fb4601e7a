"""Columns of checks on site, for page, fragment and workbook."""

from core.ui import tables
from rectification.models import (
    CheckResult,
)


class CheckTable(tables.Table):
    """Checks on site."""

    item = tables.LinkColumn(linkify=lambda record: record.item.get_absolute_url(), orderable=False)
    checked_on = tables.DateColumn()
    checkers = tables.Column(orderable=False)
    place = tables.Column(hidden=True)
    verdict = tables.StatusColumn()
    opinion = tables.TextColumn(orderable=False)

    class Meta:
        model = CheckResult
        fields = ()
