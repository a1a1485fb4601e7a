"""Limits of time, as the office edits them, and what is owed by them."""

from copy import copy
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.ui.forms import Form
from core.ui.views.base import Action
from core.ui.views.foretold import ForetoldPage
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.workdays.reckoning import missing_years_notice, today
from rounds.deadlines.filters import ObligationFilter
from rounds.deadlines.foreseen import outlook
from rounds.deadlines.forms import DeadlineRuleForm, RoundLimitForm
from rounds.deadlines.guessed import mark_of, reckon_anew, reckoned_anew
from rounds.deadlines.querysets import obligations_for
from rounds.deadlines.stating import require_statable, set_deadline_rule, why_no_limit
from rounds.deadlines.tables import (
    DeadlineRuleTable,
    ForeseenTable,
    ObligationTable,
    ReckonedAnewTable,
    RoundLimitTable,
)
from rounds.models import DeadlineRule, Obligation, Round
from rounds.permissions import can_edit_rules, follows_deadlines, reads_coverage

RULES = (gettext_lazy("Deadline rules"), reverse_lazy("rounds:deadline_rules"))


class ObligationList(ListPage):
    """Who owes what by when; a body sees what it owes itself. Its address is where one knows who is reminded."""

    title = gettext_lazy("Deadlines")
    table_class = ObligationTable
    filter_class: type[ObligationFilter] = ObligationFilter
    empty_text = gettext_lazy("Nothing is owed.")
    empty_hint = gettext_lazy("Deadlines come by themselves with each step of the four ledgers.")

    def may_open(self, user):
        return follows_deadlines(user)

    def queryset_for(self, user):
        rows = obligations_for(user)
        return rows if self.request.GET.get("state") else rows.open()


@require_safe
def obligation(request, pk):
    """To the page where an obligation is met; reminders lead here."""
    return redirect(get_object_or_404(Obligation.objects.visible_to(request.user), pk=pk))


class ForRuleKeepers:
    """Pages only those open who may edit rules."""

    def may_open(self, user):
        return can_edit_rules(user)


class DeadlineRuleList(ForRuleKeepers, ListPage):
    """Limits of time: which holds from when, and where it comes from."""

    title = RULES[0]
    template_name = "rounds/deadline_rules.html"
    table_class = DeadlineRuleTable
    empty_text = gettext_lazy("No limit of time is set.")

    def queryset_for(self, user):
        return DeadlineRule.objects.of_the_house()

    def actions(self):
        guessed = Obligation.objects.guessed().exists()
        return [
            *([Action(_("Reckon deadlines anew"), reverse("rounds:deadlines_anew"), "refresh")] if guessed else []),
            Action(_("Reminder rules"), reverse("personnel:reminder_rules")),
            Action(_("State a limit anew"), reverse("rounds:deadline_rule_add"), "plus", primary=True),
        ]

    def get_context_data(self, **kwargs):
        on = today()
        notice = missing_years_notice(on, on.replace(year=on.year + 1, day=1))
        return super().get_context_data(calendar_notice=notice, **kwargs)


class StatesLimit(ForRuleKeepers, ForetoldPage):
    """Parent of the forms of a limit: what it would mean is shown before it is saved."""

    template_name = "rounds/deadline_rule_form.html"
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The rule is saved. Deadlines already set stay as they are.")
    round: Round | None = None

    def initial(self):
        return {"effective_from": today()}

    def foretell(self, form):
        rule = copy(form.instance)
        rule.round = self.round
        require_statable(rule)
        return outlook(rule, self.request.user)

    def get_context_data(self, **kwargs):
        told = super().get_context_data(**kwargs)
        if outlook := told["foretold"]:
            of_kind = {"node": outlook.rule.node} | ({"round": self.round.pk} if self.round else {})
            told["table"] = ForeseenTable(outlook.rows)
            told["duties_address"] = f"{reverse('personnel:obligations')}?{urlencode(of_kind)}"
        return told


class DeadlineRuleAdd(StatesLimit):
    """State a limit anew from a day on."""

    title = gettext_lazy("State a limit anew")
    crumbs = [RULES]
    form_class = DeadlineRuleForm

    def save(self, form):
        set_deadline_rule(by=self.request.user, **form.cleaned_data)
        return "rounds:deadline_rules"


class OfRound:
    """Pages about the limits of the round of the address."""

    @cached_property
    def round(self) -> Round:
        """404 for one the reader does not see."""
        return self.read(Round.objects.visible_to(self.request.user))

    def get_crumbs(self):
        return [(_("Rounds"), reverse("rounds:rounds")), (str(self.round), self.round.get_absolute_url())]


class RoundLimitList(OfRound, ListPage):
    """The limits a round has of its own: frozen at the approval of its plan, or stated for it since."""

    title = gettext_lazy("Limits of time of this round")
    table_class = RoundLimitTable
    empty_text = gettext_lazy("This round has no limits of its own; those of the house hold.")

    def may_open(self, user):
        return reads_coverage(user)

    def queryset_for(self, user):
        return DeadlineRule.objects.filter(round=self.round)

    def actions(self):
        if not can_edit_rules(self.request.user) or why_no_limit(self.round):
            return []
        address = reverse("rounds:round_limit_add", args=[self.round.pk])
        return [Action(_("State a limit for this round"), address, "plus", primary=True)]


class RoundLimitAdd(OfRound, StatesLimit):
    """State a limit anew for one round, from a day on."""

    title = gettext_lazy("State a limit for this round")
    form_class = RoundLimitForm

    @cached_property
    def record(self):
        """None: the row of the address is the round."""
        return

    def get_crumbs(self):
        return [*super().get_crumbs(), (RoundLimitList.title, reverse("rounds:round_limits", args=[self.round.pk]))]

    def save(self, form):
        set_deadline_rule(round=self.round, by=self.request.user, **form.cleaned_data)
        return reverse("rounds:round_limits", args=[self.round.pk])


class DeadlinesAnew(ForRuleKeepers, FormPage):
    """Deadlines that were reckoned without holidays: by when they were owed, and will be, before anything moves."""

    title = gettext_lazy("Reckon deadlines anew")
    crumbs = [RULES]
    template_name = "rounds/deadlines_anew.html"
    form_class = Form
    submit_label = gettext_lazy("Give them the new days")
    done = gettext_lazy("The deadlines have their new days.")
    intro = gettext_lazy(
        "Working days of a year whose holidays are not entered are counted Monday to Friday. Once they are entered,"
        " these deadlines can be given the days that the calendar says."
    )

    @cached_property
    def found(self):
        rows = Obligation.objects.guessed().select_related("organization", "body").order_by("pk")
        return reckoned_anew(rows)

    def mark(self):
        return mark_of(self.found)

    def require_as_shown(self, mark):
        """The service does, under lock."""

    def save(self, form):
        reckon_anew(seen=self.request.POST.get("as_shown", ""), by=self.request.user)
        return "rounds:deadline_rules"

    def get_context_data(self, **kwargs):
        seen = set(Obligation.objects.visible_to(self.request.user).guessed().values_list("pk", flat=True))
        moved = [each for each in self.found if each.old != each.new]
        shown = [each for each in moved if each.obligation.pk in seen]
        waiting = Obligation.objects.guessed().count() - len(self.found)
        told = {"found": self.found, "unseen": len(moved) - len(shown), "waiting": waiting}
        return super().get_context_data(table=ReckonedAnewTable(shown), **told, **kwargs)
