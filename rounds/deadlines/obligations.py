"""Obligations as stored facts: opened with their due day and its rule, then met or cancelled.

A rule that is edited later moves no deadline already set (docs/domain.md, deadlines).
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from core.access.reach import Actor, Refused
from core.wording import in_each_language
from core.workdays.reckoning import today
from core.workflow.updates import update_and_enter, update_and_tell
from rounds.deadlines import kinds
from rounds.deadlines.rules import DueDay, Reckoning
from rounds.deadlines.signals import obligations_settled, years_missing
from rounds.models import Body, Inspection, Obligation, Organization, Round


def open_obligation(*what: Any, **owed: Any) -> None:
    """Write down that something is owed, told as `obligation` takes it.

    An obligation already open for this kind and subject is left as it is: the database allows one.
    """
    open_all([obligation(*what, **owed)])


def open_all(owed: Iterable[Obligation]) -> None:
    """The same of several, in one statement."""
    Obligation.objects.bulk_create(owed, ignore_conflicts=True)


def open_beside(rows: models.QuerySet, owed: list[Obligation], **values: Any) -> None:
    """The same, by the statement that gives the `rows` they are about these `values`."""
    update_and_enter(rows, owed, "id", **values)


def obligation(
    kind: str,
    subject: models.Model,
    title: Any,
    facts: dict[str, Any] | None = None,
    *,
    inspection: Inspection | None = None,
    round: Round | None = None,
    from_on: date,
    due_on: date | None = None,
    organization: Organization | None = None,
    body: Body | None = None,
    account: Actor | None = None,
    reckoning: Reckoning | None = None,
) -> Obligation:
    """What is owed, not written down yet; without `due_on` its rule says by when, and is kept beside it.

    `title` is translatable and `facts` fill it in, for it is stored in each language, whoever acts.
    It is about an `inspection`, about a `round` as a whole, or about neither. `organization`, `body` or `account` owes
    where the kind says so; an organization that was merged is answered for. A `reckoning` that is given is one
    for this inspection or round, which may have limits of its own.
    """
    due = None if due_on else _due_by_rule(kind, from_on, reckoning or Reckoning(about=inspection or round))
    return Obligation(
        **facts_of(kind, due),
        subject=subject,
        **titles_of(title, facts),
        inspection=inspection,
        round=round,
        organization=organization and organization.answering,
        body=body,
        account_id=account and account.pk,
        from_on=from_on,
        due_on=due.on if due else due_on,
    )


def facts_of(kind: str, due: DueDay | None = None) -> dict[str, Any]:
    """What an obligation keeps of its kind and of the limit its day came from; for those written in bulk."""
    return {
        "node": kind,
        "is_confidential": kinds.kind_of(kind).confidential,
        "amount": due.amount if due else None,
        "unit": due.unit if due else "",
        "is_guessed": bool(due and due.missing_years),
    }


def titles_of(title: Any, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    """What an obligation keeps of its words, in each language; for those written in bulk.

    The names they may hold are shorter than its column, so that no sentence is cut.
    """
    stored, others = in_each_language(title, facts)
    return {"title": stored, "titles": others}


def owe_instead(wanted: Obligation, *, on: date) -> None:
    """Owe this in place of what is owed of its kind on its row by another day or another side, or elsewhere."""
    told = ("inspection_id", "round_id", "organization_id", "body_id", "due_on")
    standing = owed_on(wanted.subject, wanted.node).first()
    if standing and any(getattr(standing, name) != getattr(wanted, name) for name in told):
        cancel(wanted.node, wanted.subject, on)
    open_all([wanted])


def owe_until(wanted: Obligation, *, done_on: date | None, is_void: bool) -> None:
    """Owe this until the day it is done. What is void was never owed: it counts on no day, as the entry itself."""
    if is_void:
        forget(wanted.subject)
    elif done_on:
        meet(wanted.node, wanted.subject, done_on)
    else:
        owe_instead(wanted, on=today())


def leave_unchecked(*subjects: models.Model) -> None:
    """What a ledger brought is shown as late, but of what was due before it came nobody is reminded: it waits for
    somebody to say whether it stands (docs/domain.md, ledgers).
    """
    on = today()
    for subject in subjects:
        Obligation.objects.running().on(subject).overdue(on).update(unchecked_since=on)


def unchecked_since(due_on: date) -> date | None:
    """The same of what is written in bulk: the day on which the ledger came, if it was due before that."""
    on = today()
    return on if due_on < on else None


def owed_on(subject: models.Model, *kinds: str) -> models.QuerySet[Obligation]:
    """What is still owed of these kinds on this row; such sets are put together by `|`."""
    return Obligation.objects.open().on(subject).filter(node__in=kinds)


def held(obligation: Obligation) -> Obligation:
    """It as it is still owed, locked. Raises `Refused` where it is owed no more, or by another day."""
    owed = owed_on(obligation.subject, obligation.node).select_for_update().filter(pk=obligation.pk).first()
    if owed is None:
        raise Refused(_("This is not owed any more, or by another day. Look at the list again."))
    return owed


def meet(kind: str, subject: models.Model, on: date) -> None:
    """What was owed is done. Meeting what is not owed changes nothing."""
    _settle(owed_on(subject, kind), met_on=on)


def meet_and_owe(
    kind: str, subject: models.Model, on: date, owed: Obligation, *, others: Collection[str] = ()
) -> None:
    """What was owed of this kind, or of the `others`, is done, and `owed` follows from it; in one statement."""
    done = owed_on(subject, kind, *others)
    _announce([key for (key,) in update_and_enter(done, [owed], "id", met_on=on, paused_on=None)])


def meet_each(owed: models.QuerySet[Obligation], on: date) -> None:
    """All of these are done."""
    _settle(owed, met_on=on)


def meet_all(subject: models.Model, on: date) -> None:
    """Whatever was owed on this row is done."""
    _settle(Obligation.objects.open().on(subject), met_on=on)


def give_back(kind: str, subject: models.Model, on: date, *, resumed: str, others: Collection[str] = ()) -> None:
    """What one side owed, of this kind or of the `others`, is done by giving the row back: what rested meanwhile lies
    with its owner again.
    """
    day = Case(When(node__in=[kind, *others], then=Value(on)), output_field=models.DateField())
    _settle(owed_on(subject, kind, resumed, *others), met_on=day)


def take_back(kinds: Collection[str], subject: models.Model, on: date, *, resumed: str) -> None:
    """What the other side was asked for it owes no more: what rested meanwhile lies with its owner again."""
    day = Case(When(node__in=kinds, then=Value(on)), output_field=models.DateField())
    _settle(owed_on(subject, resumed, *kinds), cancelled_on=day)


def cancel_each(owed: models.QuerySet[Obligation], on: date) -> None:
    """None of these is owed any more."""
    _settle(owed, cancelled_on=on)


def cancel(kind: str, subject: models.Model, on: date) -> None:
    """What was owed is owed no more."""
    _settle(owed_on(subject, kind), cancelled_on=on)


def meet_and_cancel(kind: str, obligations: models.QuerySet[Obligation], on: date) -> None:
    """What is owed of this kind among them is done; none of the others is owed any more."""
    met = Case(When(node=kind, then=Value(on)), output_field=models.DateField())
    cancelled = Case(When(~models.Q(node=kind), then=Value(on)), output_field=models.DateField())
    _settle(obligations, met_on=met, cancelled_on=cancelled)


def extend(obligations: models.QuerySet[Obligation], due_on: date) -> None:
    """These are owed by another day, and reminded of anew; not by one before they began."""
    for obligation in obligations.exclude(due_on=due_on):
        obligation.due_on, obligation.is_guessed = max(due_on, obligation.from_on), False
        obligation.save(update_fields=["due_on", "is_guessed"])


def pause(kind: str, subject: models.Model, on: date) -> None:
    """It rests with the other side: still owed by its day, but nobody is reminded of it."""
    owed_on(subject, kind).update(paused_on=on)


def pass_on(kind: str, subject: models.Model, on: date, owed: Obligation) -> None:
    """It rests with the other side, as after `pause`, which now owes what `owed` tells."""
    update_and_enter(owed_on(subject, kind), [owed], "id", paused_on=on)


def reassign(
    kind: str, subject: models.Model, *, organization: Organization | None = None, body: Body | None = None
) -> None:
    """Another one owes it from now on, by the same day."""
    owed_on(subject, kind).update(organization=organization, body=body)


def forget(subject: models.Model) -> None:
    """What was owed on a row that is deleted or void goes with it; the trail keeps both."""
    owed = Obligation.objects.on(subject)
    _announce(list(owed.values_list("pk", flat=True)))
    owed.delete()


def _settle(owed: models.QuerySet[Obligation], **day: date | Case) -> None:
    """Enter the day for what is still owed; it is no pause any more."""
    told = update_and_tell(owed, "id", "met_on", "cancelled_on", paused_on=None, **day)
    _announce([key for key, met_on, cancelled_on in told if met_on or cancelled_on])


def _announce(keys: list[int]) -> None:
    """Tell whoever reminds of these that nobody is to be urged to what is done."""
    if keys:
        obligations_settled.send(Obligation, obligations=keys)


def _due_by_rule(kind: str, on: date, reckoning: Reckoning) -> DueDay:
    due = reckoning.due(kind, on)
    if due.missing_years:
        years_missing.send(Obligation, years=due.missing_years)
    return due


def succeed(organization: Organization, by: Organization) -> int:
    """What an organization still owes its successor owes from now on, by the same day; returns how much that is."""
    return Obligation.objects.open().filter(organization=organization).update(organization=by)
