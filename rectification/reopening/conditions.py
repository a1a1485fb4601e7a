"""Why a reopening is not open yet, in words; "" when it is."""

from typing import Any

from django.utils.translation import gettext as _

from rectification.models import Item


def why_not_apply_again(item: Item) -> str:
    """One application at a time: it is decided first."""
    if item.reopenings.filter(decision="").exists():
        return _("The reopening of this item is applied for already.")
    return ""


def reopening_asked(item: Item, user: Any) -> dict[str, Any]:
    """The application that waits for a decision, for whoever decides on it: a `Shown` context."""
    return {"reopening": item.reopenings.filter(decision="").select_related("applied_by").first()}
