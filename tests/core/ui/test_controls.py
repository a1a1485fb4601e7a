"""Controls written by hand say what Django's templates say."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from core.ui.controls import WRITTEN, ControlRenderer
from core.ui.filters import SearchInput

BAD = "\"><script>&'"
CHOICES = [
    ("", _("All")),
    (1, BAD),
    ("group <1>", [("a&b", mark_safe("<b>safe</b>")), (BAD, 1234.5)]),
    (2026, 2026),
]
CASES = [
    (forms.TextInput(attrs={"class": "form-control", "data-x": BAD, "disabled": True, "hidden": False}), BAD),
    (forms.TextInput(), None),
    (SearchInput(attrs={"placeholder": _("All")}), ""),
    (forms.NumberInput(attrs={"min": 0, "step": 0.5}), 1234567.5),
    (forms.DateInput(format="%Y-%m-%d"), date(2026, 11, 30)),
    (forms.DateTimeInput(), "2026-11-30T12:00"),
    (forms.EmailInput(), "a@example.cn"),
    (forms.URLInput(), "https://example.cn/?a=1&b=2"),
    (forms.PasswordInput(render_value=True), BAD),
    (forms.HiddenInput(), 0),
    (forms.Select(choices=CHOICES, attrs={"aria-invalid": "true", "size": 3}), 2026),
    (forms.SelectMultiple(choices=CHOICES), [BAD, "1"]),
]


@pytest.mark.parametrize(("widget", "value"), CASES, ids=lambda each: type(each).__name__)
def test_a_control_is_what_djangos_template_makes_of_it(widget, value):
    name = f"field{BAD}"
    assert widget.template_name in WRITTEN
    ours = widget.render(name, value, renderer=ControlRenderer())
    theirs = widget.render(name, value, renderer=DjangoTemplates())
    assert loosened(ours) == loosened(theirs)
    assert "<script>" not in ours


def loosened(markup):
    """Without the white space that says nothing: Django's templates leave some between options."""
    return " ".join(markup.split()).replace("> <", "><")


def test_what_is_not_written_by_hand_comes_from_a_template():
    written = forms.Textarea().render("text", BAD, renderer=ControlRenderer())
    assert written.startswith("<textarea")
    assert "<script>" not in written
