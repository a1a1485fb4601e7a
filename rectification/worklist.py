"""What people owe in the four ledgers, each line with the button that leads there."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.worklist.duties import Duty, register
from rectification import permissions, waiting
from rectification.models import Item, Node
from rounds.place.lookups import Place

MOST = 50  # lines of one kind; the list behind shows the rest
PLACE = Place()
BUTTONS = {
    Node.SIGN_RECEIPTS: gettext_lazy("Go and sign"),
    Node.FILE_PLAN: gettext_lazy("Go and write the plan"),
    Node.RECTIFY_ITEM: gettext_lazy("Go and report progress"),
    Node.FOCUSED_RECTIFICATION: gettext_lazy("View"),
    Node.DECIDE_CLOSE_OUT: gettext_lazy("Go and review"),
}


def obligations(user):
    """Everything the user's side owes by a day; only who may sign is asked to sign."""
    owed = list(waiting.owed_by_side(user).select_related("inspection__organization")[:MOST])
    items = _items(user, owed)
    for obligation in owed:
        item = items.get(obligation.subject_id) if obligation.node == Node.RECTIFY_ITEM else None
        yield Duty(
            obligation.title,
            item.finding.text[:60] if item else str(obligation.inspection.organization),
            obligation.get_absolute_url(),
            _button(user, obligation, item),
            obligation.due_on,
        )


def beginnings(user):
    """Inspections whose findings lie with the office and are to be handed over."""
    found = waiting.findings_to_begin_with(user).order_by("inspection")
    rows = found.values_list("inspection", PLACE.organization_name).annotate(amount=Count("pk"))
    for inspection, organization, amount in rows[:MOST]:
        title = _("Hand over %(amount)s findings to %(organization)s")
        address = reverse("rounds:inspection", args=[inspection])
        yield Duty(title % {"amount": amount, "organization": organization}, "", address, _("Go and prepare"))


def preparations(user):
    """Hand-overs the office has begun."""
    for hand_over in waiting.hand_overs_to_deliver(user).select_related(*PLACE.related)[:MOST]:
        title = _("Record both feedbacks and hand over to %(organization)s")
        yield _duty(title, hand_over, _("Go on"))


def plans(user):
    """Plans to review."""
    for hand_over in waiting.plans_to_review(user).select_related(*PLACE.related)[:MOST]:
        yield _duty(_("Review the rectification plan of %(organization)s"), hand_over, _("Go and review"))


def closings(user):
    """Hand-overs ready to be closed."""
    for hand_over in waiting.hand_overs_to_close(user).select_related(*PLACE.related)[:MOST]:
        yield _duty(_("Close the hand-over of %(organization)s"), hand_over, _("Go and close"))


def with_the_office(user):
    """Items the organization has applied for."""
    rows = waiting.items_with_office(user).select_related("finding", "hand_over__inspection__organization")
    for item in rows[:MOST]:
        title = _("Item %(number)s awaits the office's decision") % {"number": item.number}
        yield Duty(title, item.finding.text[:60], item.get_absolute_url(), "")


def overdue_with_others(user):
    """What organizations, bodies or the office are late with, for whoever stands above them."""
    for obligation in waiting.overdue_of_others(user)[:20]:
        yield Duty(obligation.title, obligation.owner, obligation.get_absolute_url(), "", obligation.due_on)


def _duty(title: str, hand_over, button: str) -> Duty:
    inspection = hand_over.inspection
    words = title % {"organization": inspection.organization}
    return Duty(words, f"{inspection.team.round} {inspection.team}", hand_over.get_absolute_url(), button)


def _button(user, obligation, item) -> str:
    if obligation.node == Node.SIGN_RECEIPTS and not permissions.signs_for(user, obligation.organization_id):
        return _("View")
    if item and item.status == Item.Status.PENDING:  # it is owed by its day, but reported on only under a plan
        return _("View")
    return str(BUTTONS[obligation.node])


def _items(user, owed) -> dict[int, Item]:
    """The items that are owed, each with its problem; one query for all."""
    keys = [obligation.subject_id for obligation in owed if obligation.node == Node.RECTIFY_ITEM]
    return Item.objects.visible_to(user).select_related("finding").in_bulk(keys)


for source in (obligations, beginnings, preparations, plans, closings):
    register(source)
for source in (with_the_office, overdue_with_others):
    register(source, waiting=True)
