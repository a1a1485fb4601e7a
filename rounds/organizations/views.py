"""The register of party organizations."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.consent.views import ShowsProposals
from core.reports.counting import count_of, latest_of
from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import RecordPage, facts_of
from core.workdays.reckoning import today
from rounds.models import FormerName, Inspection, Organization, SecretaryTerm
from rounds.organizations import services
from rounds.organizations.filters import OrganizationFilter
from rounds.organizations.forms import OrganizationForm
from rounds.organizations.tables import (
    FormerNamesOfOrganization,
    InspectionsOfOrganization,
    OrganizationTable,
    SecretariesOfOrganization,
)
from rounds.permissions import can_keep_organization, can_keep_rounds, sees_organizations, sees_rounds

LIST = (_("Party organizations"), reverse_lazy("rounds:organizations"))


class OrganizationList(ListPage):
    title = _("Party organizations")
    table_class = OrganizationTable
    filter_class = OrganizationFilter
    empty_text = _("No organization is entered yet.")
    empty_hint = _("Import the register of organizations, or enter one.")

    def may_open(self, user):
        return sees_organizations(user)

    def queryset_for(self, user):
        entered = Inspection.objects.visible_to(user).entered(today())
        rows = Organization.objects.visible_to(user)
        return rows.annotate(
            times=count_of(entered, "organization"),
            last_entered_on=latest_of(entered, "organization", "entered_on"),
        )

    def columns_without(self, user):
        return () if sees_rounds(user) else ("times", "last_entered_on")

    def actions(self):
        if not can_keep_rounds(self.request.user):
            return []
        return [Action(_("New organization"), reverse("rounds:organization_add"), "plus", primary=True)]


class OfOrganizations:
    """Pages over organizations."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The organizations this user sees."""
        return Organization.objects.visible_to(user).select_related("parent", "successor", "answered_by")


class OrganizationPage(ShowsProposals, OfOrganizations, RecordPage):
    template_name = "rounds/organization_page.html"
    proposed = (services.RENAME,)
    hide_from_timeline = ("note", "parent")

    def facts(self):
        facts = facts_of(self.record, "category", "level", "district", "secretary")
        if not self.record.is_standing:
            facts += facts_of(self.record, "ending", "ended_on")
            facts += facts_of(self.record, "successor") if self.record.successor else []
            facts += facts_of(self.record, "end_reason", wide=["end_reason"])
        if self.request.user.reach.reads_all:  # the office's own remark, not for the organization
            facts += facts_of(self.record, "parent") if self.record.parent else []
            facts += facts_of(self.record, "note", wide=["note"])
        return facts

    def actions(self):
        if not can_keep_organization(self.request.user, self.record):
            return []
        return [Action(_("Change"), reverse("rounds:organization_change", args=[self.record.pk]), "pencil")]

    def get_context_data(self, **kwargs):
        user, inspections = self.request.user, None
        if sees_rounds(user):
            visible = Inspection.objects.visible_to(user).filter(organization=self.record)
            inspections = InspectionsOfOrganization(visible.select_related("team__round"))
        former = FormerName.objects.visible_to(user).filter(organization=self.record)
        terms = SecretaryTerm.objects.visible_to(user).filter(organization=self.record)
        return super().get_context_data(
            inspections=inspections,
            former_names=FormerNamesOfOrganization(former),
            secretaries=SecretariesOfOrganization(terms),
            **kwargs,
        )


class OrganizationAdd(FormPage):
    title = _("New organization")
    crumbs = [LIST]
    form_class = OrganizationForm
    submit_label = _("Save")

    def may_open(self, user):
        return can_keep_rounds(user)

    def form_kwargs(self):
        return {"user": self.request.user}

    def save(self, form):
        return services.add_organization(by=self.request.user, **form.cleaned_data)


class OrganizationChange(OrganizationAdd):
    title = _("Change the organization")

    def queryset_for(self, user):
        return Organization.objects.visible_to(user)

    def save(self, form):
        organization = services.update_organization(self.record, by=self.request.user, **form.cleaned_data)
        if organization.name != form.cleaned_data["name"]:
            self.done = _("The new name waits for a colleague or the leading group to confirm it; the rest is saved.")
        return organization


class OrganizationOptions(PickerOptions):
    def search(self, user, words):
        return Organization.objects.visible_to(user).search(words)

    def hint(self, row):
        return " · ".join(filter(None, [row.category, row.district, row.get_ending_display()]))
