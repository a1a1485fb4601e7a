"""Columns of standing, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import Standing


class StandingTable(tables.Table):
    person = tables.LinkColumn(order_by=("person__name_key",), verbose_name=_("Name"))
    employer = tables.Column(accessor="person__employer", verbose_name=_("Employer"))
    kind = tables.ShortColumn()
    decided_on = tables.DateColumn()
    decided_by = tables.Column()
    document = tables.Column()
    note = tables.Column(hidden=True)

    class Meta:
        model = Standing
        fields = ("person", "employer", "kind", "decided_on", "decided_by", "document", "note")
