"""Parents of forms: sections, hints with examples, dates by picker and by typing, boxes that count letters."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BLANK_CHOICE_DASH
from django.forms.models import construct_instance
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceIterator

from core.workdays.reckoning import today
from core.workdays.years import within_years
from core.workflow.editing import is_versioned, seen_of

KEY_DIGITS = 18  # the database has no longer keys
PLAIN_ITERATORS = {forms.models.ModelChoiceIterator, ModelChoiceIterator}


@dataclass(frozen=True)
class FormSection:
    """A heading and the fields under it, which may be folded away until one of them says something or is wrong."""

    heading: str
    fields: list
    folds: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is shown unfolded at first."""
        return not self.folds or any(field.errors or field.value() for field in self.fields)


class PageFormMixin:
    """What our form component reads from a form.

    `SECTIONS = [(heading, [names])]` groups the fields (those left out come last, without a heading);
    `EXAMPLES = {name: text}` shows an example under a hard field; `WIDE` names fields that take the whole width. Of
    many sections alike, those whose headings are in `FOLDED` are folded.
    """

    SECTIONS: list = []
    FOLDED: Collection[str] = ()
    EXAMPLES: dict = {}
    WIDE: tuple = ()
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.data = with_plain_lines(self.data)
        for field in self.fields.values():
            fit_in(field)

    def sections(self):
        """The visible fields in their sections."""
        placed = [
            FormSection(heading, [self[name] for name in names if name in self.fields], heading in self.FOLDED)
            for heading, names in self.SECTIONS
        ]
        names = {name for _heading, group in self.SECTIONS for name in group}
        rest = [field for field in self.visible_fields() if field.name not in names]
        return [section for section in [*placed, FormSection("", rest)] if section.fields]


def fit_in(field):
    """Give a field what the fields of all our forms have; a form does so with those it adds later."""
    use_native_picker(field.widget)
    take_in_whole(field.widget)
    bound_days(field)
    word_empty_choice(field)
    read_choices_at_once(field)
    word_required(field)
    word_not_chosen(field)


def with_plain_lines(data):
    """What was sent, with one letter at the end of each line: browsers send two, but count one as people do.

    Made once: a table gives each of its rows all that was sent.
    """
    if not isinstance(data, MultiValueDict):
        return data
    if not hasattr(data, "plain"):
        data.plain = data.copy()
        for name, values in data.lists():
            data.plain.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return data.plain


def take_in_whole(widget):
    """Let the browser take a text that is too long: cut off where one pastes it, its end would be lost unseen."""
    widget.attrs.pop("maxlength", None)


def use_native_picker(widget):
    """Let the browser offer its date picker; the value stays typed as 2026-11-23."""
    if isinstance(widget, forms.DateTimeInput):
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
    elif isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"


def bound_days(field):
    """Refuse days of a year nobody means."""
    if isinstance(field, forms.DateField):
        field.validators += within_years()


def word_empty_choice(field):
    """Say “please choose” where Django draws a line of hyphens."""
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = field.empty_label and _("Please choose")
    elif isinstance(field, forms.ChoiceField) and BLANK_CHOICE_DASH[0] in field.choices:
        field.choices = [("", _("Please choose")) if not key else (key, label) for key, label in field.choices]


def word_required(field):
    """Ask for what is missing in two words instead of speaking of fields."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _("Please fill this in.")


class Choices(forms.models.ModelChoiceIterator):
    """The rows of a choice, read by one plain query: a page shows them all, and a cursor takes four statements."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset)


def read_choices_at_once(field):
    """Let a choice of rows that has no iterator of its own ask the database once."""
    if isinstance(field, forms.ModelChoiceField) and field.iterator in PLAIN_ITERATORS:
        field.iterator = Choices
        field.widget.choices = field.choices


class Form(PageFormMixin, forms.Form):
    """Parent of forms without a model."""


