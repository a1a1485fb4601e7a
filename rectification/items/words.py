"""How worklists name an item."""

from typing import Any

from django.utils.translation import gettext as _

from rectification.models import Item, StagedAim


def facts(item: Item) -> dict[str, Any]:
    """Its number and whose it is, for the title of a line."""
    return {"number": item.number, "organization": item.hand_over.inspection.organization}


def organization(item: Item) -> str:
    """Whose it is."""
    return str(item.hand_over.inspection.organization)


def problem(item: Item) -> str:
    """The beginning of the problem."""
    return item.finding.text[:60]


def stage(item: Any) -> str:
    """The aim of the open stage, and why it came back where it did."""
    if item.stage_status == StagedAim.Status.RETURNED:
        return _("Returned: %(reason)s") % {"reason": item.stage_opinion}
    return item.stage_goal
