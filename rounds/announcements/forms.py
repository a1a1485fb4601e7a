"""The form of announcements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import Picker
from rounds.models import Announcement


class AnnouncementForm(EntryForm):
    SECTIONS = [
        (_("Announcement"), ["kind", "round", "inspection", "title", "decided_on"]),
        (_("Published"), ["channel", "link", "text", "files"]),
        (_("Not published"), ["ground", "approved_by"]),
    ]
    EXAMPLES = {"title": "关于十九轮巡察进驻的公告", "approved_by": "市委巡察工作领导小组"}
    WIDE = ("title", "link", "text", "files")

    link = forms.URLField(
        label=Announcement._meta.get_field("link").verbose_name, max_length=300, required=False, assume_scheme="https"
    )

    class Meta:
        model = Announcement
        fields = (
            "kind",
            "round",
            "inspection",
            "title",
            "decided_on",
            "channel",
            "link",
            "text",
            "ground",
            "approved_by",
        )
        widgets = {
            "inspection": Picker(search_url_name="rounds:inspection_options"),
            "text": forms.Textarea(attrs={"rows": 5}),
        }
