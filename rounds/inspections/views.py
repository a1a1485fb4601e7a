"""Inspections: one team at one organization."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.access.reach import require
from core.ui.forms import DayForm
from core.ui.views.form import StepPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from rounds.inspections import services
from rounds.inspections.filters import InspectionFilter
from rounds.inspections.tables import InspectionTable
from rounds.models import Inspection
from rounds.permissions import can_record_inspection, sees_rounds
from rounds.planning.views import stages_of

LIST = (gettext_lazy("Inspections"), reverse_lazy("rounds:inspections"))


class InspectionList(ListPage):
    title = gettext_lazy("Inspections")
    table_class = InspectionTable
    filter_class = InspectionFilter
    empty_text = gettext_lazy("No inspection yet.")
    empty_hint = gettext_lazy("Organizations are assigned on the page of a team.")

    def may_open(self, user):
        return sees_rounds(user)

    def queryset_for(self, user):
        return Inspection.objects.visible_to(user).select_related("organization", "team__round")


class InspectionPage(RecordPage):
    crumbs = [LIST]

    def queryset_for(self, user):
        return Inspection.objects.visible_to(user).select_related("organization", "team__round")

    def get_title(self):
        return str(self.record.organization)

    def facts(self):
        team, organization = self.record.team, self.record.organization
        return [
            Fact(gettext_lazy("Party organization"), organization, url=organization.get_absolute_url()),
            Fact(gettext_lazy("Team"), f"{team.round} {team}", url=team.get_absolute_url()),
            *facts_of(self.record, "kind", "entered_on", "left_on", "fed_back_on"),
        ]

    def stages(self):
        return stages_of(self.record)


class VisitStep(StepPage):
    """Parent of entering and leaving: the office or the leaders of the team record the day."""

    crumbs = [LIST]
    form_class = DayForm
    submit_label = gettext_lazy("Record")

    def queryset_for(self, user):
        return Inspection.objects.visible_to(user).select_related("organization", "team__round")

    def get(self, request, *args, **kwargs):
        require(
            can_record_inspection(request.user, self.record),
            _("Only the office or the leaders of the team record this."),
        )
        return super().get(request, *args, **kwargs)


class InspectionEnter(VisitStep):
    title = gettext_lazy("Record the entry")
    consequence = gettext_lazy("From this day the organization counts as inspected.")

    def save(self, form):
        return services.enter_organization(self.record, by=self.request.user, on=form.cleaned_data["on"])


class InspectionLeave(VisitStep):
    title = gettext_lazy("Record the leaving")
    consequence = gettext_lazy("The team has finished its work on site and writes its report.")

    def save(self, form):
        return services.leave_organization(self.record, by=self.request.user, on=form.cleaned_data["on"])


@login_required
@require_POST
def unassign(request, pk):
    """Take a planned organization out of its team's plan."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user), pk=pk)
    team = inspection.team
    services.unassign_organization(inspection, by=request.user)
    messages.success(request, _("%(organization)s is out of the plan.") % {"organization": inspection.organization})
    return redirect(team)
