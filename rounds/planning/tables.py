"""Columns of rounds, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import Round


class RoundTable(tables.Table):
    number = tables.LinkColumn(verbose_name=_("Round"))
    term = tables.Column()
    kind = tables.Column()
    theme = tables.TextColumn()
    team_count = tables.NumberColumn(verbose_name=_("Teams"))
    organization_count = tables.NumberColumn(verbose_name=_("Party organizations"))
    approved_on = tables.DateColumn(hidden=True)
    starts_on = tables.DateColumn()
    field_ends_on = tables.DateColumn(hidden=True)
    field_ended_on = tables.DateColumn()
    status = tables.StatusColumn()

    class Meta:
        model = Round
        fields = (
            "number",
            "term",
            "kind",
            "theme",
            "team_count",
            "organization_count",
            "approved_on",
            "starts_on",
            "field_ends_on",
            "field_ended_on",
            "status",
        )

    def render_number(self, record):
        return str(record)
