from .accesses import Access
from .api import IdempotencyKey
from .attachments import Attachment
from .batches import Batch, BatchRow
from .calendar import CalendarDay
from .chain import ChainLink, ChainShape
from .channels import Channel
from .cleared import Cleared
from .demo import DemoMark
from .exports import ListExport
from .monthly import MonthlyReport, SheetChoice
from .notices import Digest, Notice
from .proposals import Proposal
from .runs import LastRun
from .saved_views import SavedView
from .uploads import LedgerUpload

__all__ = [
    "Access",
    "Attachment",
    "Batch",
    "BatchRow",
    "CalendarDay",
    "ChainLink",
    "ChainShape",
    "Channel",
    "Cleared",
    "DemoMark",
    "Digest",
    "IdempotencyKey",
    "LastRun",
    "LedgerUpload",
    "ListExport",
    "MonthlyReport",
    "Notice",
    "Proposal",
    "SavedView",
    "SheetChoice",
]
