"""What ledgers of several kinds leave out, asked of the person who imports them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form


class UpdateOptions(Form):
    """Whether what is there already is brought up to date, or stays as it is."""

    update = forms.BooleanField(
        label=_("Bring up to date what is there already"),
        required=False,
        help_text=_(
            "For organizations, people, and days that an earlier ledger left out. "
            "Without it, what is there already stays as it is."
        ),
    )


class RoundOptions(Form):
    """The round of a ledger that names none."""

    round = forms.IntegerField(
        label=_("Round"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("Only for ledgers that do not name their round."),
    )
