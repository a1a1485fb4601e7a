"""The figure of items that were opened again, and their sheet in the monthly workbook."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, had_come, sheets
from core.workbook.spec import WriterColumn
from rectification.models import Reopening
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns

OF_REOPENING = Place("item__hand_over__inspection")


figures.register(
    Figure.counting(
        Reopening,
        "items_reopened",
        gettext_lazy("Items reopened"),
        pgettext_lazy("unit", "items"),
        on="decided_on",
        of="item",
        among=lambda rows, as_of: rows.accepted(as_of),
        group=gettext_lazy("Rectification"),
        listed=Listed("rectification:items", "reopened_by"),
    )
)


def read(rows, as_of):
    """The reopenings with what their lines tell."""
    return rows.select_related("item", *OF_REOPENING.related)


def reopening_cells(reopening, period):
    """A reopening as it stood at the end of the period."""
    inspection = reopening.item.hand_over.inspection
    decided_on = had_come(reopening.decided_on, period)
    decision = reopening.get_decision_display() if decided_on else gettext_lazy("Awaiting the decision")
    return (
        *place_cells(inspection.team.round.number, inspection.team.number, inspection.organization.name),
        reopening.item.number,
        reopening.closed_on,
        reopening.applied_on,
        reopening.get_source_display(),
        reopening.reason,
        str(decision),
        decided_on,
        reopening.due_on,
        reopening.opinion if decided_on else "",
    )


sheets.register(
    Sheet.listing(
        Reopening,
        "item_reopenings",
        gettext_lazy("Reopenings"),
        [
            *place_columns(),
            WriterColumn(gettext_lazy("Item"), kind="integer"),
            WriterColumn(gettext_lazy("Closed out on"), kind="date"),
            WriterColumn(gettext_lazy("Applied on"), kind="date"),
            WriterColumn(gettext_lazy("How it became known")),
            WriterColumn(gettext_lazy("Reason"), kind="long_text"),
            WriterColumn(gettext_lazy("Decision")),
            WriterColumn(gettext_lazy("Decided on"), kind="date"),
            WriterColumn(gettext_lazy("To be rectified by"), kind="date"),
            WriterColumn(gettext_lazy("Opinion"), kind="long_text"),
        ],
        reopening_cells,
        on="applied_on",
        until="decided_on",
        among=read,
        order=46,
        unit=pgettext_lazy("unit", "applications"),
    )
)
