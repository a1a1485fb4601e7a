"""What is said of single items of a plan, by their numbers."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 500
"""Characters of what is said of one item."""


def of_plan(said: Iterable[dict[str, Any]], known: Collection[int]) -> list[dict[str, Any]]:
    """What is said (`number` and `text`), in their order, blank ones left out.

    Raises `ValidationError` for a number that the plan does not have or that comes twice, and for too long a text.
    """
    rows = [{"number": each["number"], "text": each["text"].strip()} for each in said if each["text"].strip()]
    numbers = [row["number"] for row in rows]
    for number in numbers:
        if number not in known:
            raise ValidationError({"on_items": _("The plan has no item %(number)s.") % {"number": number}})
        if numbers.count(number) > 1:
            raise ValidationError({"on_items": _("Item %(number)s is named twice.") % {"number": number}})
    if any(len(row["text"]) > LONGEST for row in rows):
        words = _("An opinion on an item has at most %(limit)s characters.")
        raise ValidationError({"on_items": words % {"limit": LONGEST}})
    return sorted(rows, key=lambda row: row["number"])
