"""What the pages of findings share: who had a hand in a row, and parts of another app's record."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui.tables import EmbeddedTable
from core.ui.views.base import Action
from core.ui.views.panel import PanelPage
from core.ui.views.record import Fact, facts_of
from findings import permissions
from findings.fields import working_inspections
from rounds.models import Inspection
from rounds.place.filters import parameters_of


def people_of(record, *names) -> list[Fact]:
    """Who had which hand in a row, by the names of its fields; a place that nobody has taken is left out."""
    return [fact for fact in facts_of(record, *names, wide=names) if fact.value]


def actions_of_teams(user, label, address) -> list[Action]:
    """The button that begins a new row, for whoever is in a team that works now."""
    if not (permissions.works(user) and working_inspections(user).exists()):
        return []
    return [Action(label, reverse(address), "plus", primary=True)]


def begins_paper(user) -> list[Action]:
    """The button that begins a working paper."""
    return actions_of_teams(user, _("New working paper"), "findings:paper_add")


def begins_input(user) -> list[Action]:
    """The button by which a body sends something."""
    if not permissions.sends_inputs(user):
        return []
    return [Action(_("Send information or a problem"), reverse("findings:input_add"), "send", primary=True)]


class InspectionPanel(PanelPage):
    """The first rows of one inspection, of those that `queryset_for` lets the user see, on its page.

    Whoever is in its team while it works begins a new row here, at `add_name`.
    """

    list_name = ""
    add_name = ""
    table_class: type[EmbeddedTable]
    rows_shown = 10

    def owners_for(self, user):
        return Inspection.objects.visible_to(user).select_related("team__round", "organization")

    def all_url(self) -> str:
        """The list of all rows, narrowed down to this inspection's team and organization."""
        return f"{reverse(self.list_name)}?{urlencode(parameters_of(self.owner))}"

    def add_url(self) -> str:
        """The form of a new row of this inspection; nothing for who may not write one."""
        may_add = permissions.works_on(self.request.user, self.owner)
        return f"{reverse(self.add_name)}?inspection={self.owner.pk}" if may_add and self.add_name else ""

    def get_context_data(self, **kwargs):
        rows = self.queryset_for(self.request.user).filter(inspection=self.owner)
        return super().get_context_data(
            table=self.table_class(rows[: self.rows_shown]),
            total=rows.count(),
            all_url=self.all_url(),
            add_url=self.add_url(),
            **kwargs,
        )
