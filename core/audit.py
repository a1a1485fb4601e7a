"""How the trail names what stands in core."""

from django.utils.translation import gettext_lazy as _

from core.models import (
    Attachment,
    Batch,
    CalendarDay,
    Channel,
    ListExport,
    MonthlyReport,
    Proposal,
    SavedView,
    SheetChoice,
)
from core.trail import clearing  # noqa: F401 - registers its part of the trail
from core.trail.audit import page_at
from core.trail.naming import name_records
from core.workflow.on_many import words_on_many

name_records(
    Attachment,
    told=["uploaded_by"],
    hangs_on=("owner_type_id", "owner_id"),
    at="attachment",
    labels={"uploaded_by": _("uploaded by"), "sha256": _("checksum")},
)
name_records(Channel, "name", told=["account", "kind", "name", "made_at"], labels={"account": _("account")})
name_records(CalendarDay, "day", told=["day", "is_workday", "name", "source"])
name_records(
    Proposal,
    "kind",
    "subject",
    told=["kind", "subject", "made_by", "concerns", "decided_by", "decided_at"],
    at="proposal",
)
name_records(
    MonthlyReport,
    "month",
    told=["user", "month", "asked_at", "done_at"],
    at="monthly_report",
    labels={"drawn_for": _("checksum")},
)
name_records(SheetChoice, "user", told=["user", "left_out", "whole"])
name_records(SavedView, "owner", told=["owner", "is_default"])
name_records(
    ListExport,
    "path",
    words=lambda path: page_at(path)[0],
    told=["user", "asked_at", "done_at"],
    at="list_export",
    labels={"drawn_for": _("checksum")},
)
name_records(Batch, "step", words=words_on_many, told=["user", "asked_at", "done_at"], at="batch")
