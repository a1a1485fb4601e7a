"""Parts of the pages of an inspection and of an organization; opened by themselves they are pages."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.ui.views.panel import PanelPage
from rectification.querysets import hand_overs_for, items_for, publications_for
from rectification.tables import ItemsInShort
from rounds.models import Inspection, Organization

SHOWN = 10


class HandOverOfInspection(PanelPage):
    """Where the hand-over of an inspection stands."""

    title = gettext_lazy("Hand-over")
    fragment = "rectification/_hand_over_of.html"

    def owners_for(self, user):
        return Inspection.objects.visible_to(user).select_related("team__round", "organization")

    def get_context_data(self, **kwargs):
        hand_over = hand_overs_for(self.request.user).filter(inspection=self.owner).first()
        publications = publications_for(self.request.user).filter(hand_over=hand_over) if hand_over else ()
        return super().get_context_data(hand_over=hand_over, publications=publications, **kwargs)


class ItemsOfOrganization(PanelPage):
    """The items of an organization: the open ones, the most urgent first; then those last closed out."""

    title = gettext_lazy("Rectification ledger")
    fragment = "rectification/_items_of.html"

    def owners_for(self, user):
        return Organization.objects.visible_to(user)

    def get_context_data(self, **kwargs):
        items = items_for(self.request.user).filter(hand_over__inspection__organization=self.owner)
        urgent = items.order_by(F("closed_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")
        address = f"{reverse('rectification:items')}?organization={self.owner.pk}"
        return super().get_context_data(
            items=ItemsInShort(urgent[:SHOWN]), total=items.count(), all_url=address, **kwargs
        )
