"""When is reminded, as the office edits it, and what is owed with whom nobody can remind of it."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.forms import Form
from core.ui.views.base import Action
from core.ui.views.foretold import ForetoldPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from core.workdays.reckoning import today
from personnel.models import ComingReminder, ReminderRule, Urging
from personnel.reminders.course import course_of
from personnel.reminders.filters import ComingFilter, RemindedFilter
from personnel.reminders.foreseen import outlook
from personnel.reminders.foretold import COMING_DAYS
from personnel.reminders.forms import AudienceForm, ReminderRuleForm
from personnel.reminders.rules import drop_reminder_rule, set_reminder_rule
from personnel.reminders.seats import with_told
from personnel.reminders.tables import (
    ComingTable,
    CourseTable,
    ForeseenReminderTable,
    ReminderRuleTable,
    UrgedTable,
)
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
            "obligation__organization",
            "obligation__body",
            "obligation__account",
            "obligation__inspection__organization",
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
        return ReminderRule.objects.standing()

    def actions(self):
        return [Action(_("Add a threshold"), reverse("personnel:reminder_rule_add"), "plus", primary=True)]


class ChangesReminders(ForRuleKeepers, ForetoldPage):
    """Parent of the forms of a reminder rule: whom it would remind is shown before it is saved."""

    template_name = "personnel/reminder_rule_form.html"
    crumbs = [deadlines.RULES, RULES]
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The rule is saved and holds from tomorrow on. What was sent stays.")

    def queryset_for(self, user):
        return ReminderRule.objects.standing()

    def rule_of(self, form) -> tuple[int, str]:
        """The threshold, and who would be told at it; "" for nobody."""
        return form.cleaned_data["days_left"], form.cleaned_data["audience"]

    def foretell(self, form):
        return outlook(*self.rule_of(form), self.request.user)

    def save(self, form):
        set_reminder_rule(*self.rule_of(form), by=self.request.user)
        return "personnel:reminder_rules"

    def get_context_data(self, **kwargs):
        told = super().get_context_data(**kwargs)
        return told | {"table": ForeseenReminderTable(told["foretold"].rows)} if told["foretold"] else told


class ReminderRuleAdd(ChangesReminders):
    """Add a threshold, or change who is told at one."""

    title = gettext_lazy("Add a threshold")
    form_class = ReminderRuleForm


class ReminderRuleChange(ChangesReminders):
    """Change who is told at a threshold."""

    form_class = AudienceForm

    def initial(self):
        return {"audience": self.record.audience}

    def get_title(self):
        return _("Who is told %(threshold)s") % {"threshold": self.record}

    def rule_of(self, form):
        return self.record.days_left, form.cleaned_data["audience"]


class ReminderRuleDrop(ChangesReminders):
    """Remind at a threshold no more; what that would mean is shown at once, for nothing is typed."""

    form_class = Form
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("Nobody is reminded at this threshold from tomorrow on. What was sent stays.")

    def get_title(self):
        return _("Remind no more %(threshold)s") % {"threshold": self.record}

    @cached_property
    def foretold(self):
        return outlook(self.record.days_left, "", self.request.user)

    def save(self, form):
        drop_reminder_rule(self.record, by=self.request.user)
        return "personnel:reminder_rules"
