"""Forms of publications: where it was published, and on which ground it should not be."""

from typing import Any

from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.file_fields import FilesField
from core.ui.forms import Form
from core.workdays.reckoning import today
from rectification.models import Publication
from rounds.models import Announcement

GROUNDS = [*BLANK_CHOICE_DASH, *Announcement.Ground.choices]
OF_PUBLIC = [each for each in Announcement.Channel.choices if each[0] != Announcement.Channel.BULLETIN]


class PublishedForm(Form):
    """Where it was published and when, with what shows it."""

    WIDE = ("title", "link", "text", "files")
    EXAMPLES = {"title": "关于巡察整改进展情况的通报"}

    on = forms.DateField(label=pgettext_lazy("publication", "published on"), initial=today)
    channel = forms.ChoiceField(label=_("Channel"), choices=[*BLANK_CHOICE_DASH, *OF_PUBLIC])
    title = forms.CharField(label=_("Title"), max_length=100)
    link = forms.URLField(label=_("link"), max_length=300, required=False, assume_scheme="https")
    text = forms.CharField(
        label=_("published text"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    files = FilesField(
        label=_("Attachments"), required=False, help_text=_("The circular, a screenshot or a copy of the page.")
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if publication.side == Publication.Side.PARTY:
            del self.fields["channel"]


class KeepBackForm(Form):
    """The ground on which it should not be published, and why it holds here."""

    WIDE = ("reason",)

    ground = forms.ChoiceField(label=_("ground for not publishing"), choices=GROUNDS)
    reason = forms.CharField(
        label=pgettext_lazy("publication", "why it should not be published"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say what speaks for the ground in this case; the leading group decides by it."),
    )


class PaperApprovalForm(Form):
    """What the leading group approved on paper, with the scan."""

    WIDE = ("files",)
    EXAMPLES = {"approved_by": "市委巡察工作领导小组"}

    on = forms.DateField(label=pgettext_lazy("publication", "approved on"), initial=today)
    ground = forms.ChoiceField(label=_("ground for not publishing"), choices=GROUNDS)
    approved_by = forms.CharField(label=_("not publishing approved by"), max_length=50)
    files = FilesField(label=_("Scan of the approval"))
