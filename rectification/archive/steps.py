"""The step that archives an inspection."""

from django.utils.translation import pgettext_lazy

from core.workflow.steps import Step, register_steps
from rectification.archive.services import archive_inspection, why_not_archive
from rectification.archive.sets import archivable_by, archived_by
from rounds.models import Inspection

OF_INSPECTION = register_steps(
    Inspection,
    Step(
        "archive",
        pgettext_lazy("archive", "Archive"),
        rows=archived_by,
        offered=archivable_by,
        blocked=why_not_archive,
        primary=False,
        service=archive_inspection,
        confirm=pgettext_lazy("archive", "The archive of this inspection is closed with today's day and your name."),
        done=pgettext_lazy("archive", "The inspection is archived."),
        then=lambda inspection, archive: inspection,
    ),
)
