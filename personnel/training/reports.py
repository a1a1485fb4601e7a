"""The figure and the sheet of training."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from personnel.models import TrainingSession
from personnel.training.registers import TRAININGS

figures.register(
    Figure.counting(
        TrainingSession,
        "trainings_held",
        _("Trainings held"),
        pgettext_lazy("unit", "trainings"),
        on="held_on",
        among=lambda rows, as_of: rows.standing(),
        group=_("Five mechanisms"),
        listed=Listed("personnel:training_sessions", "by"),
    )
)
sheet_of(TRAININGS, order=66, unit=pgettext_lazy("unit", "trainings"))
