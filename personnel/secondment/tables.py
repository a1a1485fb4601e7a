"""Columns of secondments, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import Secondment


class SecondmentTable(tables.Table):
    person = tables.LinkColumn(order_by=("person__name_key",), verbose_name=_("Name"))
    from_unit = tables.Column()
    to_unit = tables.Column()
    level = tables.ShortColumn()
    started_on = tables.DateColumn()
    planned_until = tables.DateColumn(ahead=True)
    ended_on = tables.DateColumn()
    appraisal = tables.ShortColumn(since="ended_on")
    appraised_as = tables.TextColumn(hidden=True, orderable=False)

    class Meta:
        model = Secondment
        fields = (
            "person",
            "from_unit",
            "to_unit",
            "level",
            "started_on",
            "planned_until",
            "ended_on",
            "appraisal",
            "appraised_as",
        )
