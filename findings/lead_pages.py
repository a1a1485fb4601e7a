"""What shows what a lead says, on a page or over the API: each showing is recorded in the same request."""

from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from core.ui.views.record import Fact, facts_of
from findings.api_rows import PlacedApi
from findings.lead_access import record_access
from findings.models import LeadAccess


class RecordsAccess:
    """A page that shows what a lead says: the look is recorded before the page is made."""

    access = LeadAccess.Kind.VIEW

    def shown_lead(self):
        """The lead that is shown."""
        return self.record

    def get_context_data(self, **kwargs):
        record_access([self.shown_lead().pk], by=self.request.user, kind=self.access)
        return super().get_context_data(**kwargs)


class RecordedApi(PlacedApi):
    """List and detail that show what leads say; `lead_key` is the member that names the lead."""

    lead_key = "id"

    def list(self, request):
        """One page; each lead on it is recorded as fetched."""
        return self._recorded(super().list(request), many=True)

    def retrieve(self, request, pk=None):
        """One row; the lead is recorded as fetched, unless the caller already holds it (304)."""
        return self._recorded(super().retrieve(request, pk), many=False)

    def _recorded(self, response, *, many: bool) -> Response:
        if response.status_code == 200:
            rows = response.data["results"] if many else [response.data]
            shown = {row[self.lead_key] for row in rows}
            record_access(shown, by=self.request.user, kind=LeadAccess.Kind.API)
        return response


def lead_facts(lead) -> list[Fact]:
    """What a lead says, in the order of the ledger."""
    return [
        *facts_of(lead, "number"),
        Fact(_("Team"), f"{lead.inspection.team.round} {lead.inspection.team}"),
        Fact(_("Inspected organization"), lead.inspection.organization, wide=True),
        *facts_of(lead, "subject_name", "subject_post", "subject_rank", "discipline", "suggestion", "mode"),
        *facts_of(lead, "content", wide=["content"]),
    ]
