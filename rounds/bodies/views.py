"""The register of bodies that receive leads or cooperate with teams."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.consent.views import ShowsProposals
from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import RecordPage, facts_of
from core.ui.views.step import row_in_act
from rounds.bodies import services
from rounds.bodies.filters import BodyFilter
from rounds.bodies.forms import BodyForm
from rounds.bodies.tables import BodyTable
from rounds.models import Body
from rounds.permissions import can_keep_rounds

LIST = (_("Bodies"), reverse_lazy("rounds:bodies"))


class BodyList(ListPage):
    title = _("Bodies")
    table_class = BodyTable
    filter_class = BodyFilter
    empty_text = _("No body is entered yet.")
    empty_hint = _("Enter the discipline commission and the organization department first: leads are sent to them.")

    def may_open(self, user):
        return can_keep_rounds(user)

    def queryset_for(self, user):
        return Body.objects.all()

    def actions(self):
        return [Action(_("New body"), reverse("rounds:body_add"), "plus", primary=True)]


class BodyPage(ShowsProposals, RecordPage):
    crumbs = [LIST]
    proposed = (services.RENAME,)

    def may_open(self, user):
        return can_keep_rounds(user)

    def queryset_for(self, user):
        return Body.objects.all()

    def facts(self):
        return facts_of(self.record, "name", "kind")

    def actions(self):
        return [Action(_("Change"), reverse("rounds:body_change", args=[self.record.pk]), "pencil")]


class BodyAdd(FormPage):
    title = _("New body")
    crumbs = [LIST]
    form_class = BodyForm
    submit_label = _("Save")

    def may_open(self, user):
        return can_keep_rounds(user)

    def save(self, form):
        return services.add_body(by=self.request.user, **form.cleaned_data)


class BodyChange(BodyAdd):
    title = _("Change the body")

    def queryset_for(self, user):
        return Body.objects.all()

    def read(self, rows):
        return row_in_act(self, rows, Body.objects.keepable_by) or super().read(rows)

    def save(self, form):
        body = services.update_body(self.record, by=self.request.user, **form.cleaned_data)
        if body.name != form.cleaned_data["name"]:
            self.done = _("The new name waits for a colleague or the leading group to confirm it; the rest is saved.")
        return body
