"""Pages of leads. What a lead says is shown on few of them, and each such showing is recorded in the same request.

No address, title, message or button here carries more of a lead than its number; lists show no content at all.
"""

from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ui.views.base import Action
from core.ui.views.document import DocumentPage
from core.ui.views.list import ListPage
from core.ui.views.panel import PanelPage
from core.ui.views.record import RecordPage, Stage, stages_at
from findings import permissions
from findings.duties import ACKNOWLEDGE_TRANSFER
from findings.exchange.tables import TransfersOfLead
from findings.lead_pages import RecordsAccess, lead_facts
from findings.leads.filters import LeadFilter
from findings.leads.tables import LeadTable
from findings.models import Lead, LeadAccess, LeadInstruction, Transfer, WorkingPaper
from findings.pages import InspectionPanel, actions_of_teams, people_of
from findings.returns import RETURNED_LEAD
from findings.tables import LeadsInShort
from rounds.deadlines.querysets import with_owed_day
from rounds.models import Instruction
from rounds.permissions import reads_registers
from rounds.place.lookups import Place

LIST = (_("Leads"), reverse_lazy("findings:leads"))
ACCESSES_SHOWN = 50


class OfLeads:
    """Pages over leads."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The leads whose content this user may read."""
        return Lead.objects.visible_to(user).select_related(*Place().related)


class LeadList(OfLeads, ListPage):
    """Leads by number, unit and state; no content, so a look at the list is no look at a lead."""

    title = _("Leads")
    crumbs = []
    table_class = LeadTable
    filter_class = LeadFilter
    exportable = False
    empty_text = _("No lead here that you may read.")
    empty_hint = _("A lead is read by its author, the team's leaders, the leading group and the lead handlers.")

    def may_open(self, user):
        return permissions.keeps_leads(user)

    def actions(self):
        user, query = self.request.user, self.request.GET.urlencode()
        actions = []
        if permissions.can_export_leads(user):
            address = reverse("findings:lead_export")
            actions.append(Action(_("Export with content"), f"{address}?{query}", "file-spreadsheet"))
        return actions + actions_of_teams(user, _("New lead"), "findings:lead_add")


class LeadPage(OfLeads, RecordsAccess, RecordPage):
    """One lead. A receiving body is led to its transfer instead: the way before that is not for it."""

    template_name = "findings/lead_page.html"
    way_back = RETURNED_LEAD

    def get(self, request, *args, **kwargs):
        """The page, or the transfer of the reader's body."""
        if permissions.answers_transfers(request.user):
            received = Transfer.objects.visible_to(request.user).filter(lead=self.record).first()
            if received:
                return HttpResponseRedirect(received.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def actions(self):
        return [Action(_("Print"), reverse("findings:lead_print", args=[self.record.pk]), "printer")]

    def facts(self):
        return lead_facts(self.record)

    def stages(self):
        return lead_stages(self.record)

    def get_context_data(self, **kwargs):
        user = self.request.user
        transfers = Transfer.objects.visible_to(user).filter(lead=self.record).select_related("body", "lead")
        accesses = LeadAccess.objects.visible_to(user).filter(lead=self.record).select_related("user")
        instructions = LeadInstruction.objects.visible_to(user).filter(lead=self.record)
        return super().get_context_data(
            instructions=instructions.select_related("instruction", "lead"),
            reads_instructions=reads_registers(user),
            paper=WorkingPaper.objects.visible_to(user).filter(pk=self.record.paper_id).first(),
            people=people_of(self.record, "written_by", "decided_by"),
            transfers=TransfersOfLead(with_owed_day(transfers, ACKNOWLEDGE_TRANSFER)),
            accesses=accesses[:ACCESSES_SHOWN],
            shows_accesses=permissions.can_export_leads(user),
            **kwargs,
        )


def lead_stages(lead) -> list[Stage]:
    """Written, filed, decided, transferred, concluded: where this lead stands."""
    way = [
        (_("Drafting"), None),
        (_("Filing"), lead.filed_on),
        (_("Decision"), lead.decided_on),
        (_("Transfer"), lead.referred_on),
        (_("Conclusion"), lead.concluded_on),
    ]
    Status = Lead.Status
    at = {Status.DRAFT: 0, Status.FILED: 2, Status.APPROVED: 3, Status.TRANSFERRED: 4, Status.CONCLUDED: 5}
    return stages_at(way, at[lead.status])


class LeadPrint(OfLeads, RecordsAccess, DocumentPage):
    """The lead as a sheet of paper, with the name of who prints it and when."""

    template_name = "findings/lead_print.html"
    access = LeadAccess.Kind.PRINT

    def may_open(self, user):
        return permissions.keeps_leads(user)

    def facts(self):
        return lead_facts(self.record)

    def get_context_data(self, **kwargs):
        return super().get_context_data(printed_at=timezone.now(), **kwargs)


class LeadsOfInspection(OfLeads, InspectionPanel):
    """The leads of one inspection, by number, for those who may read them."""

    title = _("Leads")
    fragment = "findings/_leads_of.html"
    list_name = "findings:leads"
    add_name = "findings:lead_add"
    table_class = LeadsInShort

    def may_open(self, user):
        return permissions.keeps_leads(user)


class LeadOfInstruction(PanelPage):
    """The lead that an instruction is on, by its number, for whoever sees it."""

    title = _("Lead")
    fragment = "findings/_lead_of_instruction.html"

    def owners_for(self, user):
        return Instruction.objects.visible_to(user)

    def get_context_data(self, **kwargs):
        seen = LeadInstruction.objects.visible_to(self.request.user).select_related("lead")
        return super().get_context_data(on=seen.filter(instruction=self.owner).first(), **kwargs)
