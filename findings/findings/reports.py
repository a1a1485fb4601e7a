"""Figure and sheet of findings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, new_mark, sheets
from core.workbook.spec import WriterColumn
from core.workdays.unrecorded import NOT_RECORDED
from findings.models import DeadlineKind, Finding
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns

PLACE = Place()

figures.register(
    Figure.counting(
        Finding,
        "findings_for_rectification",
        _("Findings issued for rectification"),
        pgettext_lazy("unit", "findings"),
        on="issued_on",
        group=_("Findings and leads"),
        listed=Listed("findings:findings", "issued_before"),
    ),
)

FINDING_FIELDS = (
    *PLACE.names,
    "number",
    "category__group",
    "category__title",
    "text",
    "found_on",
    "issued_on",
    "deadline_kind",
    "due_on",
)


def finding_cells(row, period):
    """A finding in the ledger, marked when it was issued within the period."""
    round_, team, organization, number, group, title, text, found_on, issued_on, kind, due_on = row
    return (
        *place_cells(round_, team, organization),
        number,
        group,
        title,
        text,
        DeadlineKind(kind).label,
        due_on,
        found_on or str(NOT_RECORDED),
        issued_on or str(NOT_RECORDED),
        new_mark(issued_on, period),
    )


sheets.register(
    Sheet.listing(
        Finding,
        "findings",
        _("Findings ledger"),
        [
            *place_columns(),
            WriterColumn(_("Number"), kind="id"),
            WriterColumn(_("First-level category"), group=_("Category"), width=24),
            WriterColumn(_("Second-level category"), group=_("Category")),
            WriterColumn(_("Problem"), kind="long_text"),
            WriterColumn(_("Kind of deadline")),
            WriterColumn(_("To be rectified by"), kind="date"),
            WriterColumn(_("Found on"), kind="date"),
            WriterColumn(_("Issued on"), kind="date"),
            WriterColumn(_("New")),
        ],
        finding_cells,
        on="issued_on",  # what became of it tells the ledger of items
        among=lambda rows, as_of: rows.values_list(*FINDING_FIELDS),
        then=(*PLACE.names, "pk"),
        order=30,
        unit=pgettext_lazy("unit", "findings"),
        paper="A3",
    ),
)
