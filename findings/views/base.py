"""What the pages of findings share: giving back, and parts of another app's record."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OpinionForm
from core.ui.views import Allowed, Page, StepPage
from rounds.models import Inspection


class InspectionPanel(Page):
    """The rows of one inspection, as a part of its page; opened by itself it is a page."""

    template_name = "findings/panel_page.html"
    fragment = ""
    list_name = ""
    rows_shown = 10

    def rows_for(self, user, inspection):
        """The rows of this inspection that the user sees."""
        raise NotImplementedError

    def get(self, request, pk):
        """The part, or the page around it."""
        inspections = Inspection.objects.visible_to(request.user).select_related("team__round", "organization")
        inspection = get_object_or_404(inspections, pk=pk)
        rows = self.rows_for(request.user, inspection)
        context = self.get_context_data(
            inspection=inspection,
            rows=rows[: self.rows_shown],
            total=rows.count(),
            fragment=self.fragment,
            all_url=self.all_url(inspection),
        )
        return self.render_to_response(context)

    def all_url(self, inspection) -> str:
        """The list of all rows, narrowed down to this inspection's team and organization."""
        place = {
            "round": inspection.team.round_id,
            "team": inspection.team.number,
            "organization": inspection.organization_id,
        }
        return f"{reverse(self.list_name)}?{urlencode(place)}"

    def get_template_names(self):
        return [self.fragment if self.request.htmx else self.template_name]


class GiveBack(Allowed, StepPage):
    """Return a row to those it came from, with a reason that must be given."""

    form_class = OpinionForm
    submit_label = _("Return")
    danger = True

    def form_kwargs(self):
        return {"required": True}
