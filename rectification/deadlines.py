"""Deadlines as stored facts: an obligation is opened with its due date and its rule, then met or cancelled.

A rule that is edited later moves no deadline already set (DOMAIN §6.1).
"""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Role
from core.models import Notice
from core.notices.services import mark_read, tell
from core.workdays.reckoning import Unit, add_limit, missing_years
from personnel.models import User
from rectification.models import DeadlineRule, Node, Obligation, Reminder

REMINDER = "reminder"
"""The kind of notice that a reminder is."""


def rule_for(node: str, on: date) -> DeadlineRule:
    """The rule in force for a node on a day. Raises `ValidationError` when there is none."""
    rule = DeadlineRule.objects.filter(node=node, effective_from__lte=on).order_by("-effective_from").first()
    if rule is None:
        raise ValidationError(
            _("No limit of time is set for “%(node)s” on %(day)s. Enter one under “Deadline rules” first.")
            % {"node": Node(node).label, "day": f"{on:%Y-%m-%d}"}
        )
    return rule


def due_by_rule(node: str, on: date) -> date:
    """The last day of a node's limit that runs from the event on `on`."""
    rule = rule_for(node, on)
    return add_limit(on, rule.amount, rule.unit)


def open_obligation(
    node, subject, title, facts=None, *, inspection, from_on, due_on=None, organization=None, body=None
):
    """Write down that something is owed; without `due_on` its rule says by when, and is kept beside it.

    `title` is translatable and `facts` fill it in, for it is stored in the language of the house, whoever acts.
    `organization` or `body` owes; with neither, the office does. An obligation already open for this node and
    subject is left as it is and returned.
    """
    standing = _open(node, subject).first()
    if standing is not None:
        return standing
    rule = None if due_on else rule_for(node, from_on)
    if rule is not None:
        due_on = add_limit(from_on, rule.amount, rule.unit)
        _warn_of_missing_years(rule, from_on, due_on)
    return Obligation.objects.create(
        node=node,
        subject=subject,
        title=_worded(title, facts),
        inspection=inspection,
        organization=organization,
        body=body,
        from_on=from_on,
        due_on=due_on,
        amount=rule and rule.amount,
        unit=rule.unit if rule else "",
    )


def meet(node: str, subject: models.Model, on: date) -> None:
    """What was owed is done. Meeting what is not owed changes nothing."""
    _settle(_open(node, subject), met_on=on)


def meet_all(subject: models.Model, on: date) -> None:
    """Whatever was owed on this row is done."""
    _settle(Obligation.objects.open().on(subject), met_on=on)


def cancel(node: str, subject: models.Model, on: date) -> None:
    """What was owed is owed no more."""
    _settle(_open(node, subject), cancelled_on=on)


def _open(node: str, subject: models.Model):
    return Obligation.objects.open().on(subject).filter(node=node)


def _settle(owed, **day: date) -> None:
    """Enter the day for what is still owed, and leave the reminders of it to the inbox: no mail urges what is done."""
    settled = list(owed.values_list("pk", flat=True))
    if not settled:
        return
    owed.update(**day)
    told = Reminder.objects.filter(obligation__in=settled).values("recipient")
    pages = [reverse("rectification:obligation", args=[pk]) for pk in settled]
    mark_read(Notice.objects.filter(recipient__in=told, kind=REMINDER, url__in=pages))


def _warn_of_missing_years(rule: DeadlineRule, start: date, end: date) -> None:
    """Tell the office once for each year whose holidays a limit in working days needed and did not find."""
    if rule.unit != Unit.WORKDAYS:
        return
    for year in missing_years(start, end):
        tell(
            User.objects.holding(Role.OFFICE),
            kind="calendar.missing",
            subject=gettext_lazy("Enter the holidays of %(year)s: until then deadlines count Monday to Friday"),
            url=reverse("calendar-days"),
            key=f"calendar.missing.{year}",
            year=year,
        )


def _worded(title, facts) -> str:
    """Stored words are in the language of the house, whatever the one who acts has chosen for the screen."""
    with translation.override(settings.LANGUAGE_CODE):
        return (str(title) % facts if facts else str(title))[:200]
