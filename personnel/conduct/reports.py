"""The figures and the sheets of what concerns the discipline of teams."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from personnel.conduct.registers import COMMITMENTS, MAKE_UP_ORDERS, REPLACEMENTS, TALKS
from personnel.models import MakeUpOrder, Replacement

GROUP = _("Five mechanisms")


def that_stand(rows, as_of):
    """The entries that are not void."""
    return rows.standing()


figures.register(
    Figure.counting(
        MakeUpOrder,
        "teams_ordered_to_redo",
        _("Teams ordered to make up work"),
        pgettext_lazy("unit", "teams"),
        on="ordered_on",
        among=that_stand,
        group=GROUP,
        listed=Listed("personnel:make_up_orders", "by"),
    ),
    Figure.counting(
        Replacement,
        "members_replaced",
        _("Team members replaced"),
        _("people"),
        on="replaced_on",
        of="posting__person",
        among=that_stand,
        group=GROUP,
        listed=Listed("personnel:people", "record_by", record="replaced"),
    ),
)
sheet_of(COMMITMENTS, order=66, unit=pgettext_lazy("unit", "commitments"))
sheet_of(TALKS, order=67, unit=pgettext_lazy("unit", "talks"))
sheet_of(MAKE_UP_ORDERS, order=68, unit=pgettext_lazy("unit", "teams"), until="done_on")
sheet_of(REPLACEMENTS, order=69, unit=_("people"))
