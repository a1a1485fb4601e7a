"""Pages of checks on site."""

from django.utils.translation import gettext_lazy

from core.ui.views.form import FormPage
from core.ui.views.step import Allowed
from core.workdays.reckoning import today
from rectification.checks.filters import CheckFilter
from rectification.checks.forms import CheckForm
from rectification.checks.services import record_check
from rectification.checks.tables import CheckTable
from rectification.items.views import OfItem
from rectification.models import Item
from rectification.pages import LedgerList
from rectification.querysets import checks_for


class CheckPage(OfItem, Allowed, FormPage):
    """Record a check on site."""

    open_rows = Item.objects.checkable_by

    title = gettext_lazy("Record a check on site")
    form_class = CheckForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The check is recorded.")

    def form_kwargs(self):
        return {"instance": None}

    def initial(self):
        return {"checked_on": today()}

    def save(self, form):
        found = dict(form.cleaned_data)
        record_check(self.record, by=self.request.user, on=found.pop("checked_on"), **found)
        return self.record


class CheckList(LedgerList):
    """Checks on site."""

    title = gettext_lazy("Checks on site")
    table_class = CheckTable
    filter_class = CheckFilter
    empty_text = gettext_lazy("No check yet.")
    empty_hint = gettext_lazy("A check is recorded on the page of the item it looked at.")

    def queryset_for(self, user):
        return checks_for(user)
