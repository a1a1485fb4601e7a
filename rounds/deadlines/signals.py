"""What the apps above follow. Sent inside the transaction of the change."""

from django.dispatch import Signal

obligations_settled = Signal()
"""Nobody owes these any more; argument `obligations`, their keys."""

brought_checked = Signal()
"""A person said that what a ledger brought is owed by another day, or not any more; arguments the `obligation` that
was, `due_on` (None: not owed any more), `by` and `reason`.
"""

years_missing = Signal()
"""A limit in working days ran into years without holidays; argument `years`."""
