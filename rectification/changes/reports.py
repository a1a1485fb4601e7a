"""The sheet of changes in the monthly workbook."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from core.reports.sheets import Sheet, had_come, sheets
from core.workbook.spec import WriterColumn
from rectification.changes.words import differences
from rectification.models import ItemChange
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns

OF_CHANGE = Place("item__hand_over__inspection")


def read(rows, as_of):
    """The changes with what their lines tell."""
    return rows.select_related("item", *OF_CHANGE.related).with_measures()


def change_cells(change, period):
    """A change as it stood at the end of the period."""
    inspection = change.item.hand_over.inspection
    decided_on = had_come(change.decided_on, period)
    decision = change.get_decision_display() if decided_on else gettext_lazy("Awaiting the decision")
    return (
        *place_cells(inspection.team.round.number, inspection.team.number, inspection.organization.name),
        change.item.number,
        change.applied_on,
        "\n".join(str(each) for each in differences(change)),
        change.days_more,
        change.reason,
        str(decision),
        decided_on,
        change.opinion if decided_on else "",
    )


sheets.register(
    Sheet.listing(
        ItemChange,
        "item_changes",
        gettext_lazy("Changes and extensions"),
        [
            *place_columns(),
            WriterColumn(gettext_lazy("Item"), kind="integer"),
            WriterColumn(gettext_lazy("Applied on"), kind="date"),
            WriterColumn(gettext_lazy("Asked for"), kind="long_text"),
            WriterColumn(gettext_lazy("Days more"), kind="integer", width=10),
            WriterColumn(gettext_lazy("Reason"), kind="long_text"),
            WriterColumn(gettext_lazy("Decision")),
            WriterColumn(gettext_lazy("Decided on"), kind="date"),
            WriterColumn(gettext_lazy("Opinion"), kind="long_text"),
        ],
        change_cells,
        on="applied_on",
        until="decided_on",
        among=read,
        order=45,
        unit=pgettext_lazy("unit", "applications"),
    )
)
