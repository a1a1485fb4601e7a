"""Posting somebody to a team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm, Picker
from personnel.models import Person, Posting
from personnel.people.forms import PINYIN


class PostForm(DayForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person"),
        widget=Picker(search_url_name="personnel:person_options"),
        help_text=PINYIN,
    )
    role = forms.ChoiceField(label=_("Role in the team"), choices=Posting.Role.choices, initial=Posting.Role.MEMBER)
    field_order = ["person", "role", "on"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.visible_to(user)
