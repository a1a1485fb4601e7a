"""Stages as pages show them."""

from typing import Any

from rectification.models import Item, StagedAim


def aim_asked(item: Item, user: Any) -> dict[str, Any]:
    """The stage that waits for the review, for whoever reviews it: a `Shown` context."""
    reported = item.aims.filter(status=StagedAim.Status.REPORTED).select_related("set_by", "reported_by", "measure")
    return {"aim": reported.first()}
