"""A form that says what it would mean before anything is saved: sent once it tells, sent again it acts."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.ui.views.form import REFUSALS, FormPage
from core.workflow.once import sent_before, undo

FIELD = "foretold"


class ForetoldPage(FormPage):
    """Parent of forms whose effect is shown first.

    `foretell(form)` answers what valid input would mean, with its `mark`; the page shows it as `foretold` above the
    buttons. It is saved when it is sent with the mark of what was shown, and what was typed means that still.
    """

    ask_label = _("Show what it would mean")

    def foretell(self, form) -> Any:
        """What the input would mean, with a `mark`; nothing is written. Raises what the service would refuse."""
        raise NotImplementedError

    @cached_property
    def foretold(self) -> Any:
        """What the valid input would mean; None before anything valid was sent."""
        if self.request.method != "POST" or not self.form.is_valid():
            return None
        return self.foretell(self.form)

    def post(self, request, *args, **kwargs):
        """Tell first what was not told yet, or means something else by now."""
        _unused = self.record
        try:
            untold = self.foretold and request.POST.get(FIELD) != self.foretold.mark
        except REFUSALS as refusal:
            undo(request)
            self.refuse(refusal)
            return self.shown_again()
        if untold and not sent_before(request):
            undo(request)
            return self.shown_again()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        told = super().get_context_data(foretold=self.foretold, **kwargs)
        return told if self.foretold else told | {"submit_label": self.ask_label}
