"""What happens here that the apps above may forbid or follow. Sent inside the transaction of the change."""

from django.dispatch import Signal

organization_assigned = Signal()
"""An organization is given to a team; argument `inspection`. A receiver may raise `Refused`."""
