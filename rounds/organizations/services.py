"""The register of party organizations."""

from typing import Any

from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.names.lookalikes import refuse_deceptive
from core.workflow.acts import all_or_nothing
from core.workflow.saving import lock_row, save_checked
from rounds.models import Organization
from rounds.permissions import can_keep_organization, can_keep_rounds


@all_or_nothing
def add_organization(*, by: Actor, **facts: Any) -> Organization:
    """Enter an organization; `facts` are its fields. A name is taken once."""
    require(can_keep_rounds(by), _("Only the inspection office keeps the register of organizations."))
    organization = Organization(**facts)
    refuse_deceptive(organization, {"name": organization.name})
    return save_checked(organization, by=by)


@all_or_nothing
def update_organization(organization: Organization, *, by: Actor, seen: str = "", **facts: Any) -> Organization:
    """Correct the facts of an organization; `seen` refuses to undo what someone else changed meanwhile."""
    allowed = can_keep_organization(by, organization)
    require(allowed, _("Only the inspection office keeps the register of organizations."))
    lock_row(organization, seen=seen)
    refuse_deceptive(organization, {"name": facts.get("name", organization.name)})
    return save_checked(organization, by=by, **facts)
