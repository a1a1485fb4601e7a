"""Filters of the list of advice to departments."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter, YesNoFilter
from core.workdays.reckoning import today
from rectification.models import SectorAdvice
from rounds.models import Body
from rounds.place.filters import visible_rounds


def bodies_advised(request):
    """The departments to which advice went that this reader sees."""
    seen = SectorAdvice.objects.visible_to(request.user)
    return Body.objects.filter(pk__in=seen.order_by().values("body"))


class SectorAdviceFilter(EntryFilter):
    """`by` lists what was sent by that day, `accepted_by` what was answered for good by then, as the figures count."""

    DAY = "sent_on"

    words = WordsFilter("number", "title", "text")
    body = django_filters.ModelChoiceFilter(queryset=bodies_advised, label=_("Functional department"))
    round = django_filters.ModelChoiceFilter(
        queryset=visible_rounds, field_name="inspection__team__round", label=_("Round")
    )
    answered = YesNoFilter(
        field_name="answered_on", lookup_expr="isnull", exclude=True, label=pgettext_lazy("sector advice", "Answered")
    )
    accepted = YesNoFilter(
        field_name="accepted_on", lookup_expr="isnull", exclude=True, label=pgettext_lazy("sector advice", "Accepted")
    )
    overdue = YesNoFilter(method="by_overdue", label=_("Overdue"))
    accepted_by = django_filters.DateFilter(
        field_name="accepted_on", lookup_expr="lte", label=_("Answered for good until")
    )
    awaiting = AwaitingFilter()

    MORE = (*EntryFilter.MORE, "awaiting", "accepted_by", "accepted")

    class Meta(EntryFilter.Meta):
        model = SectorAdvice
        fields = ("words", "body", "round", "answered", "overdue")

    def by_overdue(self, rows, name, value):
        """Those whose answer is late, or those whose is not."""
        late = rows.unanswered().filter(answer_due_on__lt=today())
        return rows.filter(pk__in=late.values("pk")) if value else rows.exclude(pk__in=late.values("pk"))
