"""Writing a lead, and the workbook that says what leads say."""

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from core.access.budget import expensive
from core.ui.forms import ReasonForm
from core.ui.views.form import FormPage
from core.ui.views.step import Allowed
from findings import permissions
from findings.leads import services
from findings.leads.export import lead_workbook
from findings.leads.filters import LeadFilter
from findings.leads.forms import LeadForm, NewLeadForm
from findings.leads.views import LIST, OfLeads, RecordsAccess
from findings.models import Lead, WorkingPaper


@method_decorator(sensitive_post_parameters(), name="dispatch")
class LeadAdd(FormPage):
    """A new lead of an inspection, or one that comes with a working paper."""

    title = _("New lead")
    submit_label = _("Save")
    crumbs = [LIST]
    done = _("Saved as a draft.")
    intro = _(
        "A lead names a person. It is never part of a working paper, a finding or a notice; "
        "only you, the team's leaders, the leading group and the lead handlers read it."
    )

    def may_open(self, user):
        return bool(user.reach.inspections)

    @cached_property
    def paper(self):
        """The paper of the address, if any."""
        if "paper" not in self.kwargs:
            return None
        papers = WorkingPaper.objects.visible_to(self.request.user)
        return get_object_or_404(papers.select_related("inspection__team__round"), pk=self.kwargs["paper"])

    @property
    def form_class(self):
        """A lead from a paper already knows its inspection."""
        return LeadForm if self.paper else NewLeadForm

    def initial(self):
        return {"inspection": self.request.GET.get("inspection")}

    def form_kwargs(self):
        return {} if self.paper else {"user": self.request.user}

    def save(self, form):
        content = form.cleaned_data
        inspection = self.paper.inspection if self.paper else content.pop("inspection")
        return services.write_lead(inspection, by=self.request.user, paper=self.paper, **content)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class LeadChange(OfLeads, RecordsAccess, Allowed, FormPage):
    """A draft."""

    open_rows = Lead.objects.changeable_by

    title = _("Edit the lead")
    form_class = LeadForm
    submit_label = _("Save")

    def save(self, form):
        return services.update_lead(self.record, by=self.request.user, **form.cleaned_data)


class LeadExport(OfLeads, FormPage):
    """The leads of a filtered list with their content as a workbook, for a reason that is kept."""

    title = _("Export leads with their content")
    form_class = ReasonForm
    submit_label = _("Export")
    cancel_url = "findings:leads"
    intro = _("The file holds every lead of the list you come from. Your name, the time and the reason are in it.")

    def may_open(self, user):
        return permissions.can_export_leads(user)

    def form_kwargs(self):
        return {"hint": _("It is kept with your name and the time for every lead in the file. Name no person here.")}

    def post(self, request, *args, **kwargs):
        """The workbook; the looks are recorded before it is made."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        rows = LeadFilter(request.GET, queryset=self.queryset_for(request.user), request=request).qs
        with expensive(request.user):
            return lead_workbook(rows, by=request.user, reason=self.form.cleaned_data["reason"])
