"""Parts of the pages of an inspection and of an organization; opened by themselves they are pages."""

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.ui.views import Page
from rectification.querysets import hand_overs_for, items_for
from rounds.models import Inspection, Organization

SHOWN = 10


class PanelPage(Page):
    """A fragment for the page that asks for it, else a page around it."""

    template_name = "rectification/panel_page.html"
    fragment = ""

    def queryset_for(self, user):
        """The rows whose page may ask."""
        raise NotImplementedError

    def context_of(self, owner) -> dict:
        """What the fragment shows of the row it is asked for."""
        raise NotImplementedError

    def get(self, request, pk):
        """The fragment, or the page."""
        owner = get_object_or_404(self.queryset_for(request.user), pk=pk)
        context = self.context_of(owner)
        return self.render_to_response(self.get_context_data(owner=owner, fragment=self.fragment, **context))

    def get_template_names(self):
        return [self.fragment if self.request.htmx else self.template_name]


class HandOverOfInspection(PanelPage):
    """Where the hand-over of an inspection stands."""

    title = gettext_lazy("Hand-over")
    fragment = "rectification/_hand_over_of.html"

    def queryset_for(self, user):
        return Inspection.objects.visible_to(user)

    def context_of(self, owner):
        return {"hand_over": hand_overs_for(self.request.user).filter(inspection=owner).first()}


class ItemsOfOrganization(PanelPage):
    """The items of an organization: the open ones, the most urgent first; then those last closed out."""

    title = gettext_lazy("Rectification ledger")
    fragment = "rectification/_items_of.html"

    def queryset_for(self, user):
        return Organization.objects.visible_to(user)

    def context_of(self, owner):
        items = items_for(self.request.user).filter(hand_over__inspection__organization=owner)
        urgent = items.order_by(F("closed_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")
        address = f"{reverse('rectification:items')}?organization={owner.pk}"
        return {"items": urgent[:SHOWN], "total": items.count(), "all_url": address}
