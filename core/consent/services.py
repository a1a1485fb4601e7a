"""Proposing a change, confirming, refusing and withdrawing it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor, require
from core.access.roles import Role
from core.consent.kinds import kind_of, roles_confirming
from core.models import Proposal
from core.notices.services import tell, telling
from core.wording import kept_alone, sentence
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_reason
from core.workflow.moves import Conflict, IllegalStep, move
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from core.workflow.updates import Statement

PROPOSED = gettext_lazy("%(by)s proposes what a second person has to confirm: %(change)s, %(record)s")
CONFIRMED = gettext_lazy("%(by)s confirmed: %(change)s, %(record)s")
REFUSED = gettext_lazy("%(by)s refused: %(change)s, %(record)s")
SECOND_PERSON = gettext_lazy(
    "Another person confirms or refuses this change: not whoever proposed it, and not whoever set the one-time"
    " password that the account still has."
)
CONFIRMED_BY = kept_alone(gettext_lazy("Confirmed by %(name)s (%(account)s)"))
kept_alone(format_lazy("%(typed)s {}", CONFIRMED_BY))


@all_or_nothing
def propose(
    kind: str,
    row: models.Model,
    *,
    by: Any,
    subject: str = "",
    facts: dict[str, Any] | None = None,
    concerns: Any = None,
    organization: models.Model | None = None,
    reason: str = "",
) -> Proposal:
    """Have a change of a row wait for a second person. The caller has asked whether `by` may propose it.

    `subject` names the row as it is called now, `concerns` is the account that is told, `organization` one whose name
    those recused from it must not read. Raises `IllegalStep` while such a change of the row waits already.
    """
    named: int | None = organization.pk if organization else None
    if Proposal.objects.pending().filter(kind=kind, about=row.pk, organization=named).exists():
        raise IllegalStep(_("Such a change of this record is proposed already. It is confirmed or withdrawn first."))
    proposal = Proposal(
        kind=kind,
        about=row.pk,
        subject=(subject or str(row))[:200],
        facts=facts or {},
        concerns=concerns,
        organization=named,
        reason=reason,
        made_by=by,
        made_at=timezone.now(),
    )
    save_checked(proposal, by=by, reason=reason, sure=["kind", "about", "organization"])
    _tell_of_proposal(proposal)
    return proposal


@all_or_nothing
def confirm(proposal: Proposal, *, by: Actor) -> Proposal:
    """The second person agrees: the change is made in the name of who proposed it, who must still be allowed to."""
    _require_second(proposal, by)
    take, told = kind_of(proposal.kind).take, _telling_outcome(proposal, CONFIRMED, by=by)
    facts: dict[str, Any] = {"decided_by": by, "decided_at": timezone.now()}
    if take is None:
        return move(proposal, Proposal.Status.CONFIRMED, by=by, beside=told, **facts)
    move(proposal, Proposal.Status.CONFIRMED, by=by, **facts)
    take(proposal)
    return move(proposal, Proposal.Status.DONE, by=by, beside=told)


@all_or_nothing
def refuse(proposal: Proposal, *, by: Actor, reason: str) -> Proposal:
    """The second person does not agree, and says why; nothing is changed."""
    _require_second(proposal, by)
    reason = require_reason(reason)
    facts = {"decided_by": by, "decided_at": timezone.now(), "opinion": reason}
    told = _telling_outcome(proposal, REFUSED, by=by)
    return move(proposal, Proposal.Status.REFUSED, by=by, reason=reason, beside=told, **facts)


@all_or_nothing
def withdraw(proposal: Proposal, *, by: Actor) -> Proposal:
    """Whoever proposed it takes it back."""
    words = _("Only whoever proposed a change withdraws it.")
    require(may_take(Proposal.objects.withdrawable_by, by, proposal), words)
    return move(proposal, Proposal.Status.WITHDRAWN, by=by)


def consent_to(kind: str, row: models.Model) -> Proposal | None:
    """The consent to this change that one asked for and another gave, these days and not used yet."""
    return Proposal.objects.usable().filter(kind=kind, about=row.pk).first()


def use_consent(kind: str, row: models.Model, *, by: Actor, why: str) -> Proposal:
    """Take up the consent to this change, once. Raises `IllegalStep(why)` where nobody gave one."""
    consent = consent_to(kind, row)
    if consent is None:
        raise IllegalStep(why)
    return move(consent, Proposal.Status.DONE, by=by)


def require_as_proposed(as_it_was: bool) -> None:
    """Refuse to carry out a change of a row that is not any more as it was when the change was proposed."""
    if not as_it_was:
        raise Conflict(_("Meanwhile someone else changed this record. Propose the change again."))


def confirmed_words(proposal: Proposal) -> Promise:
    """The reason that the trail gives for a change made so."""
    by = proposal.decided_by
    return sentence(CONFIRMED_BY, name=by, account=by.get_username())


def _require_second(proposal: Proposal, by: Actor) -> None:
    require(may_take(Proposal.objects.confirmable_by, by, proposal), str(SECOND_PERSON))


def _tell_of_proposal(proposal: Proposal) -> None:
    """Those who may confirm it and the one it concerns, as far as they see it."""
    confirming = _accounts().holding(*roles_confirming(proposal.kind))
    if proposal.organization:
        confirming = confirming.free_of_recusal(proposal.organization)
    near = Q(pk__in=confirming.values("pk")) | Q(pk=proposal.concerns_id)
    tell(**_notice(near, proposal, PROPOSED, by=proposal.made_by))


def _telling_outcome(proposal: Proposal, subject: Any, *, by: Actor) -> Statement | None:
    """Whoever proposed it, and the one it concerns."""
    near = Q(pk__in=[proposal.made_by_id, proposal.concerns_id])
    return telling(**_notice(near, proposal, subject, by=by))


def _notice(near: Q, proposal: Proposal, subject: Any, *, by: Actor) -> dict[str, Any]:
    """To these, but for whoever acts, and to the auditors, whom the trail says the rest."""
    facts = {"by": by, "change": kind_of(proposal.kind).label, "record": proposal.subject}
    told = _accounts().exclude(pk=by.pk).filter(near | Q(pk__in=_accounts().holding(Role.AUDIT_ADMIN).values("pk")))
    page, trail = proposal.get_absolute_url(), reverse("trail")
    said = {"kind": "proposal", "subject": subject, "url": page, "elsewhere": (~near, trail)}
    return {"recipients": told} | said | facts


def _accounts() -> Any:
    return get_user_model().objects.all()
