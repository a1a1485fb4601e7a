"""Columns of standing and of evaluations of teams, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import Standing, TeamEvaluation


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


class TeamEvaluationTable(tables.Table):
    team = tables.LinkColumn(order_by=("team__round__number", "team__number"))
    round = tables.ShortColumn(accessor="team__round", verbose_name=_("Round"))
    evaluated_on = tables.DateColumn()
    issued = tables.NumberColumn()
    returned = tables.NumberColumn()
    quality = tables.NumberColumn(verbose_name=_("Quality: good (%)"), orderable=False)
    confidentiality = tables.NumberColumn(verbose_name=_("Confidentiality: good (%)"), orderable=False)
    discipline = tables.NumberColumn(verbose_name=_("Work discipline: good (%)"), orderable=False)
    integrity = tables.NumberColumn(verbose_name=_("Integrity: good (%)"), orderable=False)

    class Meta:
        model = TeamEvaluation
        fields = (
            "team",
            "round",
            "evaluated_on",
            "issued",
            "returned",
            "quality",
            "confidentiality",
            "discipline",
            "integrity",
        )
