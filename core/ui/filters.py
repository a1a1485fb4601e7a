"""Filters, declared once by each app: a row of fields above the list, and a chip for each that is set."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import Form, HiddenInput, TextInput
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django_filters.fields import DateRangeField
from django_filters.widgets import BooleanWidget

from core.names.matching import matching
from core.ui.forms import Picker, bound_days, read_choices_at_once, use_native_picker
from core.ui.number_filter import NumberFilter
from core.workbook.numerals import in_number_order
from core.workflow.steps import awaiting, kinds_of_tasks


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and the names of the parameters that take it off."""

    label: str
    value: str
    names: tuple[str, ...]


class WordsFilter(django_filters.CharFilter):
    """The box for words; it searches while one types.

    Give the columns in which each word may stand, as to `core.names.matching`, or a `method=`.
    """

    def __init__(self, *texts: str, names: tuple[str, ...] = (), spelt: tuple[str, ...] = (), **kwargs: Any):
        kwargs = {"label": _("Words"), "widget": SearchInput(attrs={"autocomplete": "off"})} | kwargs
        self.columns = {"names": names, "spelt": spelt}
        self.texts = texts
        super().__init__(**kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """The rows that say every word."""
        return qs.filter(matching(value, *self.texts, **self.columns)) if value else qs


class ValuesFilter(django_filters.ChoiceFilter):
    """A choice among the values that occur in the rows this reader may see; costs one query."""

    @property
    def field(self):
        """The field, with the values found once for each page."""
        if not hasattr(self, "_field"):
            rows = self.parent.queryset.order_by().values_list(self.field_name, flat=True).distinct()
            self.extra["choices"] = [(value, value) for value in sorted(set(rows), key=in_number_order) if value]
        return super().field


class RowFilter(NumberFilter):
    """By one row that a link names by its key. It is not asked for in the form; its chip says the name of the row.

    `rows(request)` are those the reader may know of.
    """

    def __init__(self, rows: Callable[[Any], QuerySet], **kwargs: Any):
        self.rows = rows
        super().__init__(**{"widget": HiddenInput} | kwargs)

    @property
    def field(self):
        """The field, which knows how its value is said."""
        field = super().field
        field.in_words = self._name
        return field

    def _name(self, key: int) -> str:
        row = self.rows(self.parent.request).filter(pk=key).first()
        return str(row) if row else pgettext("filter", "not found")


class YesNoFilter(django_filters.BooleanFilter):
    """Yes, no, or all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"widget": YesNoSelect} | kwargs)


class YesNoSelect(BooleanWidget):
    """A choice whose empty line says “all” as in the other filters."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [("", _("All")), *self.choices[1:]]


ME = "me"


class AwaitingFilter(django_filters.ChoiceFilter):
    """The rows on which a task is the reader's: what the number in the menu counts and the list behind it shows.

    Those of one kind of task are what stands together on the worklist. `among` names the rows for a user where the
    steps of the model declare no tasks.
    """

    def __init__(self, *, among: Callable[[Any], QuerySet] | None = None, **kwargs: Any):
        super().__init__(**{"choices": [], "label": _("Awaiting")} | kwargs)
        self.among = among

    @property
    def field(self):
        """Offers each kind of task that the steps of the model declare."""
        kinds = [] if self.among else kinds_of_tasks(self.model)
        self.extra["choices"] = [(ME, _("Me")), *kinds]
        return super().field

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """The rows as they are, or those that await the reader."""
        if not value:
            return qs
        user = self.parent.request.user
        name = "" if value == ME else value
        rows = self.among(user) if self.among else awaiting(qs.model, user, name)
        return qs.filter(pk__in=rows.order_by().values("pk"))


class SearchInput(TextInput):
    """A search box."""

    input_type = "search"


class FilterForm(Form):
    """The form of a filter set; nothing in it is required and nothing has a default."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            for each in getattr(field, "fields", [field]):
                bound_days(each)
            use_native_picker(field.widget)
            read_choices_at_once(field)
            if isinstance(field.widget, Picker):
                field.widget.plain = "plain" in self.data
            if isinstance(field, DateRangeField):
                for part in field.widget.widgets:
                    part.input_type = "date"


class Declared(dict):
    """Declared filters, each copied with what it is told; django-filter would copy every choice of every one."""

    def __deepcopy__(self, memo):
        copies = {name: copy.copy(declared) for name, declared in self.items()}
        for each in copies.values():
            each.extra = dict(each.extra)
            each.method = each.method  # what it calls is bound to the copy, and so to the set of this request
        return copies


class MadeForOne(dict):
    """The fields of a form whose class is made for it alone: they need not be copied once more."""

    def __deepcopy__(self, memo):
        return dict(self)


class FilterSet(django_filters.FilterSet):
    """Parent of every filter set.

    `MORE` names the fields that hide behind “more filters”. Choices that depend on the user are given as
    `queryset=lambda request: Team.objects.visible_to(request.user)`.
    """

    MORE: tuple[str, ...] = ()

    class Meta:
        form = FilterForm

    @classmethod
    def get_filters(cls):
        """The filters as declared."""
        return Declared(super().get_filters())

    def get_form_class(self):
        """The form of the filters of this set."""
        form = super().get_form_class()
        form.base_fields = MadeForOne(form.base_fields)
        return form

    @property
    def first_fields(self):
        """The fields that are always in sight."""
        return [field for field in self.form if field.name not in self.MORE and not field.is_hidden]

    @property
    def more_fields(self):
        """The fields behind “more filters”."""
        return [field for field in self.form if field.name in self.MORE and not field.is_hidden]

    @property
    def linked_fields(self):
        """The fields of what a link named, which go on with the form."""
        return [field for field in self.form.hidden_fields() if field.value()]

    @property
    def more_set(self):
        """Whether any field behind “more filters” is set, so that it opens by itself."""
        return any(any(self.data.getlist(name)) for field in self.more_fields for name in parameter_names(field))

    @property
    def chips(self):
        """What is set and can be read, in words: what the rows are narrowed down by."""
        if not self.form.is_bound:
            return []
        read = [field for field in self.form if field.name not in self.form.errors]
        return [
            Chip(str(field.label), words, parameter_names(field))
            for field in read
            if (words := in_words(field.field, self.form.cleaned_data[field.name]))
        ]

    @property
    def left_aside(self):
        """What is set but cannot be read, with why: the rows are not narrowed down by it."""
        wrong = [field for field in self.form if field.errors]
        return [Chip(str(field.label), " ".join(field.errors), parameter_names(field)) for field in wrong]


def parameter_names(bound_field) -> tuple[str, ...]:
    """The names in the address that belong to one field; a range has two."""
    suffixes = getattr(bound_field.field.widget, "suffixes", None)
    if not suffixes:
        return (bound_field.html_name,)
    return tuple(f"{bound_field.html_name}_{suffix}" for suffix in suffixes)


def in_words(field, value) -> str:
    """The value of a filter as a person reads it; empty when the filter is not set."""
    if value in (None, "", []):
        return ""
    if said := getattr(field, "in_words", None):
        return said(value)
    if isinstance(value, slice):
        return " – ".join("" if end is None else plain(end) for end in (value.start, value.stop)).strip()
    if hasattr(value, "model") or isinstance(value, list | tuple):
        return "、".join(choice_label(field, each) for each in value)
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return choice_label(field, value)


def choice_label(field, value) -> str:
    """The label of a chosen value, or the value itself."""
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ()) if not hasattr(value, "pk")}
    return labels.get(str(value), plain(value))


def plain(value) -> str:
    """A date as in tables, anything else as it says itself."""
    return date_format(value, "Y-m-d") if hasattr(value, "strftime") else str(value)


__all__ = ["AwaitingFilter", "Chip", "FilterSet", "RowFilter", "ValuesFilter", "WordsFilter", "YesNoFilter"]
