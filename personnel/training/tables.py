"""Columns of training, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import TrainingRule, TrainingSession


class TrainingSessionTable(tables.Table):
    title = tables.LinkColumn()
    kind = tables.ShortColumn()
    planned_on = tables.DateColumn(ahead=True)
    held_on = tables.DateColumn()
    lecturer = tables.Column()
    attendance = tables.NumberColumn(verbose_name=_("Attended"), orderable=False)

    class Meta:
        model = TrainingSession
        fields = ("title", "kind", "planned_on", "held_on", "lecturer", "attendance")


class TrainingRuleTable(tables.Table):
    kind = tables.LinkColumn()
    amount = tables.NumberColumn()
    rhythm = tables.ShortColumn()
    in_force_on = tables.DateColumn()
    source = tables.Column()

    class Meta:
        model = TrainingRule
        fields = ("kind", "amount", "rhythm", "in_force_on", "source")
