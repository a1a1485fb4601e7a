"""News of findings and leads for the apps above, sent inside the transaction of the change.

Each carries `by`, the user who caused it; whoever listens may refuse by raising, and then nothing has happened.
"""

from django.dispatch import Signal

finding_submitted = Signal()  # finding, by
lead_transferred = Signal()  # lead, transfers, by
transfer_acknowledged = Signal()  # transfer, by
transfer_concluded = Signal()  # transfer, by
