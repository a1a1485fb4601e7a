"""The register of party organizations."""

from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.consent.services import confirmed_words, propose, require_as_proposed
from core.models import Proposal
from core.names.lookalikes import refuse_deceptive
from core.names.spelling import plain_name, same_name
from core.workflow.acts import all_or_nothing
from core.workflow.saving import check, lock_row, locked, save_checked
from rounds.models import Organization, Round
from rounds.organizations.superior import require_not_below
from rounds.permissions import can_keep_organization, can_keep_rounds

RENAME = "organization.rename"
"""What a second person confirms (`consents`)."""


@all_or_nothing
def add_organization(*, by: Actor, **facts: Any) -> Organization:
    """Enter an organization; `facts` are its fields. A name is taken once."""
    require(can_keep_rounds(by), _("Only the inspection office keeps the register of organizations."))
    organization = Organization(**facts)
    refuse_deceptive(organization, {"name": organization.name})
    return save_checked(organization, by=by)


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
    return save_checked(organization, by=by, reason=confirmed_words(proposal), name=new)


def _require_keeper(by: Actor, organization: Organization) -> None:
    allowed = can_keep_organization(by, organization)
    require(allowed, _("Only the inspection office keeps the register of organizations."))


def _require_free(organization: Organization, name: str) -> None:
    wanted = copy(organization)
    wanted.name = name
    check(wanted)
