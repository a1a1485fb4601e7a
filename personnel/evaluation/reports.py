"""The figures and the sheets of standing and of evaluations of teams."""

from django.utils.translation import gettext_lazy as _

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from personnel.evaluation.registers import EVALUATIONS, STANDINGS
from personnel.models import Standing

GROUP = _("Five mechanisms")


def standing(key, label, record, among):
    """How many people stand so, each once."""
    return Figure.counting(
        Standing,
        key,
        label,
        _("people"),
        on="decided_on",
        of="person",
        among=among,
        group=GROUP,
        listed=Listed("personnel:people", "record_by", record=record),
    )


figures.register(
    standing("cadres_commended", _("Cadres commended"), "commended", lambda rows, as_of: rows.commended()),
    standing("cadres_promoted", _("Cadres recommended and promoted"), "promoted", lambda rows, as_of: rows.promoted()),
)
sheet_of(STANDINGS, order=62, unit=_("people"))
sheet_of(EVALUATIONS, order=63)
