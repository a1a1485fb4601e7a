from .api import IdempotencyKey
from .attachments import Attachment
from .calendar import CalendarDay
from .notices import Digest, Notice

__all__ = ["Attachment", "CalendarDay", "Digest", "IdempotencyKey", "Notice"]
