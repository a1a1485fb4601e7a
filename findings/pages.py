"""What the pages of findings share: giving back, and parts of another app's record."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OpinionForm
from core.ui.views.form import StepPage
from core.ui.views.panel import PanelPage
from core.ui.views.record import Fact, facts_of
from core.ui.views.step import Allowed
from rounds.models import Inspection
from rounds.place.filters import parameters_of


def people_of(record, *names) -> list[Fact]:
    """Who had which hand in a row, by the names of its fields; a place that nobody has taken is left out."""
    return [fact for fact in facts_of(record, *names, wide=names) if fact.value]


class InspectionPanel(PanelPage):
    """The first rows of one inspection, of those that `queryset_for` lets the user see, on its page."""

    list_name = ""
    rows_shown = 10

    def owners_for(self, user):
        return Inspection.objects.visible_to(user).select_related("team__round", "organization")

    def all_url(self) -> str:
        """The list of all rows, narrowed down to this inspection's team and organization."""
        return f"{reverse(self.list_name)}?{urlencode(parameters_of(self.owner))}"

    def get_context_data(self, **kwargs):
        rows = self.queryset_for(self.request.user).filter(inspection=self.owner)
        return super().get_context_data(
            rows=rows[: self.rows_shown], total=rows.count(), all_url=self.all_url(), **kwargs
        )


class GiveBack(Allowed, StepPage):
    """Return a row to those it came from, with a reason that must be given."""

    form_class = OpinionForm
    submit_label = _("Return")
    danger = True

    def form_kwargs(self):
        return {"required": True}
