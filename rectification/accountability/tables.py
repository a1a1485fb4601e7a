"""Columns of accountability, for page, fragment, workbook and the monthly report."""

from core.ui import tables
from rectification.models import Accountability


class AccountabilityTable(tables.Table):
    taken_on = tables.DateColumn(linkify=tables.record_url)
    kind = tables.ShortColumn()
    organization = tables.Column(order_by=("organization__name_key",))
    person = tables.ShortColumn()
    cause = tables.TextColumn(orderable=False)
    number = tables.ShortColumn()

    class Meta:
        model = Accountability
        fields = ("taken_on", "kind", "organization", "person", "cause", "number")
