"""The talent pools and leaving them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui.late_days import LateDayForm
from core.ui.views.board import Tile
from core.ui.views.form import StepPage
from core.ui.views.list import ListPage
from core.workdays.reckoning import today
from personnel.models import Pool, PoolMembership
from personnel.people.filters import MembershipFilter
from personnel.people.forms import EndForm
from personnel.people.services import leave_pool, record_day_of_joining
from personnel.people.tables import MembershipTable
from personnel.people.views import LIST
from personnel.permissions import can_keep_people, sees_people


class PoolList(ListPage):
    title = _("Talent pools")
    template_name = "personnel/pools.html"
    table_class = MembershipTable
    filter_class = MembershipFilter
    empty_text = _("The pools are empty.")
    empty_hint = _("Import the talent pools, or take people in on their page.")

    def may_open(self, user):
        return sees_people(user)

    def queryset_for(self, user):
        return PoolMembership.objects.visible_to(user).select_related("person")

    def get_context_data(self, **kwargs):
        counts = PoolMembership.objects.visible_to(self.request.user).sizes(today())
        here, day = reverse("personnel:pools"), today().isoformat()
        tiles = [
            Tile(pool.label, counts.get(pool, 0), _("people"), f"{here}?pool={pool.value}&as_of={day}")
            for pool in Pool
        ]
        return super().get_context_data(tiles=tiles, **kwargs)


class OfficeStep(StepPage):
    """Parent of steps of the office that end something about a person."""

    crumbs = [LIST]
    form_class = EndForm
    submit_label = _("Record")

    def may_open(self, user):
        return can_keep_people(user)


class MembershipJoined(OfficeStep):
    title = _("Record the day of joining")
    consequence = _("The ledger did not tell it. A recorded day stays.")
    form_class = LateDayForm

    def queryset_for(self, user):
        return PoolMembership.objects.visible_to(user).select_related("person")

    def get_cancel_url(self):
        return self.record.person.get_absolute_url()

    def save(self, form):
        record_day_of_joining(self.record, by=self.request.user, **form.cleaned_data)
        return self.record.person


class MembershipLeave(OfficeStep):
    title = _("Take out of the pool")
    consequence = _("From this day the person no longer counts in the pool.")

    def queryset_for(self, user):
        return PoolMembership.objects.visible_to(user).select_related("person")

    def get_cancel_url(self):
        return self.record.person.get_absolute_url()

    def save(self, form):
        leave_pool(self.record, by=self.request.user, **form.cleaned_data)
        return self.record.person
