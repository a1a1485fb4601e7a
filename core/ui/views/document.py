"""Documents: a page that looks like the paper it becomes; print gives A4 without the frame."""

from core.ui.views.record import RecordPage


class DocumentPage(RecordPage):
    """A paper drawn from one row; its template extends page_document.html and fills the block `paper`."""

    template_name = "page_document.html"
    is_printed = True
    """To open it is to print it, for the trail (`core.trail.accesses`)."""

    def steps(self):
        """A paper offers no steps; the record does."""
        return []

    def events(self):
        """A paper carries no history; the record does."""
        return []
