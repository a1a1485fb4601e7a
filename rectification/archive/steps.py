"""The steps that archive an inspection, and open its archive again."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from core.api.bodies import ReasonBody
from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Command, Step, register_steps
from rectification.archive.services import archive_inspection, open_archive, why_not_archive
from rectification.archive.sets import archivable_by, archived_by, openable_by
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
        command=Command("Archive the inspection, once none of its documents lacks without a reason."),
    ),
    Step(
        "open_archive",
        pgettext_lazy("archive", "Open the archive again"),
        rows=archived_by,
        offered=openable_by,
        primary=False,
        service=open_archive,
        asks=Asks(
            ReasonForm,
            consequence=pgettext_lazy(
                "archive",
                "It counts as not archived until it is archived anew. Day, name and reason stay visible.",
            ),
            button=pgettext_lazy("archive", "Open again"),
            danger=True,
        ),
        done=pgettext_lazy("archive", "The archive is opened again."),
        then=lambda inspection, archive: reverse("rectification:archive", args=[inspection.pk]),
        command=Command("Open the archive again, for a reason.", ReasonBody),
    ),
)
