"""Why a change of the plan is not open yet, in words; "" when it is. Services refuse by these and pages show them."""

from datetime import date

from django.utils.translation import gettext as _

from rectification.models import Item, ItemChange


def why_not_between(day: date, since: date | None, until: date | None) -> str:
    """A measure of the plan is due from the delivery on, and no later than its item."""
    if since and day < since:
        words, limit = _("%(day)s is before %(limit)s, when the findings were handed over."), since
    elif until and day > until:
        words, limit = _("%(day)s is after %(limit)s, when the item itself is due."), until
    else:
        return ""
    return words % {"day": f"{day:%Y-%m-%d}", "limit": f"{limit:%Y-%m-%d}"}


def why_not_ask_again(item: Item) -> str:
    """One application at a time: the office decides first."""
    return _("A change of this item is applied for already.") if item.changes.filter(decision="").exists() else ""


def why_not_by_new_day(change: ItemChange, on: date) -> str:
    """Nobody is given a day that has gone by when it is decided on."""
    if not change.is_extension or change.due_on is None or change.due_on >= on:
        return ""
    words = _("%(day)s has gone by. Refuse the application, so that another day is applied for.")
    return words % {"day": f"{change.due_on:%Y-%m-%d}"}
