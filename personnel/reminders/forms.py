"""The forms of a reminder rule, of urging, pausing and reassigning."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.access.roles import Role
from core.ui.forms import Form, ModelForm
from personnel.models import ReminderRule, Urging, User
from rounds.deadlines.holders import body_way
from rounds.models import Body, Obligation

LEVELS = _(
    "With the division leader it goes one level up whoever owes: from a body to the lead handlers, from "
    "a team leader to the office, from the office to the leading group."
)


class AudienceForm(Form):
    """Who is told at a threshold; what was seen of it is in the mark of what was foretold."""

    audience = forms.ChoiceField(label=_("who is told"), choices=ReminderRule.Audience.choices, help_text=LEVELS)


class ReminderRuleForm(ModelForm):
    """A threshold and who is told."""

    class Meta:
        model = ReminderRule
        fields = ["days_left", "audience"]
        help_texts = {
            "days_left": _("Days before the end; 0 for the day itself, negative once overdue."),
            "audience": LEVELS,
        }


class PauseForm(Form):
    """Why something owed is paused, and until when."""

    why = forms.CharField(label=_("Reason"), max_length=200)
    until = forms.DateField(
        label=_("Runs again on"),
        required=False,
        help_text=_("From this day on it runs by itself. Leave it empty where somebody is to resume it."),
    )


class ReassignForm(Form):
    """To whom something owed goes: one of the office, or another body; of one row, what fits it."""

    account = forms.ModelChoiceField(
        User.objects.none(),
        label=_("To whom in the office"),
        required=False,
        help_text=_(
            "Only they are reminded from then on; everyone of the office may still do it. Empty, it goes back to all."
        ),
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("To which body"),
        required=False,
        help_text=_("The body asked before sees it no more."),
    )
    why = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args, row: Obligation | None, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = User.objects.named_to(user).holding(Role.OFFICE).order_by("name", "pk")
        way = body_way(row.node) if row else None
        self.fields["body"].queryset = way.may_hold(row) if way else Body.objects.all()
        if row:
            del self.fields["body" if way is None else "account"]


class ResumeForm(Form):
    """Why it runs again."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class UrgeForm(ModelForm):
    """What is said beside the day and the thing owed."""

    class Meta:
        model = Urging
        fields = ["words"]
        help_texts = {"words": _("The notice names what is owed and by when; add only what else they must know.")}
