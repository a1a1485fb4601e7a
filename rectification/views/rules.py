"""Limits of time and reminders, as the office edits them."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.workdays.reckoning import missing_years_notice, today
from rectification import permissions
from rectification.forms import DeadlineRuleForm, ReminderRuleForm
from rectification.models import DeadlineRule, ReminderRule
from rectification.services import rules
from rectification.tables import DeadlineRuleTable, ReminderRuleTable

DEADLINES = (gettext_lazy("Deadline rules"), reverse_lazy("rectification:deadline_rules"))
REMINDERS = (gettext_lazy("Reminder rules"), reverse_lazy("rectification:reminder_rules"))


class ForRuleKeepers:
    """Pages only those open who may edit rules."""

    def may_open(self, user):
        return permissions.can_edit_rules(user)


class DeadlineRuleList(ForRuleKeepers, ListPage):
    """Limits of time: which holds from when, and where it comes from."""

    title = DEADLINES[0]
    template_name = "rectification/deadline_rules.html"
    table_class = DeadlineRuleTable
    empty_text = gettext_lazy("No limit of time is set.")

    def queryset_for(self, user):
        return DeadlineRule.objects.all()

    def actions(self):
        return [
            Action(REMINDERS[0], reverse("rectification:reminder_rules")),
            Action(_("State a limit anew"), reverse("rectification:deadline_rule_add"), "plus", primary=True),
        ]

    def get_context_data(self, **kwargs):
        on = today()
        notice = missing_years_notice(on, on.replace(year=on.year + 1, day=1))
        return super().get_context_data(calendar_notice=notice, **kwargs)


class DeadlineRuleAdd(ForRuleKeepers, FormPage):
    """State a limit anew from a day on."""

    title = gettext_lazy("State a limit anew")
    crumbs = [DEADLINES]
    form_class = DeadlineRuleForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The rule is saved. Deadlines already set stay as they are.")

    def initial(self):
        return {"effective_from": today()}

    def save(self, form):
        rules.set_deadline_rule(by=self.request.user, **form.cleaned_data)
        return "rectification:deadline_rules"


class ReminderRuleList(ForRuleKeepers, ListPage):
    """Thresholds, the earliest first."""

    title = REMINDERS[0]
    table_class = ReminderRuleTable
    empty_text = gettext_lazy("Nobody is reminded of anything.")
    crumbs = [DEADLINES]

    def queryset_for(self, user):
        return ReminderRule.objects.all()

    def actions(self):
        return [Action(_("Add a threshold"), reverse("rectification:reminder_rule_add"), "plus", primary=True)]


class ReminderRuleAdd(ForRuleKeepers, FormPage):
    """Add a threshold, or change who is told at one."""

    title = gettext_lazy("Add a threshold")
    crumbs = [DEADLINES, REMINDERS]
    form_class = ReminderRuleForm
    submit_label = gettext_lazy("Save")

    def save(self, form):
        rules.set_reminder_rule(by=self.request.user, **form.cleaned_data)
        return "rectification:reminder_rules"


@require_POST
@login_required
def drop_reminder_rule(request, pk):
    """Remind at this threshold no more."""
    rules.drop_reminder_rule(get_object_or_404(ReminderRule, pk=pk), by=request.user)
    return redirect("rectification:reminder_rules")
