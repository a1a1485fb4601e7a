"""What the apps above follow. Sent inside the transaction of the change."""

from django.dispatch import Signal

obligations_settled = Signal()
"""Nobody owes these any more; argument `obligations`, their keys."""

years_missing = Signal()
"""A limit in working days ran into years without holidays; argument `years`."""
