"""Columns of announcements, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import Announcement


class AnnouncementTable(tables.Table):
    title = tables.LinkColumn()
    kind = tables.ShortColumn()
    decided_on = tables.DateColumn()
    channel = tables.ShortColumn()
    round = tables.ShortColumn(order_by=("round__number",))
    organization = tables.Column(accessor="inspection__organization", verbose_name=_("Inspected organization"))
    ground = tables.Column()
    approved_by = tables.Column(hidden=True)
    link = tables.Column(hidden=True)

    class Meta:
        model = Announcement
        fields = ()
