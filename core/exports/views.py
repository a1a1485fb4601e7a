"""The workbooks of long lists of one person: see how far one is, fetch it."""

from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.drawing.views import DrawnPage, file_of
from core.exports.services import ask_for_export, title_of
from core.models import ListExport
from core.tasks import draw_list_export
from core.ui.export import drawn_elsewhere, name_of


@drawn_elsewhere
def send_a_worker(request):
    """Have a worker draw the list of this request; its page says how far it is."""
    export, is_new = ask_for_export(request, request.user)
    if is_new:
        transaction.on_commit(lambda: draw_list_export.delay(export.pk), robust=True)
    return HttpResponseRedirect(export.get_absolute_url())


class ListExportPage(DrawnPage):
    model = ListExport

    def get_title(self):
        return _("Export: %(list)s") % {"list": title_of(self.work)}

    def get_crumbs(self):
        return [(title_of(self.work), self.work.path)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            file_url=reverse("list_export_file", args=[self.work.pk]),
            again=(self.work.path, _("Back to the list")),
            **kwargs,
        )


@require_GET
def fetch(request, pk):
    """The workbook as a download, which leaves a trace."""
    rows = ListExport.objects.visible_to(request.user)
    return file_of(rows, pk, lambda export: f"{name_of(title_of(export), localdate(export.done_at))}.xlsx")
