"""The register of party organizations."""

from copy import copy
from datetime import date
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.consent.services import confirmed_words, propose, require_as_proposed
from core.models import Proposal
from core.names.lookalikes import refuse_deceptive, skeleton
from core.names.spelling import plain_name, same_name
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_reason
from core.workflow.moves import require_ready
from core.workflow.saving import check, lock_row, locked, save_checked
from rounds.deadlines import obligations
from rounds.inspections.conditions import why_ended
from rounds.models import FormerName, Inspection, Obligation, Organization, Round, SecretaryTerm
from rounds.organizations.superior import require_not_below
from rounds.permissions import can_keep_organization, can_keep_rounds
from rounds.signals import organization_succeeded

RENAME = "organization.rename"
"""What a second person confirms (`consents`)."""


@all_or_nothing
def add_organization(*, by: Actor, **facts: Any) -> Organization:
    """Enter an organization; `facts` are its fields. A name is taken once."""
    require(can_keep_rounds(by), _("Only the inspection office keeps the register of organizations."))
    organization = Organization(**facts)
    refuse_deceptive(organization, {"name": organization.name})
    save_checked(organization, by=by)
    if organization.secretary:
        save_checked(SecretaryTerm(organization=organization, name=organization.secretary), by=by)
    return organization


@all_or_nothing
def update_organization(organization: Organization, *, by: Actor, seen: str = "", **facts: Any) -> Organization:
    """Correct the facts of an organization; `seen` refuses to undo what someone else changed meanwhile.

    Another name waits for a second person once a plan with the organization was put before the leading group: it is
    by its name that the plan says who is inspected.
    """
    _require_keeper(by, organization)
    lock_row(organization, seen=seen)
    name = plain_name(facts.pop("name", organization.name))
    refuse_deceptive(organization, {"name": name})
    waits = same_name(name) != same_name(organization.name) and is_in_a_plan(organization)
    require_not_below(organization, facts.get("parent"))
    _correct_secretary(organization, facts.get("secretary", organization.secretary), by=by)
    save_checked(organization, by=by, **(facts if waits else facts | {"name": name}))
    if waits:
        _require_free(organization, name)
        propose(RENAME, organization, by=by, facts={"name": [organization.name, name]}, organization=organization)
    return organization


def is_in_a_plan(organization: Organization) -> bool:
    """Whether a plan that lies with the leading group, or was approved, names the organization."""
    return organization.inspections.exclude(team__round__status=Round.Status.PREPARING).exists()


def take_name(proposal: Proposal) -> Organization:
    """Give the organization the confirmed name."""
    by, (old, new) = proposal.made_by, proposal.facts["name"]
    organization = locked(Organization, proposal.about)
    _require_keeper(by, organization)
    require_as_proposed(organization.name == old)
    refuse_deceptive(organization, {"name": new})
    save_checked(organization, by=by, reason=confirmed_words(proposal), name=new)
    _keep_name(organization, old, by=by)
    return organization


def _keep_name(organization: Organization, old: str, *, by: Actor) -> None:
    """Keep the old name with its days; where it was borne before, until today."""
    last = organization.former_names.exclude(until_on=None).order_by("-until_on").first()
    former = organization.former_names.filter(name_skeleton=skeleton(old)).first() or FormerName(
        organization=organization, name=old, from_on=last.until_on if last else None
    )
    save_checked(former, by=by, until_on=today())


def _correct_secretary(organization: Organization, name: str, *, by: Actor) -> None:
    """Write the present secretary's name otherwise, enter the first one, or end the term of the last."""
    present = organization.secretaries.filter(until_on=None).first()
    if plain_name(name) == (present.name if present else ""):
        return
    if not name:
        save_checked(present, by=by, until_on=today())
    elif present:
        save_checked(present, by=by, name=name)
    else:
        save_checked(SecretaryTerm(organization=organization, name=name), by=by)


@all_or_nothing
def appoint_secretary(organization: Organization, *, by: Actor, name: str, on: date) -> SecretaryTerm:
    """A new party secretary takes over from a day on, and with the office what the organization still owes.

    What that is, is written down as it is then: nobody can say later that it was not handed over.
    """
    _require_keeper(by, organization)
    lock_row(organization)
    require_ready(why_ended(organization))
    present = organization.secretaries.filter(until_on=None).first()
    if present and same_name(present.name) == same_name(name):
        raise ValidationError({"name": _("%(name)s is the party secretary already.") % {"name": present.name}})
    require_past("on", on, since=present.from_on if present else None, fact=_("secretary from"))
    if present:
        save_checked(present, by=by, until_on=on)
    owed = Obligation.objects.open().filter(organization=organization, is_confidential=False)
    handover = "\n".join(f"{each.due_on:%Y-%m-%d} {each.title}" for each in owed)
    term = SecretaryTerm(organization=organization, name=name, from_on=on, handover=handover)
    save_checked(organization, by=by, secretary=term.name)
    return save_checked(term, by=by)


@all_or_nothing
def end_organization(
    organization: Organization,
    *,
    by: Actor,
    ending: str,
    on: date,
    reason: str,
    successor: Organization | None = None,
) -> Organization:
    """Enter that an organization was merged or abolished. What it still owes goes to its successor from then on.

    Nothing of it is left behind: no team plans to inspect it or is there, and without a successor it owes nothing.
    """
    _require_keeper(by, organization)
    for each in sorted(filter(None, [organization, successor]), key=attrgetter("pk")):
        lock_row(each)
    require_past("on", on)
    require_ready(why_ended(organization))
    _require_successor(organization, successor, ending)
    facts: dict[str, Any] = {"ending": ending, "ended_on": on, "end_reason": require_reason(reason)}
    save_checked(organization, by=by, reason=reason, successor=successor, answered_by=successor, **facts)
    for each in Organization.objects.filter(answered_by=organization):
        save_checked(each, by=by, answered_by=successor)
    if successor:
        with acting(by, reason=reason):
            obligations.succeed(organization, successor)
        organization_succeeded.send(Organization, organization=organization, successor=successor, by=by)
    return organization


def _require_successor(organization: Organization, successor: Organization | None, ending: str) -> None:
    if (
        planned := organization.inspections.filter(status__in=Inspection.NOT_LEFT)
        .select_related("team__round")
        .first()
    ):
        words = _(
            "%(round)s %(team)s plans to inspect it or is there. Take it out of the plan, or record the leaving."
        )
        raise ValidationError({"on": words % {"round": planned.team.round, "team": planned.team}})
    if successor is None and ending == Organization.Ending.MERGED:
        raise ValidationError({"successor": _("Say what it was merged into.")})
    if successor is not None and (successor == organization or not successor.is_standing):
        raise ValidationError({"successor": why_ended(successor) or _("An organization is not its own successor.")})
    owes = Obligation.objects.open().filter(organization=organization)
    if successor is None and owes.exists():
        raise ValidationError({"successor": _("It still owes something. Say who takes that over.")})


def _require_keeper(by: Actor, organization: Organization) -> None:
    allowed = can_keep_organization(by, organization)
    require(allowed, _("Only the inspection office keeps the register of organizations."))


def _require_free(organization: Organization, name: str) -> None:
    wanted = copy(organization)
    wanted.name = name
    check(wanted)
