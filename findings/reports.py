"""Figures and sheets of findings and leads. Leads are counted and listed without what they say."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.reports.counted import Listed, seen_by
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, sheets
from core.workbook.spec import WriterColumn
from findings.models import DeadlineKind, Discipline, Finding, Lead
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns

PLACE = Place()


def countable_leads(user):
    """Whoever reads all rounds may count leads and list them without what they say."""
    return Lead.objects.nameless() if user is None else Lead.objects.nameless_to(user)


figures.register(
    Figure.counting(
        Finding,
        "findings_for_rectification",
        gettext_lazy("Findings issued for rectification"),
        pgettext_lazy("unit", "findings"),
        on="issued_on",
        group=gettext_lazy("Findings and leads"),
        listed=Listed("findings:findings", "issued_before"),
    ),
    Figure.counting(
        Lead,
        "leads_referred",
        gettext_lazy("Leads referred"),
        pgettext_lazy("unit", "leads"),
        seen=countable_leads,
        on="referred_on",
        group=gettext_lazy("Findings and leads"),
        listed=None,  # more people may count leads than open their list
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


def finding_rows(period, user):
    """The ledger at the end of the period: every finding issued by then, marked when it was issued within it."""
    found = seen_by(Finding, user).issued(period.end).order_by(*PLACE.names, "pk").values_list(*FINDING_FIELDS)
    kinds = {value: str(label) for value, label in DeadlineKind.choices}
    for place, row in enumerate(found.iterator(chunk_size=2000), start=1):
        round_, team, organization, number, group, title, text, found_on, issued_on, kind, due_on = row
        yield (
            place,
            *place_cells(round_, team, organization),
            number,
            group,
            title,
            text,
            kinds[kind],
            due_on,
            found_on,
            issued_on,
            _new(issued_on in period),
        )


def lead_rows(period, user):
    """The leads referred by the end of the period, without names and content."""
    suggestions, disciplines = dict(Lead.Suggestion.choices), dict(Discipline.choices)
    found = countable_leads(user).filter(referred_on__lte=period.end).order_by(*PLACE.names, "pk")
    for place, row in enumerate(found.iterator(chunk_size=2000), start=1):
        concluded = row["concluded_on"] if row["concluded_on"] and row["concluded_on"] <= period.end else None
        yield (
            place,
            row["number"],
            *place_cells(*(row[name] for name in PLACE.names)),
            disciplines[row["discipline"]],
            suggestions[row["suggestion"]],
            row["referred_on"],
            concluded,
            _new(row["referred_on"] in period),
        )


def _new(is_new: bool) -> str:
    return _("this month") if is_new else ""


sheets.register(
    Sheet(
        "findings",
        gettext_lazy("Findings ledger"),
        [
            WriterColumn(gettext_lazy("No."), kind="integer"),
            *place_columns(),
            WriterColumn(gettext_lazy("Number"), kind="id"),
            WriterColumn(gettext_lazy("First-level category"), group=gettext_lazy("Category"), width=24),
            WriterColumn(gettext_lazy("Second-level category"), group=gettext_lazy("Category")),
            WriterColumn(gettext_lazy("Problem"), kind="long_text"),
            WriterColumn(gettext_lazy("Kind of deadline")),
            WriterColumn(gettext_lazy("To be rectified by"), kind="date"),
            WriterColumn(gettext_lazy("Found on"), kind="date"),
            WriterColumn(gettext_lazy("Issued on"), kind="date"),
            WriterColumn(gettext_lazy("New")),
        ],
        finding_rows,
        order=30,
        unit=pgettext_lazy("unit", "findings"),
        paper="A3",
    ),
    Sheet(
        "leads",
        gettext_lazy("Leads without names"),
        [
            WriterColumn(gettext_lazy("No."), kind="integer"),
            WriterColumn(gettext_lazy("Lead number"), kind="id"),
            *place_columns(),
            WriterColumn(gettext_lazy("Discipline concerned")),
            WriterColumn(gettext_lazy("Suggestion")),
            WriterColumn(gettext_lazy("Referred on"), kind="date"),
            WriterColumn(gettext_lazy("Concluded on"), kind="date"),
            WriterColumn(gettext_lazy("New")),
        ],
        lead_rows,
        order=60,
        unit=pgettext_lazy("unit", "leads"),
    ),
)
