"""Which organizations stand above one, by the superior organization that each names."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rounds.models import Organization

ABOVE = "parent__parent__parent"
"""For `select_related`: as many as there are as a rule; what stands higher is read when it is asked for."""


def above(organization: Organization) -> list[Organization]:
    """What an organization stands under, the nearest first."""
    found: list[Organization] = []
    parent = organization.parent
    while parent is not None and parent not in found:
        found.append(parent)
        parent = parent.parent
    return found


def require_not_below(organization: Organization, parent: Organization | None) -> None:
    """Raise `ValidationError` where the superior organization would stand under this one."""
    if parent is not None and organization in (parent, *above(parent)):
        words = _("%(parent)s stands under %(organization)s itself.")
        raise ValidationError({"parent": words % {"parent": parent, "organization": organization}})
