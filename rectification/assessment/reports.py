"""The figures of assessments, by grade, and of second rectifications; the sheet of assessments."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import CellsOfTable, columns_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, sheets
from rectification.assessment.tables import OF_ASSESSMENT, AssessmentTable
from rectification.models import Assessment, Grade, SecondRectification

RECTIFICATIONS = pgettext_lazy("unit", "rectifications")
LABELS = {
    Grade.GOOD: _("Rectifications assessed as good"),
    Grade.FAIR: _("Rectifications assessed as fairly good"),
    Grade.ORDINARY: _("Rectifications assessed as ordinary"),
    Grade.POOR: _("Rectifications assessed as poor"),
}


def graded(grade):
    """Of each rectification the last assessment decided by the day, where it has this grade."""
    return lambda rows, as_of: rows.latest(as_of).filter(grade=grade)


figures.register(
    *(
        Figure.counting(
            Assessment,
            f"assessed_{grade.value}",
            LABELS[grade],
            RECTIFICATIONS,
            on="decided_on",
            among=graded(grade),
            group=_("Rectification"),
            listed=Listed("rectification:assessments", "by", grade=grade.value),
        )
        for grade in Grade
    ),
    Figure.counting(
        SecondRectification,
        "second_rectifications",
        _("Second rectifications under way"),
        RECTIFICATIONS,
        on="ordered_on",
        until="ended_on",
        group=_("Rectification"),
        listed=Listed("rectification:second_rectifications", "under_way_on"),
    ),
)
sheets.register(
    Sheet.listing(
        Assessment,
        "assessments",
        _("Assessments of rectification"),
        [*columns_of(AssessmentTable)],
        CellsOfTable(AssessmentTable),
        on="decided_on",
        among=lambda rows, as_of: rows.decided(as_of).select_related("scheme", *OF_ASSESSMENT.related),
        order=55,
        unit=RECTIFICATIONS,
    )
)
