"""Declaring a recusal and ending it."""

from django.utils.translation import gettext_lazy as _

from core.access.reach import require
from core.models import Proposal
from core.ui.views.form import StepPage
from personnel.models import Person, Recusal
from personnel.people.pools import OfficeStep
from personnel.people.views import LIST
from personnel.permissions import can_declare_recusal
from personnel.recusal.forms import RecusalForm
from personnel.recusal.services import declare_recusal, end_recusal


class RecusalAdd(StepPage):
    title = _("Declare a recusal")
    consequence = _("From now on the person sees nothing of this organization and is not posted to its inspection.")
    crumbs = [LIST]
    form_class = RecusalForm
    submit_label = _("Declare")
    done = _("The recusal is in force.")

    def queryset_for(self, user):
        return Person.objects.visible_to(user)

    def get(self, request, *args, **kwargs):
        allowed = can_declare_recusal(request.user, self.record)
        require(allowed, _("A recusal is declared by the person or by the inspection office."))
        return super().get(request, *args, **kwargs)

    def form_kwargs(self):
        return {"user": self.request.user}

    def save(self, form):
        declared = declare_recusal(self.record, by=self.request.user, **form.cleaned_data)
        if isinstance(declared, Proposal):
            self.done = _("The recusal waits for this person or a colleague to confirm it.")
        return self.record


class RecusalEnd(OfficeStep):
    title = _("End the recusal")
    consequence = _("Once a second person confirms it, this person may be posted to the inspection again.")
    done = _("The end of the recusal waits for a second person to confirm it.")

    def queryset_for(self, user):
        return Recusal.objects.visible_to(user).select_related("person", "organization")

    def get_cancel_url(self):
        return self.record.person.get_absolute_url()

    def save(self, form):
        end_recusal(self.record, by=self.request.user, **form.cleaned_data)
        return self.record.person
