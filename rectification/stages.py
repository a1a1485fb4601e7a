"""How far an item has come on its way, 反馈 → 方案 → 整改 → 验收 → 销号; each stage holds those that went further."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rectification.models import HandOver, Item


class StageOfItems(NamedTuple):
    """A stage: its words, and which items fed back have reached it."""

    label: object
    where: Q


_closed = Q(status=Item.Status.CLOSED)
_before = Q(status__in=(Item.Status.PENDING, *Item.UNDER_WAY))

STAGES = {
    "fed_back": StageOfItems(pgettext_lazy("stage of items", "Fed back"), Q()),
    "planned": StageOfItems(_("Plan accepted"), Q(hand_over__status__in=HandOver.UNDER_WAY)),
    "reported": StageOfItems(_("Work reported"), ~_before | ~Q(completion=Item.Completion.NOT_DONE)),
    "applied": StageOfItems(_("Close-out applied for"), ~_before),
    "closed": StageOfItems(pgettext_lazy("stage of items", "Closed out"), _closed),
}
