"""The figure and the sheet of secondments."""

from django.utils.translation import gettext_lazy as _

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from personnel.models import Secondment
from personnel.secondment.registers import SECONDMENTS

figures.register(
    Figure.counting(
        Secondment,
        "secondments",
        _("Cadres seconded to inspection bodies"),
        _("people"),
        on="started_on",
        of="person",
        among=lambda rows, as_of: rows.standing(),
        group=_("Five mechanisms"),
        listed=Listed("personnel:people", "record_by", record="seconded"),
    )
)
sheet_of(SECONDMENTS, order=64, unit=_("people"), until="ended_on")
