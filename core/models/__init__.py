from .api import IdempotencyKey
from .attachments import Attachment
from .calendar import CalendarDay
from .demo import DemoMark
from .notices import Digest, Notice
from .uploads import LedgerUpload

__all__ = ["Attachment", "CalendarDay", "DemoMark", "Digest", "IdempotencyKey", "LedgerUpload", "Notice"]
