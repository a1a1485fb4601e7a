"""What applications for a close-out tell, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.ui.views.record import Fact, field_label
from rectification.models import CloseOut, Item


def with_told(close_outs: Iterable[CloseOut]) -> list[CloseOut]:
    """The applications, already reached through their door, each with the facts it tells as `told`."""
    rows = list(close_outs)
    for each in rows:
        facts = ((field_label(each, name), getattr(each, name)) for name in CloseOut.TOLD)
        each.told = [Fact(label, words or _("Not told"), wide=True) for label, words in facts]
    return rows


def close_out_asked(item: Item, user: Any) -> dict[str, Any]:
    """The application that waits for a decision, for whoever takes it: a `Shown` context."""
    [asked] = with_told(item.close_outs.filter(decision="").select_related("applied_by")) or [None]
    return {"close_out": asked}
