"""News from `findings` that opens or ends an obligation, within the transaction of the change."""

from findings import signals
from rectification.services import transfers as services_transfers


def connect() -> None:
    """Listen for as long as the process lives."""
    signals.lead_transferred.connect(_transferred, dispatch_uid="rectification.transferred")
    signals.transfer_acknowledged.connect(_acknowledged, dispatch_uid="rectification.acknowledged")
    signals.transfer_concluded.connect(_concluded, dispatch_uid="rectification.concluded")


def _transferred(sender, transfers, **kwargs):
    for transfer in transfers:
        services_transfers.expect_answer(transfer)


def _acknowledged(sender, transfer, **kwargs):
    services_transfers.on_acknowledged(transfer)


def _concluded(sender, transfer, **kwargs):
    services_transfers.on_concluded(transfer)