class ModelForm(PageFormMixin, forms.ModelForm):
    """Parent of forms over a model; it parses and holds what was typed to its fields, a service saves.

    Over a row that exists it sends back what was `seen` of it, for the service to tell whether somebody else changed
    it meanwhile. `SEEN_WHEN_NEW` does so where two people may be entering the same row.
    """

    SEEN_WHEN_NEW = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if (self.instance.pk or self.SEEN_WHEN_NEW) and is_versioned(type(self.instance)):
            seen = seen_of(self.instance)
            self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=seen)

    def _post_clean(self):
        """Hold what was typed to its fields. What other rows and the database say to it, the service is told.

        The row of a choice was found just now: it is not asked for again.
        """
        chosen = {name for name, field in self.fields.items() if isinstance(field, forms.ModelChoiceField)}
        exclude = self._get_validation_exclusions() | chosen
        try:
            self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.instance.clean_fields(exclude=exclude)
        except ValidationError as refusal:
            self._update_errors(refusal)

    def see(self, seen: str) -> None:
        """Take note of how the row is by now; saved once more, what was typed replaces it."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("seen")] = seen
        self.data = data


class OpinionForm(Form):
    """An opinion with a step, for who has one. What must be given is a `ReasonForm`."""

    opinion = forms.CharField(
        label=_("Opinion"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    WIDE = ("opinion",)


class ReasonForm(Form):
    """A reason that must be given with a step; `hint` says what it should tell."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    WIDE = ("reason",)

    def __init__(self, *args, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint


class DayForm(Form):
    """The day on which something happened; today unless said otherwise."""

    on = forms.DateField(
        label=_("Day"), initial=today, help_text=_("The day on which it happened, not the day of entry.")
    )


LONGEST_WORDS = 100  # more than any name has: the error says them again


class Words(str):
    """What was typed into the box of a picker without a choice. In its quotation marks it is the key of no row."""

    def __new__(cls, typed):
        words = super().__new__(cls, f"“{typed}”")
        words.typed = typed
        return words


NOT_CHOSEN = _("{words} was typed, but nothing was chosen. Choose from the list, or empty the box.")


def word_not_chosen(field):
    """Let a field that is chosen by a picker say which words led to no choice."""
    if isinstance(field.widget, Picker):
        multiple = field.widget.allow_multiple_selected
        code, placeholder = ("invalid_pk_value", "%(pk)s") if multiple else ("invalid_choice", "%(value)s")
        field.error_messages[code] = format_lazy(NOT_CHOSEN, words=placeholder)


class Picker(forms.Select):
    """A choice from many: a plain select that scripts turn into a box searching words and pinyin initials.

    With `search_url_name` (see `core.ui.views.picker.PickerOptions`) the page carries only what is chosen and the
    browser asks the server while one types; `plain` renders every choice, for a browser without scripts.

    Words that were typed into the box of a form and led to no choice come as `<name>_words`. They are a value that is
    never among the choices, so the field refuses them with `NOT_CHOSEN`, and the box shows them again.
    """

    def __init__(self, attrs=None, choices=(), search_url_name=""):
        super().__init__(attrs, choices)
        self.search_url_name = search_url_name
        self.plain = False

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        words = data.get(f"{name}_words", "").strip()[:LONGEST_WORDS]
        if not words:
            return value
        return [*value, Words(words)] if self.allow_multiple_selected else Words(words)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, list) else [value]
        if words := next((each for each in given if isinstance(each, Words)), ""):
            context["widget"]["attrs"]["data-words"] = words.typed
        return context

    def build_attrs(self, base_attrs, extra_attrs=None):
        search_url = reverse(self.search_url_name) if self.search_url_name else ""
        asks = {"data-picker": search_url, "data-hint": _("Choose, or type to search")}
        return super().build_attrs(base_attrs, extra_attrs) | asks

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        key = getattr(getattr(value, "instance", None), "name_key", "")  # lets pinyin find it among the page's options
        return option | {"attrs": option["attrs"] | {"data-key": key}} if key else option

    def optgroups(self, name, value, attrs=None):
        if self.search_url_name and not self.plain:
            self.choices = self._chosen(value)
        return super().optgroups(name, value, attrs)

    def _chosen(self, value):
        """The empty choice and those already chosen."""
        keys = [key for key in value if str(key).isdecimal() and len(str(key)) <= KEY_DIGITS]
        rows = self.choices.queryset.filter(pk__in=keys) if keys else ()
        empty = [("", "")] if not self.allow_multiple_selected else []
        return empty + [self.choices.choice(row) for row in rows]


class MultiPicker(Picker, forms.SelectMultiple):
    """A picker of several."""


__all__ = [
    "DayForm",
    "Form",
    "FormSection",
    "ModelForm",
    "MultiPicker",
    "OpinionForm",
    "Picker",
    "ReasonForm",
]
