"""What the pages of findings share: steps without a form, and parts of another app's record."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext_lazy as _

from core.ui.views import Page
from rounds.models import Inspection


class Do(Page):
    """A step that only asks for confirmation: POST, the service, back to the row."""

    http_method_names = ["post"]
    done = _("Saved.")

    def queryset_for(self, user):
        """The rows this user sees."""
        raise NotImplementedError

    def act(self, row):
        """Call the service."""
        raise NotImplementedError

    def post(self, request, pk):
        """Take the step on the row of the address."""
        row = get_object_or_404(self.queryset_for(request.user), pk=pk)
        self.act(row)
        messages.success(request, self.done)
        return HttpResponseRedirect(resolve_url(row))


class InspectionPanel(Page):
    """The rows of one inspection, as a part of its page; opened by itself it is a page."""

    template_name = "findings/panel_page.html"
    fragment = ""
    rows_shown = 10

    def rows_for(self, user, inspection):
        """The rows of this inspection that the user sees."""
        raise NotImplementedError

    def get(self, request, pk):
        """The part, or the page around it."""
        inspection = get_object_or_404(Inspection.objects.visible_to(request.user), pk=pk)
        rows = self.rows_for(request.user, inspection)
        context = self.get_context_data(
            inspection=inspection, rows=rows[: self.rows_shown], total=rows.count(), fragment=self.fragment
        )
        return self.render_to_response(context)

    def get_template_names(self):
        return [self.fragment if self.request.htmx else self.template_name]
