"""Pages of the double publication: the list, and one publication."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from rectification import permissions
from rectification.evidence import with_files
from rectification.publications.filters import PublicationFilter
from rectification.publications.tables import PublicationTable
from rectification.querysets import publications_for
from rectification.returns import REFUSED_KEEPING_BACK
from rounds.models import Announcement

PROPOSED = ("proposed_on", "proposed_by", "ground", "why", "decided_on", "decided_by", "refused_why")
LIST = (gettext_lazy("Publication of results"), reverse_lazy("rectification:publications"))


class OfPublications:
    """Pages over publications."""

    crumbs = [LIST]

    def queryset_for(self, user):
        return publications_for(user)


class PublicationList(OfPublications, ListPage):
    """Whose result was published where, what is owed still, and what is kept back."""

    title = LIST[0]
    crumbs = []
    table_class = PublicationTable
    filter_class = PublicationFilter
    empty_text = gettext_lazy("No result is to be published yet.")
    empty_hint = gettext_lazy(
        "Both publications are owed once the leading group has received both reports on the rectification."
    )

    def may_open(self, user):
        return permissions.follows_ledgers(user)


class PublicationPage(OfPublications, RecordPage):
    """One publication: where it was published, or why it was not and who approved that."""

    template_name = "rectification/publication_page.html"
    way_back = REFUSED_KEEPING_BACK

    def facts(self):
        publication, announcement = self.record, self.record.announcement
        hand_over = publication.hand_over
        told = [
            Fact(_("Party organization"), hand_over, url=hand_over.get_absolute_url()),
            *facts_of(publication, "side", "owed_since"),
        ]
        if announcement:
            told += self._as_entered(announcement)
        proposed = [name for name in PROPOSED if getattr(publication, name)]
        return told + facts_of(publication, *proposed, wide=("why", "refused_why"))

    def _as_entered(self, announcement: Announcement) -> list[Fact]:
        named = ("decided_on", "channel") if announcement.is_published else ("decided_on", "approved_by")
        told = facts_of(announcement, *named)
        if announcement.link:
            told.append(Fact(_("Link"), announcement.link, url=announcement.link))
        if announcement.ground and not self.record.ground:
            told += facts_of(announcement, "ground")
        if announcement.text:
            told += facts_of(announcement, "text", wide=("text",))
        return [*told, Fact(_("Register"), announcement, url=self._register_url(announcement))]

    def _register_url(self, announcement: Announcement) -> str:
        """The register is the office's; the organization is not led there."""
        seen = Announcement.objects.visible_to(self.request.user).filter(pk=announcement.pk).exists()
        return announcement.get_absolute_url() if seen else ""

    def deadline(self):
        publication = self.record
        owed = publication.due_on and not publication.is_settled
        return owed and {"what": publication, "due_on": publication.due_on, "done": False}

    def get_context_data(self, **kwargs):
        [publication] = with_files([self.record])
        return super().get_context_data(publication=publication, **kwargs)
