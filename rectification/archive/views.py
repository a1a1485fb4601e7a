"""Pages of archives: the list, the archive list of one inspection, its paper and its workbook."""

from io import BytesIO

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.access.budget import expensive
from core.ui.context import filling_unit
from core.ui.export import download, name_of
from core.ui.views.base import Action
from core.ui.views.document import DocumentPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage
from core.workbook.spec import SheetSpec, WriterColumn
from core.workbook.writer import write
from core.workdays.reckoning import today
from rectification.archive.filters import ArchiveFilter
from rectification.archive.sets import archives_for, with_lines
from rectification.archive.steps import OF_INSPECTION
from rectification.archive.tables import ArchiveTable
from rectification.archive.told import by_stage, lines_told
from rectification.models import InspectionArchive
from rectification.permissions import can_keep_follow_up, reads_archives

LIST = (pgettext_lazy("archive", "Archives of inspections"), reverse_lazy("rectification:archives"))


class ArchiveList(ListPage):
    """Inspections that were fed back, with how many documents lack in their archive."""

    title = LIST[0]
    crumbs = []
    table_class = ArchiveTable
    filter_class = ArchiveFilter
    empty_text = gettext_lazy("No inspection was fed back yet.")
    empty_hint = gettext_lazy("An inspection stands here with its archive list from the feedback on.")

    def may_open(self, user):
        return reads_archives(user)

    def queryset_for(self, user):
        return archives_for(user)

    def actions(self):
        """What is filed of all of them."""
        filed = Action(_("Archived documents"), reverse("rectification:archived_documents"), "archive")
        return [*super().actions(), filed]


class OfArchive:
    """Pages of the archive list of one inspection."""

    crumbs = [LIST]

    def queryset_for(self, user):
        return with_lines(archives_for(user))

    def get_context_data(self, **kwargs):
        lines = lines_told(self.record, self.request.user)
        return super().get_context_data(told=by_stage(lines), **kwargs)


class ArchivePage(OfArchive, RecordPage):
    """The archive list of one inspection: complete, or what lacks and what to do."""

    template_name = "rectification/archive_page.html"

    def facts(self):
        inspection = self.record
        told = [
            Fact(_("Inspection"), inspection, url=inspection.get_absolute_url()),
            Fact(_("Documents that lack"), inspection.lack),
        ]
        if inspection.archived_on:
            told += [Fact(_("Archived on"), inspection.archived_on), Fact(_("Archivist"), inspection.archivist)]
        return told

    def steps(self):
        """Of what may be done with an inspection, this page offers to archive it, and to open its archive again."""
        names = {step.name for step in OF_INSPECTION}
        return [step for step in super().steps() if step.name in names]

    def events(self):
        """The history of the inspection stands on its own page."""
        return []

    def actions(self):
        pk = self.record.pk
        offered = [
            Action(_("Paper"), reverse("rectification:archive_paper", args=[pk]), "printer"),
            Action(_("Workbook"), reverse("rectification:archive_workbook", args=[pk]), "download"),
        ]
        if can_keep_follow_up(self.request.user):
            address = f"{reverse('rectification:archived_document_add')}?inspection={pk}"
            offered.append(Action(_("File a document"), address, "plus"))
        return offered

    def get_context_data(self, **kwargs):
        user = self.request.user
        opened = InspectionArchive.objects.visible_to(user).exclude(opened_on=None).filter(inspection=self.record)
        opened = opened.select_related("archivist", "opened_by")
        told = super().get_context_data(may_file=can_keep_follow_up(user), opened=opened, **kwargs)
        return told | {"panels": ()}  # those of the inspection stand on its own page


class ArchivePaper(OfArchive, DocumentPage):
    """归档目录 on A4."""

    template_name = "rectification/archive_paper.html"
    title = pgettext_lazy("archive", "Archive list")

    def get_title(self):
        return self.title

    def actions(self):
        address = reverse("rectification:archive", args=[self.record.pk])
        return [Action(_("Back to the archive list"), address, "arrow-left")]


HEADS = (
    (pgettext_lazy("archive", "Stage"), "text"),
    (pgettext_lazy("archive", "Document"), "long_text"),
    (pgettext_lazy("archive", "State"), "text"),
    (pgettext_lazy("archive", "Remark"), "long_text"),
    (pgettext_lazy("archive", "Kept on paper"), "long_text"),
)


def archive_workbook(request, pk):
    """The archive list of one inspection as a workbook."""
    inspection = get_object_or_404(with_lines(archives_for(request.user)), pk=pk)
    rows = [
        (line.stage, line.title, line.state, line.remark, "\n".join(map(_filed, line.documents)))
        for line in lines_told(inspection, request.user)
    ]
    title = _("Archive list: %(organization)s") % {"organization": inspection.organization}
    columns = [WriterColumn(str(head), kind=kind) for head, kind in HEADS]
    unit, scope = filling_unit(request.user), str(inspection)
    with expensive(request.user):
        content = BytesIO()
        sheet = SheetSpec(_("Archive list"), title, columns, rows, filled_by=unit, as_of=today(), scope=scope)
        write(content, [sheet])
    return download(content.getvalue(), name_of(title, today()))


def _filed(document) -> str:
    told = [document.title, document.get_retention_display(), document.box]
    return " ".join(filter(None, told))
