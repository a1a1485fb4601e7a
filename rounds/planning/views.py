"""Rounds: their list, their page, and each step of their way."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.reports.counting import count_of
from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import RecordPage, facts_of, stages_of
from core.ui.views.step import row_in_act
from rounds.models import Inspection, Round, Team
from rounds.permissions import can_keep_rounds, reads_coverage, sees_rounds
from rounds.planning.filters import RoundFilter
from rounds.planning.forms import RoundForm
from rounds.planning.plan import teams_in_plan
from rounds.planning.services import (
    create_round,
    update_round,
)
from rounds.planning.tables import RoundTable
from rounds.returns import RETURNED_ROUND

LIST = (_("Rounds"), reverse_lazy("rounds:rounds"))


class OfRounds:
    """Pages over rounds."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The rounds this user sees."""
        return Round.objects.visible_to(user)


class RoundList(ListPage):
    title = _("Rounds")
    table_class = RoundTable
    filter_class = RoundFilter
    empty_text = _("No round yet.")
    empty_hint = _("Open a round, form its teams and give each its organizations.")

    def may_open(self, user):
        return sees_rounds(user)

    def queryset_for(self, user):
        return Round.objects.visible_to(user).annotate(
            team_count=count_of(Team.objects.visible_to(user), "round"),
            organization_count=count_of(Inspection.objects.visible_to(user), "team__round"),
        )

    def actions(self):
        if not can_keep_rounds(self.request.user):
            return []
        return [Action(_("New round"), reverse("rounds:round_add"), "plus", primary=True)]


class RoundPage(OfRounds, RecordPage):
    template_name = "rounds/round_page.html"
    way_back = RETURNED_ROUND

    def facts(self):
        return facts_of(
            self.record, "term", "kind", "theme", "starts_on", "field_ends_on", "field_ended_on", wide=["theme"]
        )

    def stages(self):
        return stages_of(self.record)

    def actions(self):
        return [*self._limits(), *self._forming()]

    def _limits(self):
        if not self.record.approved_on or not reads_coverage(self.request.user):
            return []
        return [Action(_("Limits of time"), reverse("rounds:round_limits", args=[self.record.pk]))]

    def _forming(self):
        if not can_keep_rounds(self.request.user):
            return []
        team = Action(_("Form a team"), reverse("rounds:team_add", args=[self.record.pk]), "users-plus", primary=True)
        return [team] if self.record.status == Round.Status.PREPARING else []

    def get_context_data(self, **kwargs):
        return super().get_context_data(teams=teams_in_plan(self.record, self.request.user), **kwargs)


class RoundAdd(FormPage):
    title = _("New round")
    crumbs = [LIST]
    form_class = RoundForm
    submit_label = _("Save")

    def may_open(self, user):
        return can_keep_rounds(user)

    def initial(self):
        latest = Round.objects.visible_to(self.request.user).first()
        return {"number": latest.number + 1 if latest else 1, "term": latest.term if latest else ""}

    def save(self, form):
        return create_round(by=self.request.user, **form.cleaned_data)


class RoundChange(RoundAdd):
    title = _("Change the plan")

    def queryset_for(self, user):
        return Round.objects.visible_to(user)

    def read(self, rows):
        return row_in_act(self, rows, Round.objects.keepable_by) or super().read(rows)

    def initial(self):
        return {}

    def save(self, form):
        return update_round(self.record, by=self.request.user, **form.cleaned_data)
