"""Pages of takeovers of duties."""

from django.db.models import Count
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from core.ui.views.list import ListPage
from core.ui.views.panel import PanelPage
from core.ui.views.record import RecordPage, facts_of
from personnel.models import TakenDuty, Takeover
from personnel.permissions import follows_takeovers
from personnel.takeovers.filters import TakeoverFilter
from personnel.takeovers.steps import duties_seen, matters_told
from personnel.takeovers.tables import TakenDuties, TakeoverTable
from rounds.models import Organization

LIST = (gettext_lazy("Takeovers of duties"), reverse_lazy("personnel:takeovers"))


class OfTakeovers:
    """Pages over takeovers."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """Those this user sees."""
        return Takeover.objects.visible_to(user).select_related("organization")


class TakeoverList(OfTakeovers, ListPage):
    title = gettext_lazy("Takeovers of duties")
    crumbs: list = []
    table_class = TakeoverTable
    filter_class = TakeoverFilter
    empty_text = gettext_lazy("No takeover yet.")
    empty_hint = gettext_lazy(
        "One begins by itself when the account of a secretary or liaison changes to another person and something is"
        " owed."
    )

    def may_open(self, user):
        return follows_takeovers(user)

    def queryset_for(self, user):
        """Each with how many duties were taken over."""
        return super().queryset_for(user).annotate(amount=Count("duties"))


class TakeoverPage(OfTakeovers, RecordPage):
    """One takeover: who from whom, and what; open, as it is owed today; taken over, as it was on that day."""

    template_name = "personnel/takeover_page.html"

    def facts(self):
        names = ("organization", "role", "predecessor", "newcomer", "begun_on")
        return facts_of(self.record, *names, *(("taken_on", "text") if self.record.taken_on else ()), wide=("text",))

    def get_context_data(self, **kwargs):
        is_open = self.record.status == Takeover.Status.OPEN
        taken = TakenDuty.objects.visible_to(self.request.user).filter(takeover=self.record)
        duties = duties_seen(self.record, self.request.user) if is_open else TakenDuties(taken)
        matters = matters_told(self.record, self.request.user)
        return super().get_context_data(duties=duties, matters=matters, is_open=is_open, **kwargs)


class TakeoversOfOrganization(PanelPage):
    """Who took over from whom in the organization, on its page."""

    title = gettext_lazy("Takeovers of duties")
    fragment = "personnel/_takeovers.html"

    def owners_for(self, user):
        return Organization.objects.visible_to(user)

    def get_context_data(self, **kwargs):
        seen = Takeover.objects.visible_to(self.request.user).filter(organization=self.owner)
        return super().get_context_data(takeovers=seen, **kwargs)
