"""What of the four ledgers lies open with an organization: items, plans, reports, letters, self-checks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from personnel.takeovers.matters import Matter, matters
from rectification.duties import DOUBLE_REPORT
from rectification.models import HandOver, Item, Letter, SelfCheck
from rounds.models import Inspection, Obligation

Status = HandOver.Status
NAMED = ("inspection__team__round", "inspection__organization")
PLANNING = (Status.AWAITING_RECEIPT, Status.AWAITING_PLAN, Status.PLAN_REVIEW)


def _items(organization):
    rows = Item.objects.filter(hand_over__inspection__organization=organization)
    rows = rows.exclude(hand_over__status=Status.PREPARING).exclude(status=Item.Status.CLOSED)
    return rows.select_related("finding", "hand_over__inspection__team__round").order_by("hand_over", "number")


def _item(item):
    told = {"round": item.hand_over.inspection.team.round, "number": item.number, "text": item.finding.text}
    return _("%(round)s, item %(number)s: %(text)s") % told, item.get_status_display(), item.due_on


def _plans(organization):
    rows = HandOver.objects.filter(inspection__organization=organization, status__in=PLANNING)
    return rows.select_related(*NAMED).order_by("pk")


def _plan(hand_over):
    return str(hand_over.inspection), hand_over.get_status_display(), None


def _reports(organization):
    """Hand-overs on which one of the two reports is owed."""
    owed = Obligation.objects.open().filter(organization=organization, node__in=DOUBLE_REPORT)
    rows = Inspection.objects.filter(pk__in=owed.values("inspection"), hand_over__isnull=False)
    return HandOver.objects.filter(inspection__in=rows).select_related(*NAMED).order_by("pk")


def _report(hand_over):
    return str(hand_over.inspection), pgettext("report", "To be reported"), None


def _letters(organization):
    return Letter.objects.unanswered().filter(organization=organization).order_by("answer_due_on", "pk")


def _letter(letter):
    receipted = pgettext("letter", "Receipted") if letter.receipted_on else pgettext("letter", "Not receipted")
    return f"{letter.get_kind_display()} {letter.number}", receipted, letter.answer_due_on


def _self_checks(organization):
    rows = SelfCheck.objects.standing().filter(organization=organization, reported_on=None)
    return rows.select_related("campaign").order_by("campaign__report_due_on", "pk")


def _self_check(check):
    return str(check.campaign), pgettext("self-check", "To be reported"), check.campaign.report_due_on


matters.register(
    Matter("items", gettext_lazy("Items that are not closed out"), _items, _item),
    Matter("plans", gettext_lazy("Plans under way"), _plans, _plan),
    Matter("reports", gettext_lazy("Reports on the rectification that are owed"), _reports, _report),
    Matter("letters", gettext_lazy("Letters without an answer"), _letters, _letter),
    Matter("self_checks", gettext_lazy("Self-checks without a report"), _self_checks, _self_check),
)
