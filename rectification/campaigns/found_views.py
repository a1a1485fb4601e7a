"""Common problems over organizations, a campaign's recipients, and what it found held to what teams found."""

from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.base import Action
from core.ui.views.form import StepPage
from core.ui.views.list import ListPage
from core.ui.views.step import Allowed
from findings.models import Category
from rectification.campaigns.forms import SendForm
from rectification.campaigns.found import common_problems, compared, organizations_with
from rectification.campaigns.found_filters import CommonProblemFilter, ComparisonFilter, WithProblemFilter
from rectification.campaigns.found_tables import CommonProblemTable, ComparisonTable, WithProblemTable, campaign_on
from rectification.campaigns.recipients import RecipientsForm
from rectification.campaigns.services import send_campaign
from rectification.models import Campaign
from rectification.permissions import can_keep_follow_up, reads_letter_rules

PROBLEMS = (gettext_lazy("Common problems"), reverse_lazy("rectification:common_problems"))
CAMPAIGNS = (gettext_lazy("Self-check campaigns"), reverse_lazy("rectification:campaigns"))


class CommonProblems(ListPage):
    """Findings grouped by category over organizations; a campaign begins from a line."""

    title = PROBLEMS[0]
    table_class = CommonProblemTable
    filter_class = CommonProblemFilter
    empty_text = gettext_lazy("No finding is issued yet.")
    empty_hint = gettext_lazy("Findings are counted here once they are handed over. Choose other rounds.")

    def may_open(self, user):
        return reads_letter_rules(user)

    def columns_without(self, user):
        return () if can_keep_follow_up(user) else ("begin",)

    def queryset_for(self, user):
        return common_problems(user)


class WithProblem(ListPage):
    """The organizations at which findings of one category were made."""

    title = gettext_lazy("Organizations with a common problem")
    crumbs = [PROBLEMS]
    table_class = WithProblemTable
    filter_class = WithProblemFilter
    empty_text = gettext_lazy("No such finding is issued.")

    def may_open(self, user):
        return reads_letter_rules(user)

    def queryset_for(self, user):
        return organizations_with(user, None)

    def actions(self):
        key = self.request.GET.get("category", "")
        category = Category.objects.filter(pk=key[:18]).first() if key.isascii() and key.isdecimal() else None
        if category is None or not can_keep_follow_up(self.request.user):
            return []
        return [Action(_("Begin a campaign"), campaign_on(category), "plus", primary=True)]


class OfCampaign:
    """Pages over one campaign."""

    def queryset_for(self, user):
        return Campaign.objects.visible_to(user).select_related("category")


class CampaignSend(OfCampaign, Allowed, StepPage):
    """Choose to whom the campaign goes, see how many they are, then send it."""

    open_rows = Campaign.objects.sendable_by
    template_name = "rectification/campaign_send.html"
    title = gettext_lazy("Send the campaign")
    form_class = SendForm
    consequence = gettext_lazy("Each of them owes a report by the day of the campaign.")
    submit_label = gettext_lazy("Send to organizations")
    done = gettext_lazy("The campaign is sent.")

    def get_crumbs(self):
        return [CAMPAIGNS, (str(self.record), self.record.get_absolute_url())]

    @cached_property
    def chooser(self) -> RecipientsForm:
        """What was chosen by; at first nothing is."""
        return RecipientsForm(self.request.GET or None, campaign=self.record, user=self.request.user)

    def form_kwargs(self):
        return {"user": self.request.user}

    def initial(self):
        """What was chosen stands in the box, to be corrected; without a choice the box is empty."""
        return {"organizations": list(self.chooser.chosen())} if self.chooser.is_bound else {}

    def save(self, form):
        return send_campaign(self.record, by=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        amount = self.chooser.chosen().count() if self.chooser.is_bound else None
        return super().get_context_data(chooser=self.chooser, amount=amount, **kwargs)


class CampaignComparison(ListPage):
    """What each organization found of itself, and what teams found of that category before and since."""

    title = gettext_lazy("Self-checks held to what teams found")
    template_name = "rectification/campaign_comparison.html"
    table_class = ComparisonTable
    filter_class = ComparisonFilter
    empty_text = gettext_lazy("No self-check here.")
    empty_hint = gettext_lazy("Send the campaign, and give it the category that it is about.")

    def may_open(self, user):
        return reads_letter_rules(user)

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        return self.read(Campaign.objects.visible_to(self.request.user).select_related("category"))

    def get_title(self):
        return f"{self.campaign} {self.title}"

    def get_crumbs(self):
        return [CAMPAIGNS, (str(self.campaign), self.campaign.get_absolute_url())]

    def queryset_for(self, user):
        rows = compared(user, self.campaign).select_related("organization", "campaign")
        return rows.order_by("rank", "organization__name_key", "pk")

    def get_context_data(self, **kwargs):
        """With the sums over the rows shown."""
        sums = self.filterset.qs.order_by().aggregate(
            sent=Count("pk"),
            reported=Sum("problems_found", default=0),
            found_before=Sum("before", default=0),
            found_since=Sum("since", default=0),
            differing=Count("pk", filter=~Q(difference="")),
        )
        return super().get_context_data(sums=sums, campaign=self.campaign, **kwargs)


def follow_ups(check) -> list[Action]:
    """What may follow for whoever went through the motions: a letter, or holding the unit to account, filled in."""
    told = {"check": check.campaign, "opinion": check.opinion}
    text = _("In the self-check “%(check)s” you went through the motions. %(opinion)s") % told
    letter = {"kind": "suggestion", "organization": check.organization_id, "text": text}
    held = {"kind": "unit_criticized", "organization": check.organization_id, "cause": text}
    to_hold, to_write = reverse("rectification:accountability_entry_add"), reverse("rectification:letter_add")
    return [
        Action(_("Hold to account"), f"{to_hold}?{urlencode(held)}", "gavel"),
        Action(_("Write a letter"), f"{to_write}?{urlencode(letter)}", "mail-exclamation"),
    ]
