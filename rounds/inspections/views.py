"""Inspections: one team at one organization."""

from django.contrib import messages
from django.db.models import Q
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
from rounds.models import FormerName, Inspection
from rounds.permissions import sees_rounds

LOOKS_BACK, LOOKED_BACK = gettext_lazy("Looks back on"), gettext_lazy("Looked back on by")
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
    hide_from_timeline = ("looks_back_on",)  # which a team does not see

    def get_title(self):
        return str(self.record.organization)

    def facts(self):
        team, organization = self.record.team, self.record.organization
        mode = ["mode"] if self.record.mode else []
        return [
            Fact(gettext_lazy("Party organization"), organization, url=organization.get_absolute_url()),
            Fact(gettext_lazy("Team"), f"{team.round} {team}", url=team.get_absolute_url()),
            *facts_of(self.record, "kind", *mode, "entered_on", "left_on", "fed_back_on"),
            *self.then_called(),
            *self.look_backs(),
        ]

    def then_called(self):
        """What the organization was called when the team entered, where that was another name."""
        on = self.record.entered_on
        if on is not None:
            former = FormerName.objects.visible_to(self.request.user).filter(organization=self.record.organization)
            then = former.filter(Q(from_on=None) | Q(from_on__lte=on), until_on__gt=on).order_by("until_on")
            yield from (Fact(gettext_lazy("Called then"), each.name) for each in then[:1])

    def look_backs(self):
        """What it looks back on, and what looks back on it, as far as the reader sees."""
        either = Q(pk=self.record.looks_back_on_id) | Q(looks_back_on=self.record)
        for other in self.queryset_for(self.request.user).filter(either):
            label = LOOKED_BACK if other.looks_back_on_id == self.record.pk else LOOKS_BACK
            yield Fact(label, f"{other.team.round} {other.team}", url=other.get_absolute_url())

    def stages(self):
        return stages_of(self.record)


class InspectionOptions(PickerOptions):
    def search(self, user, words):
        return inspections(user, words)

    def hint(self, row):
        return row.get_status_display()  # round and team stand in its name


@require_POST
def unassign(request, pk):
    """Take a planned organization out of its team's plan."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user), pk=pk)
    team = inspection.team
    services.unassign_organization(inspection, by=request.user)
    messages.success(request, _("%(organization)s is out of the plan.") % {"organization": inspection.organization})
    return redirect(team)
