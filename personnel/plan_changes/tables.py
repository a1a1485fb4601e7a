"""Columns of the changes of an approved plan."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import PlanChange


class ChangesOfPlan(tables.EmbeddedTable):
    """What was added to the plan of one round after its approval, or taken out, or is applied for."""

    what = tables.Column(
        accessor="pk", verbose_name=_("Change"), linkify=lambda record: record.get_absolute_url(), orderable=False
    )
    reason = tables.TextColumn(verbose_name=_("Reason"))
    applied_by = tables.Column(verbose_name=_("Applied for by"))
    applied_on = tables.DateColumn(verbose_name=_("Applied on"))
    decided_on = tables.DateColumn(verbose_name=_("Decided on"))
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = PlanChange
        fields = ("what", "reason", "applied_by", "applied_on", "decided_on", "status")

    def render_what(self, record):
        return str(record)
