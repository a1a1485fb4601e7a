"""查账, 销账 and who owes what by when, as lists."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.ui.views.list import ListPage
from rectification import permissions
from rectification.filters import ObligationFilter
from rectification.models import Obligation
from rectification.querysets import obligations_for
from rectification.tables import ObligationTable


class ObligationList(ListPage):
    """Who owes what by when; a body sees what it owes itself."""

    title = gettext_lazy("Deadlines")
    table_class = ObligationTable
    filter_class = ObligationFilter
    empty_text = gettext_lazy("Nothing is owed.")
    empty_hint = gettext_lazy("Deadlines come by themselves with each step of the four ledgers.")

    def may_open(self, user):
        return permissions.follows_ledgers(user) or permissions.owes_answers(user)

    def queryset_for(self, user):
        rows = obligations_for(user)
        return rows if self.request.GET.get("state") else rows.open()


@require_safe
def obligation(request, pk):
    """To the page where an obligation is met; reminders lead here."""
    return redirect(get_object_or_404(Obligation.objects.visible_to(request.user), pk=pk))
