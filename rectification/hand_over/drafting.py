"""The draft of an opinion, from the findings that are handed over: people correct it before it is given.

Only the items of the hand-over are read. A lead is no item, so nothing of one can stand in a draft.
"""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.workbook.numerals import spoken_number
from core.workdays.reckoning import today
from rectification import duties
from rectification.models import HandOver, Item, Side
from rounds.deadlines.rules import due_on


def draft_opinion(hand_over: HandOver, side: str) -> dict[str, Any]:
    """The parts of the opinion by their names, in the language of the house.

    To the leadership every problem is told, by the groups of the taxonomy in their order and with its number in the
    list; to the head, how many there are of each. The organization reports back within the limit for plans.
    """
    items = list(hand_over.items.select_related("finding__category").order_by("finding__category__order", "number"))
    inspection = hand_over.inspection
    with translation.override(settings.LANGUAGE_CODE):
        named = {"organization": inspection.organization, "amount": len(items)}
        return {
            "assessment": _ASSESSMENT[side]() % named,
            "problems": "\n".join(_problems(items, listed=side == Side.BOARD)),
            "advice": _ADVICE[side](),
            "report_back_on": due_on(duties.FILE_PLAN, today(), about=inspection),
            "report_to": f"{inspection.team.round}{inspection.team}",
        }


def _problems(items: list[Item], *, listed: bool) -> list[str]:
    lines = []
    by_category = groupby(items, key=lambda item: item.finding.category.group)
    for place, (category, found) in enumerate(by_category, start=1):
        told = list(found)
        heading = {"place": spoken_number(place), "category": category, "amount": len(told)}
        lines.append(_("(%(place)s) %(category)s: %(amount)s problems") % heading)
        lines += [f"{item.number}. {item.finding.text}" for item in told if listed]
    return lines


_ASSESSMENT = {
    Side.HEAD: lambda: _(
        "As the first responsible, the head of %(organization)s has done their duty as a whole. The inspection found "
        "%(amount)s problems, for which leadership and responsibility are to be strengthened."
    ),
    Side.BOARD: lambda: _(
        "The leadership of %(organization)s carries out the decisions of its superiors as a whole. The inspection "
        "found %(amount)s problems, which are to be taken seriously."
    ),
}
_ADVICE = {
    Side.HEAD: lambda: _(
        "Take charge of the rectification in person, follow the main problems yourself, and lead by example."
    ),
    Side.BOARD: lambda: _(
        "Claim every problem of the list, make a plan with goals, people and days, rectify item by item, and make "
        "rules so that it does not come again."
    ),
}
