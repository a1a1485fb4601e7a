"""The organizations a division leader follows, on the first page: to be rectified, closed out, overdue."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.workdays.reckoning import today
from core.worklist.overviews import Cell, Overview, register_overview
from rectification.board.counts import GROUPINGS, LABELS, QUERIES, Line, lines_of
from rectification.models import Item
from rectification.querysets import OF_ITEM

HEADS = {"fed_back": _("To be rectified"), "closed": LABELS["closed"], "red": LABELS["red"]}
LATE = {"red"}
MOST = 15
"""Lines, those with most overdue first; the board has all."""


def own_organizations(user) -> Overview | None:
    """What the organizations in the user's own portfolio have to rectify; None for who follows none."""
    portfolio = reach_of(user).portfolio
    if not portfolio:
        return None
    items = Item.objects.visible_to(user).issued(today()).filter(**{OF_ITEM.lookup("organization__in"): portfolio})
    lines = lines_of(items, GROUPINGS["organization"], QueryDict())
    address = f"{reverse('rectification:board')}?by=organization"
    return Overview(_("The organizations I follow"), address, len(lines), [_told(line) for line in lines[:MOST]])


def _told(line: Line) -> tuple[str, str, list[Cell]]:
    numbers = [(key, label, line.numbers[key]) for key, label in HEADS.items()]
    cells = [Cell(label, amount, f"{line.url}&{QUERIES[key]}", key in LATE) for key, label, amount in numbers]
    return line.name, line.url, cells


register_overview(own_organizations)
