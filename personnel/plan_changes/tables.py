"""Columns of the changes of an approved plan."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import PlanChange


class ChangesOfPlan(tables.EmbeddedTable):
    """What was added to the plan of one round after its approval, or taken out, or is applied for."""

    what = tables.Column(
        accessor="pk", verbose_name=_("Change"), linkify=lambda record: record.get_absolute_url(), orderable=False
    )
    reason = tables.TextColumn()
    applied_by = tables.Column(verbose_name=_("Applied for by"))
    applied_on = tables.DateColumn()
    decided_on = tables.DateColumn()
    status = tables.StatusColumn()

    class Meta:
        model = PlanChange
        fields = ("what", "reason", "applied_by", "applied_on", "decided_on", "status")

    def render_what(self, record):
        return str(record)
