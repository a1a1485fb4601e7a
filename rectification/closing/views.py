"""Pages of close-outs."""

from django.utils.translation import gettext_lazy

from core.ui.forms import OpinionForm
from core.ui.views.form import StepPage
from core.ui.views.step import Allowed, GiveBack
from rectification import permissions
from rectification.closing.filters import CloseOutFilter
from rectification.closing.forms import CloseOutForm
from rectification.closing.services import apply_close_out, close_item, return_item
from rectification.closing.tables import CloseOutTable
from rectification.items.views import OfItem
from rectification.pages import LedgerList
from rectification.querysets import close_outs_for


class ApplyPage(OfItem, Allowed, StepPage):
    """Apply for the close-out."""

    rule = permissions.can_report

    title = gettext_lazy("Apply for the close-out")
    consequence = gettext_lazy("The inspection office checks and decides; until then nothing more can be reported.")
    form_class = CloseOutForm
    submit_label = gettext_lazy("Apply")
    done = gettext_lazy("The application is with the inspection office.")

    def form_kwargs(self):
        return {"instance": None}

    def save(self, form):
        apply_close_out(self.record, form.cleaned_data["statement"], by=self.request.user)
        return self.record


class ClosePage(OfItem, Allowed, StepPage):
    """Close the item out."""

    rule = permissions.can_decide

    title = gettext_lazy("Close the item out")
    consequence = gettext_lazy("The item counts as completed from today; its deadline and reminders end.")
    form_class = OpinionForm
    submit_label = gettext_lazy("Close out")
    done = gettext_lazy("The item is closed out.")

    def save(self, form):
        return close_item(self.record, form.cleaned_data["opinion"], by=self.request.user)


class ReturnPage(OfItem, GiveBack):
    """Return the item with a reason."""

    rule = permissions.can_decide

    title = gettext_lazy("Return the item")
    consequence = gettext_lazy("The organization goes on rectifying and applies again; the deadline stays as it is.")
    done = gettext_lazy("The item was returned.")

    def save(self, form):
        return return_item(self.record, form.cleaned_data["reason"], by=self.request.user)


class CloseOutList(LedgerList):
    """Applications for a close-out."""

    title = gettext_lazy("Close-outs")
    table_class = CloseOutTable
    filter_class = CloseOutFilter
    empty_text = gettext_lazy("Nobody has applied for a close-out.")
    empty_hint = gettext_lazy("Organizations apply on the page of an item once all its measures are done.")

    def queryset_for(self, user):
        return close_outs_for(user)
