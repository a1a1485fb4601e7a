"""归档: archived once no document lacks, or it is said of each that lacks why; opened again for a reason."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access.reach import Actor
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_reason, require_side
from core.workflow.moves import IllegalStep, lock
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from rectification.archive.sets import archivable_by, archived_by, lack
from rectification.models import InspectionArchive
from rounds.models import Inspection


def why_not_archive(user: Actor, inspection: Inspection) -> str:
    """How many documents lack without a reason; "" where none does."""
    count = Inspection.objects.visible_to(user).filter(pk=inspection.pk).values_list(lack(), flat=True).first() or 0
    words = ngettext(
        "%(count)s document lacks. File it, or say why it lacks.",
        "%(count)s documents lack. File them, or say why they lack.",
        count,
    )
    return words % {"count": count} if count else ""


@all_or_nothing
def archive_inspection(inspection: Inspection, *, by: Actor) -> InspectionArchive:
    """Note that it was archived today, by this archivist. Raises `IllegalStep` as long as something lacks."""
    require_side(may_take(archived_by, by, inspection))
    lock(inspection)
    if not archivable_by(by).filter(pk=inspection.pk).exists():
        raise IllegalStep(_("Only what is closed out is archived, and once."))
    if why := why_not_archive(by, inspection):
        raise IllegalStep(why)
    archive = InspectionArchive(inspection=inspection, archived_on=today())
    return save_checked(archive, by=by, archivist=by)


@all_or_nothing
def open_archive(inspection: Inspection, *, by: Actor, reason: str) -> InspectionArchive:
    """Open the archive again for a reason: it counts as not archived until it is archived anew, and keeps its history.

    Whoever keeps the archives may. Raises `IllegalStep` where it is not archived.
    """
    require_side(may_take(archived_by, by, inspection))
    lock(inspection)
    archive = InspectionArchive.objects.visible_to(by).closed().filter(inspection=inspection).first()
    if archive is None:
        raise IllegalStep(_("Only what is archived is opened again."))
    reason = require_reason(reason)
    return save_checked(archive, by=by, reason=reason, opened_on=today(), opened_by=by, opened_why=reason)
