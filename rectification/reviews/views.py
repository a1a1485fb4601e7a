"""Opinions on plans: for each reviewer what they are asked, with the plan as it was filed."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from rectification import duties, permissions
from rectification.evidence import with_files
from rectification.models import HandOver, PlanOpinion
from rectification.reviews.filters import PlanOpinionFilter
from rectification.reviews.planned import planned_then
from rectification.reviews.tables import OF_OPINION, PlanOpinionTable
from rounds.deadlines.querysets import with_owed_day

LIST = (gettext_lazy("Reviews of plans"), reverse_lazy("rectification:plan_opinions"))


class OfOpinions:
    """Pages over opinions on plans."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The opinions this user sees, each with the day by which it is owed."""
        opinions = PlanOpinion.objects.visible_to(user)
        opinions = opinions.select_related("body", "given_by", "recorded_by", *OF_OPINION.related)
        return with_owed_day(opinions, *duties.REVIEWING)


class PlanOpinionList(OfOpinions, ListPage):
    """Who was asked for an opinion on which plan, and how far each is."""

    title = gettext_lazy("Reviews of plans")
    crumbs = []
    table_class = PlanOpinionTable
    filter_class = PlanOpinionFilter
    empty_text = gettext_lazy("No opinion on a plan was asked for yet.")
    empty_hint = gettext_lazy("The office asks for opinions on the page of a hand-over whose plan is filed.")

    def may_open(self, user):
        return permissions.reviews_plans(user)


class PlanOpinionPage(OfOpinions, RecordPage):
    """One opinion: what was asked, the plan as filed, and what was said."""

    template_name = "rectification/plan_opinion_page.html"

    def facts(self):
        opinion, inspection = self.record, self.record.review.hand_over.inspection
        place = f"{inspection.team.round} {inspection.team}"
        return [
            Fact(_("Party organization"), inspection.organization, url=self._hand_over_url()),
            Fact(_("Inspection"), place),
            Fact(_("Reviewer"), opinion.reviewer_name),
            *facts_of(opinion.review, "filed_on"),
            *facts_of(opinion, "asked_on"),
        ]

    def _hand_over_url(self) -> str:
        """Bodies see the plan, not the hand-over."""
        hand_over = self.record.review.hand_over
        seen = HandOver.objects.visible_to(self.request.user).filter(pk=hand_over.pk).exists()
        return hand_over.get_absolute_url() if seen else ""

    def deadline(self):
        opinion = self.record
        title = _("Give the opinion")
        return opinion.owed_on and {"what": title, "due_on": opinion.owed_on, "done": opinion.is_settled}

    def get_context_data(self, **kwargs):
        [opinion] = with_files([self.record])
        return super().get_context_data(plan=planned_then(opinion.review.plan), opinion=opinion, **kwargs)
