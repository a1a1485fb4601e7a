"""The form of a finding."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from findings.findings.fields import CategoryField
from findings.models import Category, DeadlineKind, Finding


class FindingForm(ModelForm):
    """A finding, classified by the scheme in force on the day of its paper; an old one keeps its own scheme."""

    category = CategoryField(Category.objects.none(), label=_("Category"))

    SECTIONS = [
        (_("The problem"), ["category", "found_on", "text"]),
        (_("When it is to be rectified"), ["deadline_kind", "due_on"]),
    ]
    EXAMPLES = {"text": _("6 of 30 entertainment vouchers of 2025 had no official letter, 34,000 yuan in all.")}

    class Meta:
        model = Finding
        fields = ["category", "text", "found_on", "deadline_kind", "due_on"]
        help_texts = {
            "text": _("As the organization will read it: what, judged how, whose responsibility. No leads."),
            "due_on": _("Only for “by a date”."),
        }

    def __init__(self, *args, found_on, **kwargs):
        super().__init__(*args, **kwargs)
        categories = Category.objects.of_scheme_in_force(found_on)
        if self.instance.category_id:
            categories |= Category.objects.filter(scheme=self.instance.category.scheme_id)
        self.fields["category"].queryset = categories

    def clean(self):
        """A day with a kind that takes none is refused; it would be dropped without a word."""
        content = super().clean()
        if content.get("due_on") and content.get("deadline_kind") != DeadlineKind.DATED:
            self.add_error("due_on", _("Choose “by a date” for a day of its own, or leave the day empty."))
        return content
