"""The ledger of leads with their content: drawn for a reason, signed with who drew it and when."""

from io import BytesIO

from django.contrib.postgres.aggregates import StringAgg
from django.utils import timezone
from django.utils.translation import gettext as _

from core.ui.export import download
from core.workbook.spec import SheetSpec, WriterColumn
from core.workbook.writer import write
from core.workdays.reckoning import today
from findings.lead_access import record_access
from findings.models import Discipline, Lead, LeadAccess
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns

PLACE = Place()
FIELDS = (
    "pk",
    "number",
    *PLACE.names,
    "subject_name",
    "subject_post",
    "subject_rank",
    "content",
    "discipline",
    "suggestion",
    "mode",
    "receivers",
    "referred_on",
    "status",
    "concluded_on",
)


def lead_workbook(leads, *, by, reason: str):
    """A download of these leads; each look is recorded with the reason before the file is made."""
    found = list(leads.annotate(receivers=StringAgg("transfers__body__name", "、", default="")).values_list(*FIELDS))
    record_access([row[0] for row in found], by=by, kind=LeadAccess.Kind.EXPORT, reason=reason)
    content = BytesIO()
    write(content, [_sheet(found, by, reason)])
    return download(content.getvalue(), f"{_('Ledger of leads')}_{today():%Y%m%d}")


def _sheet(found, by, reason) -> SheetSpec:
    drawn = _("Drawn by %(name)s (%(username)s) at %(time)s; %(count)s leads; reason: %(reason)s") % {
        "name": by.name,
        "username": by.username,
        "time": timezone.localtime().strftime("%Y-%m-%d %H:%M:%S"),
        "count": len(found),
        "reason": reason,
    }
    return SheetSpec(
        name=_("Ledger of leads"),
        title=_("Ledger of leads"),
        columns=_columns(),
        rows=(_row(place, values) for place, values in enumerate(found, start=1)),
        filled_by=by.name,
        as_of=today(),
        notes=[drawn, _("Keep secret; do not pass on, copy or photograph.")],
        paper="A3",
    )


def _columns() -> list[WriterColumn]:
    return [
        WriterColumn(_("No."), kind="integer"),
        WriterColumn(_("Lead number"), kind="id"),
        *place_columns(width=24),
        WriterColumn(_("Person concerned")),
        WriterColumn(_("Post")),
        WriterColumn(_("Rank")),
        WriterColumn(_("Content"), kind="long_text"),
        WriterColumn(_("Discipline concerned")),
        WriterColumn(_("Suggestion")),
        WriterColumn(_("Mode of transfer")),
        WriterColumn(_("Receiving bodies"), width=24),
        WriterColumn(_("Referred on"), kind="date"),
        WriterColumn(_("State")),
        WriterColumn(_("Concluded on"), kind="date"),
    ]


def _row(place: int, values: tuple) -> tuple:
    row = dict(zip(FIELDS, values, strict=True))
    return (
        place,
        row["number"],
        *place_cells(*(row[name] for name in PLACE.names)),
        row["subject_name"],
        row["subject_post"],
        row["subject_rank"],
        row["content"],
        Discipline(row["discipline"]).label,
        Lead.Suggestion(row["suggestion"]).label,
        Lead.Mode(row["mode"]).label if row["referred_on"] else "",
        row["receivers"],
        row["referred_on"],
        Lead.Status(row["status"]).label,
        row["concluded_on"],
    )
