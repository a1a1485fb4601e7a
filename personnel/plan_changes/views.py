"""Changes of an approved plan: the page of each, and all of a round on its page."""

from django.utils.translation import gettext_lazy as _

from core.ui.views.panel import PanelPage
from core.ui.views.record import Fact, RecordPage, facts_of
from personnel.models import PlanChange
from personnel.permissions import reads_all_rounds
from personnel.plan_changes.tables import ChangesOfPlan
from rounds.models import Round

_FACTS = {
    PlanChange.Kind.TEAM: ("number",),
    PlanChange.Kind.ORGANIZATION: ("team", "organization", "inspection_kind", "inspection_mode"),
    PlanChange.Kind.WITHDRAWAL: ("team", "organization"),
    PlanChange.Kind.POSTING: ("team", "person", "role", "posted_on"),
}


class OfChanges:
    """Pages over changes of plans."""

    def queryset_for(self, user):
        """The changes this user sees."""
        related = ("round", "team__round", "organization", "person", "applied_by", "decided_by")
        return PlanChange.objects.visible_to(user).select_related(*related)

    def get_crumbs(self):
        """The way there leads over the round."""
        return [(str(self.record.round), self.record.round.get_absolute_url())]


class PlanChangePage(OfChanges, RecordPage):
    """One change: what is asked for and why, and what was decided."""

    def facts(self):
        change = self.record
        decided = ("decided_by", "decided_on", "opinion") if change.decided_on else ()
        return [
            Fact(_("Round"), change.round, url=change.round.get_absolute_url()),
            *facts_of(change, "kind", *_FACTS[change.kind], "applied_by", "applied_on"),
            *facts_of(change, "reason", wide=("reason",)),
            *facts_of(change, *decided, wide=("opinion",)),
        ]


class ChangesOfRound(PanelPage):
    """All changes of the plan of one round since its approval."""

    fragment = "personnel/_plan_changes.html"

    def owners_for(self, user):
        return Round.objects.visible_to(user) if reads_all_rounds(user) else Round.objects.none()

    def get_title(self):
        return _("Changes of the approved plan")

    def get_context_data(self, **kwargs):
        changes = PlanChange.objects.visible_to(self.request.user).filter(round=self.owner)
        rows = changes.select_related("round", "team__round", "organization", "person", "applied_by")
        return super().get_context_data(changes=ChangesOfPlan(rows), **kwargs)
