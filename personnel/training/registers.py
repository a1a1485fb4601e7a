"""The registers of training and of its rules, with the steps of both."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.registers.register import Register, Words, keep
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import Asks, Step, Task, may_take
from personnel.models import Person, TrainingRule, TrainingSession
from personnel.permissions import can_keep_people, reads_all_rounds
from personnel.training import filters, forms, tables


@all_or_nothing
def hold_session(
    session: TrainingSession, *, by: Actor, on: date, attendants: Iterable[Person] = ()
) -> TrainingSession:
    """What was planned was held on that day, and these attended."""
    require_side(may_take(TrainingSession.objects.holdable_by, by, session))
    lock_row(session)
    require_past("held_on", on)
    save_checked(session, by=by, held_on=on)
    with acting(by):
        session.attendants.add(*attendants)
    return session


def _where_planned(rule: TrainingRule) -> str:
    return f"{reverse('personnel:training_session_add')}?kind={rule.kind}"


TRAININGS = keep(
    Register(
        TrainingSession,
        named="personnel:training_session",
        listed="personnel:training_sessions",
        words=Words(
            gettext_lazy("Training"),
            gettext_lazy("Plan or record training"),
            gettext_lazy("Change the training"),
            gettext_lazy("No training is planned yet."),
            gettext_lazy("Plan courses, lectures and seminars; once held, record the day and who attended."),
        ),
        day="held_on",
        form=forms.TrainingSessionForm,
        table=tables.TrainingSessionTable,
        filters=filters.TrainingSessionFilter,
        facts=("kind", "planned_on", "held_on", "lecturer", "attendants"),
        gathers=("attended",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
    ),
    Step(
        "hold",
        gettext_lazy("Record that it was held"),
        rows=TrainingSession.objects.holdable_by,
        service=hold_session,
        asks=Asks(
            forms.HeldForm,
            consequence=gettext_lazy("It counts as held in the year, the quarter or the month of this day."),
            given=lambda session, user: {"user": user},
        ),
        task=Task(
            gettext_lazy("Record whether “%(title)s” was held"),
            gettext_lazy("Record it"),
            facts=lambda session: {"title": session.title},
            detail=lambda session: session.get_kind_display(),
            due_on=lambda session: session.planned_on,
            rows=TrainingSession.objects.unrecorded_by,
        ),
    ),
)
TRAINING_RULES = keep(
    Register(
        TrainingRule,
        named="personnel:training_rule",
        listed="personnel:training_rules",
        words=Words(
            gettext_lazy("Training rules"),
            gettext_lazy("Enter a training rule"),
            gettext_lazy("Change the training rule"),
            gettext_lazy("There is no training rule."),
            gettext_lazy("Enter how many of each kind are held in a year, a quarter or a month."),
        ),
        day="in_force_on",
        form=forms.TrainingRuleForm,
        table=tables.TrainingRuleTable,
        filters=filters.TrainingRuleFilter,
        facts=("kind", "amount", "rhythm", "in_force_on", "source"),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
    ),
    Step(
        "plan",
        gettext_lazy("Plan training"),
        _where_planned,
        rows=TrainingRule.objects.short_by,
        primary=False,
        task=Task(
            gettext_lazy("Plan training: %(rule)s"),
            gettext_lazy("Go and plan"),
            facts=lambda rule: {"rule": rule},
            url=_where_planned,
        ),
    ),
)
