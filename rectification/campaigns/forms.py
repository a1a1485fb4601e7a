"""Forms of campaigns, of what organizations report, and of spot checks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import Form, MultiPicker, Picker
from core.workdays.reckoning import today
from rectification.models import Campaign, SelfCheck
from rounds.models import Organization

MOST = 2_147_483_647


class CampaignForm(EntryForm):
    EXAMPLES = {"title": "违规发放津补贴问题自查自纠"}
    WIDE = ("title", "text", "files")

    class Meta:
        model = Campaign
        fields = ("title", "category", "begun_on", "report_due_on", "text")
        widgets = {"category": Picker(), "text": forms.Textarea(attrs={"rows": 5})}


class SendForm(Form):
    """To whom a campaign goes."""

    WIDE = ("organizations",)

    organizations = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label=_("Party organizations"),
        widget=MultiPicker(search_url_name="rounds:organization_options"),
    )
    on = forms.DateField(label=_("Sent to organizations on"), initial=today)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organizations"].queryset = Organization.objects.visible_to(user)


class SelfCheckForm(EntryForm):
    """A further organization, one by one."""

    files = None

    class Meta:
        model = SelfCheck
        fields = ("campaign", "organization", "sent_on")
        widgets = {"campaign": Picker(), "organization": Picker(search_url_name="rounds:organization_options")}


class ReportForm(Form):
    """What an organization found of itself, and what became of it."""

    WIDE = ("remark",)

    problems_found = forms.IntegerField(label=_("Problems found"), min_value=0, max_value=MOST)
    problems_rectified = forms.IntegerField(label=_("Problems rectified"), min_value=0, max_value=MOST)
    funds_returned = forms.DecimalField(
        label=_("Funds returned (yuan)"), min_value=0, max_digits=14, decimal_places=2, initial=0
    )
    remark = forms.CharField(
        label=_("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class PaperReportForm(ReportForm):
    """The same as it came on paper, with its day."""

    on = forms.DateField(label=_("Reported on"), initial=today)


class SpotCheckForm(Form):
    """What the office saw on the spot."""

    WIDE = ("opinion",)

    checked_on = forms.DateField(label=_("Checked on the spot on"), initial=today)
    verdict = forms.ChoiceField(label=_("Verdict of the spot check"), choices=SelfCheck.Verdict.choices)
    opinion = forms.CharField(
        label=_("Opinion"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
