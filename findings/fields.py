"""Choosing an inspection the team works on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.models import Inspection


class InspectionField(forms.ModelChoiceField):
    """One of the inspections the user works on now."""

    def __init__(self, **kwargs):
        super().__init__(Inspection.objects.none(), label=_("Inspected organization"), **kwargs)

    def label_from_instance(self, obj):
        return f"{obj.organization}（{obj.team.round} {obj.team}）"


def working_inspections(user):
    """The inspections whose papers and leads this user may write now."""
    posted = Inspection.objects.visible_to(user).filter(pk__in=user.reach.inspections, status__in=Inspection.WORKING)
    return posted.select_related("organization", "team__round")
