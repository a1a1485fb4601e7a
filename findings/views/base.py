"""What the pages of findings share: steps without a form, and parts of another app's record."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import require
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
    list_name = ""
    rows_shown = 10

    def rows_for(self, user, inspection):
        """The rows of this inspection that the user sees."""
        raise NotImplementedError

    def get(self, request, pk):
        """The part, or the page around it."""
        inspections = Inspection.objects.visible_to(request.user).select_related("team__round", "organization")
        inspection = get_object_or_404(inspections, pk=pk)
        rows = self.rows_for(request.user, inspection)
        context = self.get_context_data(
            inspection=inspection,
            rows=rows[: self.rows_shown],
            total=rows.count(),
            fragment=self.fragment,
            all_url=self.all_url(inspection),
        )
        return self.render_to_response(context)

    def all_url(self, inspection) -> str:
        """The list of all rows, narrowed down to this inspection's team and organization."""
        place = {
            "round": inspection.team.round_id,
            "team": inspection.team.number,
            "organization": inspection.organization_id,
        }
        return f"{reverse(self.list_name)}?{urlencode(place)}"

    def get_template_names(self):
        return [self.fragment if self.request.htmx else self.template_name]


class Allowed:
    """A form of a step opens only to those whom the rule of the step allows; the service asks again.

    `rule(user, subject)` is one of `permissions.py`; the subject is the row of the address.
    """

    rule = None

    def subject(self):
        """What the rule is about."""
        return self.record

    def get(self, request, *args, **kwargs):
        """The form, or the refusal a POST would meet."""
        require(type(self).rule(request.user, self.subject()), _("This step is not yours to take."))
        return super().get(request, *args, **kwargs)
