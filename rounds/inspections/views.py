"""Inspections: one team at one organization."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.ui.views.list import ListPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, RecordPage, facts_of, stages_of
from rounds.inspections import services
from rounds.inspections.filters import InspectionFilter
from rounds.inspections.search import inspections
from rounds.inspections.tables import InspectionTable
from rounds.models import Inspection
from rounds.permissions import sees_rounds

LIST = (gettext_lazy("Inspections"), reverse_lazy("rounds:inspections"))


class OfInspections:
    """Pages over inspections."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The inspections this user sees."""
        return Inspection.objects.visible_to(user).select_related("organization", "team__round")


class InspectionList(OfInspections, ListPage):
    title = gettext_lazy("Inspections")
    crumbs = []
    table_class = InspectionTable
    filter_class = InspectionFilter
    empty_text = gettext_lazy("No inspection yet.")
    empty_hint = gettext_lazy("Organizations are assigned on the page of a team.")

    def may_open(self, user):
        return sees_rounds(user)


class InspectionPage(OfInspections, RecordPage):
    def get_title(self):
        return str(self.record.organization)

    def facts(self):
        team, organization = self.record.team, self.record.organization
        return [
            Fact(gettext_lazy("Party organization"), organization, url=organization.get_absolute_url()),
            Fact(gettext_lazy("Team"), f"{team.round} {team}", url=team.get_absolute_url()),
            *facts_of(
                self.record, "kind", *(["mode"] if self.record.mode else []), "entered_on", "left_on", "fed_back_on"
            ),
        ]

    def stages(self):
        return stages_of(self.record)


class InspectionOptions(PickerOptions):
    def search(self, user, words):
        return inspections(user, words)

    def hint(self, row):
        return f"{row.team.round} {row.team}"


@require_POST
def unassign(request, pk):
    """Take a planned organization out of its team's plan."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user), pk=pk)
    team = inspection.team
    services.unassign_organization(inspection, by=request.user)
    messages.success(request, _("%(organization)s is out of the plan.") % {"organization": inspection.organization})
    return redirect(team)
