"""The members of a team: shown on the page of the team, posted and released by the office."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from core.ui.views.form import FormPage
from core.ui.views.panel import PanelPage
from personnel.models import MakeUpOrder, Posting
from personnel.people.forms import EndForm
from personnel.people.pools import OfficeStep
from personnel.people.ties import named_to, ties_of_team
from personnel.permissions import can_keep_people, reads_all_rounds
from personnel.postings import services
from personnel.postings.forms import PostForm
from personnel.postings.tables import OrdersOfTeam, PostingsOfTeam
from rounds.inspections.conditions import why_not_change_plan
from rounds.models import Team


class TeamPostings(PanelPage):
    """The members of one team."""

    fragment = "personnel/_team_postings.html"

    def owners_for(self, user):
        return Team.objects.visible_to(user).select_related("round")

    def get_title(self):
        return _("Members of %(team)s") % {"team": self.owner}

    def get_crumbs(self):
        return [(f"{self.owner.round} {self.owner}", self.owner.get_absolute_url())]

    def get_context_data(self, **kwargs):
        user, team = self.request.user, self.owner
        postings = Posting.objects.visible_to(user).filter(team=team).select_related("person")
        orders = MakeUpOrder.objects.visible_to(user).standing().filter(team=team)
        keeps = can_keep_people(user) and not team.dissolved_on
        without = {"steps": keeps, "signed_on": reads_all_rounds(user)}
        members = PostingsOfTeam(
            postings.in_order_of_rank().with_signature(), exclude=[name for name in without if not without[name]]
        )
        return super().get_context_data(
            postings=members,
            posts=keeps and not why_not_change_plan(team.round),
            ties=[named_to(tie, user) for tie in ties_of_team(team)] if keeps else [],
            orders=OrdersOfTeam(orders),
            **kwargs,
        )


class PostingAdd(FormPage):
    title = _("Post a person")
    intro = _(
        "A person is in one team at a time, and never in one that inspects an organization they are recused from or "
        "tied to by employer or home."
    )
    form_class = PostForm
    submit_label = _("Post to the team")
    done = _("The person is posted.")

    def may_open(self, user):
        return can_keep_people(user)

    def queryset_for(self, user):
        return Team.objects.visible_to(user).select_related("round")

    def get_crumbs(self):
        return [(f"{self.record.round} {self.record}", self.record.get_absolute_url())]

    def form_kwargs(self):
        return {"user": self.request.user}

    def save(self, form):
        posting = services.post_person(self.record, by=self.request.user, **form.cleaned_data)
        for warning in services.posting_warnings(posting):
            messages.warning(self.request, warning)
        return self.record


class PostingRelease(OfficeStep):
    title = _("Release from the team")
    consequence = _("On this day the person loses the access this team gave.")
    form_class = EndForm
    submit_label = _("Release")
    danger = True

    def queryset_for(self, user):
        return Posting.objects.visible_to(user).select_related("team__round", "person")

    def get_crumbs(self):
        team = self.record.team
        return [(f"{team.round} {team}", team.get_absolute_url())]

    def get_cancel_url(self):
        return self.record.team.get_absolute_url()

    def save(self, form):
        services.release_person(self.record, by=self.request.user, **form.cleaned_data)
        return self.record.team
