"""Teams: their list, their page, and what the office does with them."""

from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.reports.counting import count_of
from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from rounds.inspections.services import assign_organization
from rounds.models import Inspection, Round, Team
from rounds.permissions import can_keep_rounds, sees_rounds
from rounds.teams.filters import TeamFilter
from rounds.teams.forms import AssignForm, TeamForm
from rounds.teams.services import form_team, update_team
from rounds.teams.tables import InspectionsOfTeam, TeamTable

LIST = (_("Teams"), reverse_lazy("rounds:teams"))


class OfTeams:
    """Pages over teams."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The teams this user sees."""
        return Team.objects.visible_to(user).select_related("round")


class TeamList(ListPage):
    title = _("Teams")
    table_class = TeamTable
    filter_class = TeamFilter
    empty_text = _("No team yet.")
    empty_hint = _("Teams are formed on the page of their round.")

    def may_open(self, user):
        return sees_rounds(user)

    def queryset_for(self, user):
        inspections = Inspection.objects.visible_to(user)
        rows = Team.objects.visible_to(user).select_related("round")
        return rows.annotate(organization_count=count_of(inspections, "team"))


class TeamPage(OfTeams, RecordPage):
    template_name = "rounds/team_page.html"

    def get_title(self):
        return f"{self.record.round} {self.record}"

    def get_crumbs(self):
        round = self.record.round
        return [(_("Rounds"), reverse("rounds:rounds")), (str(round), round.get_absolute_url())]

    def facts(self):
        round = self.record.round
        own = facts_of(self.record, "formed_on", "dissolved_on", "county", "phone", "place", wide=["place"])
        return [Fact(_("Round"), round, url=round.get_absolute_url()), *own]

    def actions(self):
        if not can_keep_rounds(self.request.user) or self.record.dissolved_on:
            return []
        change = Action(_("Change"), reverse("rounds:team_change", args=[self.record.pk]), "pencil")
        if self.record.round.status != Round.Status.PREPARING:
            return [change]
        address = reverse("rounds:team_assign", args=[self.record.pk])
        return [change, Action(_("Assign an organization"), address, "building-plus", primary=True)]

    def get_context_data(self, **kwargs):
        visible = Inspection.objects.visible_to(self.request.user).filter(team=self.record)
        inspections = InspectionsOfTeam(visible.select_related("organization"))
        return super().get_context_data(inspections=inspections, **kwargs)


class TeamForms(OfTeams, FormPage):
    """Parent of what only the office does."""

    submit_label = _("Save")

    def may_open(self, user):
        return can_keep_rounds(user)


class TeamAdd(TeamForms):
    title = _("Form a team")
    form_class = TeamForm

    @cached_property
    def record(self):
        """None: the row of the address is the round."""
        return

    @cached_property
    def round(self):
        """The round in which the team is formed."""
        return self.read(Round.objects.visible_to(self.request.user))

    def get_crumbs(self):
        return [(_("Rounds"), reverse("rounds:rounds")), (str(self.round), self.round.get_absolute_url())]

    def initial(self):
        latest = Team.objects.visible_to(self.request.user).filter(round=self.round).order_by("-number").first()
        return {"number": latest.number + 1 if latest else 1}

    def save(self, form):
        return form_team(self.round, by=self.request.user, **form.cleaned_data)


class TeamChange(TeamForms):
    title = _("Change the team")
    form_class = TeamForm

    def save(self, form):
        return update_team(self.record, by=self.request.user, **form.cleaned_data)


class TeamAssign(TeamForms):
    title = _("Assign an organization")
    form_class = AssignForm
    submit_label = _("Assign")
    done = _("The organization is assigned.")

    def get_crumbs(self):
        return [LIST, (f"{self.record.round} {self.record}", self.record.get_absolute_url())]

    def form_kwargs(self):
        return {"user": self.request.user}

    def initial(self):
        return {"kind": self.record.round.kind}

    def save(self, form):
        assign_organization(self.record, by=self.request.user, **form.cleaned_data)
        return self.record
