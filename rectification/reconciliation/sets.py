"""Where what the organization reports, what a check saw and what is closed differ (docs/domain.md, reconciliation)."""

from typing import NamedTuple

from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from rectification.models import CheckResult, Item, Measure, Progress

IN_ACCORD = ""


class Difference(NamedTuple):
    """One way in which the three differ: its words, and of which items it is so."""

    label: object
    where: Q


_closed, _done = Q(status=Item.Status.CLOSED), Q(completion=Item.Completion.DONE)
_confirmed, _unchecked = Q(verdict=CheckResult.Verdict.CONFIRMED), Q(verdict__isnull=True)
_here = Q(imported_on__isnull=True)  # of what a ledger brings, checks and measures may stand elsewhere

DIFFERENCES = {
    "closed_refuted": Difference(
        _("Closed out, and a check since does not confirm it"), _closed & ~_confirmed & ~_unchecked
    ),
    "closed_undone": Difference(_("Closed out, and not reported as completed"), _closed & ~_done),
    "closed_unchecked": Difference(_("Closed out without a check on site"), _closed & _unchecked & _here),
    "done_refuted": Difference(
        _("Reported as completed, and the check does not confirm it"), ~_closed & _done & ~_confirmed & ~_unchecked
    ),
    "done_unfinished": Difference(
        _("Reported as completed, and measures are not done"), ~_closed & _done & Q(undone__gt=0)
    ),
    "confirmed_undone": Difference(
        _("The check confirms it, and it is not reported as completed"), ~_closed & _confirmed & ~_done
    ),
    "done_unchecked": Difference(_("Reported as completed, and not checked yet"), ~_closed & _done & _unchecked),
    "confirmed_open": Difference(_("Completed and confirmed, and not closed out yet"), ~_closed & _done & _confirmed),
}
"""By what they are called in addresses, the gravest first; an item shows the first that is so."""


def with_both_sides(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with what was reported last and checked last, and how these differ from whether they are closed.

    Since an item was opened again, what was reported before that day and checked by it counts no more. `difference`
    is a key of `DIFFERENCES`, or `IN_ACCORD`; `rank` sorts the gravest first and what is in accord last.
    """
    since = Q(item__reopened_on__isnull=True) | Q(reported_on__gte=F("item__reopened_on"))
    reports = Progress.objects.filter(since, item=OuterRef("pk")).order_by("-reported_on", "-pk")
    later = Q(item__reopened_on__isnull=True) | Q(checked_on__gt=F("item__reopened_on"))
    checks = CheckResult.objects.filter(later, item=OuterRef("pk")).order_by("-checked_on", "-pk")
    undone = Measure.objects.filter(item=OuterRef("pk"), done_on=None).order_by()
    rows = items.annotate(
        reported_on=Subquery(reports.values("reported_on")[:1]),
        verdict=Subquery(checks.values("verdict")[:1]),
        checked_on=Subquery(checks.values("checked_on")[:1]),
        undone=Subquery(undone.values("item").annotate(amount=Count("pk")).values("amount")),
    )
    found = [When(each.where, then=Value(key)) for key, each in DIFFERENCES.items()]
    ranks = [When(difference=key, then=Value(rank)) for rank, key in enumerate(DIFFERENCES)]
    return rows.annotate(
        difference=Case(*found, default=Value(IN_ACCORD), output_field=CharField()),
    ).annotate(rank=Case(*ranks, default=Value(len(DIFFERENCES)), output_field=IntegerField()))
