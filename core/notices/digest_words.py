"""What a digest says: what is late leads, then what is due, then the rest; subjects and units, never more."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.models import Notice

LATE = pgettext_lazy("digest", "Late")
DUE, OTHER = _("To be done"), _("Further notices")


def count_late(notices: Sequence[Notice], on: date) -> int:
    """How many of them remind of what is past its day."""
    return sum(_part_of(notice, on) is LATE for notice in notices)


def subject_of(notices: Sequence[Notice], on: date) -> str:
    """How many notices wait, and how many of what they remind of is late."""
    told = {"count": len(notices), "late": count_late(notices, on)}
    if told["late"]:
        return gettext("%(late)s late, %(count)s notices for you in all") % told
    return ngettext("%(count)s notice for you", "%(count)s notices for you", told["count"]) % told


def parts_of(notices: Sequence[Notice], on: date) -> list[tuple[str | Promise, list[str]]]:
    """Their lines under headings, in the order given; without a heading where nothing of them has a day."""
    parts: dict[str | Promise, list[str]] = {}
    for notice in notices:
        parts.setdefault(_part_of(notice, on), []).append(line_of(notice))
    return [("" if parts.keys() == {OTHER} else name, lines) for name, lines in parts.items()]


def line_of(notice: Notice) -> str:
    """One notice on one line, with the unit it concerns."""
    subject = " ".join(notice.told.split())
    unit = " ".join(notice.unit.split())
    return gettext("%(subject)s (%(unit)s)") % {"subject": subject, "unit": unit} if unit else subject


def _part_of(notice: Notice, on: date) -> Promise:
    if notice.due_on is None:
        return OTHER
    return LATE if notice.due_on < on else DUE
