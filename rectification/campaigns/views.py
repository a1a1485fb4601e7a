"""The page of a campaign, with what came of it, and of a self-check."""

from dataclasses import replace

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from core.registers.pages import EntryPage
from core.ui.money import yuan
from core.ui.views.base import Action
from core.ui.views.record import Fact, facts_of
from rectification.accounts import told_of_accounts
from rectification.campaigns.found_views import follow_ups
from rectification.models import SelfCheck
from rectification.permissions import can_keep_follow_up, reads_letter_rules


class SelfCheckPage(EntryPage):
    """A self-check, and what its campaign is about. What is not reported yet is told as nothing, not as nought."""

    OF_REPORT = ("problems_found", "problems_rectified", "funds_returned")

    def facts(self):
        campaign, *rest = super().facts()
        told = [campaign, *facts_of(self.record.campaign, "text", wide=("text",)), *rest]
        waits = not (self.record.is_void or self.record.reported_on) and can_keep_follow_up(self.request.user)
        return [*told, *(told_of_accounts(self.record.organization, self.request.user) if waits else [])]

    def actions(self):
        """What may follow for whoever went through the motions, to whoever may begin it."""
        check, user = self.record, self.request.user
        went = check.verdict == SelfCheck.Verdict.MOTIONS and not check.is_void
        begun = follow_ups(check) if went and can_keep_follow_up(user) else []
        return [*super().actions(), *begun]

    def fact_of(self, name):
        fact = super().fact_of(name)
        return replace(fact, value=None) if name in self.OF_REPORT and not self.record.reported_on else fact


class CampaignPage(EntryPage):
    """A campaign with the sums of what the reader sees of it."""

    def actions(self):
        """Office and leading group hold it to what teams found."""
        if not reads_letter_rules(self.request.user):
            return super().actions()
        compared = reverse("rectification:campaign_comparison", args=[self.record.pk])
        return [*super().actions(), Action(_("Compare with what teams found"), compared, "scale")]

    def facts(self):
        seen = SelfCheck.objects.visible_to(self.request.user).standing().filter(campaign=self.record)
        sums = seen.aggregate(
            sent=Count("pk"),
            reported=Count("reported_on"),
            found=Sum("problems_found", default=0),
            rectified=Sum("problems_rectified", default=0),
            funds=Sum("funds_returned", default=0),
            motions=Count("pk", filter=Q(verdict=SelfCheck.Verdict.MOTIONS)),
        )
        listed = f"{reverse('rectification:self_checks')}?campaign={self.record.pk}"
        return [
            *super().facts(),
            Fact(_("Sent to organizations"), sums["sent"], url=listed),
            Fact(_("Organizations that reported"), sums["reported"], url=f"{listed}&reported=true"),
            Fact(_("Went through the motions"), sums["motions"], url=f"{listed}&verdict=motions"),
            Fact(_("Problems found"), sums["found"]),
            Fact(_("Problems rectified"), sums["rectified"]),
            Fact(_("Funds returned"), yuan(sums["funds"])),
        ]
