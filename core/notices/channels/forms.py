"""The form of a new channel."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.models import Channel
from core.ui.forms import Form


class ChannelForm(Form):
    """Its kind, what its owner calls it, where it leads."""

    kind = forms.ChoiceField(label=_("Kind"))
    name = forms.CharField(label=_("Name of the channel"), max_length=50)
    address = forms.CharField(
        label=_("Address or token"),
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("As the robot shows it, or the address of the webhook. It is encrypted and never shown again."),
    )
    secret = forms.CharField(
        label=_("Secret of the robot"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Only where a DingTalk robot signs."),
    )
    EXAMPLES = {"name": "我的企业微信"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in Channel.Kind.choices if choice[0] in settings.CHANNELS]
