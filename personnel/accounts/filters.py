"""Filters of the list of accounts: in the course of years, many are shut."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.access.roles import Role
from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter
from personnel.models import User

STATES = [("slip", _("Waiting for a sealed slip")), ("shut", _("Shut")), ("all", _("All"))]


class AccountFilter(FilterSet):
    awaiting = AwaitingFilter()
    words = WordsFilter(method="search")
    role = django_filters.ChoiceFilter(method="holding", choices=Role.choices, label=_("Role"))
    state = django_filters.ChoiceFilter(
        choices=STATES, method="as_they_are", label=_("State"), empty_label=_("In use")
    )

    class Meta(FilterSet.Meta):
        model = User
        fields = ("awaiting", "words", "role", "state")

    def filter_queryset(self, queryset):
        """The accounts that are asked for; of those that were shut, only where they are asked for."""
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.filter(is_active=True)

    def as_they_are(self, rows, name, value):
        if value == "slip":
            return rows.filter(pk__in=User.objects.awaiting_slip(self.request.user))
        return rows.filter(is_active=False) if value == "shut" else rows

    def search(self, rows, name, value):
        return rows.search(value)

    def holding(self, rows, name, value):
        return rows.filter(grants__role=value, grants__revoked_on__isnull=True)
