"""Papers, findings, leads and transfers over the API: the same doors, the same services, receipts for answers."""

from .findings import FindingApi
from .leads import LeadApi
from .papers import PaperApi
from .transfers import TransferApi

__all__ = ["FindingApi", "LeadApi", "PaperApi", "TransferApi"]
