"""Obligations as stored facts: opened with their due day and its rule, then met or cancelled.

A rule that is edited later moves no deadline already set (docs/domain.md, deadlines).
"""

from datetime import date
from typing import Any

from django.db import models

from core.wording import in_each_language
from rounds.deadlines import kinds
from rounds.deadlines.rules import DueDay, Reckoning
from rounds.deadlines.signals import obligations_settled, years_missing
from rounds.models import Body, Inspection, Obligation, Organization, Round

LONGEST_TITLE = Obligation._meta.get_field("title").max_length


def open_obligation(
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
) -> Obligation:
    """Write down that something is owed; without `due_on` its rule says by when, and is kept beside it.

    `title` is translatable and `facts` fill it in, for it is stored in each language, whoever acts.
    It is about an `inspection`, or about a `round` as a whole. `organization` or `body` owes where the kind says so.
    An obligation already open for this kind and subject is left as it is and returned.
    """
    standing = _open(kind, subject).first()
    if standing is not None:
        return standing
    due = None if due_on else _due_by_rule(kind, from_on)
    return Obligation.objects.create(
        **facts_of(kind, due),
        subject=subject,
        **titles_of(title, facts),
        inspection=inspection,
        round=round,
        organization=organization,
        body=body,
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
    }


def titles_of(title: Any, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    """What an obligation keeps of its words, in each language; for those written in bulk."""
    stored, others = in_each_language(title, facts, longest=LONGEST_TITLE)
    return {"title": stored, "titles": others}


def meet(kind: str, subject: models.Model, on: date) -> None:
    """What was owed is done. Meeting what is not owed changes nothing."""
    _settle(_open(kind, subject), met_on=on)


def meet_all(subject: models.Model, on: date) -> None:
    """Whatever was owed on this row is done."""
    _settle(Obligation.objects.open().on(subject), met_on=on)


def cancel(kind: str, subject: models.Model, on: date) -> None:
    """What was owed is owed no more."""
    _settle(_open(kind, subject), cancelled_on=on)


def cancel_all(obligations: models.QuerySet[Obligation], on: date) -> None:
    """None of these is owed any more."""
    _settle(obligations, cancelled_on=on)


def extend(obligations: models.QuerySet[Obligation], due_on: date) -> None:
    """These are owed by another day, and reminded of anew; not by one before they began."""
    for obligation in obligations.exclude(due_on=due_on):
        obligation.due_on = max(due_on, obligation.from_on)
        obligation.save(update_fields=["due_on"])


def pause(kind: str, subject: models.Model, on: date) -> None:
    """It rests with the other side: still owed by its day, but nobody is reminded of it."""
    _open(kind, subject).update(paused_on=on)


def resume(kind: str, subject: models.Model) -> None:
    """It lies with its owner again."""
    _open(kind, subject).update(paused_on=None)


def reassign(
    kind: str, subject: models.Model, *, organization: Organization | None = None, body: Body | None = None
) -> None:
    """Another one owes it from now on, by the same day."""
    _open(kind, subject).update(organization=organization, body=body)


def forget(subject: models.Model) -> None:
    """What was owed on a row that is about to be deleted goes with it; the trail keeps both."""
    owed = Obligation.objects.on(subject)
    _announce(owed)
    owed.delete()


def _open(kind: str, subject: models.Model) -> models.QuerySet[Obligation]:
    return Obligation.objects.open().on(subject).filter(node=kind)


def _settle(owed: models.QuerySet[Obligation], **day: date) -> None:
    """Enter the day for what is still owed; it is no pause any more."""
    settled = _announce(owed)
    if settled:
        Obligation.objects.filter(pk__in=settled).update(paused_on=None, **day)


def _announce(owed: models.QuerySet[Obligation]) -> list[int]:
    """Tell whoever reminds of these that nobody is to be urged to what is done; gives back their keys."""
    keys = list(owed.values_list("pk", flat=True))
    if keys:
        obligations_settled.send(Obligation, obligations=keys)
    return keys


def _due_by_rule(kind: str, on: date) -> DueDay:
    due = Reckoning().due(kind, on)
    if due.missing_years:
        years_missing.send(Obligation, years=due.missing_years)
    return due
