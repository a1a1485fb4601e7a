"""Steps taken on one row: those without a form, and who may open the form of the others."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext_lazy as _

from core.access.reach import require
from core.ui.forms import ReasonForm
from core.ui.views.base import Page
from core.ui.views.form import StepPage


class Do(Page):
    """A step that needs no more than its button: POST, the service, back to the row."""

    http_method_names = ["post"]
    done = _("Saved.")

    def queryset_for(self, user):
        """The rows this user sees."""
        raise NotImplementedError

    def act(self, row):
        """Call the service. What it returns, if anything, is what to go to instead of the row."""
        raise NotImplementedError

    def post(self, request, pk):
        """Take the step on the row of the address."""
        row = get_object_or_404(self.queryset_for(request.user), pk=pk)
        target = self.act(row) or row
        messages.success(request, self.done)
        return HttpResponseRedirect(resolve_url(target))


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


class GiveBack(Allowed, StepPage):
    """Return a row to those it came from, with a reason that must be given."""

    form_class = ReasonForm
    submit_label = _("Return")
    danger = True

    def form_kwargs(self):
        return {"hint": _("Say what is wrong and what is to be mended.")}
