"""To whom a campaign goes: organizations by kind, level, district and portfolio, with such findings or without."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.ui.forms import Form
from rectification.campaigns.found import organizations_with
from rectification.models import Campaign
from rounds.models import Organization

ALL = [("", _("All"))]
HAVING = [*ALL, ("found", _("Only those with such findings")), ("others", _("All but those with such findings"))]


def recipients(user: Actor) -> QuerySet[Organization]:
    """The organizations a campaign may go to."""
    return Organization.objects.visible_to(user).standing()


class RecipientsForm(Form):
    """What the organizations are chosen by; what stands in the box afterwards is what the campaign goes to."""

    words = forms.CharField(label=_("Words"), max_length=100, required=False)
    category = forms.ChoiceField(label=_("Organization category"), required=False)
    level = forms.ChoiceField(choices=[*ALL, *Organization.Level.choices], label=_("Level"), required=False)
    district = forms.ChoiceField(label=_("District"), required=False)
    leader = forms.ChoiceField(label=_("Division leader"), required=False)
    having = forms.ChoiceField(choices=HAVING, label=_("Findings of the category"), required=False)

    def __init__(self, *args, campaign: Campaign, user: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign, self.user = campaign, user
        rows = recipients(user).order_by()
        for name, path in (("category", "category"), ("district", "district"), ("leader", "division_leaders__name")):
            values = sorted(filter(None, set(rows.values_list(path, flat=True))))
            self.fields[name].choices = [*ALL, *((value, value) for value in values)]
        if campaign.category_id is None:
            del self.fields["having"]

    def chosen(self) -> QuerySet[Organization]:
        """The organizations so chosen that the campaign has not gone to; all where nothing is chosen."""
        asked: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        rows = recipients(self.user)
        rows = rows.exclude(pk__in=self.campaign.checks.standing().values("organization"))
        for name in ("category", "level", "district"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("leader"):
            rows = rows.filter(division_leaders__name=asked["leader"])
        if asked.get("having"):
            found = organizations_with(self.user, self.campaign.category).order_by().values("pk")
            rows = rows.filter(pk__in=found) if asked["having"] == "found" else rows.exclude(pk__in=found)
        return (rows.search(asked["words"]) if asked.get("words") else rows).distinct()
