"""What the pages of drawn workbooks share: how far one is, and the way to fetch it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from core.drawing.services import progress_of
from core.models.drawn import Drawn
from core.ui.views.base import Page


class DrawnPage(Page):
    """One workbook: how far it is, then the way to fetch it, or why there is none."""

    template_name = "core/drawn.html"
    model: type[Drawn]

    @cached_property
    def work(self) -> Drawn:
        """One's own workbook, or 404."""
        return self.read(self.model.objects.visible_to(self.request.user))

    def get(self, request, *args, **kwargs):
        """The page, which asks again by itself where scripts run."""
        written, of = progress_of(self.work) if self.work.is_under_way else (0, 0)
        return self.render_to_response(self.get_context_data(work=self.work, written=written, of=of))


def file_of(rows, pk, name) -> FileResponse:
    """A drawn workbook as a download under its name, `name(work)`, which leaves a trace."""
    work = get_object_or_404(rows, pk=pk)
    if not work.is_ready:
        raise Http404
    try:
        file = work.file.open("rb")
    except FileNotFoundError as error:  # as after a restore without the files
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=name(work))
