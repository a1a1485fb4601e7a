"""What happens here that the apps above may forbid or follow. Sent inside the transaction of the change."""

from django.dispatch import Signal

organization_assigned = Signal()
"""An organization is given to a team; argument `inspection`. A receiver may raise `Refused`."""

team_formed = Signal()
"""A team was formed; argument `team`."""

team_dissolving = Signal()
"""A team is about to be dissolved; argument `team`, locked. A receiver may raise `IllegalStep`."""

organization_succeeded = Signal()
"""An organization ended and another answers for it; arguments `organization`, `successor` and `by`."""

instruction_on_lead_read = Signal()
"""Somebody is shown an instruction on a lead; arguments `instruction` and `by`."""

announcement_entered = Signal()
"""An announcement was entered, changed or made void; arguments `announcement` and `by`."""
