"""Leads over the API: whoever fetches one is recorded in the same request, lead by lead."""

import django_filters

from core.api.commands import commands
from core.api.rows import LabelField
from core.api.views import command
from findings import permissions
from findings.api_rows import PLACE, PlacedFilter, PlacedRow, steps_field
from findings.exchange.answers import DisposalBody, OutcomeBody
from findings.exchange.services import acknowledge_transfer, own_transfer, report_disposal, report_outcome
from findings.lead_pages import RecordedApi
from findings.leads.steps import STEPS
from findings.models import Lead

CONTENT = ["subject_name", "subject_post", "subject_rank", "content"]
WAY_BEFORE = frozenset({"inspection", "paper", "filed_on"})


class LeadRow(PlacedRow):
    discipline_label = LabelField(source="discipline")
    suggestion_label = LabelField(source="suggestion")
    mode_label = LabelField(source="mode")

    class Meta:
        model = Lead
        fields = [
            "id",
            "number",
            *PLACE,
            *CONTENT,
            "discipline",
            "discipline_label",
            "suggestion",
            "suggestion_label",
            "mode",
            "mode_label",
            "paper",
            "filed_on",
            "decided_on",
            "referred_on",
            "concluded_on",
            "status",
            "status_label",
            "updated_at",
        ]

    kept_from_some = WAY_BEFORE

    def hidden_from(self, user):
        """Whoever answers transfers gets leads without the way they went before, also those of an own team."""
        return WAY_BEFORE if permissions.answers_transfers(user) else frozenset()


class LeadDetail(LeadRow):
    next_steps = steps_field()

    class Meta(LeadRow.Meta):
        fields = [*LeadRow.Meta.fields, "next_steps"]


class LeadFilter(PlacedFilter):
    status = django_filters.ChoiceFilter(choices=Lead.Status.choices)


leads = Lead.objects


@commands(STEPS)
class LeadApi(RecordedApi):
    """Leads whose content the caller may read; to a body's member, those transferred to it or of an own team.

    `acknowledge`, `disposals` and `outcomes` are for a body's own transfer of the lead and answer the receipt of what
    they made or moved there.
    """

    model = Lead
    serializer_class = LeadRow
    detail_class = LeadDetail
    filterset_class = LeadFilter

    @command(rows=leads.answerable_by)
    def acknowledge(self, request, pk=None):
        """The body confirms that it received the lead; answers the receipt of the transfer."""
        return self.act(_on_own_transfer(acknowledge_transfer))

    @command(rows=leads.answerable_by, body=DisposalBody, code=201)
    def disposals(self, request, pk=None):
        """The body reports how it handles the lead."""
        return self.act(_on_own_transfer(report_disposal), code=201)

    @command(rows=leads.answerable_by, body=OutcomeBody, code=201)
    def outcomes(self, request, pk=None):
        """The body reports what came of the lead."""
        return self.act(_on_own_transfer(report_outcome), code=201)


def _on_own_transfer(service):
    """The service of a transfer, called with the caller's own transfer of the lead."""
    return lambda lead, *, by, **body: service(own_transfer(lead, by=by), by=by, **body)
