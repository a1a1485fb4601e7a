"""How worklists name an item."""

from typing import Any

from rectification.models import Item


def facts(item: Item) -> dict[str, Any]:
    """Its number and whose it is, for the title of a line."""
    return {"number": item.number, "organization": item.hand_over.inspection.organization}


def organization(item: Item) -> str:
    """Whose it is."""
    return str(item.hand_over.inspection.organization)


def problem(item: Item) -> str:
    """The beginning of the problem."""
    return item.finding.text[:60]
