"""Choosing somebody's place on a team, replacing them there, and signing one's own commitment."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui.views.form import StepPage
from core.ui.views.picker import PickerOptions
from personnel.conduct.forms import ReplaceForm
from personnel.conduct.services import replace_member
from personnel.models import Person, Posting
from personnel.permissions import can_keep_people


class PostingOptions(PickerOptions):
    """Places on teams, by who holds them."""

    def search(self, user, words):
        people = Person.objects.visible_to(user).search(words)
        rows = Posting.objects.visible_to(user).filter(person__in=people)
        return rows.select_related("person", "team__round").order_by("-posted_on", "-pk")

    def hint(self, row):
        return f"{row.team.round} · {row.person.employer}"


class OfPostings:
    """Pages over somebody's place on a team, which may not be open to them yet."""

    def queryset_for(self, user):
        return Posting.objects.visible_to(user).select_related("person", "team__round")

    def get_cancel_url(self):
        return reverse("worklist")


class PostingReplace(OfPostings, StepPage):
    title = _("Replace a member")
    consequence = _(
        "On this day the member loses the access this team gave, and it is recorded that they were replaced. Whoever"
        " takes over is posted like anybody else, and then named in the record."
    )
    form_class = ReplaceForm
    submit_label = _("Replace")
    danger = True

    def may_open(self, user):
        return can_keep_people(user)

    def get_crumbs(self):
        team = self.record.team
        return [(f"{team.round} {team}", team.get_absolute_url())]

    def get_cancel_url(self):
        return self.record.get_absolute_url()

    def save(self, form):
        return replace_member(self.record, by=self.request.user, **form.cleaned_data)
