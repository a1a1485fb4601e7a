"""What an organization owes for the items handed over to it.

An item's day is fixed at the delivery (DOMAIN §6.1) and binds from then on, whether or not its plan is written and
accepted: the sweep, the overdue lists and the worklists watch it from that day.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from findings.models import DeadlineKind
from rectification import deadlines
from rectification.models import HandOver, Item, Node


def owe_rectification(hand_over: HandOver) -> None:
    """Owe every item by its day, and the end of focused rectification where there is an item it waits for.

    A lasting item has no day and so owes nothing by a day (DOMAIN §6.2).
    """
    with translation.override(settings.LANGUAGE_CODE):  # stored words are in the language of the house
        _owe_all(hand_over, list(hand_over.items.all()))


def _owe_all(hand_over: HandOver, items: list[Item]) -> None:
    for item in items:
        if item.due_on:
            title = _("Rectify item %(number)s and have it closed out") % {"number": item.number}
            _owe(hand_over, Node.RECTIFY_ITEM, item, title, item.due_on)
    if any(item.deadline_kind == DeadlineKind.FOCUSED for item in items):
        _owe(
            hand_over,
            Node.FOCUSED_RECTIFICATION,
            hand_over,
            _("Finish focused rectification"),
            hand_over.focus_ends_on,
        )


def _owe(hand_over: HandOver, node: str, subject: models.Model, title: str, due_on: date) -> None:
    inspection = hand_over.inspection
    deadlines.open_obligation(
        node,
        subject,
        title,
        inspection=inspection,
        organization=inspection.organization,
        from_on=hand_over.delivered_on,
        due_on=due_on,
    )
