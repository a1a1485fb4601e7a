"""Figure and sheet of leads, which are counted and listed without what they say."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, had_come, new_mark, sheets
from core.workbook.spec import WriterColumn
from findings.models import Discipline, Lead
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns

PLACE = Place()


def countable_leads(user):
    """Whoever reads all rounds may count leads and list them without what they say."""
    return Lead.objects.nameless() if user is None else Lead.objects.nameless_to(user)


figures.register(
    Figure.counting(
        Lead,
        "leads_referred",
        _("Leads referred"),
        pgettext_lazy("unit", "leads"),
        seen=countable_leads,
        on="referred_on",
        group=_("Findings and leads"),
        listed=Listed("findings:referred_leads", "by"),
    ),
)


def lead_cells(row, period):
    """A referred lead, without names and content."""
    return (
        row["number"],
        *place_cells(*(row[name] for name in PLACE.names)),
        Discipline(row["discipline"]).label,
        Lead.Suggestion(row["suggestion"]).label,
        row["referred_on"],
        had_come(row["concluded_on"], period),
        new_mark(row["referred_on"], period),
    )


sheets.register(
    Sheet.listing(
        Lead,
        "leads",
        _("Leads without names"),
        [
            WriterColumn(_("Lead number"), kind="id"),
            *place_columns(),
            WriterColumn(_("Discipline concerned")),
            WriterColumn(_("Suggestion")),
            WriterColumn(_("Referred on"), kind="date"),
            WriterColumn(_("Concluded on"), kind="date"),
            WriterColumn(_("New")),
        ],
        lead_cells,
        on="referred_on",
        until="concluded_on",
        seen=countable_leads,
        then=(*PLACE.names, "pk"),
        order=60,
        unit=pgettext_lazy("unit", "leads"),
    ),
)
