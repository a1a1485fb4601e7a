"""What the program counts of a rectification on this day, told beside the criteria of an assessment as help."""

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from core.ui.money import yuan
from rectification.models import CloseOut, CountedFact, HandOver, Item, SupervisionVisit
from rectification.models.visits import ANSWERS


def facts_told(hand_over: HandOver) -> dict[str, str]:
    """Each fact in one sentence, in the language in use; whoever may assess a rectification sees all of it."""
    items = Item.objects.filter(hand_over=hand_over)
    counts = items.aggregate(
        total=Count("pk"),
        closed=Count("pk", filter=Q(status=Item.Status.CLOSED)),
        rules=Sum("rules_made", default=0),
        funds=Sum("funds_recovered", default=0),
    )
    counts["late"] = items.overdue_today().count()
    counts["refuted"] = items.filter(checks__verdict="refuted").distinct().count()
    returned = CloseOut.objects.filter(item__hand_over=hand_over, decision=CloseOut.Decision.RETURNED)
    rate = f"{counts['closed'] * 100 / counts['total']:.2f}%" if counts["total"] else "—"
    return {
        CountedFact.COMPLETION: _("%(closed)s of %(total)s items are closed out: %(rate)s")
        % {"closed": counts["closed"], "total": counts["total"], "rate": rate},
        CountedFact.LATE: _("%(count)s items are overdue") % {"count": counts["late"]},
        CountedFact.REFUTED: _("Checks found %(count)s items not as reported") % {"count": counts["refuted"]},
        CountedFact.RETURNED: _("Close-outs were returned %(count)s times") % {"count": returned.count()},
        CountedFact.SATISFACTION: _satisfaction_of(hand_over),
        CountedFact.RESULTS: _("%(rules)s rules made or revised, %(funds)s returned")
        % {"rules": counts["rules"], "funds": yuan(counts["funds"])},
    }


def _satisfaction_of(hand_over: HandOver) -> str:
    """Of all surveys together."""
    visits = SupervisionVisit.objects.standing().filter(inspection=hand_over.inspection_id)
    sums = visits.aggregate(**{name: Sum(name, default=0) for name in ("survey_returned", *ANSWERS)})
    if not sums["survey_returned"]:
        return _("No survey was made")
    rate = (sums["very_satisfied"] + sums["satisfied"]) * 100 / sums["survey_returned"]
    told = {"rate": f"{rate:.2f}%", "returned": sums["survey_returned"]}
    return _("%(rate)s satisfied or very satisfied, of %(returned)s answers") % told
