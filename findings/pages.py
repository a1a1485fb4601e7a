"""What the pages of findings share: who had a hand in a row, and parts of another app's record."""

from urllib.parse import urlencode

from django.urls import reverse

from core.ui.tables import EmbeddedTable
from core.ui.views.panel import PanelPage
from core.ui.views.record import Fact, facts_of
from rounds.models import Inspection
from rounds.place.filters import parameters_of


def people_of(record, *names) -> list[Fact]:
    """Who had which hand in a row, by the names of its fields; a place that nobody has taken is left out."""
    return [fact for fact in facts_of(record, *names, wide=names) if fact.value]


class InspectionPanel(PanelPage):
    """The first rows of one inspection, of those that `queryset_for` lets the user see, on its page."""

    list_name = ""
    table_class: type[EmbeddedTable]
    rows_shown = 10

    def owners_for(self, user):
        return Inspection.objects.visible_to(user).select_related("team__round", "organization")

    def all_url(self) -> str:
        """The list of all rows, narrowed down to this inspection's team and organization."""
        return f"{reverse(self.list_name)}?{urlencode(parameters_of(self.owner))}"

    def get_context_data(self, **kwargs):
        rows = self.queryset_for(self.request.user).filter(inspection=self.owner)
        return super().get_context_data(
            table=self.table_class(rows[: self.rows_shown]), total=rows.count(), all_url=self.all_url(), **kwargs
        )
