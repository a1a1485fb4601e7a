"""Filters of the lists of campaigns and of self-checks."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter, YesNoFilter
from core.ui.forms import Picker
from rectification.models import Campaign, SelfCheck
from rounds.place.filters import visible_organizations


def visible_campaigns(request):
    """The campaigns this reader may choose from."""
    return Campaign.objects.visible_to(request.user)


class CampaignFilter(EntryFilter):
    DAY = "begun_on"

    words = WordsFilter("title", "text")

    class Meta(EntryFilter.Meta):
        model = Campaign
        fields = ("words",)


class SelfCheckFilter(EntryFilter):
    """`by` lists what was reported by that day, as the figures add it up."""

    DAY = "reported_on"

    campaign = django_filters.ModelChoiceFilter(queryset=visible_campaigns, label=_("Campaign"))
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )
    reported = YesNoFilter(field_name="reported_on", lookup_expr="isnull", exclude=True, label=_("Reported"))
    verdict = django_filters.ChoiceFilter(choices=SelfCheck.Verdict.choices, label=_("Verdict"))
    awaiting = AwaitingFilter()

    MORE = (*EntryFilter.MORE, "awaiting")

    class Meta(EntryFilter.Meta):
        model = SelfCheck
        fields = ("campaign", "organization", "reported", "verdict")
