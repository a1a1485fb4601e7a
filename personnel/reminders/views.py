"""When is reminded, as the office edits it, and what is owed with whom nobody can remind of it."""

from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from core.workdays.reckoning import today
from personnel.models import ComingReminder, ReminderRule, Urging
from personnel.reminders.course import course_of
from personnel.reminders.filters import ComingFilter, RemindedFilter
from personnel.reminders.foretold import COMING_DAYS
from personnel.reminders.forms import ReminderRuleForm
from personnel.reminders.rules import drop_reminder_rule, set_reminder_rule
from personnel.reminders.seats import with_told
from personnel.reminders.tables import ComingTable, CourseTable, ReminderRuleTable, UrgedTable
from rounds.deadlines import views as deadlines
from rounds.deadlines.holders import why_bound
from rounds.deadlines.querysets import obligations_for
from rounds.deadlines.views import ForRuleKeepers
from rounds.models import Obligation
from rounds.permissions import can_edit_rules

RULES = (gettext_lazy("Reminder rules"), reverse_lazy("personnel:reminder_rules"))


class ObligationList(deadlines.ObligationList):
    """Who owes what by when."""

    filter_class = RemindedFilter
    table_class = UrgedTable

    def queryset_for(self, user):
        last = Urging.objects.filter(obligation=OuterRef("pk")).values("urged_on")[:1]
        return super().queryset_for(user).annotate(last_urged_on=Subquery(last))

    def actions(self):
        keeps_rules = can_edit_rules(self.request.user)
        return (
            [Action(_("Reminders of the next 30 days"), reverse("personnel:reminders_to_come"), "bell")]
            if keeps_rules
            else []
        )


class ComingList(ForRuleKeepers, ListPage):
    """What will be reminded of in the days to come, whom, and why."""

    title = gettext_lazy("Reminders of the next 30 days")
    table_class = ComingTable
    filter_class = ComingFilter
    empty_text = gettext_lazy("Nobody will be reminded of anything in these days.")
    crumbs = [(deadlines.ObligationList.title, reverse_lazy("personnel:obligations"))]

    def queryset_for(self, user):
        coming = ComingReminder.objects.visible_to(user).within(today(), COMING_DAYS)
        return with_told(coming).select_related(
            "obligation__organization", "obligation__body", "obligation__inspection__organization"
        )


class OfObligations:
    """What the pages of one obligation share."""

    def queryset_for(self, user):
        return obligations_for(user)

    def get_crumbs(self):
        return [(deadlines.ObligationList.title, reverse("personnel:obligations"))]


class ObligationPage(OfObligations, RecordPage):
    """One thing owed: who owes it by when, how it stands, and when it was urged, paused and resumed."""

    template_name = "personnel/obligation_page.html"
    hide_from_timeline = ("subject_type", "subject_id", "title")

    def get_title(self):
        return self.record.told

    def facts(self):
        owed = self.record
        return [
            *facts_of(owed, "node"),
            Fact(_("Who owes"), owed.owner),
            *facts_of(owed, "from_on", "due_on"),
            Fact(_("How it stands"), _stands(owed)),
            *([Fact(_("Reassignment"), bound, wide=True)] if (bound := why_bound(owed.node)) else []),
            Fact(_("Where it is met"), _("Open the page"), url=owed.get_absolute_url()),
        ]

    def deadline(self):
        owed = self.record
        return None if owed.pause_words else {"what": owed.told, "due_on": owed.due_on, "done": owed.is_settled}

    def get_context_data(self, **kwargs):
        return super().get_context_data(course=CourseTable(course_of(self.record, self.request.user)), **kwargs)


def _stands(owed: Obligation) -> str:
    """Met, cancelled, paused by hand or for another reason, or owed."""
    day = owed.met_on or owed.cancelled_on
    if day:
        words = _("Met on %(day)s") if owed.met_on else _("Cancelled on %(day)s")
        return words % {"day": f"{day:%Y-%m-%d}"}
    return str(owed.pause_words or owed.rest_words or _("Still owed"))


class ReminderRuleList(ForRuleKeepers, ListPage):
    """Thresholds, the earliest first."""

    title = RULES[0]
    table_class = ReminderRuleTable
    empty_text = gettext_lazy("Nobody is reminded of anything.")
    crumbs = [deadlines.RULES]

    def queryset_for(self, user):
        return ReminderRule.objects.all()

    def actions(self):
        return [Action(_("Add a threshold"), reverse("personnel:reminder_rule_add"), "plus", primary=True)]


class ReminderRuleAdd(ForRuleKeepers, FormPage):
    """Add a threshold, or change who is told at one."""

    title = gettext_lazy("Add a threshold")
    crumbs = [deadlines.RULES, RULES]
    form_class = ReminderRuleForm
    submit_label = gettext_lazy("Save")

    def save(self, form):
        set_reminder_rule(by=self.request.user, **form.cleaned_data)
        return "personnel:reminder_rules"


@require_POST
def drop(request, pk):
    """Remind at this threshold no more."""
    drop_reminder_rule(get_object_or_404(ReminderRule, pk=pk), by=request.user)
    return redirect("personnel:reminder_rules")
