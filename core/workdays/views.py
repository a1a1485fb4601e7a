"""The working calendar: holidays and the days worked in their stead."""

from datetime import timedelta

from django import forms
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right
from core.models import CalendarDay
from core.ui.forms import Form
from core.ui.views.base import Action
from core.ui.views.form import FormPage, StepPage
from core.ui.views.list import ListPage
from core.workdays.calendar import clear_day, set_days
from core.workdays.filters import CalendarFilter
from core.workdays.reckoning import missing_years_notice, today
from core.workdays.tables import CalendarTable

LONGEST = timedelta(days=31)


class CalendarDays(ListPage):
    """The days that are off or on by decree, the latest first."""

    title = gettext_lazy("Working calendar")
    template_name = "core/calendar_days.html"
    table_class = CalendarTable
    filter_class = CalendarFilter
    empty_text = gettext_lazy("No holiday is entered.")

    def may_open(self, user):
        """Those who edit the rules of deadlines."""
        return user.reach.may(Right.EDIT_RULES)

    def queryset_for(self, user):
        """The same for everyone."""
        return CalendarDay.objects.order_by("-day")

    def actions(self):
        """Enter days."""
        return [Action(_("Enter days"), reverse("calendar-day-add"), "plus", primary=True)]

    def get_context_data(self, **kwargs):
        day = today()
        missing = missing_years_notice(day, day.replace(year=day.year + 1, day=1))
        return super().get_context_data(missing=missing, **kwargs)


class DaysForm(Form):
    """One day or several in a row, all off or all worked."""

    first = forms.DateField(label=gettext_lazy("First day"))
    last = forms.DateField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty for one day.")
    )
    is_workday = forms.TypedChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("Day off")), ("1", gettext_lazy("Working day"))],
        coerce=bool,
        empty_value=False,  # type: ignore[arg-type]  # the stubs know texts only
        required=False,
    )
    name = forms.CharField(label=gettext_lazy("Name of the day"), max_length=50)
    EXAMPLES = {"name": "国庆节"}

    def clean(self):
        """A span in order and not longer than a month."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and not timedelta(0) <= last - first <= LONGEST:
            self.add_error("last", _("It must follow the first day by at most a month."))
        return self.cleaned_data


class CalendarDayAdd(FormPage):
    """Enter days or change them."""

    title = gettext_lazy("Enter days of the working calendar")
    crumbs = [(gettext_lazy("Working calendar"), reverse_lazy("calendar-days"))]
    form_class = DaysForm
    submit_label = gettext_lazy("Save")
    intro = gettext_lazy(
        "New deadlines follow the calendar at once; those already set stay as they are, until those that were reckoned"
        " without holidays are reckoned anew under “Deadline rules”."
    )

    def may_open(self, user):
        """Those who edit the rules of deadlines."""
        return user.reach.may(Right.EDIT_RULES)

    def save(self, form):
        """Enter every day of the span."""
        facts = form.cleaned_data
        set_days(
            facts["first"],
            facts["last"] or facts["first"],
            is_workday=facts["is_workday"],
            name=facts["name"],
            by=self.request.user,
        )
        return "calendar-days"


class CalendarDayClear(StepPage):
    """Make a day an ordinary one again."""

    title = gettext_lazy("Take the day out of the calendar")
    crumbs = CalendarDayAdd.crumbs
    submit_label = gettext_lazy("Take out")
    done = gettext_lazy("The day is an ordinary day of the week again.")

    def may_open(self, user):
        """Those who edit the rules of deadlines."""
        return user.reach.may(Right.EDIT_RULES)

    def queryset_for(self, user):
        """The same for everyone."""
        return CalendarDay.objects.all()

    def get_consequence(self):
        """Which day, and what it becomes."""
        return _("%(day)s will count by its day of the week. Deadlines already set stay as they are.") % {
            "day": self.record
        }

    def get_cancel_url(self):
        """Back to the calendar."""
        return reverse("calendar-days")

    def save(self, form):
        """Take it out."""
        clear_day(self.record, by=self.request.user)
        return "calendar-days"
