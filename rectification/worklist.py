"""What waits for others in the four ledgers because of somebody."""

from django.utils.translation import gettext as _

from core.worklist.duties import Duty, register
from rectification import waiting

MOST = 50  # lines of one kind; the list behind shows the rest


def owed_by_own_side(user):
    """What the user's side owes by a day and somebody else, or nobody yet, can take the step for."""
    for obligation in waiting.owed_by_side(user).select_related("inspection__organization")[:MOST]:
        yield Duty(
            obligation.title,
            str(obligation.inspection.organization),
            obligation.get_absolute_url(),
            _("View"),
            obligation.due_on,
        )


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


for source in (owed_by_own_side, with_the_office, overdue_with_others):
    register(source, waiting=True)
